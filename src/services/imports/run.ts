/** One run of an import: rows are judged as they come, and become one commit or several. */
import type { Actor } from '../../auth/permissions.ts'
import type { FileFacts, FileFault, SourceRow } from '../../ingest/rows/source-row.ts'
import { type Identity, newIds } from '../../store/ids.ts'
import { linkRule } from '../link-warnings.ts'
import type { Deps } from '../service-context.ts'
import { Batch } from './commit-batch.ts'
import { keyIn, Seen } from './file-state.ts'
import { compare, type NewRow } from './possible-duplicates.ts'
import { tooLong, tooManyRows, unconfirmed } from './problems.ts'
import { judge } from './process-rows.ts'
import { addFault, newTally, note, type Tally, warned } from './report.ts'
import { missingIn } from './retract-missing.ts'
import type { Change } from './row-change.ts'

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
const mostRows = 200_000

/** With mode=valid so many versions or more are taken over by one commit. */
const commitSize = 4000

/** An import takes so long, in milliseconds, before it is cut off; what it left staged is swept later than that. */
export const longest = 3_600_000

export class Run {
  readonly tally: Tally = newTally()
  readonly #seen = new Seen()
  readonly #deps: Deps
  readonly #actor: Actor
  readonly #ask: ImportAsk
  readonly #batch: Batch
  readonly #began = Date.now()
  #lastIds = 0
  /** The last commit that was made. */
  commit: number | null = null

  constructor(deps: Deps, actor: Actor, ask: ImportAsk, id: string) {
    this.#deps = deps
    this.#actor = actor
    this.#ask = ask
    this.#batch = new Batch(
      { db: deps.db, now: deps.world.now, actor, reason: ask.reason, closed: ask.closed ?? false },
      id,
    )
  }

  /** Everything is wanted or nothing, and a row was refused. */
  get #failed(): boolean {
    return this.#ask.mode === 'all' && this.tally.errorCount > 0
  }

  /** Nothing more will be stored. */
  get #vain(): boolean {
    return this.#ask.dryRun || this.#failed
  }

  /** New ids, behind those that were made before: a clock that stands still would give the same again. */
  readonly #ids = (howMany: number): Identity[] => {
    this.#lastIds = Math.max(Date.now(), this.#lastIds + 2)
    return newIds(howMany, this.#lastIds)
  }

  /** Takes up what is known about the file. */
  facts({ encoding, delimiter, notes }: FileFacts): void {
    this.tally.facts = { encoding: encoding || this.tally.facts.encoding, delimiter, notes: {} }
    for (const [name, times] of Object.entries(notes)) note(this.tally, name, times)
  }

  /** Counts rows up to this one. */
  #reach(row = 0): void {
    const { counts } = this.tally
    counts.rows = Math.max(counts.rows, row)
    if (counts.rows > mostRows) throw tooManyRows(mostRows)
  }

  /** Judges some rows and stages what comes of them. */
  async take(rows: readonly SourceRow[]): Promise<void> {
    this.#reach(rows.at(-1)?.row)
    const importing = {
      deps: this.#deps,
      actor: this.#actor,
      ask: this.#ask,
      seen: this.#seen,
      tally: this.tally,
      ids: this.#ids,
    }
    const fresh: NewRow[] = []
    for (const [row, outcome] of await judge(importing, rows)) {
      if (outcome.kind === 'rejected') this.#reject(row.reference)
      else {
        const written = this.#add(outcome)
        if (written) await written
      }
      if ('record' in outcome && outcome.record)
        fresh.push({ row, record: outcome.record, id: this.#vain ? undefined : outcome.staged?.version.id })
    }
    await compare(importing, fresh)
    const held = this.#ask.mode === 'all' || this.#ask.missing === 'retract'
    if (!held && this.#batch.size >= commitSize) await this.#commit()
  }

  #reject(reference: string | undefined): void {
    this.#seen.rejects(reference && keyIn(this.#ask.dataset ?? '', reference))
  }

  /** Takes up what is wrong with the file at a line. */
  fault(fault: FileFault): void {
    this.#reach(fault.row)
    this.#reject(fault.reference)
    addFault(this.tally, fault)
  }

  /** Takes up a change; a promise where what is in memory has to be written first. */
  #add(change: Change): Promise<void> | undefined {
    this.tally.counts[change.kind]++
    return this.#vain ? undefined : this.#batch.add(change)
  }

  async #commit(): Promise<void> {
    if (this.#vain) return
    if (Date.now() - this.#began > longest) throw tooLong()
    this.commit = (await this.#batch.commit()) ?? this.commit
  }

  /** Retracts the records that the file does not have: none where a rejected row may be that of any of them. */
  async #retractMissing(): Promise<void> {
    const { unsure } = this.#seen
    const { dataset = '', dryRun, confirm } = this.#ask
    if (unsure) note(this.tally, 'retract.held_back')
    else for await (const change of missingIn(this.#deps.db, dataset, this.#seen)) await this.#add(change)
    const { retracted } = this.tally.counts
    if (!dryRun && confirm !== retracted) throw unconfirmed(retracted, unsure)
  }

  /** Stores what is to be stored at the end of the file. */
  async finish(): Promise<void> {
    const { counts, rejectedRows } = this.tally
    counts.rejected = rejectedRows.size
    warned(this.tally, linkRule, this.#seen.unresolved)
    if (this.#ask.missing === 'retract' && !this.#failed) await this.#retractMissing()
    if (!this.#vain) await this.#batch.settle((dataset, name) => this.#seen.arrived(keyIn(dataset, name)))
    await this.#commit()
    if (this.#failed) Object.assign(counts, { created: 0, updated: 0, retracted: 0 })
  }
}
