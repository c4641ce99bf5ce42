/** What the database has about a group of rows. */
import { createHash } from 'node:crypto'
import { hasMaxLength, slugPattern } from '../../../schemas/field-types.ts'
import { type Incident, maxReferenceLength } from '../../../schemas/incident.ts'
import { type Actor, can } from '../../auth/permissions.ts'
import type { SourceRow } from '../../ingest/rows/source-row.ts'
import * as datasets from '../../store/datasets.ts'
import {
  findByDigests,
  findByKeys,
  findByReferences,
  type Match,
  type RowDigest,
  type RowMatch,
} from '../../store/imports/match-rows.ts'
import * as links from '../../store/links.ts'
import { knows } from '../link-warnings.ts'
import { linkNames } from '../version-row.ts'
import { type ImportState, scopedKey } from './file-state.ts'

export interface ImportTarget {
  readonly dataset?: string | undefined
  readonly publish: boolean
}

/** The dataset that a row names, or the import for all of them. */
export const datasetOf = ({ dataset }: SourceRow, target: ImportTarget): string =>
  target.dataset ?? dataset ?? 'reports'

/** Whether a record can have the names: what stands there in a file may be as long as a row. */
const canStore = ([dataset, reference]: readonly [string, string]): boolean =>
  slugPattern.test(dataset) && hasMaxLength(reference, maxReferenceLength)

/** The stored records that rows are about by their references. */
export const findMatches = async (
  db: D1Database,
  target: ImportTarget,
  rows: readonly SourceRow[],
): Promise<Map<string, Match>> => {
  const wanted = rows
    .flatMap((row) => (row.reference ? [[datasetOf(row, target), row.reference] as const] : []))
    .filter(canStore)
    .map(([dataset, reference]) => ({ dataset, names: [reference] }))
  const found = await findByReferences(db, wanted)
  return new Map(found.map((match) => [scopedKey(match.dataset, match.reference ?? ''), match]))
}

const digestLength = 32

/** What a row without a reference states, as the index of such rows has it: 128 bits of SHA-256. */
export const rowDigest = (record: Incident): RowDigest => [
  record.dataset,
  createHash('sha256').update(JSON.stringify(record)).digest('hex').slice(0, digestLength),
]

/** Looks up the records that rows without a reference made, those that were not looked up before. */
export const loadRowMatches = async (
  db: D1Database,
  actor: Actor,
  rows: readonly RowDigest[],
  seen: ImportState,
): Promise<void> => {
  const missing = new Map<string, RowDigest>()
  for (const row of rows) if (!seen.hasCached(scopedKey(...row))) missing.set(scopedKey(...row), row)
  const found = new Map<string, RowMatch[]>([...missing.keys()].map((key) => [key, []]))
  for (const made of await findByDigests(db, [...missing.values()]))
    found.get(scopedKey(made.dataset, made.digest))?.push(made)
  const isEditable = ({ filer }: RowMatch) => can(actor, 'edit') || filer === actor.id
  for (const [key, made] of found) {
    made.sort((a, b) => a.nth - b.nth)
    seen.cacheMatches(key, made.filter(isEditable), made.at(-1)?.nth ?? 0)
  }
}

/** Those of the records that wait for review where the import is to publish, by key; one that was moved is left alone. */
export const findDrafts = async (
  db: D1Database,
  { publish }: ImportTarget,
  made: readonly (RowMatch | undefined)[],
): Promise<Map<number, Match>> => {
  const isDraft = (each: RowMatch | undefined): each is RowMatch =>
    publish && each?.status === 'submitted' && each.now === each.dataset
  const drafts = await findByKeys(
    db,
    made.filter(isDraft).map(({ n }) => n),
  )
  return new Map(drafts.map((draft) => [draft.n, draft]))
}

/**
 * The names that links of these records use and that lead to stored records that the actor may know of: ids, and `keyIn` of
 * references; each with whether the public may.
 */
export const findResolvedNames = async (
  db: D1Database,
  actor: Actor,
  records: readonly Incident[],
): Promise<Map<string, boolean>> => {
  const found = await links.resolve(db, records.filter((record) => record.links).map(linkNames))
  const known = found
    .filter((each) => knows(actor, each))
    .map(
      (each) =>
        [each.dataset === null ? each.named : scopedKey(each.dataset, each.named), each.known === 1] as const,
    )
  return new Map(known.sort(([, a], [, b]) => Number(a) - Number(b)))
}

/** Looks up which datasets may not be published, those that were not looked up before. An import with one dataset has been asked about it. */
export const lookUpDatasets = async (
  db: D1Database,
  { publish, dataset }: ImportTarget,
  records: readonly Incident[],
  { publishable }: ImportState,
): Promise<void> => {
  if (!publish || dataset !== undefined) return
  const asked = [...new Set(records.map((each) => each.dataset))].filter((name) => !publishable.has(name))
  if (asked.length === 0) return
  const refused = await datasets.findUnpublishable(db, asked)
  for (const name of asked) publishable.set(name, !refused.has(name))
}
