/**
 * Redaction: content is removed from every version of a record, and from every file that contained it, in one commit.
 */
import { type Actor, authorize } from '../../auth/permissions.ts'
import type { Messages } from '../../messages/messages.ts'
import { problems } from '../../problems.ts'
import { rewriteSeal, rewriteSealPart } from '../../record/chain.ts'
import { diff, pointersOf } from '../../record/diff.ts'
import { mapStrings } from '../../record/redaction.ts'
import { toPublic } from '../../record/withheld.ts'
import * as audit from '../../store/audit.ts'
import { runBatch } from '../../store/batch.ts'
import * as distinct from '../../store/distinct-pairs.ts'
import { createId, minIdAt } from '../../store/ids.ts'
import * as staging from '../../store/imports/staging.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import * as redactions from '../../store/redactions.ts'
import * as remarks from '../../store/remarks.ts'
import { insertCommit } from '../commit.ts'
import {
  type IdempotencyKey,
  saveReplayStatement,
  type UpdateResult,
  withIdempotency,
} from '../idempotency.ts'
import { deleteRedacted } from '../maintenance.ts'
import type { ServiceContext } from '../service-context.ts'
import { decodeTexts, linkNames, nextRow, publicRecord, toVersionRow } from '../version-row.ts'
import { type RedactedVersion, type Redaction, Redactor, redactVersion } from './redact-version.ts'
import { type Addresses, type Elsewhere, findAddresses, listElsewhere } from './redaction-remains.ts'
import { assertRevision, versionProblems } from './update.ts'

/** Returns the reasons of distinct marks that contain an erased text, redacted. */
const redactPairReasons = async (db: D1Database, rowKey: number, redactor: Redactor) =>
  (await distinct.listReasons(db, rowKey)).flatMap((each) => {
    const before = mapStrings(each, (text) => text.normalize('NFC'))
    const after = mapStrings(before, redactor.text) as distinct.PairReasons
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [after]
  })

/** Returns the remarks on a record that contain an erased text, redacted. */
const redactRemarks = async (db: D1Database, rowKey: number, redactor: Redactor) =>
  (await remarks.list(db, rowKey)).flatMap((remark) => {
    const before = remark.text.normalize('NFC')
    const text = redactor.text(before)
    return text === before ? [] : [{ ...remark, text }]
  })

const remainderTaken = () =>
  problems.invalidRequest([
    {
      pointer: '/erase',
      rule: 'reference.taken',
      say: (m: Messages) => m.requests.redaction.referenceTaken,
    },
  ])

/** The maximum duration of a redaction, in milliseconds. */
const maxDuration = 3_600_000

interface RedactionResult extends UpdateResult {
  readonly addresses: Addresses
}

/**
 * Redacts every version, the current one last, and stages those that change. Throws invalid-record if one would not
 * be valid.
 */
const redactVersions = async (
  context: ServiceContext,
  id: string,
  redactor: Redactor,
  current: incidents.Version,
) => {
  const { db } = context
  const reasons: redactions.CommitReason[] = []
  const datasets = new Set<string>()
  let visible = false
  const take = async (
    versions: readonly redactions.VersionWithReason[],
  ): Promise<RedactedVersion | undefined> => {
    const all = versions.map((version) => redactVersion(context, version, redactor))
    if (redactor.errors.length > 0) throw problems.invalidRecord(redactor.errors)
    for (const { before, record } of all) datasets.add(before.dataset).add(record.dataset)
    visible ||= all.some(({ version, scope }) => version.status === 'published' && scope)
    for (const { commit: seq, reason, reasonSeal } of versions) {
      // Reasons are stored as typed; texts to erase are NFC.
      const before = (reason ?? '').normalize('NFC')
      const after = redactor.text(before)
      const seal = reasonSeal && rewriteSealPart(reasonSeal, reason ?? '', after)
      if (after !== before) reasons.push({ seq, reason: after, seal })
    }
    const rewritten = all.flatMap(({ record, warnings, version, scope }, i) => {
      if (!scope) return []
      const row = toVersionRow(record, warnings, version)
      const seal = rewriteSeal(versions[i]?.seal ?? null, decodeTexts(version), row)
      return [{ version: { ...row, seal }, scope }]
    })
    await redactions.stage(db, id, rewritten)
    return all.at(-1)
  }
  for await (const versions of redactions.oldVersions(db, current.rowKey)) await take(versions)
  const seals = await redactions.findSeals(db, current)
  const last = (await take([{ ...current, ...seals }])) as RedactedVersion
  return { last, reasons, datasets, visible }
}

