/** One run of an import: rows are judged as they come, and become one commit or several. */
import type { Actor } from '../../auth/permissions.ts'
import type { FileFacts, FileFault, SourceRow } from '../../ingest/rows/source-row.ts'
import { createIds, type Identity } from '../../store/ids.ts'
import { unresolvedLinkRule } from '../link-warnings.ts'
import type { ServiceContext } from '../service-context.ts'
import { ImportBatch } from './commit-batch.ts'
import { ImportState, scopedKey } from './file-state.ts'
import { addPossibleDuplicates, type NewRow } from './possible-duplicates.ts'
import { importTimeout, retractionUnconfirmed, tooManyRows } from './problems.ts'
import { processRows } from './process-rows.ts'
import { addFault, addNote, addWarningCount, createTally, type Tally } from './report.ts'
import { listRetractions } from './retract-missing.ts'
import type { RowChange } from './row-change.ts'

export interface ImportOptions {
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
const maxRows = 200_000

/** With mode=valid so many versions or more are taken over by one commit. */
const minCommitSize = 4000

/** An import takes so long, in milliseconds, before it is cut off; what it left staged is swept later than that. */
export const maxDuration = 3_600_000

export class ImportRun {
  readonly tally: Tally = createTally()
  readonly #seen = new ImportState()
  readonly #context: ServiceContext
  readonly #actor: Actor
  readonly #options: ImportOptions
  readonly #batch: ImportBatch
  readonly #startTime = Date.now()
  #lastIdTime = 0
  /** The last commit that was made. */
  commit: number | null = null

  constructor(context: ServiceContext, actor: Actor, ask: ImportOptions, id: string) {
    this.#context = context
    this.#actor = actor
    this.#options = ask
    this.#batch = new ImportBatch(
      { db: context.db, now: context.clock.now, actor, reason: ask.reason, closed: ask.closed ?? false },
      id,
    )
  }

  /** Everything is wanted or nothing, and a row was refused. */
  get #hasFailed(): boolean {
    return this.#options.mode === 'all' && this.tally.errorCount > 0
  }

  /** Nothing more will be stored. */
  get #willNotWrite(): boolean {
    return this.#options.dryRun || this.#hasFailed
  }

  /** New ids, behind those that were made before: a clock that stands still would give the same again. */
  readonly #createIds = (howMany: number): Identity[] => {
    this.#lastIdTime = Math.max(Date.now(), this.#lastIdTime + 2)
    return createIds(howMany, this.#lastIdTime)
  }

  /** Takes up what is known about the file. */
  setFacts({ encoding, delimiter, notes }: FileFacts): void {
    this.tally.facts = { encoding: encoding || this.tally.facts.encoding, delimiter, notes: {} }
    for (const [name, times] of Object.entries(notes)) addNote(this.tally, name, times)
  }

  /** Counts rows up to this one. */
  #countRow(row = 0): void {
    const { counts } = this.tally
    counts.rows = Math.max(counts.rows, row)
    if (counts.rows > maxRows) throw tooManyRows(maxRows)
  }

  /** Judges some rows and stages what comes of them. */
  async addRows(rows: readonly SourceRow[]): Promise<void> {
    this.#countRow(rows.at(-1)?.row)
    const importing = {
      context: this.#context,
      actor: this.#actor,
      ask: this.#options,
      seen: this.#seen,
      tally: this.tally,
      ids: this.#createIds,
    }
    const newRows: NewRow[] = []
    for (const [row, outcome] of await processRows(importing, rows)) {
      if (outcome.kind === 'rejected') this.#markUnreadable(row.reference)
      else {
        const flush = this.#add(outcome)
        if (flush) await flush
      }
      if ('record' in outcome && outcome.record)
        newRows.push({
          row,
          record: outcome.record,
          id: this.#willNotWrite ? undefined : outcome.staged?.version.id,
        })
    }
    await addPossibleDuplicates(importing, newRows)
    const isSingleCommit = this.#options.mode === 'all' || this.#options.missing === 'retract'
    if (!isSingleCommit && this.#batch.size >= minCommitSize) await this.#commit()
  }

  #markUnreadable(reference: string | undefined): void {
    this.#seen.markUnreadable(reference && scopedKey(this.#options.dataset ?? '', reference))
  }

  /** Takes up what is wrong with the file at a line. */
  reportFault(fault: FileFault): void {
    this.#countRow(fault.row)
    this.#markUnreadable(fault.reference)
    addFault(this.tally, fault)
  }

  /** Takes up a change; a promise where what is in memory has to be written first. */
  #add(change: RowChange): Promise<void> | undefined {
    this.tally.counts[change.kind]++
    return this.#willNotWrite ? undefined : this.#batch.add(change)
  }

  async #commit(): Promise<void> {
    if (this.#willNotWrite) return
    if (Date.now() - this.#startTime > maxDuration) throw importTimeout()
    this.commit = (await this.#batch.commit()) ?? this.commit
  }

  /** Retracts the records that the file does not have: none where a rejected row may be that of any of them. */
  async #retractMissing(): Promise<void> {
    const { isUncertain } = this.#seen
    const { dataset = '', dryRun, confirm } = this.#options
    if (isUncertain) addNote(this.tally, 'retract.held_back')
    else
      for await (const change of listRetractions(this.#context.db, dataset, this.#seen))
        await this.#add(change)
    const { retracted } = this.tally.counts
    if (!dryRun && confirm !== retracted) throw retractionUnconfirmed(retracted, isUncertain)
  }

  /** Stores what is to be stored at the end of the file. */
  async finish(): Promise<void> {
    const { counts, rejectedRows } = this.tally
    counts.rejected = rejectedRows.size
    addWarningCount(this.tally, unresolvedLinkRule, this.#seen.unresolvedCount)
    if (this.#options.missing === 'retract' && !this.#hasFailed) await this.#retractMissing()
    if (!this.#willNotWrite)
      await this.#batch.resolveLinkWarnings((dataset, name) =>
        this.#seen.isResolved(scopedKey(dataset, name)),
      )
    await this.#commit()
    if (this.#hasFailed) Object.assign(counts, { created: 0, updated: 0, retracted: 0 })
  }
}
