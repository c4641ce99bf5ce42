/** A run of an import: validates rows as they arrive and writes them in one commit or several. */

import type { Incident } from '../../../schemas/incident.ts'
import { echo, type RuleId } from '../../../schemas/rules.ts'
import type { FileGuess, SourceEvent, SourceRow } from '../../ingest/rows/source-row.ts'
import { en } from '../../messages/en.ts'
import type { Messages } from '../../messages/messages.ts'
import { problems } from '../../problems.ts'
import {
  listPublishedByDigest,
  listPublishedByReference,
  type Match,
} from '../../store/imports/match-rows.ts'
import { findDuplicatesBatch, stateDuplicate } from '../duplicates/find-duplicates.ts'
import { unresolvedLinkRule } from '../validate-with-database.ts'
import { fullRecord, warningsOf } from '../version-row.ts'
import { ImportBatch, type RowChange, toStagedChange } from './commit-batch.ts'
import { type ImportContext, type ImportOptions, type Report, scopedKey } from './import-context.ts'
import { processRows } from './process-rows.ts'

/** The most rows of an import. */
export const maxRows = 200_000

/** The fewest versions of a commit with mode=valid, except the last. */
const minCommitSize = 4000

/** Maximum duration of an import, in milliseconds. */
export const maxDuration = 3_600_000

/** The most new rows that are compared with stored records: in an import, and in a dry run. */
const [maxComparedRows, maxDryRunRows] = [100, 10_000]

/** The number of rows compared by one query, which bounds its result. */
const comparedTogether = 50

/** Maximum number of ids of retracted records in the report. */
const maxShownRetracted = 100

/** Maximum number of pairs in the report. */
const maxShownDuplicates = 100

/** Returns the invalid-request Problem of an import that exceeds a limit. */
export const limitReached = (rule: RuleId, say: (texts: Messages['imports']) => string) =>
  problems.invalidRequest([{ rule, say: ({ imports }: Messages) => imports.nothingMore(say(imports)) }])

interface NewRow {
  readonly row: SourceRow
  readonly record: Incident
  /** The id of the record that the row creates. */
  readonly id: string | undefined
}

/** Compares new rows with stored records, and reports possible duplicates. */
const addPossibleDuplicates = async (context: ImportContext, rows: readonly NewRow[]): Promise<void> => {
  const { actor, options, tally } = context
  const { report } = tally
  const remaining = (options.dryRun ? maxDryRunRows : maxComparedRows) - report.compared
  const compared = rows.slice(0, Math.max(0, remaining))
  for (let at = 0; at < compared.length; at += comparedTogether) {
    const batch = compared.slice(at, at + comparedTogether)
    const records = batch.map(({ record }) => record)
    const found = await findDuplicatesBatch(context, actor, records)
    report.compared += batch.length
    for (const [i, { row }] of batch.entries())
      if (found[i]?.length) tally.addWarning({ rule: 'duplicate.possible' }, row)
    const pairs = batch.flatMap(({ row: { row, line }, id }, i) =>
      (found[i] ?? []).map((duplicate) => ({
        row,
        line,
        ...(id && { record: id }),
        ...stateDuplicate(duplicate),
      })),
    )
    report.possible_duplicates.push(...pairs.slice(0, maxShownDuplicates - report.possible_duplicates.length))
  }
}

const pageSize = 500

/**
 * Lists the published records of the dataset that an earlier file contained and this one does not. Records without a
 * reference that no file created are not listed.
 */
async function* listMissing({ db, options, state }: ImportContext): AsyncGenerator<Match> {
  const { dataset = '' } = options
  for (let after: string | null = ''; after !== null; ) {
    const page: Match[] = await listPublishedByReference(db, dataset, after, pageSize)
    yield* page.filter(({ rowKey, reference }) => !state.hasRow(rowKey, scopedKey(dataset, reference ?? '')))
    after = page.at(-1)?.reference ?? null
  }
  const first = { digest: '', nth: 0 }
  for (let after: typeof first | undefined = first; after; ) {
    const page: (Match & typeof first)[] = await listPublishedByDigest(db, dataset, after, pageSize)
    yield* page.filter(({ rowKey }) => !state.hasRow(rowKey))
    after = page.at(-1)
  }
}

/** Returns what the sender must know about a file whose encoding is a guess. */
const describeGuess = ({ encoding, sample, fault }: FileGuess): string =>
  fault?.say(en) ?? en.imports.guessed(encoding, sample)

const describeResult = ({ dryRun, mode }: ImportOptions, report: Report): string => {
  const { created, updated, unchanged, retracted, rejected, commit } = report
  if (dryRun) return en.imports.dryRun
  if (rejected > 0 && mode === 'all') return en.imports.failed
  if (commit === null) return unchanged > 0 ? en.imports.unchanged : en.imports.nothing
  return en.imports.result(created, updated, retracted, unchanged)
}

/**
 * A run of an import. With mode=all or missing=retract, one commit writes everything or nothing. With mode=valid,
 * each commit writes some thousands of rows; after a crash, sending the same file again completes the import.
 */
export class ImportRun {
  readonly #context: ImportContext
  readonly #report: Report
  readonly #batch: ImportBatch
  readonly #startTime = Date.now()
  #guess: FileGuess | undefined
  /** Whether nothing was retracted because of a row that could not be read. */
  #isHeldBack = false

