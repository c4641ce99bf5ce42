/** What must be gone is taken out of every version of a record, and out of every file that held it, in one act. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import type { Issue } from '../../../schemas/rules.ts'
import { type Actor, authorize } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { diff, pointersOf } from '../../record/diff.ts'
import { mapStrings } from '../../record/redaction.ts'
import { toPublic } from '../../record/withheld.ts'
import * as audit from '../../store/audit.ts'
import { ConstraintError, runBatch } from '../../store/batch.ts'
import * as commits from '../../store/commits.ts'
import * as distinct from '../../store/distinct-pairs.ts'
import { createIds, minIdAt } from '../../store/ids.ts'
import * as staging from '../../store/imports/staging.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import * as redactions from '../../store/redactions.ts'
import * as idempotency from '../idempotency.ts'
import { deleteRedacted } from '../maintenance.ts'
import type { ServiceContext } from '../service-context.ts'
import { etagOf, linkNames, publicRecord, toVersionRow, type VersionStamp } from '../version-row.ts'
import { type RedactedVersion, type Redaction, Redactor, redactVersion } from './redact-version.ts'
import { type Addresses, addressesWith, type Elsewhere, elsewhere } from './redaction-remains.ts'
import type { UpdateResult } from './update.ts'

const toHistoryRow = ({ record, warnings, version }: RedactedVersion, revision: number) => {
  const { n, id, filer } = version
  const status = version.status as StoredIncident['status']
  return toVersionRow(record, warnings, { n, id, filer, status, revision } satisfies VersionStamp)
}

/** The reasons that have what must be gone. They are kept as they were typed, and what is to be erased is NFC. */
const redactReasons = (
  versions: readonly redactions.Reasoned[],
  scrubber: Redactor,
): redactions.CommitReason[] =>
  versions.flatMap(({ commit: seq, reason }) => {
    const before = (reason ?? '').normalize('NFC')
    const after = scrubber.text(before)
    return after === before ? [] : [{ seq, reason: after }]
  })

