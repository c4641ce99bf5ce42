/** From a record to the row that is kept, and back. */

import type { Incident, StoredIncident, Warning } from '../../schemas/incident.ts'
import type { ScalarFilter } from '../../schemas/query.ts'
import type { Issue } from '../../schemas/rules.ts'
import { facetsOf, filterValues, searchWords } from '../derive/filters.ts'
import { toTransport } from '../derive/transport.ts'
import { flatLine } from '../export/csv.ts'
import { problems } from '../problems.ts'
import { maxRow, type NewVersion, rowBytes, type Version } from '../store/incidents.ts'

export interface Stamp {
  readonly n: number
  readonly id: string
  readonly revision: number
  readonly status: StoredIncident['status']
  readonly filer: string
}

const asWarning = ({ pointer, rule, detail }: Issue | Warning): Warning => ({ pointer, rule, detail })

/** The row of a version. Throws a Problem when the database could not hold it. */
export const toRow = (record: Incident, issues: readonly (Issue | Warning)[], stamp: Stamp): NewVersion => {
  const warnings = issues.map(asWarning)
  const { notes, ...published } = record
  const { id, revision, status } = stamp
  const stored: StoredIncident = {
    ...record,
    id,
    revision,
    status,
    warnings,
    commit: 0,
    created_at: '',
    updated_at: '',
  }
  const texts = { doc: JSON.stringify(published), warnings: JSON.stringify(warnings) }
  const row: NewVersion = {
    ...stamp,
    filter: filterValues(stored) as Record<ScalarFilter, string | number | null>,
    facets: facetsOf(stored),
    words: searchWords(stored),
    doc: texts.doc,
    notes: notes ?? null,
    warnings: texts.warnings,
    line: flatLine(stored),
    json: toTransport(`"warnings":${texts.warnings},${texts.doc.slice(1)}`),
  }
  if (rowBytes(row) > maxRow) throw problems.recordTooLarge()
  return row
}

/** The record of a version as a person states it, with its notes. */
export const statedIn = (version: Version): Incident => ({
  ...(JSON.parse(version.doc) as Incident),
  ...(version.notes === null ? {} : { notes: version.notes }),
})

/** The record of a version as it is answered; without its notes unless `withNotes`. */
export const fromRow = (version: Version, withNotes: boolean): StoredIncident => ({
  id: version.id,
  status: version.status as StoredIncident['status'],
  revision: version.revision,
  commit: version.commit,
  created_at: version.created_at,
  updated_at: version.updated_at,
  warnings: JSON.parse(version.warnings) as Warning[],
  ...(withNotes && version.notes !== null ? { notes: version.notes } : {}),
  ...(JSON.parse(version.doc) as Incident),
})

/** The ETag of a version. */
export const etagOf = ({ id, revision }: { readonly id: string; readonly revision: number }): string =>
  `"${id}.${revision}"`

/** What a record's links name, each once. */
export const linkNames = ({ dataset, links = [] }: Incident) => ({
  dataset,
  names: [...new Set(links.map((link) => link.incident))],
})