  constructor(context: ImportContext) {
    this.#context = context
    this.#report = context.tally.report
    this.#batch = new ImportBatch(context)
  }

  /** Whether the import has failed: with mode=all, one rejected row is enough. */
  get #hasFailed(): boolean {
    return this.#context.options.mode === 'all' && this.#report.error_count > 0
  }

  /** Whether nothing more will be stored. */
  get #willNotWrite(): boolean {
    return this.#context.options.dryRun || this.#hasFailed
  }

  /** Processes an event of the reader. Throws a Problem if the request cannot be completed. */
  async take(event: SourceEvent): Promise<void> {
    const { tally } = this.#context
    if (event.kind === 'unreadable')
      throw problems.invalidFile([...(this.#guess?.fault ? [this.#guess.fault] : []), ...event.faults])
    if (event.kind === 'facts') {
      tally.setFacts(event.facts)
      if (event.facts.guess) this.#takeGuess(event.facts.guess)
    } else if (event.kind === 'rows') await this.#takeRows(event.rows)
    else {
      this.#countRow(event.fault.row)
      this.#markUnreadable(event.fault.reference)
      tally.addFault(event.fault)
    }
  }

  /** Notes a guess of the encoding. Throws a Problem if the file is to be stored and the guess is not certain. */
  #takeGuess(guess: FileGuess): void {
    const { options, tally } = this.#context
    if (guess.fault && !options.dryRun) throw problems.invalidFile([guess.fault])
    this.#guess = guess
    tally.addNote({ rule: 'encoding.guessed', received: echo(guess.sample) })
  }

  /** Counts rows up to this one. */
  #countRow(row = 0): void {
    this.#report.rows = Math.max(this.#report.rows, row)
    if (this.#report.rows > maxRows) throw limitReached('rows.limit', ({ rows }) => rows(maxRows))
  }

  #markUnreadable(reference: string | undefined): void {
    const { state, options } = this.#context
    state.markUnreadable(reference && scopedKey(options.dataset ?? '', reference))
  }

  async #takeRows(rows: readonly SourceRow[]): Promise<void> {
    this.#countRow(rows.at(-1)?.row)
    const { mode, missing } = this.#context.options
    const newRows: NewRow[] = []
    for (const [row, outcome] of await processRows(this.#context, rows)) {
      if (outcome.kind === 'rejected') this.#markUnreadable(row.reference)
      else {
        const flush = this.#add(outcome)
        if (flush) await flush
      }
      if (outcome.kind !== 'created') continue
      const { record, staged } = outcome
      newRows.push({ row, record, id: this.#willNotWrite ? undefined : staged.version.id })
    }
    await addPossibleDuplicates(this.#context, newRows)
    const isSingleCommit = mode === 'all' || missing === 'retract'
    if (!isSingleCommit && this.#batch.size >= minCommitSize) await this.#commit()
  }

  /** Adds a change; returns a promise if staged versions must be written first. */
  #add(change: RowChange): Promise<void> | undefined {
    this.#report[change.kind]++
    return change.kind === 'unchanged' || this.#willNotWrite ? undefined : this.#batch.add(change)
  }

  async #commit(): Promise<void> {
    if (this.#willNotWrite) return
    if (Date.now() - this.#startTime > maxDuration)
      throw limitReached('rows.time', ({ duration }) => duration)
    const seq = await this.#batch.commit()
    if (seq === undefined) return
    this.#report.commit = seq
    this.#report.commits.push(seq)
  }

  /** Retracts the published records that the file lacks. Retracts none if a rejected row may belong to any record. */
  async #retractMissing(): Promise<void> {
    const { options, state, tally } = this.#context
    this.#isHeldBack = state.isUncertain
    if (this.#isHeldBack) tally.addNote({ rule: 'retract.held_back' })
    else
      for await (const match of listMissing(this.#context)) {
        const { retracted_ids: ids } = this.#report
        if (ids.length < maxShownRetracted) ids.push(match.id)
        await this.#add({
          ...toStagedChange(this.#context, this.#context.actor, {
            record: fullRecord(match),
            warnings: warningsOf(match),
            status: 'retracted',
            target: match,
          }),
          kind: 'retracted',
        })
      }
    const { retracted } = this.#report
    if (options.dryRun || options.confirm === retracted) return
    const { isUncertain } = state
    const say = (m: Messages) => m.imports.confirm(retracted, { isUncertain })
    throw problems.invalidRequest([{ rule: 'parameter.invalid', say, parameter: 'confirm' }])
  }

  /** Commits the rest at the end of the file. */
  async finish(): Promise<void> {
    const [{ options, state, tally }, report] = [this.#context, this.#report]
    for (const row of state.findUnresolved()) tally.addWarning({ rule: unresolvedLinkRule }, { row })
    if (options.missing === 'retract' && !this.#hasFailed) await this.#retractMissing()
    if (!this.#willNotWrite) await this.#batch.resolveLinkWarnings()
    await this.#commit()
    if (this.#hasFailed) Object.assign(report, { created: 0, updated: 0, retracted: 0, retracted_ids: [] })
    if (report.commit === null)
      report.possible_duplicates = report.possible_duplicates.map(({ record: _, ...pair }) => pair)
    report.detail = [
      describeResult(options, report),
      ...(this.#isHeldBack ? [en.imports.heldBack] : []),
      ...(this.#guess ? [describeGuess(this.#guess)] : []),
    ].join(' ')
  }
}
