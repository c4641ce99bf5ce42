/** Two records of one event become one: the survivor takes in what the other has, and the other leads to it. */
import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import type { Issue } from '../../../schemas/rules.ts'
import { type Actor, permit } from '../../auth/permissions.ts'
import { mergePatch } from '../../ingest/request/merge-patch.ts'
import { Problem, problems } from '../../problems.ts'
import { united } from '../../record/duplicates/merge-records.ts'
import { write } from '../../store/batch.ts'
import * as commits from '../../store/commits.ts'
import * as datasets from '../../store/datasets.ts'
import * as distinct from '../../store/distinct-pairs.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import * as merges from '../../store/merges.ts'
import { kept, once, type Request, remember } from '../idempotency.ts'
import { type Revised, refusedFor, replayed, stale } from '../incidents/update.ts'
import type { Deps } from '../service-context.ts'
import { type Examined, examine } from '../validate-against-register.ts'
import { fromRow, linkNames, statedIn, toRow, warningsOf } from '../version-row.ts'

type Version = incidents.Version

const wrongInto = (detail: string, received: string) =>
  problems.invalidRequest([
    { pointer: '/into', rule: 'request.invalid', detail, received: received.slice(0, 200) },
  ])

/** The record that is to survive; refused where the two, as they stand, cannot be merged. */
const survivorFor = async (db: D1Database, merged: Version, into: string): Promise<Version> => {
  const n = keyOf(into)
  const survivor = n === undefined ? null : await incidents.find(db, n)
  if (survivor?.id !== into) throw wrongInto('There is no record with the id that into names.', into)
  if (survivor.n === merged.n) throw wrongInto('A record is merged into another one, not into itself.', into)
  const stands = ({ status }: Version) => status === 'submitted' || status === 'published'
  if (!stands(merged))
    throw problems.cannotMerge(
      `The record is ${merged.status}; one that waits or is published can be merged.`,
    )
  if (survivor.status === 'merged') {
    const last = await merges.survivorOf(db, survivor.n)
    throw problems.cannotMerge(`The other record was merged itself; merge into ${last?.id} instead.`)
  }
  if (!stands(survivor))
    throw problems.cannotMerge(
      `The other record is ${survivor.status}; restore it first, or merge it into this one.`,
    )
  if (merged.status === 'published' && survivor.status !== 'published')
    throw problems.cannotMerge(
      'A published record is not merged into one that is not; publish that first, or merge it into this one.',
    )
  return survivor
}

/** What the merged record states, with links that lead to the same from the survivor's dataset. */
const asSeenFrom = async (db: D1Database, survivor: Incident, merged: Incident): Promise<Incident> => {
  if (!merged.links || merged.dataset === survivor.dataset) return merged
  const ids = new Map((await links.resolve(db, [linkNames(merged)])).map(({ named, id }) => [named, id]))
  return {
    ...merged,
    links: merged.links.map((link) => ({ ...link, incident: ids.get(link.incident) ?? link.incident })),
  }
}

const namesOf = ({ id }: Version, { dataset, reference }: Incident, from: string): string[] =>
  reference !== undefined && dataset === from ? [id, reference] : [id]

/** What the survivor would state. */
const wholeOf = async (db: D1Database, survivor: Version, merged: Version): Promise<Incident> => {
  const ours = statedIn(survivor)
  const theirs = await asSeenFrom(db, ours, statedIn(merged))
  const selves = [...namesOf(survivor, ours, ours.dataset), ...namesOf(merged, theirs, ours.dataset)]
  return united(ours, theirs, new Set(selves))
}

const examined = (deps: Deps, actor: Actor, survivor: Version, candidate: unknown): Promise<Examined> => {
  const stored = fromRow(survivor, true)
  const options = { stored: { ...stored }, dataset: stored.dataset }
  return examine(deps, actor, candidate, options, stored.status)
}

export interface Prospect {
  readonly merged: Version
  readonly survivor: Version
  readonly before: Incident
  readonly theirs: Incident
  /** What the survivor would state, whether or not that breaks rules. */
  readonly whole: Incident
  /** Why that could not be. */
  readonly problem?: Problem
}

