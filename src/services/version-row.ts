/** From a record to the row that is kept, and back. */

import type { Incident, StoredIncident, Warning } from '../../schemas/incident.ts'
import { scalarFilters } from '../../schemas/query.ts'
import type { Issue } from '../../schemas/rules.ts'
import { publicActor } from '../auth/authenticate.ts'
import { type Actor, canSeeWithheld } from '../auth/permissions.ts'
import { csvRowPrefix } from '../export/csv/write-csv.ts'
import { problems } from '../problems.ts'
import { toCells } from '../record/flat-columns.ts'
import { encodeFacets, filterValues, searchWords } from '../record/search-index.ts'
import { writableFields } from '../record/shape.ts'
import { toPublic } from '../record/withheld.ts'
import { canStore, type NewVersion, type Version } from '../store/incidents.ts'
import { decodeStoredText } from '../text/storage-encoding.ts'

/** What a version has beside its record. */
export type VersionStamp = Pick<Version, 'rowKey' | 'id' | 'revision' | 'status' | 'filer'>

const toWarning = ({ pointer, rule, detail }: Issue | Warning): Warning => ({ pointer, rule, detail })

/**
 * Whether a record has its reference for itself. A report of the public does once it is published: until then nobody
 * is told of it by a conflict, and nobody is kept from the reference.
 */
export const holdsReference = ({ filer, status }: Pick<Version, 'filer' | 'status'>): boolean =>
  filer !== publicActor.id || status === 'published' || status === 'retracted'

/** What the commit gives, which the row of CSV does not have yet. */
const noStamps = { commit: 0, created_at: '', updated_at: '' }

/** The row of a version. Throws a Problem when the database could not hold it. */
export const toVersionRow = (
  record: Incident,
  issues: readonly (Issue | Warning)[],
  { rowKey, id, revision, status, filer }: VersionStamp,
): NewVersion => {
  const warnings = issues.map(toWarning)
  const visible = toPublic(record)
  const serverFields = { id, revision, status: status as StoredIncident['status'], warnings, ...noStamps }
  const cells = toCells(visible, serverFields)
  const filter = filterValues(cells)
  if (!holdsReference({ filer, status })) filter[scalarFilters.indexOf('reference')] = null
  const row: NewVersion = {
    rowKey,
    id,
    revision,
    status,
    filer,
    filter,
    facets: encodeFacets(visible),
    searchWords: searchWords(visible),
    publicJson: JSON.stringify(visible).slice(1),
    fullJson: visible === record ? null : JSON.stringify(record),
    warnings: JSON.stringify(warnings),
    csvRow: csvRowPrefix(cells),
  }
  if (!canStore(row)) throw problems.recordTooLarge()
  return row
}

/** The row of the version after one. */
export const nextRow = (
  current: Version,
  record: Incident,
  issues: readonly (Issue | Warning)[],
  status: string = current.status,
): NewVersion => toVersionRow(record, issues, { ...current, revision: current.revision + 1, status })

const parseStored = (text: string): unknown => JSON.parse(decodeStoredText(text))

/** The record of a version as the public is shown it. */
export const publicRecord = ({ publicJson }: Pick<Version, 'publicJson'>) =>
  parseStored(`{${publicJson}`) as Incident

export const warningsOf = ({ warnings }: Pick<Version, 'warnings'>) => parseStored(warnings) as Warning[]

/** The record of a version as a person states it, whole. */
export const fullRecord = (version: Pick<Version, 'publicJson' | 'fullJson'>): Incident =>
  version.fullJson === null ? publicRecord(version) : (parseStored(version.fullJson) as Incident)

/** What a reader is shown of a version: what everybody is, or all of it. */
export type View = 'public' | 'full'

export const viewFor = (actor: Actor, version: Pick<Version, 'filer' | 'status'>): View =>
  canSeeWithheld(actor, version) ? 'full' : 'public'

/** The record of a version as it is answered, with what the server sets. `full` is its whole record, if at hand. */
export const toResponse = (
  version: Version,
  { view, full }: { readonly view: View; readonly full?: Incident | undefined },
): StoredIncident => ({
  id: version.id,
  status: version.status as StoredIncident['status'],
  revision: version.revision,
  commit: version.commit,
  created_at: version.created_at,
  updated_at: version.updated_at,
  warnings: warningsOf(version),
  ...(view === 'full' ? (full ?? fullRecord(version)) : full ? toPublic(full) : publicRecord(version)),
})

/** As a filer without a token gets a draft: the number of its commit would tell how many others came. */
export const forFiler = ({ commit: _, ...record }: StoredIncident): Omit<StoredIncident, 'commit'> => record

/** What people state in a record as it is answered, without what the server sets. */
export const withoutServerFields = (record: StoredIncident): object =>
  Object.fromEntries(Object.entries(record).filter(([name]) => writableFields.has(name)))

/** The ETag of a version. */
export const etagOf = ({ id, revision }: { readonly id: string; readonly revision: number }): string =>
  `"${id}.${revision}"`

/** What a record's links name, each once. */
export const linkNames = ({ dataset, links = [] }: Incident) => ({
  dataset,
  names: [...new Set(links.map((link) => link.incident))],
})
