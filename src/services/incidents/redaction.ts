/** What must be gone is taken out of every version of a record, and out of every file that held it, in one act. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import type { Issue } from '../../../schemas/rules.ts'
import { type Actor, permit } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { difference, pointersOf } from '../../record/diff.ts'
import { rewritten } from '../../record/redaction.ts'
import { publicOf } from '../../record/withheld.ts'
import * as audit from '../../store/audit.ts'
import { Refusal, write } from '../../store/batch.ts'
import * as commits from '../../store/commits.ts'
import * as distinct from '../../store/distinct-pairs.ts'
import { firstIdOf, newIds } from '../../store/ids.ts'
import * as staging from '../../store/imports/staging.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import * as redactions from '../../store/redactions.ts'
import * as idempotency from '../idempotency.ts'
import { deleteRedacted } from '../maintenance.ts'
import type { Deps } from '../service-context.ts'
import { etagOf, linkNames, type Stamp, shownIn, toRow } from '../version-row.ts'
import { type Redaction, type Scrubbed, Scrubber, scrubbed } from './redact-version.ts'
import { type Addresses, addressesWith, type Elsewhere, elsewhere } from './redaction-remains.ts'
import type { Revised } from './update.ts'

const rowOf = ({ record, warnings, version }: Scrubbed, revision: number) => {
  const { n, id, filer } = version
  const status = version.status as StoredIncident['status']
  return toRow(record, warnings, { n, id, filer, status, revision } satisfies Stamp)
}

/** The reasons that have what must be gone. They are kept as they were typed, and what is to be erased is NFC. */
const rewordings = (versions: readonly redactions.Reasoned[], scrubber: Scrubber): redactions.Reason[] =>
  versions.flatMap(({ commit: seq, reason }) => {
    const before = (reason ?? '').normalize('NFC')
    const after = scrubber.text(before)
    return after === before ? [] : [{ seq, reason: after }]
  })

