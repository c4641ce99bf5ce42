/** From what an address asks to a snapshot: which records, as of which commit, how many. */
import { type Actor, may, permit } from '../auth/permissions.ts'
import type { EqualsName, Query } from '../ingest/query.ts'
import { problems } from '../problems.ts'
import * as commits from '../store/commits.ts'
import { isOneOf, notAfter, notBefore } from '../store/conditions.ts'
import { type Condition, count, pageEnd, type Snapshot } from '../store/snapshot.ts'

export interface Selection {
  readonly snapshot: Snapshot
  /** How many records the answer has. */
  readonly rows: number
  /** The key behind which it begins. */
  readonly after: number
  /** At most so many records; undefined is all. */
  readonly limit?: number
  /** The cursor of the next page; undefined where this is the last one. */
  readonly next?: number
  /** Whether the records carry the editors' notes. */
  readonly withNotes: boolean
}

const publicOnly = (statuses: readonly string[]): boolean =>
  statuses.every((status) => status === 'published')

const statusesOf = (actor: Actor, { equals }: Query): readonly string[] => {
  const statuses = equals.status ?? ['published']
  if (!publicOnly(statuses)) permit(actor, 'seeAll')
  return statuses
}

const refuse = (parameter: string, detail: string) =>
  problems.queryRefused([{ parameter, rule: 'parameter.invalid', detail: `${parameter}: ${detail}` }])

/** The commit that is asked for. */
export const commitOf = async (db: D1Database, { commit, asOf }: Query): Promise<commits.Commit> => {
  const newest = await commits.newest(db)
  if (asOf !== undefined) {
    if (asOf > newest.at && Date.parse(asOf) > Date.now())
      throw refuse('as_of', 'That time has not come yet.')
    return (await commits.at(db, asOf)) ?? newest
  }
  if (commit === undefined || commit === newest.seq) return newest
  if (commit > newest.seq)
    throw refuse('commit', `There is no commit ${commit} yet; the newest is ${newest.publicSeq}.`)
  return (await commits.find(db, commit)) ?? newest
}

const conditionsOf = ({ equals, from, to }: Query): Condition[] => [
  ...(Object.entries(equals) as [EqualsName, readonly string[]][])
    .filter(([name]) => name !== 'status')
    .map(([name, values]) => isOneOf(name, values)),
  ...(from === undefined ? [] : [notBefore(from)]),
  ...(to === undefined ? [] : [notAfter(to)]),
]

/** The records that a query asks for. What the public sees is counted and pinned by the public's commit. */
export const select = async (db: D1Database, actor: Actor, query: Query): Promise<Selection> => {
  const statuses = statusesOf(actor, query)
  const commit = await commitOf(db, query)
  const filters = conditionsOf(query)
  const snapshot = {
    seq: publicOnly(statuses) ? commit.publicSeq : commit.seq,
    where: [isOneOf('status', statuses), ...filters],
  }
  const after = query.cursor ?? -1
  const withNotes = may(actor, 'seeAll')
  if (query.limit === undefined) {
    const whole = publicOnly(statuses) && filters.length === 0 && query.cursor === undefined
    const rows = whole ? commit.published : await count(db, snapshot, after)
    return { snapshot, rows, after, withNotes }
  }
  const { rows, last, more } = await pageEnd(db, snapshot, after, query.limit)
  return {
    snapshot,
    rows,
    after,
    limit: query.limit,
    withNotes,
    ...(more && last !== null ? { next: last } : {}),
  }
}
