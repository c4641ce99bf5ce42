/** What the tests of store and workflow share: people, records, requests, the whole database in one value. */
import { env } from 'cloudflare:workers'
import type { RuleContext } from '../../schemas/cross-field-rules.ts'
import type { Actor } from '../../src/auth/permissions.ts'
import { Problem } from '../../src/problems.ts'
import { countPending } from '../../src/services/duplicates/compare-pending.ts'
import type { IdempotentRequest, UpdateResult } from '../../src/services/idempotency.ts'
import { type CreateRequest, type CreateResult, create } from '../../src/services/incidents/create.ts'
import { type Decision, review } from '../../src/services/incidents/review.ts'
import { update } from '../../src/services/incidents/update.ts'
import type { ServiceContext } from '../../src/services/service-context.ts'
import { etagOf, toResponse } from '../../src/services/version-row.ts'
import { find, type Version } from '../../src/store/incidents.ts'

export const noon = Date.parse('2024-06-15T12:00:00.000Z')

export const worldAt = (now: number): RuleContext => ({ now, isInCountry: () => undefined })

export const contextAt = (now: number = noon, db: D1Database = env.DB): ServiceContext => ({
  db,
  ...worldAt(now),
})

export const testActors = {
  anyone: { role: 'public', id: 'public' },
  contributor: { role: 'contributor', id: 'token:contributor' },
  other: { role: 'contributor', id: 'token:other' },
  editor: { role: 'editor', id: 'token:editor' },
  second: { role: 'editor', id: 'token:second' },
} as const satisfies Record<string, Actor>

export type Part = Readonly<Record<string, unknown>>

/** A record that breaks no rule and has no warning, with some fields laid over. */
export const report = (part: Part = {}): Record<string, unknown> => ({
  event_type: 'remote_violence',
  date: '2022-01-05',
  location: { country: 'IQ' },
  sources: [{ publisher: 'Example News' }],
  summary: 'Rockets were fired at a base.',
  ...part,
})

const utf8 = new TextEncoder()

export interface RequestOptions {
  readonly key?: string
  readonly method?: string
  readonly address?: string
  /** The bytes of the body; the body as JSON when nothing is said. */
  readonly bytes?: string
}

export const requestOf = (
  body: unknown,
  { key, method = 'POST', address = '/incidents', bytes }: RequestOptions = {},
): IdempotentRequest => ({
  method,
  address,
  body: new Uint8Array(utf8.encode(bytes ?? JSON.stringify(body))),
  key,
})

export interface SubmissionOptions extends RequestOptions {
  readonly publish?: boolean
}

export const submissionOf = (
  candidate: unknown,
  { publish = false, ...asked }: SubmissionOptions = {},
): CreateRequest => ({
  candidate,
  options: {},
  publish,
  findDuplicates: false,
  request: requestOf(candidate, asked),
})

/** Files a record; a contributor's draft when nothing is said. What was at hand when it was stored is left out. */
export const file = async (
  candidate: unknown = report(),
  filing: SubmissionOptions = {},
  actor: Actor = filing.publish ? testActors.editor : testActors.contributor,
  context: ServiceContext = contextAt(),
): Promise<CreateResult> => {
  const { stored: _, ...submitted } = await create(context, actor, submissionOf(candidate, filing))
  return submitted
}

type Target = Pick<Version, 'rowKey' | 'id' | 'revision'>

/** The current version of a record that there is. */
const currentVersion = async ({ db }: ServiceContext, rowKey: number): Promise<Version> => {
  const version = await find(db, rowKey)
  if (!version) throw new Error(`There is no record ${rowKey}.`)
  return version
}

/** Changes a record against the version that is given. */
export const updateRecord = async (
  { rowKey, id, revision }: Target,
  body: unknown,
  asked: RequestOptions = {},
  actor: Actor = testActors.editor,
  context: ServiceContext = contextAt(),
): Promise<UpdateResult> => {
  const request = requestOf(body, { method: 'PATCH', address: `/incidents/${id}`, ...asked })
  const current = await currentVersion(context, rowKey)
  return update(context, actor, { current, mode: 'merge', body, etags: [etagOf({ id, revision })], request })
}

/** Moves a record, as it was in the version that is given. */
export const reviewRecord = async (
  { rowKey, id, revision }: Target,
  decision: Decision,
  asked: RequestOptions = {},
  actor: Actor = testActors.editor,
  context: ServiceContext = contextAt(),
): Promise<UpdateResult> => {
  const body = { decision, reason: `to ${decision}`, revision }
  const request = requestOf(body, { address: `/incidents/${id}/review`, ...asked })
  return review(context, actor, { current: await currentVersion(context, rowKey), ...body, request })
}

/** An answer as its reader gets it: the record with its notes, the ETag, and what else was said. */
export const responseOf = <T extends UpdateResult | CreateResult>({ version, ...said }: T) => ({
  ...said,
  record: toResponse(version, { view: 'full' }),
  etag: etagOf(version),
})

/** The Problem that a promise is refused with; any other end is a failure. */
export const rejectionOf = async (promise: Promise<unknown>): Promise<Problem> => {
  const end = await promise.then(
    () => new Error('It was not refused.'),
    (error: unknown) => error,
  )
  if (end instanceof Problem) return end
  throw end
}

/** The most time that a comparison makes no progress while it is at work, in milliseconds. */
const longestStep = 2000

/** Waits for the end of the comparison that an import of many records begins after its response. */
export const comparisonEnds = async (): Promise<void> => {
  const progress = () => env.DB.prepare('SELECT run FROM pair_comparison').first<number>('run')
  let [run, since] = [await progress(), Date.now()]
  while ((await countPending(env.DB)) > 0 && Date.now() - since < longestStep) {
    await scheduler.wait(20)
    const next = await progress()
    if (next !== run) [run, since] = [next, Date.now()]
  }
  // It may ask once more for records to compare.
  await scheduler.wait(50)
}

export type Dump = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/** Every row of every table of ours. */
export const dump = async (db: D1Database = env.DB): Promise<Dump> => {
  const { results: tables } = await db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table'
       AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*' AND name <> 'd1_migrations' ORDER BY name`,
    )
    .all<{ name: string }>()
  const rows = await db.batch<Record<string, unknown>>(
    tables.map(({ name }) => db.prepare(`SELECT * FROM ${name} ORDER BY 1, 2`)),
  )
  return Object.fromEntries(tables.map(({ name }, i) => [name, rows[i]?.results ?? []]))
}