/** What was said of the record and others, where that has what must be gone. */
const retellings = async (db: D1Database, n: number, scrubber: Scrubber) => {
  const told = await distinct.reasonsOf(db, n)
  return told
    .map((each) => rewritten(each, (text) => text.normalize('NFC')) as distinct.Reasons)
    .map((before) => ({ before, after: rewritten(before, scrubber.text) as distinct.Reasons }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
    .map(({ after }) => after)
}

const referenceTaken = () =>
  problems.invalidRequest([
    {
      pointer: '/erase',
      rule: 'reference.taken',
      detail: 'The reference that is left is that of another record. Remove /reference as a whole.',
    },
  ])

const outdated = (current: incidents.Version) => problems.staleRevision(etagOf(current), current.revision)

interface Ask extends Redaction {
  readonly n: number
  readonly request: idempotency.Request
}

/** What a redaction finds in the versions of a record, up to and with the current one. */
class Findings {
  readonly reworded: redactions.Reason[] = []
  readonly datasets = new Set<string>()
  /** Whether what the public sees changes. */
  visible = false
  readonly #errors: Issue[] = []
  readonly #deps: Deps
  readonly #id: string
  readonly #scrubber: Scrubber

  constructor(deps: Deps, id: string, scrubber: Scrubber) {
    this.#deps = deps
    this.#id = id
    this.#scrubber = scrubber
  }

  /** Takes some versions up, and stages those in which something is found. Answers the last one. */
  async take(versions: readonly redactions.Reasoned[]): Promise<Scrubbed> {
    const { db } = this.#deps
    const all = versions.map((version) => scrubbed(this.#deps, version, this.#scrubber, this.#errors))
    if (this.#errors.length > 0) throw problems.invalidRecord(this.#errors)
    const rewritten = all.flatMap((each) =>
      each.taken ? [{ version: rowOf(each, each.version.revision), taken: each.taken }] : [],
    )
    for (const { before, record } of all) this.datasets.add(before.dataset).add(record.dataset)
    this.visible ||= all.some(({ version, taken }) => version.status === 'published' && taken)
    this.reworded.push(...rewordings(versions, this.#scrubber))
    await redactions.stage(db, this.#id, rewritten)
    return all.at(-1) as Scrubbed
  }
}

/** Redactions that began so long ago do not run any more, in milliseconds. */
const stale = 3_600_000

interface Done extends Revised {
  readonly addresses: Addresses
}

const act = async (deps: Deps, actor: Actor, ask: Ask, keep: idempotency.Kept | undefined): Promise<Done> => {
  const { db, world } = deps
  const current = await incidents.find(db, ask.n)
  if (!current) throw problems.notFound('There is no such record.')
  if (ask.revision !== undefined && ask.revision !== current.revision) throw outdated(current)
  const [{ id } = { id: '' }] = newIds(1, world.now)
  const discard = redactions.discard(db, id, firstIdOf(world.now - stale))
  const scrubber = new Scrubber(ask)
  const findings = new Findings(deps, id, scrubber)
  try {
    for await (const versions of redactions.oldVersions(db, ask.n)) await findings.take(versions)
    const { reason = null } = (await redactions.find(db, current.commit)) ?? {}
    const head = await findings.take([{ ...current, reason }])
    const retold = await retellings(db, ask.n, scrubber)
    const missing = scrubber.missing()
    if (missing.length > 0) throw problems.invalidRequest(missing)
    const row = rowOf(head, current.revision + 1)
    const changes = difference(shownIn(current), publicOf(head.record))
    const commit = {
      now: world.now,
      actor: actor.id,
      kind: 'redact',
      reason: ask.reason,
      rows: 1,
      visible: findings.visible || current.status === 'published',
      published: 0,
    } as const
    const addresses = await addressesWith(db, ask)
    const results = await write(db, [
      commits.insert(db, commit),
      ...incidents.revise(db, row),
      redactions.open(db, ask.n, pointersOf(changes).map(scrubber.rewrite)),
      redactions.rewrite(db, ask.n, id),
      ...redactions.reword(db, findings.reworded),
      ...audit.readdress(db, addresses.rewritten),
      ...distinct.reword(db, retold),
      redactions.dropSuggestions(db, ask.n),
      redactions.close(db),
      ...links.reindex(db, ask.n, linkNames(head.before), linkNames(head.record)),
      redactions.cutOff(db, [...findings.datasets]),
      ...staging.empty(db),
      ...idempotency.remember(db, keep, 200, row, world.now),
    ])
    const version = { ...row, ...incidents.stampsIn(results) }
    return { status: 200, version, replayed: false, addresses }
  } finally {
    await discard.run()
  }
}

/** A record that was redacted. */
export interface Redacted extends Revised {
  /** Whether files that held it are there still: they are deleted by the next write, or by a cron. */
  readonly filesFollow: boolean
  /** Where else what was erased is. */
  readonly elsewhere: readonly Elsewhere[]
}

/**
 * Redacts a record: values and texts are taken out of its current version, of every one before, of the reasons of its
 * commits, of the addresses of files that people took, of what imports have staged, of files of imports and of kept
 * exports. A commit that says so remains.
 */
export const redact = async (deps: Deps, files: R2Bucket, actor: Actor, ask: Ask): Promise<Redacted> => {
  permit(actor, 'redact')
  const { db } = deps
  const keep = await idempotency.kept(actor, ask.request)
  const before = async (): Promise<Done | null> => {
    const answered = await idempotency.before(db, keep)
    const version = answered && (await incidents.findRevision(db, answered.n, answered.revision))
    if (!version) return null
    return { status: answered.status, version, replayed: true, addresses: await addressesWith(db, ask) }
  }
  try {
    const { addresses, ...done } = await idempotency.once(keep, before, () => act(deps, actor, ask, keep))
    const filesFollow = !(await deleteRedacted(db, files))
    return { ...done, filesFollow, elsewhere: await elsewhere(db, ask, addresses) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.refusal === 'reference_taken') throw referenceTaken()
    if (error.refusal !== 'stale_revision') throw error
    const now = await incidents.find(db, ask.n)
    throw now ? outdated(now) : problems.busy()
  }
}
