/** Rows of versions: from a record to its row, and back. */

import type { Incident, StoredIncident, Warning } from '../../schemas/incident.ts'
import { scalarFilters } from '../../schemas/query.ts'
import type { Issue } from '../../schemas/rules.ts'
import { publicActor } from '../auth/authenticate.ts'
import { type Actor, canSeeWithheld } from '../auth/permissions.ts'
import { csvRowPrefix } from '../export/csv/write-csv.ts'
import { en } from '../messages/en.ts'
import { problems } from '../problems.ts'
import { createSeal, type SealedTexts } from '../record/chain.ts'
import { publicFilingTime } from '../record/filing-time.ts'
import { toCells } from '../record/flat-columns.ts'
import { schemaVersion } from '../record/schema-version.ts'
import { encodeFacets, filterValues, searchWords } from '../record/search-index.ts'
import { writableFields } from '../record/shape.ts'
import { upgradeRecord, upgradeWarnings } from '../record/upgrade.ts'
import { toPublic } from '../record/withheld.ts'
import { canStore, type NewVersion, type Version } from '../store/incidents.ts'
import { decodeStoredText, encodeStored } from '../text/storage-encoding.ts'

/** The metadata of a version. */
export type VersionStamp = Pick<Version, 'rowKey' | 'id' | 'revision' | 'status' | 'filer'>

/** Returns an issue as it is stored: its words are in English. */
export const toWarning = (found: Issue | Warning): Warning => {
  const { pointer, rule } = found
  return { pointer, rule, detail: 'say' in found ? found.say(en) : found.detail }
}

/**
 * Returns whether a record reserves its reference. A public report reserves it only once it is published: before, a
 * conflict would reveal the report, and the report would block the reference for others.
 */
export const holdsReference = ({ filer, status }: Pick<Version, 'filer' | 'status'>): boolean =>
  filer !== publicActor.id || status === 'published' || status === 'retracted'

/** Values that the commit sets, which the CSV row does not have yet. */
const noStamps = { commit: 0, created_at: '', updated_at: '' }

/** Returns the row of a version. Throws too-large (413) if the database cannot store it. */
export const toVersionRow = (
  record: Incident,
  issues: readonly (Issue | Warning)[],
  stamp: VersionStamp,
): NewVersion => {
  const visible = toPublic(record)
  const row = deriveRow(stamp, {
    visible,
    full: visible === record ? null : record,
    warnings: issues.map(toWarning),
  })
  if (!canStore(row)) throw problems.recordTooLarge()
  return row
}

/** The content of a version: its public record, the full one if that differs, and its warnings. */
interface StatedVersion {
  readonly visible: Incident
  readonly full: Incident | null
  readonly warnings: readonly Warning[]
}

/** Returns the cells of a version's flat row, without the two times. */
const deriveCells = (
  { id, revision, status }: VersionStamp,
  { visible, warnings }: Pick<StatedVersion, 'visible' | 'warnings'>,
) =>
  toCells(visible, {
    ...{ id, revision, status: status as StoredIncident['status'], warnings: [...warnings] },
    ...noStamps,
  })

/** Returns the CSV row of a version up to the two times. */
export const deriveCsvRow = (
  stamp: VersionStamp,
  stated: Pick<StatedVersion, 'visible' | 'warnings'>,
): string => csvRowPrefix(deriveCells(stamp, stated))

/** Returns the row of a version, even if it is too large for the database. */
export const deriveRow = (stamp: VersionStamp, stated: StatedVersion): NewVersion => {
  const { rowKey, id, revision, status, filer } = stamp
  const { visible, full, warnings } = stated
  const cells = deriveCells(stamp, stated)
  const filter = filterValues(cells)
  if (!holdsReference({ filer, status })) filter[scalarFilters.indexOf('reference')] = null
  return {
    rowKey,
    id,
    datasetSlug: visible.dataset,
    revision,
    status,
    filer,
    filter,
    facets: encodeFacets(visible),
    searchWords: searchWords(visible),
    publicJson: JSON.stringify(visible).slice(1),
    fullJson: full && JSON.stringify(full),
    warnings: JSON.stringify(warnings),
    csvRow: csvRowPrefix(cells),
    seal: createSeal(full !== null),
  }
}

/** Returns the full record of a version to write. */
export const statedRecord = ({ publicJson, fullJson }: NewVersion): Incident =>
  JSON.parse(fullJson ?? `{${publicJson}`)