const runRedaction = async (
  context: ServiceContext,
  actor: Actor,
  request: Redaction,
  key: IdempotencyKey | undefined,
): Promise<RedactionResult> => {
  const { db, now } = context
  const { current, reason, revision } = request
  const { rowKey } = current
  assertRevision(current, revision)
  const { id } = createId(now)
  const redactor = new Redactor(request)
  try {
    const { last, reasons, datasets, visible } = await redactVersions(context, id, redactor, current)
    const [pairReasons, redactedRemarks] = await Promise.all([
      redactPairReasons(db, rowKey, redactor),
      redactRemarks(db, rowKey, redactor),
    ])
    const missing = redactor.listUnmatched()
    if (missing.length > 0) throw problems.invalidRequest(missing)
    const row = nextRow(current, last.record, last.warnings)
    const removed = diff(publicRecord(current), toPublic(last.record))
    const addresses = await findAddresses(db, request)
    const changes = [{ before: current, version: row }]
    const results = await runBatch(
      db,
      [
        insertCommit(context, actor, { kind: 'redact', reason, changes, visible }),
        ...incidents.update(db, row),
        redactions.open(db, rowKey, pointersOf(removed).map(redactor.rewrite)),
        redactions.updateHistory(db, rowKey, id),
        ...redactions.updateReasons(db, reasons),
        ...audit.updateAddresses(db, addresses.rewritten),
        ...distinct.updateReasons(db, pairReasons),
        ...remarks.updateTexts(db, redactedRemarks),
        redactions.deleteSuggestions(db, rowKey),
        redactions.close(db),
        ...links.reindex(db, rowKey, linkNames(last.before), linkNames(last.record)),
        redactions.cancelImports(db, [...datasets]),
        ...staging.empty(db),
        ...saveReplayStatement(context, key, 200, row),
      ],
      { ...versionProblems(db, last.record, [current]), reference_taken: remainderTaken },
    )
    const version = incidents.toVersion(row, results)
    return { status: 200, version, replayed: false, addresses }
  } finally {
    await redactions.discard(db, id, minIdAt(now - maxDuration)).run()
  }
}

/** The result of a redaction. */
export interface Redacted extends UpdateResult {
  /** Whether files that contained the content remain: the next write or a cron deletes them. */
  readonly filesFollow: boolean
  /** Other places that contain an erased word. */
  readonly elsewhere: readonly Elsewhere[]
}

/**
 * Redacts a record: removes values and texts from all versions, reasons of commits, URLs of downloads, staged
 * imports, files of imports and cached exports. A commit with the reason remains. Throws stale-revision,
 * invalid-request if something is not found, or invalid-record.
 */
export const redact = async (
  context: ServiceContext,
  files: R2Bucket,
  actor: Actor,
  request: Redaction,
): Promise<Redacted> => {
  const { db } = context
  authorize(actor, 'redact')
  const { addresses, ...result } = await withIdempotency(
    context,
    actor,
    request.request,
    (key) => runRedaction(context, actor, request, key),
    {
      isCostly: true,
      complete: async (replay) => ({ ...replay, addresses: await findAddresses(db, request) }),
    },
  )
  const filesFollow = !(await deleteRedacted(db, files))
  return { ...result, filesFollow, elsewhere: await listElsewhere(db, request, addresses) }
}