/** What a merge would make, for editors. */
export const prospect = async (
  deps: Deps,
  actor: Actor,
  merged: Version,
  into: string,
): Promise<Prospect> => {
  permit(actor, 'merge')
  const survivor = await survivorFor(deps.db, merged, into)
  const whole = await wholeOf(deps.db, survivor, merged)
  const shown = { merged, survivor, before: statedIn(survivor), theirs: statedIn(merged) }
  try {
    const { record } = await examined(deps, actor, survivor, whole)
    return { ...shown, whole: record }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...shown, whole, problem: error }
  }
}

export interface Merging {
  /** The record that is merged, as it stands. */
  readonly merged: Version
  /** The id of the survivor. */
  readonly into: string
  readonly reason: string
  /** A JSON Merge Patch (RFC 7396) of what the survivor would state. */
  readonly patch?: object | undefined
  /** The revisions that were seen; undefined means the current ones. */
  readonly revision?: number | undefined
  readonly intoRevision?: number | undefined
  readonly request: Request
}

const isPublic = ({ status }: Version): boolean => status === 'published'

const act = async (
  deps: Deps,
  actor: Actor,
  { merged, into, reason, patch = {}, revision, intoRevision }: Merging,
  keep: Awaited<ReturnType<typeof kept>>,
): Promise<Revised> => {
  const { db, world } = deps
  if (revision !== undefined && revision !== merged.revision) throw stale(merged)
  const survivor = await survivorFor(db, merged, into)
  if (intoRevision !== undefined && intoRevision !== survivor.revision) throw stale(survivor)
  const candidate = mergePatch(await wholeOf(db, survivor, merged), patch)
  const { record, warnings } = await examined(deps, actor, survivor, candidate)
  const next = (version: Version, status: string, stated: Incident, issues: readonly Issue[]) => {
    const { n, id, filer } = version
    const stamp = { n, id, filer, revision: version.revision + 1, status: status as StoredIncident['status'] }
    return toRow(stated, issues, stamp)
  }
  const row = next(survivor, survivor.status, record, warnings)
  const gone = next(merged, 'merged', statedIn(merged), warningsOf(merged) as Issue[])
  const commit = {
    now: world.now,
    actor: actor.id,
    kind: 'merge',
    reason,
    rows: 2,
    visible: isPublic(merged) || isPublic(survivor),
    published: isPublic(merged) ? -1 : 0,
  } as const
  try {
    const results = await write(db, [
      commits.insert(db, commit),
      datasets.ensure(db, [record.dataset]),
      merges.insert(db, merged.n, survivor.n),
      ...incidents.revise(db, row),
      ...incidents.revise(db, gone),
      ...links.reindex(db, survivor.n, linkNames(statedIn(survivor)), linkNames(record)),
      ...remember(db, keep, 200, row, world.now),
    ])
    return { status: 200, version: { ...row, ...incidents.stampsIn(results) }, replayed: false }
  } catch (error) {
    throw await refusedFor(db, error, record, [merged, survivor])
  }
}

/**
 * Merges a record into another, in one commit: the one leads to the other from then on, and the other gets its next
 * version. Answered is the survivor.
 */
export const merge = async (deps: Deps, actor: Actor, merging: Merging): Promise<Revised> => {
  permit(actor, 'merge')
  const keep = await kept(actor, merging.request)
  return once(
    keep,
    () => replayed(deps.db, keep),
    () => act(deps, actor, merging, keep),
  )
}

/** Where a merged record leads, what is merged into a record now, and what is told apart from it, for editors. */
export const mergesOf = async (
  { db }: Deps,
  { n, status }: Version,
): Promise<{
  readonly survivor: string | undefined
  readonly takenIn: readonly merges.TakenIn[]
  readonly distinct: readonly distinct.Distinct[]
}> => {
  const [survivor, takenIn, apart] = await Promise.all([
    status === 'merged' ? merges.survivorOf(db, n) : null,
    merges.takenIn(db, n),
    distinct.standing(db, n),
  ])
  return { survivor: survivor?.id, takenIn, distinct: apart }
}
