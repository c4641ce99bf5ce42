/** One record, or some, for somebody who may see them. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import { type Actor, can, canSeeWithheld } from '../../auth/permissions.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import { problems } from '../../problems.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import * as merges from '../../store/merges.ts'
import { assertNotRedacted } from '../assert-not-redacted.ts'
import { readRecordPages } from '../exports/record-pages.ts'
import { resolveCommit, type Selection } from '../exports/select.ts'
import type { ServiceContext } from '../service-context.ts'
import { knows } from '../validate-against-register.ts'
import { linkNames, toResponse } from '../version-row.ts'

const recordNotFound = () => problems.notFound('There is no such record, or none that you may see.')

/** The key of an id; refused where it is no id. */
export const parseKey = (id: string): number => {
  const n = keyOf(id)
  if (n === undefined) throw recordNotFound()
  return n
}

/** What a merged record is answered with: where it leads, to those who may know that record. */
const mergedProblem = async (db: D1Database, actor: Actor, { n }: incidents.Version) => {
  const survivor = await merges.findSurvivor(db, n)
  const isKnown = survivor && (survivor.status === 'published' || survivor.status === 'retracted')
  return survivor && (isKnown || canSeeWithheld(actor, survivor))
    ? problems.merged(survivor.id)
    : recordNotFound()
}

/** Refuses a merged record that is asked for as it stands, by a `merged` problem that leads to its survivor. */
export const redirectMerged = async (
  { db }: ServiceContext,
  actor: Actor,
  version: incidents.Version,
): Promise<void> => {
  if (version.status === 'merged') throw await mergedProblem(db, actor, version)
}

const publicVersion = async (db: D1Database, actor: Actor, version: incidents.Version) => {
  if (version.status === 'published') return version
  if (version.status === 'merged') throw await mergedProblem(db, actor, version)
  if (version.status === 'retracted')
    throw problems.retracted((await incidents.findRetractionReason(db, version)) ?? 'no reason is kept.')
  throw recordNotFound()
}

/** The version of a record that an address asks for: the current one, or that of a commit or a time. */
export const find = async (
  { db, now }: ServiceContext,
  actor: Actor,
  id: string,
  query: Pick<Query, 'commit' | 'asOf'> = {},
): Promise<incidents.Version> => {
  const n = parseKey(id)
  if (query.commit === undefined && query.asOf === undefined) {
    const version = await incidents.find(db, n)
    if (version?.id !== id) throw recordNotFound()
    return canSeeWithheld(actor, version) ? version : publicVersion(db, actor, version)
  }
  const { commit } = await resolveCommit(db, actor, query, now)
  const version = await incidents.findAtCommit(db, n, commit.seq)
  if (version?.id !== id || !(canSeeWithheld(actor, version) || version.status === 'published'))
    throw recordNotFound()
  if (version.redacted)
    await assertNotRedacted(db, commit.seq, {
      n,
      statuses: [version.status],
      whole: canSeeWithheld(actor, version),
    })
  return version
}

/** The records of a selection that is no larger than a page of a screen. */
export const list = async (db: D1Database, selection: Selection): Promise<StoredIncident[]> => {
  const records: StoredIncident[] = []
  for await (const page of readRecordPages(db, selection)) records.push(...page)
  return records
}

/** The published records that came last, newest first. */
export const listLatest = async (db: D1Database, limit: number): Promise<StoredIncident[]> => {
  const versions = await incidents.listLatestPublished(db, limit)
  return versions.map((version) => toResponse(version, { view: 'public' }))
}

export interface Neighbours {
  /** By what a link says: the record that it leads to. */
  readonly linked: ReadonlyMap<string, { readonly id: string; readonly title: string | undefined }>
  readonly backlinks: readonly {
    readonly id: string
    readonly type: string
    readonly title: string | undefined
  }[]
}

/** A record that is linked to, or the survivor where it was merged. */
const followMerge = async (db: D1Database, linked: links.Neighbour): Promise<links.Neighbour> => {
  const n = linked.status === 'merged' ? keyOf(linked.id) : undefined
  const survivor = n === undefined ? null : await merges.findSurvivor(db, n)
  return survivor ? { ...linked, ...survivor, title: null } : linked
}

/** The records that one links to and that link to it, as far as the actor may see them. */
export const findNeighbours = async (
  db: D1Database,
  actor: Actor,
  record: StoredIncident,
): Promise<Neighbours> => {
  const isVisible = (linked: links.Neighbour) =>
    linked.status === 'published' || canSeeWithheld(actor, linked)
  const [outgoing, incoming] = await Promise.all([
    links.resolve(db, [linkNames(record)]),
    links.listBacklinks(db, record, { view: can(actor, 'seeAll') ? 'full' : 'public' }),
  ])
  const linked = await Promise.all(
    outgoing.filter((each) => knows(actor, each)).map((each) => followMerge(db, each)),
  )
  return {
    linked: new Map(
      linked.filter(isVisible).map(({ named, id, title }) => [named, { id, title: title ?? undefined }]),
    ),
    backlinks: incoming.flatMap(({ id, title, links: theirs }) =>
      (JSON.parse(theirs) as { type: string; incident: string }[])
        .filter(({ incident }) => incident === record.id || incident === record.reference)
        .map(({ type }) => ({ id, type, title: title ?? undefined })),
    ),
  }
}
