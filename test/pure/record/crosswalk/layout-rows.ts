/** Rows of other projects read as records, and records written as such rows. */
import { expect } from 'vitest'
import type { Scheme } from '../../../../schemas/crosswalk/layout.ts'
import type { Incident, StoredIncident } from '../../../../schemas/incident.ts'
import { toLayout } from '../../../../src/export/crosswalk/to-layout.ts'
import { planCrosswalk } from '../../../../src/ingest/crosswalk/profile.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { layouts } from '../../../../src/record/crosswalk/layouts.ts'
import { validationContext } from '../../rule-cases.ts'

export type Cells = Readonly<Record<string, string>>

/** Cells without which a row is refused. */
const rows: Readonly<Record<Scheme, Cells>> = {
  ucdp: { id: '1', type_of_violence: '1', country: 'Iraq', date_start: '2014-01-24', best: '1' },
  acled: { event_id_cnty: 'IRQ1', event_date: '2023-02-16', event_type: 'Battles', country: 'Iraq' },
  gtd: {
    eventid: '201701010001',
    iyear: '2017',
    imonth: '1',
    iday: '2',
    country_txt: 'Iraq',
    attacktype1: '3',
  },
}

/** The record that a row becomes, and what is noted of it. */
export const readRow = (scheme: Scheme, over: Cells) => {
  const cells = { ...rows[scheme], ...over }
  const plan = planCrosswalk(layouts[scheme], Object.keys(cells))
  expect(plan.faults).toEqual([])
  const { candidate, issues, notes } = plan.read(Object.values(cells))
  const { record, errors } = validate(candidate, validationContext, { issues, fromText: true })
  expect(errors).toEqual([])
  return { record: record as Incident, notes }
}

/** As a record that came from nobody. */
const asStored = (record: object, id = 'ours') => ({ ...record, id }) as StoredIncident

export const writeRow = (scheme: Scheme, record: object) => {
  const { rows: made, losses } = toLayout(layouts[scheme], asStored(record))
  const names = layouts[scheme].columns.map(({ name }) => name)
  const [row = []] = made
  return { row: Object.fromEntries(names.map((name, i) => [name, row[i]])), losses, made }
}
