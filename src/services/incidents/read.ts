/** Reading records that an actor may see. */

import { msPerDay, utcDay } from '../../../schemas/edtf-date.ts'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { publicActor } from '../../auth/authenticate.ts'
import { type Actor, can, canSeeWithheld, isUnpublished } from '../../auth/permissions.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import { problems } from '../../problems.ts'
import * as commits from '../../store/commits.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import { listLatestPublished } from '../../store/latest-events.ts'
import * as links from '../../store/links.ts'
import { sql } from '../../store/sql.ts'
import { encodeStored } from '../../text/storage-encoding.ts'
import { assertNotRedacted, resolveCommit } from '../exports/resolve-query.ts'
import type { Selection } from '../exports/select.ts'
import { readRecordPages } from '../exports/text-pages.ts'
import { readPinned } from '../pinned-read.ts'
import type { ServiceContext } from '../service-context.ts'
import { knows, publicWarnings } from '../validate-with-database.ts'
import { fullRecord, linkNames, toResponse, toWarning } from '../version-row.ts'

const recordNotFound = () => problems.notFound('record')

/** Returns the key of an id. Throws not-found if the text is not an id. */
export const parseKey = (id: string): number => {
  const rowKey = keyOf(id)
  if (rowKey === undefined) throw recordNotFound()
  return rowKey
}

/** Returns whether there is a survivor of a merged record that an actor may know. */
export const knowsSurvivor = (
  actor: Actor,
  survivor: incidents.CurrentVersion['survivor'],
): survivor is NonNullable<typeof survivor> =>
  survivor !== null &&
  (['published', 'retracted'].includes(survivor.status) || canSeeWithheld(actor, survivor))

/**
 * Throws a `merged` problem (308 to the survivor) if the record was merged, or not-found if the actor may not know
 * the survivor.
 */
export const redirectMerged = (
  actor: Actor,
  { status, survivor }: Pick<incidents.CurrentVersion, 'status' | 'survivor'>,
): void => {
  if (status !== 'merged') return
  throw knowsSurvivor(actor, survivor) ? problems.merged(survivor.id) : recordNotFound()
}

const publicVersion = (actor: Actor, version: incidents.CurrentVersion): incidents.CurrentVersion => {
  if (version.status === 'published') return version
  redirectMerged(actor, version)
  if (version.status !== 'retracted') throw recordNotFound()
  throw problems.retracted(version.statusReason ?? undefined)
}

const recordPath = /^\/(?:incidents|queue)\/([0-9a-f-]{36})(?=\.json$|\/|$)/

/**
 * Starts to read the record in a path, before the sender of the request is known. `find` takes it from the map, once,
 * and decides how much of it the sender sees.
 */
export const prefetch = (db: D1Database, path: string): ServiceContext['prefetched'] => {
  const rowKey = keyOf(recordPath.exec(path)?.[1] ?? '')
  if (rowKey === undefined) return undefined
  const version = incidents.findCurrent(db, rowKey)
  // An error reaches `find`; a request that ends before has no use for it.
  version.catch(() => undefined)
  return new Map([[rowKey, version]])
}

const readCurrent = ({ db, prefetched }: ServiceContext, rowKey: number) => {
  const started = prefetched?.get(rowKey)
  prefetched?.delete(rowKey)
  return started ?? incidents.findCurrent(db, rowKey)
}

/** Returns the current version of a record. Throws not-found, retracted or merged. */
export const find = async (
  context: ServiceContext,
  actor: Actor,
  id: string,
): Promise<incidents.CurrentVersion> => {
  const version = await readCurrent(context, parseKey(id))
  if (version?.id !== id) throw recordNotFound()
  return canSeeWithheld(actor, version) ? version : publicVersion(actor, version)
}

/**
 * Returns the version of a record that the public sees; of a draft that the actor may see, what the public would see if it
 * was published now. Throws not-found, retracted or merged.
 */
export const findAsPublic = async (
  context: ServiceContext,
  actor: Actor,
  id: string,
): Promise<incidents.CurrentVersion> => {
  const version = await find(context, actor, id)
  if (!isUnpublished(version.status)) return publicVersion(publicActor, version)
  const warnings = (await publicWarnings(context, fullRecord(version))).map(toWarning)
  return { ...version, status: 'published', warnings: encodeStored(JSON.stringify(warnings)) }
}

type PastQuery = Pick<Query, 'commit' | 'asOf'>

/** Returns the requested commit, and the version of a record then. */
const readPast = async ({ db, now }: ServiceContext, actor: Actor, rowKey: number, query: PastQuery) => {
  const resolving = resolveCommit(db, actor, query, now)
  if (query.commit === undefined) {
    const { seq } = (await resolving).commit
    return { seq, version: await incidents.findAtCommit(db, rowKey, seq) }
  }
  const [{ commit }, version] = await Promise.all([
    resolving,
    incidents.findAtCommit(db, rowKey, query.commit),
  ])
  return { seq: commit.seq, version }
}

