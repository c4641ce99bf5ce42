/** What must be gone is taken out of every version of a record, and out of every file that held it, in one act. */
import type { StoredIncident } from '../../schemas/incident.ts'
import type { Issue } from '../../schemas/rules.ts'
import { type Actor, permit } from '../auth/permissions.ts'
import { difference, pointersOf } from '../derive/difference.ts'
import { rewritten } from '../derive/erasure.ts'
import { publicOf } from '../derive/withheld.ts'
import { problems } from '../problems.ts'
import * as audit from '../store/audit.ts'
import * as commits from '../store/commits.ts'
import * as distinct from '../store/distinct.ts'
import * as fileStore from '../store/files.ts'
import * as incidents from '../store/incidents.ts'
import * as kept from '../store/kept.ts'
import * as links from '../store/links.ts'
import * as redactions from '../store/redactions.ts'
import { Refusal, write } from '../store/refusals.ts'
import type { Deps } from './deps.ts'
import * as idempotency from './idempotency.ts'
import type { Revised } from './revise.ts'
import { type Redaction, type Scrubbed, Scrubber, scrubbed } from './scrub.ts'
import { etagOf, linkNames, type Stamp, shownIn, toRow } from './version.ts'

const rowOf = ({ record, warnings, version }: Scrubbed, revision: number) => {
  const { n, id, filer } = version
  const status = version.status as StoredIncident['status']
  return toRow(record, warnings, { n, id, filer, status, revision } satisfies Stamp)
}

/** Reasons are kept as they were typed, and what is to be erased is NFC. */
const rewordings = async (db: D1Database, versions: readonly incidents.Version[], scrubber: Scrubber) => {
  const reasons = await redactions.reasonsOf(
    db,
    versions.map(({ commit }) => commit),
  )
  return reasons
    .map(({ seq, reason }) => ({ seq, before: reason.normalize('NFC') }))
    .map(({ seq, before }) => ({ seq, before, reason: scrubber.text(before) }))
    .filter(({ before, reason }) => before !== reason)
}

/** So many addresses are looked through at a time. */
const addressesAtOnce = 1000

/** The addresses of files that people took, of those that hold what is erased, as they are to be: all are looked through. */
const readdressings = async (db: D1Database, { erase }: Redaction, scrubber: Scrubber) => {
  const found: audit.Address[] = []
  if (erase.length === 0) return found
  for (let at: audit.Place | undefined = { commit: -1, n: 0 }; at; ) {
    const some = await audit.addressesBehind(db, at, addressesAtOnce)
    for (const each of some) {
      const address = scrubber.address(each.address)
      if (address !== each.address) found.push({ ...each, address })
    }
    at = some.length < addressesAtOnce ? undefined : some.at(-1)
  }
  return found
}

/** What was said of the record and others, where that has what must be gone. */
const retellings = async (db: D1Database, n: number, scrubber: Scrubber) => {
  const told = await distinct.reasonsOf(db, n)
  return told
    .map((each) => rewritten(each, (text) => text.normalize('NFC')) as distinct.Reasons)
    .map((before) => ({ before, after: rewritten(before, scrubber.text) as distinct.Reasons }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
    .map(({ after }) => after)
}

/** Deletes the files that held what was redacted: those of imports, and all that are kept of exports. */
const deleteFiles = async (db: D1Database, files: R2Bucket): Promise<void> => {
  for (const { seq, imports } of await redactions.unfinished(db)) {
    await fileStore.remove(
      files,
      imports.flatMap((id) => [fileStore.originalKey(id), fileStore.errorsKey(id)]),
    )
    await kept.removeAll(files)
    await redactions.finish(db, seq)
  }
}

const referenceTaken = () =>
  problems.invalidRequest([
    {
      pointer: '/erase',
      rule: 'reference.taken',
      detail: 'The reference that is left is that of another record. Remove /reference as a whole.',
    },
  ])

const stale = (current: incidents.Version) => problems.staleRevision(etagOf(current), current.revision)

interface Ask extends Redaction {
  readonly n: number
  readonly request: idempotency.Request
}

const act = async (deps: Deps, actor: Actor, ask: Ask, keep: idempotency.Kept | undefined) => {
  const { db, world } = deps
  const versions = await redactions.versionsOf(db, ask.n)
  const current = versions.at(-1)
  if (!current) throw problems.notFound('There is no such record.')
  if (ask.revision !== undefined && ask.revision !== current.revision) throw stale(current)
  const scrubber = new Scrubber(ask)
  const errors: Issue[] = []
  const all = versions.map((version) => scrubbed(deps, version, scrubber, errors))
  const reworded = await rewordings(db, versions, scrubber)
  const retold = await retellings(db, ask.n, scrubber)
  if (errors.length > 0) throw problems.invalidRecord(errors)
  const missing = scrubber.missing()
  if (missing.length > 0) throw problems.invalidRequest(missing)
  const head = all.at(-1) as Scrubbed
  const row = rowOf(head, current.revision + 1)
  const changes = difference(shownIn(current), publicOf(head.record))
  const past = all.flatMap((each) =>
    each.taken ? [{ version: rowOf(each, each.version.revision), taken: each.taken }] : [],
  )
  const visible = all.some(
    ({ version, taken }) => version.status === 'published' && (taken || version === current),
  )
  const commit = {
    now: world.now,
    actor: actor.id,
    kind: 'redact',
    reason: ask.reason,
    rows: 1,
    visible,
    published: 0,
  } as const
  const results = await write(db, [
    commits.insert(db, commit),
    ...incidents.revise(db, row),
    redactions.open(db, ask.n, pointersOf(changes).map(scrubber.rewrite)),
    ...redactions.rewrite(db, past),
    ...redactions.reword(db, reworded),
    ...audit.readdress(db, await readdressings(db, ask, scrubber)),
    ...distinct.reword(db, retold),
    redactions.dropSuggestions(db, ask.n),
    redactions.close(db),
    ...links.reindex(db, ask.n, linkNames(head.before), linkNames(head.record)),
    ...redactions.cutOff(db, ask.n, [
      ...new Set(all.flatMap(({ before, record }) => [before.dataset, record.dataset])),
    ]),
    ...idempotency.remember(db, keep, 200, row, world.now),
  ])
  return { status: 200, version: { ...row, ...incidents.stampsIn(results) }, replayed: false }
}

/**
 * Redacts a record: values and texts are taken out of its current version, of every one before, of the reasons of its
 * commits, of the addresses of files that people took, of files of imports and of kept exports. A commit that says so remains. Where the files could not be deleted
 * the same request, sent again, deletes them.
 */
export const redact = async (deps: Deps, files: R2Bucket, actor: Actor, ask: Ask): Promise<Revised> => {
  permit(actor, 'redact')
  const { db } = deps
  const keep = await idempotency.kept(actor, ask.request)
  const before = async (): Promise<Revised | null> => {
    const answered = await idempotency.before(db, keep)
    const version = answered && (await incidents.findRevision(db, answered.n, answered.revision))
    return version ? { status: answered.status, version, replayed: true } : null
  }
  await deleteFiles(db, files)
  try {
    const done = await idempotency.once(keep, before, () => act(deps, actor, ask, keep))
    await deleteFiles(db, files)
    return done
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.refusal === 'reference_taken') throw referenceTaken()
    if (error.refusal !== 'stale_revision') throw error
    const now = await incidents.find(db, ask.n)
    throw now ? stale(now) : problems.busy()
  }
}
