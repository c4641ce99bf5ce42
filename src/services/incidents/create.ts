/** A new record comes in. */
import type { Incident } from '../../../schemas/incident.ts'
import { digest } from '../../auth/hash.ts'
import { type Actor, may, permit, seesWhole } from '../../auth/permissions.ts'
import type { CheckOptions } from '../../ingest/validate/validate.ts'
import { problems } from '../../problems.ts'
import { publicOf } from '../../record/withheld.ts'
import { Refusal, write } from '../../store/batch.ts'
import * as commits from '../../store/commits.ts'
import * as datasets from '../../store/datasets.ts'
import { newIds } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import * as receipts from '../../store/receipts.ts'
import { lookFor, type Twin } from '../duplicates/find-duplicates.ts'
import { before, type Kept, kept, note, once, type Request, receiptSecret, remember } from '../idempotency.ts'
import type { Deps } from '../service-context.ts'
import { type Examined, examine, unknownDataset } from '../validate-against-register.ts'
import { linkNames, shownIn, statedIn, toRow } from '../version-row.ts'

export interface Submitted {
  /** 201: made now, or by the same request before. 200: the same record was there already. */
  readonly status: number
  readonly version: incidents.Version
  /** The receipt's secret; undefined where the record was there already. */
  readonly receipt?: string
  readonly replayed: boolean
  /** What is at hand where the record was stored now; its likely twins where they were looked for. */
  readonly stored?: { readonly record: Incident; readonly twins: readonly Twin[] | undefined }
}

export interface Submission {
  readonly candidate: unknown
  readonly options: CheckOptions
  readonly publish: boolean
  /** Whether its likely twins are looked for. */
  readonly twins: boolean
  readonly request: Request
}

const versionOf = async (db: D1Database, n: number, revision: number): Promise<incidents.Version> => {
  const version = await incidents.findRevision(db, n, revision)
  if (!version) throw new Error(`Revision ${revision} of the record with key ${n} is gone.`)
  return version
}

const replay = async (
  db: D1Database,
  keep: Kept | undefined,
  request: Request,
): Promise<Submitted | null> => {
  const answered = await before(db, keep)
  if (!answered) return null
  const version = await versionOf(db, answered.n, answered.revision)
  const filed = answered.status === 201
  return {
    status: answered.status,
    version,
    ...(filed ? { receipt: await receiptSecret(request, answered.salt) } : {}),
    replayed: true,
  }
}

const holderOf = async (db: D1Database, { dataset, reference }: Incident) =>
  reference === undefined ? null : incidents.findByReference(db, dataset, reference)

/** The record that has the reference already: the same content from the same filer is no conflict. */
const already = async (
  { db, world: { now } }: Deps,
  actor: Actor,
  record: Incident,
  keep: Kept | undefined,
  version: incidents.Version,
): Promise<Submitted> => {
  const { dataset, reference = '' } = record
  // What the filer may not see is not compared: nobody is to find out by trying.
  const pair = seesWhole(actor, version) ? [statedIn(version), record] : [shownIn(version), publicOf(record)]
  const [known, sent] = pair.map((each) => JSON.stringify(each))
  const same = version.filer === actor.id && known === sent
  if (!same) throw problems.referenceTaken(dataset, reference)
  await note(db, keep, 200, version, now)
  return { status: 200, version, replayed: false }
}

const noLinks = { dataset: '', names: [] }

const insertAll = async (
  deps: Deps,
  actor: Actor,
  { record, warnings }: Examined,
  { publish, twins, request }: Submission,
  keep: Kept | undefined,
  { later, begins }: { readonly later: number; readonly begins: boolean },
): Promise<Submitted> => {
  const {
    db,
    world: { now },
  } = deps
  const [identity] = newIds(1, now + later)
  if (!identity) throw new Error('No id was made.')
  const status = publish ? 'published' : 'submitted'
  const row = toRow(record, warnings, { ...identity, revision: 1, status, filer: actor.id })
  const receipt = await receiptSecret(request, keep?.salt)
  const commit = {
    now,
    actor: actor.id,
    kind: 'create',
    rows: 1,
    visible: publish,
    published: publish ? 1 : 0,
  } as const
  const look = twins ? lookFor(deps, actor, record) : undefined
  const results = await write(db, [
    ...(look ? [look.statement] : []),
    commits.insert(db, commit),
    ...(begins ? [datasets.ensure(db, [record.dataset])] : []),
    ...incidents.insert(db, row),
    ...links.reindex(db, row.n, noLinks, linkNames(record)),
    ...remember(db, keep, 201, row, now),
    receipts.insert(db, await digest(receipt), row.n),
  ])
  return {
    status: 201,
    version: { ...row, ...incidents.stampsIn(results) },
    receipt,
    replayed: false,
    stored: { record, twins: look?.read(results[0]?.results ?? []) },
  }
}

/**
 * By how many milliseconds the time of the id is put later at each try: an import takes all ids of some
 * milliseconds, and the tries must get past them.
 */
const tries = [0, 1, 4, 16, 64, 256]

/** Stores a record under an id that is free. Its dataset is begun where it turns out to be missing, by who may. */
const store = async (
  deps: Deps,
  actor: Actor,
  examined: Examined,
  submission: Submission,
  keep: Kept | undefined,
): Promise<Submitted> => {
  // A report of the public holds no reference yet that the database could refuse.
  const holder = actor.role === 'public' ? await holderOf(deps.db, examined.record) : null
  if (holder?.status === 'published') return already(deps, actor, examined.record, keep, holder)
  let begins = false
  for (const later of tries) {
    try {
      return await insertAll(deps, actor, examined, submission, keep, { later, begins })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const again = await replay(deps.db, keep, submission.request)
      if (again) return again
      if (error.refusal === 'reference_taken') {
        const holder = await holderOf(deps.db, examined.record)
        if (!holder) throw problems.busy()
        return already(deps, actor, examined.record, keep, holder)
      }
      if (error.refusal === 'not_publishable') throw problems.notPublishable(examined.record.dataset)
      if (error.refusal === 'dataset_unknown' && !begins && may(actor, 'newDataset')) {
        begins = true
        continue
      }
      if (error.refusal === 'dataset_unknown')
        throw problems.invalidRecord([unknownDataset(examined.record.dataset)])
      if (error.refusal !== 'id_taken') throw error
    }
  }
  throw problems.busy()
}

/**
 * Stores a new record as `submitted`, or as `published` where that is asked and permitted. A request with a key
 * that was answered before is answered again; a record that is there already is never changed.
 */
export const submit = async (deps: Deps, actor: Actor, submission: Submission): Promise<Submitted> => {
  permit(actor, 'submit')
  if (submission.publish) permit(actor, 'publish')
  const keep = await kept(actor, submission.request)
  const act = async () => {
    const examined = await examine(
      deps,
      actor,
      submission.candidate,
      submission.options,
      submission.publish ? 'published' : 'submitted',
    )
    return store(deps, actor, examined, submission, keep)
  }
  return once(keep, () => replay(deps.db, keep, submission.request), act)
}
