/** What the database has about a group of rows. */
import { createHash } from 'node:crypto'
import { fits, slugPattern } from '../../../schemas/field-types.ts'
import { type Incident, referenceLength } from '../../../schemas/incident.ts'
import { type Actor, may } from '../../auth/permissions.ts'
import type { SourceRow } from '../../ingest/rows/source-row.ts'
import * as datasets from '../../store/datasets.ts'
import {
  byKeys,
  byReferences,
  type Made,
  type Match,
  madeBy,
  type RowDigest,
} from '../../store/imports/match-rows.ts'
import * as links from '../../store/links.ts'
import { knows } from '../link-warnings.ts'
import { linkNames } from '../version-row.ts'
import { keyIn, type Seen } from './file-state.ts'

export interface Ask {
  readonly dataset?: string | undefined
  readonly publish: boolean
}

/** The dataset that a row names, or the import for all of them. */
export const datasetOf = ({ dataset }: SourceRow, ask: Ask): string => ask.dataset ?? dataset ?? 'reports'

/** Whether a record can have the names: what stands there in a file may be as long as a row. */
const canBeStored = ([dataset, reference]: readonly [string, string]): boolean =>
  slugPattern.test(dataset) && fits(reference, referenceLength)

/** The stored records that rows are about by their references. */
export const matchesOf = async (
  db: D1Database,
  ask: Ask,
  rows: readonly SourceRow[],
): Promise<Map<string, Match>> => {
  const wanted = rows
    .flatMap((row) => (row.reference ? [[datasetOf(row, ask), row.reference] as const] : []))
    .filter(canBeStored)
    .map(([dataset, reference]) => ({ dataset, names: [reference] }))
  const found = await byReferences(db, wanted)
  return new Map(found.map((match) => [keyIn(match.dataset, match.reference ?? ''), match]))
}

const digits = 32

/** What a row without a reference states, as the index of such rows has it: 128 bits of SHA-256. */
export const digestOf = (record: Incident): RowDigest => [
  record.dataset,
  createHash('sha256').update(JSON.stringify(record)).digest('hex').slice(0, digits),
]

/** Looks up the records that rows without a reference made, those that were not looked up before. */
export const lookUpRows = async (
  db: D1Database,
  actor: Actor,
  rows: readonly RowDigest[],
  seen: Seen,
): Promise<void> => {
  const asked = new Map<string, RowDigest>()
  for (const row of rows) if (!seen.knows(keyIn(...row))) asked.set(keyIn(...row), row)
  const found = new Map<string, Made[]>([...asked.keys()].map((key) => [key, []]))
  for (const made of await madeBy(db, [...asked.values()]))
    found.get(keyIn(made.dataset, made.digest))?.push(made)
  const mine = ({ filer }: Made) => may(actor, 'edit') || filer === actor.id
  for (const [key, made] of found) {
    made.sort((a, b) => a.nth - b.nth)
    seen.learns(key, made.filter(mine), made.at(-1)?.nth ?? 0)
  }
}

/** Those of the records that wait for review where the import is to publish, by key; one that was moved is left alone. */
export const draftsOf = async (
  db: D1Database,
  { publish }: Ask,
  made: readonly (Made | undefined)[],
): Promise<Map<number, Match>> => {
  const waits = (each: Made | undefined): each is Made =>
    publish && each?.status === 'submitted' && each.now === each.dataset
  const drafts = await byKeys(
    db,
    made.filter(waits).map(({ n }) => n),
  )
  return new Map(drafts.map((draft) => [draft.n, draft]))
}

/**
 * The names that links of these records use and that lead to stored records that the actor may know of: ids, and `keyIn` of
 * references; each with whether the public may.
 */
export const resolvedNames = async (
  db: D1Database,
  actor: Actor,
  records: readonly Incident[],
): Promise<Map<string, boolean>> => {
  const found = await links.resolve(db, records.filter((record) => record.links).map(linkNames))
  const known = found
    .filter((each) => knows(actor, each))
    .map(
      (each) =>
        [each.dataset === null ? each.named : keyIn(each.dataset, each.named), each.known === 1] as const,
    )
  return new Map(known.sort(([, a], [, b]) => Number(a) - Number(b)))
}

/** Looks up which datasets may not be published, those that were not looked up before. An import with one dataset has been asked about it. */
export const lookUpDatasets = async (
  db: D1Database,
  { publish, dataset }: Ask,
  records: readonly Incident[],
  { publishable }: Seen,
): Promise<void> => {
  if (!publish || dataset !== undefined) return
  const asked = [...new Set(records.map((each) => each.dataset))].filter((name) => !publishable.has(name))
  if (asked.length === 0) return
  const refused = await datasets.unpublishable(db, asked)
  for (const name of asked) publishable.set(name, !refused.has(name))
}
