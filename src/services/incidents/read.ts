/** Reading records that an actor may see. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { type Actor, can, canSeeWithheld } from '../../auth/permissions.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import { problems } from '../../problems.ts'
import * as commits from '../../store/commits.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import * as merges from '../../store/merges.ts'
import { sql } from '../../store/sql.ts'
import { assertNotRedacted, resolveCommit } from '../exports/resolve-query.ts'
import type { Selection } from '../exports/select.ts'
import { readRecordPages } from '../exports/text-pages.ts'
import type { ServiceContext } from '../service-context.ts'
import { knows } from '../validate-with-database.ts'
import { linkNames, toResponse } from '../version-row.ts'

const recordNotFound = () => problems.notFound('record')

/** Returns the key of an id. Throws not-found if the text is not an id. */
export const parseKey = (id: string): number => {
  const rowKey = keyOf(id)
  if (rowKey === undefined) throw recordNotFound()
  return rowKey
}

/**
 * Throws a `merged` problem (308 to the survivor) if the record was merged, or not-found if the actor may not know
 * the survivor.
 */
export const redirectMerged = async (
  { db }: ServiceContext,
  actor: Actor,
  { rowKey, status }: incidents.Version,
): Promise<void> => {
  if (status !== 'merged') return
  const survivor = await merges.findSurvivor(db, rowKey)
  const isKnown =
    survivor && (['published', 'retracted'].includes(survivor.status) || canSeeWithheld(actor, survivor))
  throw isKnown ? problems.merged(survivor.id) : recordNotFound()
}

const publicVersion = async (
  context: ServiceContext,
  actor: Actor,
  version: incidents.Version,
): Promise<incidents.Version> => {
  if (version.status === 'published') return version
  await redirectMerged(context, actor, version)
  if (version.status !== 'retracted') throw recordNotFound()
  const reason = await incidents.findRetractionReason(context.db, version)
  throw problems.retracted(reason ?? undefined)
}

/**
 * Returns the current version of a record, or the one at a commit or time. Throws not-found, retracted, merged or
 * redacted.
 */
export const find = async (
  context: ServiceContext,
  actor: Actor,
  id: string,
  query: Pick<Query, 'commit' | 'asOf'> = {},
): Promise<incidents.Version> => {
  const { db, now } = context
  const rowKey = parseKey(id)
  if (query.commit === undefined && query.asOf === undefined) {
    const version = await incidents.find(db, rowKey)
    if (version?.id !== id) throw recordNotFound()
    return canSeeWithheld(actor, version) ? version : publicVersion(context, actor, version)
  }
  const { commit } = await resolveCommit(db, actor, query, now)
  const version = await incidents.findAtCommit(db, rowKey, commit.seq)
  if (version?.id !== id || !(canSeeWithheld(actor, version) || version.status === 'published'))
    throw recordNotFound()
  if (version.redacted)
    await assertNotRedacted(db, sql`${commit.seq}`, {
      rowKey,
      statuses: [version.status],
      view: canSeeWithheld(actor, version) ? 'full' : 'public',
    })
  return version
}

/** Returns the instant (RFC 3339, UTC) of a commit that exists. Throws an Error if there is none. */
export const findVersionTime = async (db: D1Database, commit: number): Promise<string> => {
  const found = await commits.find(db, commit)
  if (!found) throw new Error(`There is no commit ${commit}.`)
  return found.at
}

/** Returns the records of a selection, which should be no larger than a page on a screen. */
export const list = async (db: D1Database, selection: Selection): Promise<StoredIncident[]> => {
  const records: StoredIncident[] = []
  for await (const page of readRecordPages(db, selection)) records.push(...page)
  return records
}

/** Returns the records published last, newest first. */
export const listLatest = async (db: D1Database, limit: number): Promise<StoredIncident[]> => {
  const versions = await incidents.listLatestPublished(db, limit)
  return versions.map((version) => toResponse(version, { view: 'public' }))
}

/** Returns the target of a link, or its survivor if it was merged. */
const followMerge = async (db: D1Database, linked: links.Neighbour): Promise<links.Neighbour> => {
  const rowKey = linked.status === 'merged' ? keyOf(linked.id) : undefined
  const survivor = rowKey === undefined ? null : await merges.findSurvivor(db, rowKey)
  return survivor ? { ...linked, ...survivor, title: null } : linked
}

/**
 * Returns the records that a record links to, by the target of the link, and those that link to it, as far as the
 * actor may see them.
 */
export const findNeighbours = async (db: D1Database, actor: Actor, record: StoredIncident) => {
  const isVisible = (linked: links.Neighbour) =>
    linked.status === 'published' || canSeeWithheld(actor, linked)
  const [outgoing, incoming] = await Promise.all([
    links.resolve(db, [linkNames(record)]),
    links.listBacklinks(db, record, { view: can(actor, 'readAll') ? 'full' : 'public' }),
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

export type Neighbours = Awaited<ReturnType<typeof findNeighbours>>
