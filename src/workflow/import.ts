/** A file of records comes in: judged row by row, staged outside the clock, taken over by one commit or by several. */
import { type Actor, permit } from '../auth/permissions.ts'
import type { FileFault, SourceEvent, SourceRow } from '../ingest/rows.ts'
import { problems } from '../problems.ts'
import * as commits from '../store/commits.ts'
import * as datasets from '../store/datasets.ts'
import { type Match, published as publishedOf } from '../store/matching.ts'
import { Refusal, write } from '../store/refusals.ts'
import { chunkLimit, discard, promote, type Staged, stage } from '../store/staging.ts'
import type { Deps } from './deps.ts'
import { judge, matchKey, type Outcome, versionOf } from './import-judge.ts'
import { addFault, newTally, note, type Report, type RowError, type Tally } from './import-report.ts'
import { fromRow, statedIn } from './version.ts'

export interface ImportAsk {
  readonly dataset?: string | undefined
  readonly mode: 'all' | 'valid'
  readonly dryRun: boolean
  readonly publish: boolean
  readonly missing: 'keep' | 'retract'
  readonly reason?: string | undefined
  /** How many records the importer expects to be retracted. */
  readonly confirm?: number | undefined
  /** A dataset that the import begins is not publishable. */
  readonly closed?: boolean
}

/** An import takes so many rows; a larger file comes in parts. */
export const mostRows = 200_000
const groupSize = 500
/** With mode=valid so many versions or more are taken over by one commit. */
const commitSize = 4000

export type Progress =
  | { readonly kind: 'progress'; readonly rows: number; readonly rejected: number }
  | { readonly kind: 'errors'; readonly errors: readonly RowError[] }
  | { readonly kind: 'done'; readonly report: Report }

interface Pending {
  /** The datasets of what is staged. */
  datasets: Set<string>
  versions: Staged[]
  bytes: number
  created: number
  updated: number
  retracted: number
  published: number
  visible: boolean
}

const nothing = (): Pending => ({
  datasets: new Set(),
  versions: [],
  bytes: 0,
  created: 0,
  updated: 0,
  retracted: 0,
  published: 0,
  visible: false,
})

/** One run of an import: what is staged and what has been committed. */
class Run {
  readonly tally: Tally = newTally()
  readonly seen = new Set<string>()
  /** References of rows that were not read far enough to be judged. */
  readonly #present = new Set<string>()
  /** Some row may be that of any record. */
  #unsure = false
  readonly #deps: Deps
  readonly #actor: Actor
  readonly #ask: ImportAsk
  readonly #id: string
  #pending = nothing()
  #chunk = 0
  commit: number | null = null

  constructor(deps: Deps, actor: Actor, ask: ImportAsk, id: string) {
    this.#deps = deps
    this.#actor = actor
    this.#ask = ask
    this.#id = id
  }

  /** Nothing more will be stored: a row was refused and all or nothing is wanted, or this is a rehearsal. */
  get #vain(): boolean {
    return (
      this.#ask.dryRun ||
      (this.#ask.mode === 'all' && this.tally.rejectedRows.size + this.tally.errorCount > 0)
    )
  }

