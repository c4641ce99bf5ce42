/** One record, or some, for somebody who may see them. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import { type Actor, may, seesWhole } from '../../auth/permissions.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import { problems } from '../../problems.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import * as merges from '../../store/merges.ts'
import { refuseRedacted } from '../assert-not-redacted.ts'
import { recordPages } from '../exports/record-pages.ts'
import { commitOf, type Selection } from '../exports/select.ts'
import { knows } from '../link-warnings.ts'
import type { Deps } from '../service-context.ts'
import { fromRow, linkNames } from '../version-row.ts'

const unseen = () => problems.notFound('There is no such record, or none that you may see.')

/** The key of an id; refused where it is no id. */
export const keyFrom = (id: string): number => {
  const n = keyOf(id)
  if (n === undefined) throw unseen()
  return n
}

/** What a merged record is answered with: where it leads, to those who may know that record. */
const leading = async (db: D1Database, actor: Actor, { n }: incidents.Version) => {
  const survivor = await merges.survivorOf(db, n)
  const isKnown = survivor && (survivor.status === 'published' || survivor.status === 'retracted')
  return survivor && (isKnown || seesWhole(actor, survivor)) ? problems.merged(survivor.id) : unseen()
}

/** Refuses a merged record that is asked for as it stands, by a `merged` problem that leads to its survivor. */
export const leadOn = async ({ db }: Deps, actor: Actor, version: incidents.Version): Promise<void> => {
  if (version.status === 'merged') throw await leading(db, actor, version)
}

const asOthers = async (db: D1Database, actor: Actor, version: incidents.Version) => {
  if (version.status === 'published') return version
  if (version.status === 'merged') throw await leading(db, actor, version)
  if (version.status === 'retracted')
    throw problems.retracted((await incidents.reasonOf(db, version)) ?? 'no reason is kept.')
  throw unseen()
}

/** The version of a record that an address asks for: the current one, or that of a commit or a time. */
export const find = async (
  { db, world }: Deps,
  actor: Actor,
  id: string,
  query: Query,
): Promise<incidents.Version> => {
  const n = keyFrom(id)
  if (query.commit === undefined && query.asOf === undefined) {
    const version = await incidents.find(db, n)
    if (version?.id !== id) throw unseen()
    return seesWhole(actor, version) ? version : asOthers(db, actor, version)
  }
  const { commit } = await commitOf(db, actor, query, world.now)
  const version = await incidents.findAt(db, n, commit.seq)
  if (version?.id !== id || !(seesWhole(actor, version) || version.status === 'published')) throw unseen()
  if (version.redacted)
    await refuseRedacted(db, commit.seq, { n, statuses: [version.status], whole: seesWhole(actor, version) })
  return version
}

/** The records of a selection that is no larger than a page of a screen. */
export const list = async (db: D1Database, selection: Selection): Promise<StoredIncident[]> => {
  const records: StoredIncident[] = []
  for await (const page of recordPages(db, selection)) records.push(...page)
  return records
}

/** The published records that came last, newest first. */
export const latest = async (db: D1Database, howMany: number): Promise<StoredIncident[]> => {
  const versions = await incidents.latestPublished(db, howMany)
  return versions.map((version) => fromRow(version, false))
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
const ledOn = async (db: D1Database, linked: links.Neighbour): Promise<links.Neighbour> => {
  const n = linked.status === 'merged' ? keyOf(linked.id) : undefined
  const survivor = n === undefined ? null : await merges.survivorOf(db, n)
  return survivor ? { ...linked, ...survivor, title: null } : linked
}

/** The records that one links to and that link to it, as far as the actor may see them. */
export const neighbours = async (
  db: D1Database,
  actor: Actor,
  record: StoredIncident,
): Promise<Neighbours> => {
  const seen = (linked: links.Neighbour) => linked.status === 'published' || seesWhole(actor, linked)
  const [out, back] = await Promise.all([
    links.resolve(db, [linkNames(record)]),
    links.leadingTo(db, record, !may(actor, 'seeAll')),
  ])
  const linked = await Promise.all(out.filter((each) => knows(actor, each)).map((each) => ledOn(db, each)))
  return {
    linked: new Map(
      linked.filter(seen).map(({ named, id, title }) => [named, { id, title: title ?? undefined }]),
    ),
    backlinks: back.flatMap(({ id, title, links: theirs }) =>
      (JSON.parse(theirs) as { type: string; incident: string }[])
        .filter(({ incident }) => incident === record.id || incident === record.reference)
        .map(({ type }) => ({ id, type, title: title ?? undefined })),
    ),
  }
}