/** Returns the version of a record at a commit or time. Throws invalid-query, not-found or redacted. */
export const findPast = async (
  context: ServiceContext,
  actor: Actor,
  id: string,
  query: PastQuery,
): Promise<incidents.DescribedVersion> => {
  const rowKey = parseKey(id)
  const { seq, version } = await readPinned(context, query.commit, () =>
    readPast(context, actor, rowKey, query),
  )
  if (version?.id !== id || !(canSeeWithheld(actor, version) || version.status === 'published'))
    throw recordNotFound()
  if (version.redacted)
    await assertNotRedacted(context.db, sql`${seq}`, {
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

/** The latest published events, those that read the same as one. */
export interface LatestEvents {
  readonly events: readonly {
    readonly record: StoredIncident
    /** The number of other records found that read the same. */
    readonly alike: number
  }[]
  /** Set if one commit added all of them to one dataset, such as an import. */
  readonly added: { readonly dataset: string; readonly at: string } | undefined
}

/** The records read for each event: imports have many that read the same. */
const recordsPerEvent = 3

/** Returns what a list says of a record. */
const lineOf = ({ title, date, event_type, event_subtype, location }: StoredIncident): string => {
  const { country, admin1, admin2, admin3, place } = location
  return JSON.stringify([title, date, event_type, event_subtype, country, admin1, admin2, admin3, place])
}

/** Returns the latest published events by their first day, at most `limit`, without those of the future. */
export const listLatestEvents = async (
  { db, now }: Pick<ServiceContext, 'db' | 'now'>,
  limit: number,
): Promise<LatestEvents> => {
  // Somewhere it is tomorrow.
  const until = utcDay(now + msPerDay)
  const versions = await listLatestPublished(db, { until, limit: limit * recordsPerEvent })
  const found = versions.map((version) => ({ version, record: toResponse(version, { view: 'public' }) }))
  const shown = [...Map.groupBy(found, ({ record }) => lineOf(record)).values()].slice(0, limit)
  const [first, ...others] = shown.map(([each]) => each).filter((each) => each !== undefined)
  const isOne = others.every(
    ({ version, record }) =>
      version.commit === first?.version.commit && record.dataset === first.record.dataset,
  )
  return {
    events: shown.flatMap(([each, ...alike]) => (each ? [{ record: each.record, alike: alike.length }] : [])),
    added:
      first && others.length > 0 && isOne
        ? { dataset: first.record.dataset, at: first.record.updated_at }
        : undefined,
  }
}

/** Returns the target of a link, or its survivor if it was merged. */
const followMerge = ({ survivor, ...linked }: links.Neighbour): Omit<links.Neighbour, 'survivor'> =>
  survivor
    ? { ...linked, id: survivor.id, status: survivor.status, filer: survivor.filer, title: null }
    : linked

/** The records to which a record links, and those that link to it. */
export interface FoundNeighbours {
  readonly targets: readonly links.Neighbour[]
  readonly backlinks: readonly links.Backlink[]
}

const backlinkView = (actor: Actor) => ({ view: can(actor, 'readAll') ? 'full' : 'public' }) as const

/** Reads the neighbours of a record that was read. */
const readNeighbours = async (
  db: D1Database,
  actor: Actor,
  record: StoredIncident,
): Promise<FoundNeighbours> => {
  const [targets, backlinks] = await Promise.all([
    links.resolve(db, [linkNames(record)]),
    links.listBacklinks(db, record, backlinkView(actor)),
  ])
  return { targets, backlinks }
}

/** Reads the neighbours of a published record by its id, at the same time as the record; none of any other. */
export const prefetchNeighbours = async (
  db: D1Database,
  actor: Actor,
  id: string,
): Promise<FoundNeighbours> => {
  const rowKey = parseKey(id)
  const [targets, backlinks] = await Promise.all([
    links.listTargets(db, rowKey),
    links.listBacklinksOf(db, rowKey, backlinkView(actor)),
  ])
  return { targets, backlinks }
}

/** Returns whether the neighbours of a record are found by its key: all names of records are stored plainly. */
const isFoundByKey = (record: StoredIncident): boolean =>
  [record.reference ?? '', ...linkNames(record).names].every(links.isStoredPlainly)

/**
 * Returns the records that a record links to, by the target of the link, and those that link to it, as far as the
 * actor may see them. `prefetched` are its neighbours as read by its id.
 */
export const findNeighbours = async (
  db: D1Database,
  actor: Actor,
  record: StoredIncident,
  prefetched?: FoundNeighbours,
) => {
  const isVisible = (linked: Pick<links.Neighbour, 'status' | 'filer'>) =>
    linked.status === 'published' || canSeeWithheld(actor, linked)
  const { targets, backlinks } =
    prefetched && isFoundByKey(record) ? prefetched : await readNeighbours(db, actor, record)
  const linked = targets.filter((each) => knows(actor, each)).map(followMerge)
  return {
    linked: new Map(
      linked.filter(isVisible).map(({ named, id, title }) => [named, { id, title: title ?? undefined }]),
    ),
    backlinks: backlinks.flatMap(({ id, title, links: theirs }) =>
      (JSON.parse(theirs) as { type: string; incident: string }[])
        .filter(({ incident }) => incident === record.id || incident === record.reference)
        .map(({ type }) => ({ id, type, title: title ?? undefined })),
    ),
  }
}

export type Neighbours = Awaited<ReturnType<typeof findNeighbours>>