  async take(rows: readonly SourceRow[]): Promise<void> {
    const outcomes = await judge(this.#deps, this.#actor, this.#ask, rows, this.seen, this.tally)
    for (const [i, outcome] of outcomes.entries()) {
      if (outcome.kind === 'rejected') this.#saw(rows[i]?.reference)
      await this.#add(outcome)
    }
    const held = this.#ask.mode === 'all' || this.#ask.missing === 'retract'
    if (!held && this.#pending.created + this.#pending.updated >= commitSize) await this.#commit()
  }

  #saw(reference: string | undefined): void {
    if (reference === undefined) this.#unsure = true
    else this.#present.add(reference)
  }

  fault(fault: FileFault): void {
    this.#saw(fault.reference)
    addFault(this.tally, fault)
  }

  async #add({
    kind,
    staged,
    dataset,
    published,
    visible,
  }: Outcome | (Omit<Outcome, 'kind'> & { kind: 'retracted' })) {
    const { counts } = this.tally
    if (kind === 'rejected') return
    counts[kind]++
    if (!staged || kind === 'unchanged') return
    const pending = this.#pending
    pending[kind]++
    pending.published += published
    pending.visible ||= visible
    if (dataset !== undefined) pending.datasets.add(dataset)
    if (this.#vain) return
    if (pending.bytes + staged.bytes > chunkLimit) await this.#flush()
    pending.versions.push(staged)
    pending.bytes += staged.bytes
  }

  async #flush(): Promise<void> {
    const pending = this.#pending
    if (pending.versions.length === 0) return
    await stage(this.#deps.db, this.#id, this.#chunk++, pending.versions).run()
    Object.assign(pending, { versions: [], bytes: 0 })
  }

  /** Takes over what is staged. */
  async #commit(): Promise<void> {
    const { db, world } = this.#deps
    if (this.#vain) return
    await this.#flush()
    const { created, updated, retracted, published, visible, datasets: slugs } = this.#pending
    const rows = created + updated + retracted
    if (rows === 0) return
    const commit = {
      now: world.now,
      actor: this.#actor.id,
      kind: 'import',
      reason: this.#ask.reason,
      rows,
      visible,
      published,
    } as const
    try {
      const results = await write(db, [
        commits.insert(db, commit),
        ...[...slugs].map((slug) => datasets.ensure(db, slug, !this.#ask.closed)),
        ...promote(db, this.#id, { created: created > 0, revised: updated + retracted > 0 }),
        commits.newestSeq(db),
      ])
      this.commit = (results.at(-1)?.results as { seq: number }[] | undefined)?.[0]?.seq ?? null
    } catch (error) {
      if (
        error instanceof Refusal &&
        ['stale_revision', 'reference_taken', 'id_taken', 'not_publishable'].includes(error.refusal)
      )
        throw problems.busy()
      throw error
    }
    this.#pending = nothing()
  }

  /**
   * Retracts the published records of the dataset that the file does not have: none where a rejected row may be that
   * of any of them.
   */
  async retractMissing(): Promise<void> {
    const { dataset = '' } = this.#ask
    if (this.#unsure) note(this.tally, 'retract.held_back')
    for (let after = ''; !this.#unsure; ) {
      const found = await publishedOf(this.#deps.db, dataset, after, groupSize)
      for (const match of found)
        if (!this.seen.has(matchKey(dataset, match.reference)) && !this.#present.has(match.reference))
          await this.#retract(match)
      const last = found.at(-1)
      if (!last) break
      after = last.reference
    }
    const { retracted } = this.tally.counts
    if (!this.#ask.dryRun && this.#ask.confirm !== retracted)
      throw problems.invalidRequest([
        {
          parameter: 'confirm',
          rule: 'parameter.invalid',
          detail: `${this.#unsure ? 'A row was rejected of which it is not known which record it is, so none is missing for certain: ' : ''}${retracted} records would be retracted; send confirm=${retracted} if that is right. Nothing was stored.`,
        },
      ])
  }

  async #retract(match: Match): Promise<void> {
    const { warnings } = fromRow(match, true)
    const outcome = versionOf(statedIn(match), warnings as never, match, 'retracted', match)
    await this.#add({ ...outcome, kind: 'retracted' })
  }

  async finish(): Promise<void> {
    const { tally } = this
    tally.counts.rejected = tally.rejectedRows.size
    if (this.#ask.missing === 'retract' && !this.#vainByErrors) await this.retractMissing()
    await this.#commit()
    if (this.#vainByErrors) Object.assign(tally.counts, { created: 0, updated: 0, retracted: 0 })
  }

  get #vainByErrors(): boolean {
    return this.#ask.mode === 'all' && this.tally.errorCount > 0
  }

  discard(): Promise<D1Result> {
    return discard(this.#deps.db, this.#id).run()
  }
}

const inWords = ({ counts }: Tally, { dryRun, mode }: ImportAsk, commit: number | null): string => {
  const { created, updated, unchanged, retracted, rejected } = counts
  if (dryRun) return 'A rehearsal: nothing was stored.'
  if (rejected > 0 && mode === 'all') return 'Nothing was stored, because not every row is good.'
  if (commit === null)
    return unchanged > 0 ? 'Nothing was stored: all of it is there already.' : 'Nothing was stored.'
  return `${created} created, ${updated} updated, ${retracted} retracted, ${unchanged} as they were.`
}

const reportOf = (id: string, ask: ImportAsk, { tally, commit }: Run): Report => ({
  import: id,
  dry_run: ask.dryRun,
  ...tally.counts,
  commit,
  encoding: tally.facts.encoding,
  delimiter: tally.facts.delimiter,
  errors: tally.errors,
  error_count: tally.errorCount,
  warnings: Object.fromEntries(tally.warnings),
  notes: Object.fromEntries(tally.notes),
  detail: inWords(tally, ask, commit),
})

const tooManyRows = () =>
  problems.invalidRequest([
    {
      rule: 'rows.limit',
      detail: `An import takes at most ${mostRows} rows; send the file in parts. Nothing more was stored.`,
    },
  ])

const refuseUnpublishable = async (db: D1Database, dataset: string, closed = false): Promise<void> => {
  const refused =
    (await datasets.unpublishable(db, [dataset])).has(dataset) ||
    (closed && !(await datasets.exists(db, dataset)))
  if (refused) throw problems.notPublishable(dataset)
}

/**
 * Imports what a reader of files yields. With mode=all and with missing=retract one commit takes all over, or none
 * does; with mode=valid a commit takes over some thousands at a time, so what a crash left out comes with the same
 * file sent again. Throws a Problem where the request cannot be carried out.
 */
export async function* runImport(
  deps: Deps,
  actor: Actor,
  ask: ImportAsk,
  id: string,
  source: AsyncIterable<SourceEvent>,
): AsyncGenerator<Progress> {
  permit(actor, 'import')
  if (ask.publish) permit(actor, 'publish')
  if (ask.missing === 'retract') permit(actor, 'review')
  if (ask.publish && ask.dataset !== undefined) await refuseUnpublishable(deps.db, ask.dataset, ask.closed)
  const run = new Run(deps, actor, ask, id)
  const { tally } = run
  try {
    for await (const event of source) {
      if (event.kind === 'facts') {
        const { encoding, delimiter } = event.facts
        tally.facts = { encoding: encoding || tally.facts.encoding, delimiter, notes: {} }
        for (const [name, times] of Object.entries(event.facts.notes)) note(tally, name, times)
      } else if (event.kind === 'fault') run.fault(event.fault)
      else if (event.kind === 'unreadable') throw problems.invalidFile(event.faults)
      else
        for (let at = 0; at < event.rows.length; at += groupSize) {
          const rows = event.rows.slice(at, at + groupSize)
          tally.counts.rows = Math.max(tally.counts.rows, rows.at(-1)?.row ?? 0)
          if (tally.counts.rows > mostRows) throw tooManyRows()
          await run.take(rows)
        }
      if (tally.fresh.length > 0) yield { kind: 'errors', errors: tally.fresh.splice(0) }
      yield { kind: 'progress', rows: tally.counts.rows, rejected: tally.rejectedRows.size }
    }
    await run.finish()
  } finally {
    await run.discard()
  }
  yield { kind: 'done', report: reportOf(id, ask, run) }
}