/** What was said of the record and others, where that has what must be gone. */
const redactPairReasons = async (db: D1Database, n: number, scrubber: Redactor) => {
  const pairReasons = await distinct.listReasons(db, n)
  return pairReasons
    .map((each) => mapStrings(each, (text) => text.normalize('NFC')) as distinct.PairReasons)
    .map((before) => ({ before, after: mapStrings(before, scrubber.text) as distinct.PairReasons }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
    .map(({ after }) => after)
}

const remainderTaken = () =>
  problems.invalidRequest([
    {
      pointer: '/erase',
      rule: 'reference.taken',
      detail: 'The reference that is left is that of another record. Remove /reference as a whole.',
    },
  ])

const outdated = (current: incidents.Version) => problems.staleRevision(etagOf(current), current.revision)

interface RedactionRequest extends Redaction {
  readonly n: number
  readonly request: idempotency.IdempotentRequest
}

/** What a redaction finds in the versions of a record, up to and with the current one. */
class Findings {
  readonly reworded: redactions.CommitReason[] = []
  readonly datasets = new Set<string>()
  /** Whether what the public sees changes. */
  visible = false
  readonly #errors: Issue[] = []
  readonly #context: ServiceContext
  readonly #id: string
  readonly #scrubber: Redactor

  constructor(context: ServiceContext, id: string, scrubber: Redactor) {
    this.#context = context
    this.#id = id
    this.#scrubber = scrubber
  }

  /** Takes some versions up, and stages those in which something is found. Answers the last one. */
  async take(versions: readonly redactions.Reasoned[]): Promise<RedactedVersion> {
    const { db } = this.#context
    const all = versions.map((version) => redactVersion(this.#context, version, this.#scrubber, this.#errors))
    if (this.#errors.length > 0) throw problems.invalidRecord(this.#errors)
    const rewritten = all.flatMap((each) =>
      each.scope ? [{ version: toHistoryRow(each, each.version.revision), taken: each.scope }] : [],
    )
    for (const { before, record } of all) this.datasets.add(before.dataset).add(record.dataset)
    this.visible ||= all.some(({ version, scope }) => version.status === 'published' && scope)
    this.reworded.push(...redactReasons(versions, this.#scrubber))
    await redactions.stage(db, this.#id, rewritten)
    return all.at(-1) as RedactedVersion
  }
}

/** Redactions that began so long ago do not run any more, in milliseconds. */
const staleRevision = 3_600_000

interface Done extends UpdateResult {
  readonly addresses: Addresses
}

const runRedaction = async (
  context: ServiceContext,
  actor: Actor,
  request: RedactionRequest,
  idempotencyKey: idempotency.IdempotencyKey | undefined,
): Promise<Done> => {
  const { db, clock } = context
  const current = await incidents.find(db, request.n)
  if (!current) throw problems.notFound('There is no such record.')
  if (request.revision !== undefined && request.revision !== current.revision) throw outdated(current)
  const [{ id } = { id: '' }] = createIds(1, clock.now)
  const discard = redactions.discard(db, id, minIdAt(clock.now - staleRevision))
  const scrubber = new Redactor(request)
  const findings = new Findings(context, id, scrubber)
  try {
    for await (const versions of redactions.oldVersions(db, request.n)) await findings.take(versions)
    const { reason = null } = (await redactions.find(db, current.commit)) ?? {}
    const redactedCurrent = await findings.take([{ ...current, reason }])
    const pairReasons = await redactPairReasons(db, request.n, scrubber)
    const missing = scrubber.listUnmatched()
    if (missing.length > 0) throw problems.invalidRequest(missing)
    const row = toHistoryRow(redactedCurrent, current.revision + 1)
    const changes = diff(publicRecord(current), toPublic(redactedCurrent.record))
    const commit = {
      now: clock.now,
      actor: actor.id,
      kind: 'redact',
      reason: request.reason,
      rows: 1,
      visible: findings.visible || current.status === 'published',
      published: 0,
    } as const
    const addresses = await addressesWith(db, request)
    const results = await runBatch(db, [
      commits.insert(db, commit),
      ...incidents.update(db, row),
      redactions.open(db, request.n, pointersOf(changes).map(scrubber.rewrite)),
      redactions.updateHistory(db, request.n, id),
      ...redactions.updateReasons(db, findings.reworded),
      ...audit.updateAddresses(db, addresses.rewritten),
      ...distinct.updateReasons(db, pairReasons),
      redactions.deleteSuggestions(db, request.n),
      redactions.close(db),
      ...links.reindex(db, request.n, linkNames(redactedCurrent.before), linkNames(redactedCurrent.record)),
      redactions.cancelImports(db, [...findings.datasets]),
      ...staging.empty(db),
      ...idempotency.saveReplayStatement(db, idempotencyKey, 200, row, clock.now),
    ])
    const version = { ...row, ...incidents.readStamps(results) }
    return { status: 200, version, replayed: false, addresses }
  } finally {
    await discard.run()
  }
}

/** A record that was redacted. */
export interface Redacted extends UpdateResult {
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
export const redact = async (
  context: ServiceContext,
  files: R2Bucket,
  actor: Actor,
  request: RedactionRequest,
): Promise<Redacted> => {
  authorize(actor, 'redact')
  const { db } = context
  const idempotencyKey = await idempotency.createIdempotencyKey(actor, request.request)
  const findReplay = async (): Promise<Done | null> => {
    const answered = await idempotency.findReplay(db, idempotencyKey)
    const version = answered && (await incidents.findRevision(db, answered.n, answered.revision))
    if (!version) return null
    return { status: answered.status, version, replayed: true, addresses: await addressesWith(db, request) }
  }
  try {
    const { addresses, ...result } = await idempotency.withIdempotency(idempotencyKey, findReplay, () =>
      runRedaction(context, actor, request, idempotencyKey),
    )
    const filesFollow = !(await deleteRedacted(db, files))
    return { ...result, filesFollow, elsewhere: await elsewhere(db, request, addresses) }
  } catch (error) {
    if (!(error instanceof ConstraintError)) throw error
    if (error.constraint === 'reference_taken') throw remainderTaken()
    if (error.constraint !== 'stale_revision') throw error
    const current = await incidents.find(db, request.n)
    throw current ? outdated(current) : problems.conflict()
  }
}