/** Returns the content of a stored version by the current schema. */
export const restate = (version: Pick<Version, 'publicJson' | 'fullJson' | 'warnings'>): StatedVersion => {
  const full = fullRecord(version)
  const visible = toPublic(full)
  return { visible, full: visible === full ? null : full, warnings: warningsOf(version) }
}

/** Returns whether the stored documents of a version equal those of the current schema. */
export const hasCurrentDocuments = (
  { publicJson, fullJson, warnings }: Pick<Version, 'publicJson' | 'fullJson' | 'warnings'>,
  stated: StatedVersion,
): boolean =>
  encodeStored(JSON.stringify(stated.visible)) === `{${publicJson}` &&
  (stated.full && encodeStored(JSON.stringify(stated.full))) === fullJson &&
  encodeStored(JSON.stringify(stated.warnings)) === warnings

/** Returns the row of the next version. Throws too-large (413) if the database cannot store it. */
export const nextRow = (
  current: Version,
  record: Incident,
  issues: readonly (Issue | Warning)[],
  status: string = current.status,
): NewVersion => toVersionRow(record, issues, { ...current, revision: current.revision + 1, status })

/** Returns the stored texts of a version as its digests cover them. */
export const decodeTexts = ({
  publicJson,
  fullJson,
  warnings,
}: Pick<Version, 'publicJson' | 'fullJson' | 'warnings'>): SealedTexts => ({
  publicJson: decodeStoredText(publicJson),
  fullJson: fullJson && decodeStoredText(fullJson),
  warnings: decodeStoredText(warnings),
})

type StoredDocuments = Pick<Version, 'publicJson'> & Partial<Pick<Version, 'fullJson'>>

const parseStored = (text: string): unknown => JSON.parse(decodeStoredText(text))

/**
 * Returns the full record of a version, without server fields; the public one if the full document was not read.
 */
export const fullRecord = ({ publicJson, fullJson = null }: StoredDocuments): Incident =>
  upgradeRecord(parseStored(fullJson ?? `{${publicJson}`) as Incident)

/** Returns the public record of a version by the current schema, whichever was stored. */
export const publicRecord = (version: StoredDocuments): Incident => toPublic(fullRecord(version))

/** Returns the stored warnings of a version. */
export const warningsOf = ({ warnings }: Pick<Version, 'warnings'>) =>
  upgradeWarnings(parseStored(warnings) as Warning[]) as Warning[]

/** What a reader sees of a version: its public part, or everything. */
export type View = 'public' | 'full'

/** Returns which view of a version the actor gets. */
export const viewFor = (actor: Actor, version: Pick<Version, 'filer' | 'status' | 'datasetSlug'>): View =>
  canSeeWithheld(actor, version) ? 'full' : 'public'

interface ResponseOptions {
  readonly view: View
  /** The full record, if the caller has it already. */
  readonly full?: Incident | undefined
  /** The view of the time of filing, if it is not that of the record. */
  readonly filingTime?: View
}

/** Returns a version in the form of the API, with server fields. */
export const toResponse = (
  version: Version,
  { view, full, filingTime = view }: ResponseOptions,
): StoredIncident => ({
  id: version.id,
  status: version.status as StoredIncident['status'],
  revision: version.revision,
  commit: version.commit,
  created_at:
    filingTime === 'full'
      ? version.created_at
      : publicFilingTime(version.created_at, version.filer === publicActor.id),
  updated_at: version.updated_at,
  warnings: warningsOf(version),
  ...(view === 'full' ? (full ?? fullRecord(version)) : full ? toPublic(full) : publicRecord(version)),
})

/**
 * Returns a draft for a filer without a token, without the commit number, which would reveal how many others were
 * filed.
 */
export const forFiler = ({ commit: _, ...record }: StoredIncident): Omit<StoredIncident, 'commit'> => record

/** Returns a record of the API without server fields. */
export const withoutServerFields = (record: StoredIncident): object =>
  Object.fromEntries(Object.entries(record).filter(([name]) => writableFields.has(name)))

/** Returns the ETag of a version, with the schema: another one may write the same version in another way. */
export const etagOf = ({ id, revision }: { readonly id: string; readonly revision: number }): string =>
  `"${id}.${revision}.${schemaVersion}"`

/** Returns the targets of a record's links, deduplicated. */
export const linkNames = ({ dataset, links = [] }: Incident) => ({
  dataset,
  names: [...new Set(links.map((link) => link.incident))],
})
