/** What must be gone is taken out of every version of a record, and out of every file that held it, in one act. */
import type { Incident, StoredIncident, Warning } from '../../schemas/incident.ts'
import { type Issue, issue } from '../../schemas/rules.ts'
import { type Actor, permit } from '../auth/permissions.ts'
import { difference, pointersOf } from '../derive/difference.ts'
import { eraserOf, rewritten, without } from '../derive/erasure.ts'
import { check } from '../ingest/check.ts'
import { problems } from '../problems.ts'
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
import { etagOf, linkNames, type Stamp, statedIn, toRow, warningsOf } from './version.ts'

export interface Redaction {
  /** Everybody reads it. */
  readonly reason: string
  /** JSON Pointers of values to be removed. */
  readonly remove: readonly string[]
  /** Texts, NFC, to be erased wherever they stand. */
  readonly erase: readonly string[]
  /** The revision that was seen; undefined means the current one. */
  readonly revision?: number | undefined
}

/** A version as it was, and as it is to be. */
interface Scrubbed {
  readonly version: incidents.Version
  readonly before: Incident
  readonly record: Incident
  readonly warnings: readonly Warning[]
  /** What is taken from it; undefined where nothing is. */
  readonly taken: redactions.Taken | undefined
}

/** What is taken out of texts and values, and which of it was found. */
class Scrubber {
  readonly #erase: readonly string[]
  readonly #remove: ReadonlySet<string>
  readonly rewrite: (text: string) => string
  readonly #found = new Set<string>()

  constructor({ erase, remove }: Redaction) {
    this.#erase = erase
    this.#remove = new Set(remove)
    this.rewrite = eraserOf(erase)
  }

  /** A text as it is to be; what is found in it is noted. */
  readonly text = (text: string): string => {
    for (const each of this.#erase) if (text.includes(each)) this.#found.add(each)
    return this.rewrite(text)
  }

  record(stated: Incident): Incident {
    return rewritten(without(stated, this.#remove, this.#found), this.text) as Incident
  }

  /** Warnings of a part that is removed may quote it: they go with it. */
  warnings(warnings: readonly Warning[]): Warning[] {
    const parts = new Set([...this.#remove].map((pointer) => pointer.split('/')[1]))
    return warnings
      .filter(({ pointer }) => !parts.has(pointer.split('/')[1]))
      .map((warning) => rewritten(warning, this.text) as Warning)
  }

  /** What was in no version. */
  missing(): Issue[] {
    const lacks = (name: string, given: Iterable<string>, what: string) =>
      [...given].flatMap((each, i) =>
        this.#found.has(each)
          ? []
          : [
              {
                ...issue([name, i], 'field.unknown', `No version of the record has this ${what}.`, each),
                rule: 'request.invalid',
              } as unknown as Issue,
            ],
      )
    return [...lacks('remove', this.#remove, 'field'), ...lacks('erase', this.#erase, 'text')]
  }
}

const publicPart = ({ notes: _, ...rest }: Incident): string => JSON.stringify(rest)

/** The errors that a version gets by what is taken from it. */
const errorsOf = (deps: Deps, before: Incident, after: Incident, revision: number): Issue[] => {
  const known = new Set(check(before, deps.world).errors.map(({ pointer, rule }) => `${rule} ${pointer}`))
  return check(after, deps.world)
    .errors.filter(({ pointer, rule }) => !known.has(`${rule} ${pointer}`))
    .map((each) => ({
      ...each,
      detail: `In revision ${revision}: ${each.detail} ${
        each.rule === 'field.required'
          ? 'Erase texts in it instead of removing it.'
          : 'Remove it as a whole instead of erasing in it, or erase more of it.'
      }`,
    }))
}

const scrubbed = (deps: Deps, version: incidents.Version, scrubber: Scrubber, errors: Issue[]): Scrubbed => {
  const before = statedIn(version)
  const old = warningsOf(version)
  const [raw, warnings] = [scrubber.record(before), scrubber.warnings(old)]
  if (JSON.stringify([raw, warnings]) === JSON.stringify([before, old]))
    return { version, before, record: before, warnings: old, taken: undefined }
  errors.push(...errorsOf(deps, before, raw, version.revision))
  const record = check(raw, deps.world).record ?? raw
  const told = publicPart(raw) !== publicPart(before) || JSON.stringify(warnings) !== JSON.stringify(old)
  return { version, before, record, warnings, taken: told ? 'record' : 'notes' }
}

const rowOf = ({ record, warnings, version }: Scrubbed, revision: number) => {
  const { n, id, filer } = version
  const status = version.status as StoredIncident['status']
  return toRow(record, warnings, { n, id, filer, status, revision } satisfies Stamp)
}

const rewordings = async (db: D1Database, versions: readonly incidents.Version[], scrubber: Scrubber) => {
  const reasons = await redactions.reasonsOf(
    db,
    versions.map(({ commit }) => commit),
  )
  return reasons
    .map(({ seq, reason }) => ({ seq, before: reason, reason: scrubber.text(reason) }))
    .filter(({ before, reason }) => before !== reason)
}

/** What was said of the record and others, where that has what must be gone. */
const retellings = async (db: D1Database, n: number, scrubber: Scrubber) => {
  const told = await distinct.reasonsOf(db, n)
  return told
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
  const changes = difference(statedIn({ ...current, notes: null }), { ...head.record, notes: undefined })
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
    ...redactions.rewrite(db, ask.n, past),
    ...redactions.reword(db, reworded),
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
 * commits, of files of imports and of kept exports. A commit that says so remains. Where the files could not be deleted
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
