/** Records as rows in the layout of another project, and what is lost on the way. */
import type { LayoutColumn } from '../../../schemas/crosswalk/layout.ts'
import { type CrosswalkRuleId, crosswalkRules, type LossKind } from '../../../schemas/crosswalk/loss-rules.ts'
import type { Cell } from '../../../schemas/field-types.ts'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { type Layout, type Lose, silently } from '../../record/crosswalk/layout.ts'
import { loses } from '../../record/crosswalk/losses.ts'
import { placesIn, written } from './layout-row.ts'
import { givenBack } from './round-trip.ts'

/** A column of a layout, and its cell in a row of it. */
export interface CrosswalkColumn extends LayoutColumn {
  readonly get: (row: readonly Cell[]) => Cell
}

export const columnsOf = ({ columns }: Layout): CrosswalkColumn[] =>
  columns.map((column, i) => ({ ...column, get: (row) => row[i] }))

export interface Loss {
  /** Of the record; empty where it is true of every record that did not come from the project. */
  readonly id: string
  readonly kind: LossKind
  readonly rule: CrosswalkRuleId
  readonly column: string
  readonly detail: string
}

export interface Crosswalked {
  readonly rows: readonly (readonly Cell[])[]
  readonly losses: readonly Loss[]
}

const lossOf = (id: string, rule: CrosswalkRuleId, column: string | null, detail: string): Loss => {
  const { kind } = crosswalkRules[rule]
  if (kind === 'read') throw new RangeError(`${rule} is a rule of reading.`)
  return { id, kind, rule, column: column ?? '', detail }
}

/** What is true of every record that did not come from the project. */
export const lossesOf = ({ id, theirs }: Layout): Loss[] => [
  lossOf('', 'crosswalk.own_id', id, 'It holds the id of Sitrep unless the record came from the project.'),
  ...Object.entries(theirs).map(([column, why]) => lossOf('', 'crosswalk.theirs', column, why)),
]

/** How many rows a record has in a layout. */
export const rowsMade = (layout: Layout, record: StoredIncident): number => {
  if (record.external?.scheme === layout.scheme) return 1
  if (layout.leavesOut(record)) return 0
  return layout.split?.(record, silently).length ?? 1
}

/** The rows of a record in a layout, none where the project's rules leave it out, and all that is lost. */
export const crosswalked = (layout: Layout, record: StoredIncident): Crosswalked => {
  const losses: Loss[] = []
  const lose: Lose = (rule, column, detail) => {
    losses.push(lossOf(record.id, rule, column, detail))
  }
  if (record.external?.scheme === layout.scheme) return { rows: [givenBack(layout, record, lose)], losses }
  const out = layout.leavesOut(record)
  if (out) return { rows: [], losses: [lossOf(record.id, out.rule, null, out.detail)] }
  const records = layout.split?.(record, lose) ?? [record]
  const id = placesIn(layout).get(layout.id) ?? -1
  const rows = records.map((each, i) => {
    const row = written(layout, each, i === 0 ? lose : silently)
    row[id] = records.length > 1 ? `${record.id}-${i + 1}` : record.id
    return row
  })
  loses(record, lose, layout.takes)
  return { rows, losses }
}
