/** From a record to the row that is kept, and back. */

import type { Incident, StoredIncident, Warning } from '../../schemas/incident.ts'
import { scalarFilters } from '../../schemas/query.ts'
import type { Issue } from '../../schemas/rules.ts'
import { publicActor } from '../auth/authenticate.ts'
import { csvRowPrefix } from '../export/csv/write-csv.ts'
import { problems } from '../problems.ts'
import { toCells } from '../record/flat-columns.ts'
import { encodeFacets, filterValues, searchWords } from '../record/search-index.ts'
import { writableFields } from '../record/shape.ts'
import { toPublic } from '../record/withheld.ts'
import { canStore, type NewVersion, type Version } from '../store/incidents.ts'
import { decodeStoredText } from '../text/storage-encoding.ts'

export interface VersionStamp {
  readonly n: number
  readonly id: string
  readonly revision: number
  readonly status: StoredIncident['status']
  readonly filer: string
}

const toWarning = ({ pointer, rule, detail }: Issue | Warning): Warning => ({ pointer, rule, detail })

/**
 * Whether a record has its reference for itself. A report of the public does once it is published: until then nobody
 * is told of it by a conflict, and nobody is kept from the reference.
 */
export const holdsReference = ({ filer, status }: Pick<Version, 'filer' | 'status'>): boolean =>
  filer !== publicActor.id || status === 'published' || status === 'retracted'

/** The row of a version. Throws a Problem when the database could not hold it. */
export const toVersionRow = (
  record: Incident,
  issues: readonly (Issue | Warning)[],
  stamp: VersionStamp,
): NewVersion => {
  const warnings = issues.map(toWarning)
  const visible = toPublic(record)
  const { id, revision, status } = stamp
  const cells = toCells(visible, {
    id,
    revision,
    status,
    warnings,
    commit: 0,
    created_at: '',
    updated_at: '',
  })
  const filter = filterValues(cells)
  if (!holdsReference(stamp)) filter[scalarFilters.indexOf('reference')] = null
  const row: NewVersion = {
    ...stamp,
    filter,
    facets: encodeFacets(visible),
    words: searchWords(visible),
    doc: JSON.stringify(visible).slice(1),
    whole: visible === record ? null : JSON.stringify(record),
    warnings: JSON.stringify(warnings),
    line: csvRowPrefix(cells),
  }
  if (!canStore(row)) throw problems.recordTooLarge()
  return row
}

const parseStored = (text: string): unknown => JSON.parse(decodeStoredText(text))

/** The record of a version as the public is shown it. */
export const publicRecord = ({ doc }: Pick<Version, 'doc'>) => parseStored(`{${doc}`) as Incident

export const warningsOf = ({ warnings }: Pick<Version, 'warnings'>) => parseStored(warnings) as Warning[]

/** The record of a version as a person states it, whole. */
export const fullRecord = (version: Pick<Version, 'doc' | 'whole'>): Incident =>
  version.whole === null ? publicRecord(version) : (parseStored(version.whole) as Incident)

/** A record as it is answered, with what the server sets. */
const withServerFields = (version: Version, record: Incident): StoredIncident => ({
  id: version.id,
  status: version.status as StoredIncident['status'],
  revision: version.revision,
  commit: version.commit,
  created_at: version.created_at,
  updated_at: version.updated_at,
  warnings: warningsOf(version),
  ...record,
})

/** The record of a version as it is answered: as the public is shown it, or whole. */
export const toResponse = (version: Version, whole: boolean): StoredIncident =>
  withServerFields(version, whole ? fullRecord(version) : publicRecord(version))

/** As `fromRow`, of a version whose whole record is at hand. */
export const recordToResponse = (version: Version, record: Incident, whole: boolean): StoredIncident =>
  withServerFields(version, whole ? record : toPublic(record))

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
