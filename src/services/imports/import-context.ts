/** What an import is about: its options, its report so far, and what it has come across in its file. */
import type { Issue, RuleId } from '../../../schemas/rules.ts'
import type { Actor } from '../../auth/permissions.ts'
import type { ImportQuery } from '../../ingest/request/import-query.ts'
import type { FileFacts, FileFault, SourceRow } from '../../ingest/rows/source-row.ts'
import { createIds, type Identity } from '../../store/ids.ts'
import type { RowMatch } from '../../store/imports/match-rows.ts'
import type { PossibleDuplicate } from '../duplicates/find-duplicates.ts'
import type { ServiceContext } from '../service-context.ts'

export interface ImportOptions extends Omit<ImportQuery, 'profile' | 'dataset'> {
  readonly dataset?: string | undefined
  /** A dataset that the import begins is not publishable. */
  readonly closed?: boolean
}

export interface ImportContext extends ServiceContext {
  readonly id: string
  readonly actor: Actor
  readonly options: ImportOptions
  readonly tally: Tally
  readonly state: ImportState
}

/** One thing that is wrong, with its place in the file and in the record. */
export interface RowError extends Omit<FileFault, 'reference'> {
  readonly pointer?: string
}

/** A row that is likely of the same event as a stored record. */
export interface RowDuplicate extends PossibleDuplicate {
  readonly row: number
  readonly line: number
  /** The record that the row made. */
  readonly record?: string | undefined
}

const createReport = (id: string, dryRun: boolean) => ({
  import: id,
  dry_run: dryRun,
  rows: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  retracted: 0,
  rejected: 0,
  /** The last commit that the import made; null if it made none. */
  commit: null as number | null,
  encoding: 'utf-8',
  delimiter: null as string | null,
  errors: [] as RowError[],
  /** How many errors there are, also past those that are shown. */
  error_count: 0,
  /** How many new rows were compared with what is stored: of a long file the first ones. */
  compared: 0,
  /** The first pairs of a new row and a stored record that are likely of the same event. */
  possible_duplicates: [] as RowDuplicate[],
  warnings: {} as Record<string, number>,
  notes: {} as Record<string, number>,
  /** In words, what this file changed. */
  detail: '',
})

/** The report of an import, as it is answered. */
export type Report = ReturnType<typeof createReport>

/** Maximum number of errors in the report; the others are in the file of errors. */
export const maxShownErrors = 1000

const increment = (counts: Record<string, number>, name: string, by: number): void => {
  if (by > 0) counts[name] = (counts[name] ?? 0) + by
}

/** The report of an import while its file is read. */
export class Tally {
  readonly report: Report
  /** Errors that have not been handed on yet. */
  readonly newErrors: RowError[] = []
  readonly #rejectedRows = new Set<number>()

  constructor(id: string, dryRun: boolean) {
    this.report = createReport(id, dryRun)
  }

  setFacts({ encoding, delimiter, notes }: FileFacts): void {
    Object.assign(this.report, { encoding: encoding || this.report.encoding, delimiter })
    for (const [name, times] of Object.entries(notes)) this.addNote(name, times)
  }

  addNote(name: string, times = 1): void {
    increment(this.report.notes, name, times)
  }

  addWarning(rule: RuleId, times = 1): void {
    increment(this.report.warnings, rule, times)
  }

  #addError(error: RowError): void {
    const { report } = this
    if (error.row !== undefined) report.rejected = this.#rejectedRows.add(error.row).size
    if (report.errors.length < maxShownErrors) report.errors.push(error)
    this.newErrors.push(error)
    report.error_count++
  }

  /** Adds what is wrong with the file at a line. */
  addFault({ line, rule, detail, row, column, received }: FileFault): void {
    this.#addError({ line, rule, detail, row, column, received })
  }

  /** Adds the errors of a row's record. */
  addIssues({ row, line, columnOf }: SourceRow, issues: readonly Issue[]): void {
    for (const { pointer, rule, detail, received } of issues)
      this.#addError({ row, line, column: columnOf(pointer), pointer, rule, detail, received })
  }
}

/** The name of a record among those of a file: its dataset and reference, or its dataset and what its row states. */
export const scopedKey = (dataset: string, name: string): string => `${dataset}\n${name}`

/** Records created earlier from identical rows and not yet matched in this file; and the highest ordinal used. */
interface RowMatches {
  readonly remaining: RowMatch[]
  lastOrdinal: number
}

/** What an import has come across in its file so far. */
export class ImportState {
  /** The references of the file, and whether a record has one now. */
  readonly #references = new Map<string, boolean>()
  /** References of rows that could not be read. */
  readonly #unreadable = new Set<string>()
  /** By what rows without a reference state. */
  readonly rowMatches = new Map<string, RowMatches>()
  /** Records that such rows were found to be. */
  readonly #matchedKeys = new Set<number>()
  /** Names that links lead to and that had not come when the link did, and how many links. */
  readonly #expectedLinks = new Map<string, number>()
  /** Whether a dataset may be published, if that was looked up. */
  readonly publishable = new Map<string, boolean>()
  /** Some row may be that of any record. */
  isUncertain = false
  #lastIdTime = 0

  /** New ids, after those that were made before: a clock that stands still would give the same again. */
  createIds(count: number): Identity[] {
    this.#lastIdTime = Math.max(Date.now(), this.#lastIdTime + 2)
    return createIds(count, this.#lastIdTime)
  }

  /** Takes up a reference; false if another row has it. */
  claimReference(key: string): boolean {
    if (this.#references.has(key)) return false
    this.#references.set(key, false)
    return true
  }

  /** A record has this reference now, or had it before. */
  markResolved(key: string): void {
    this.#references.set(key, true)
  }

  isResolved(key: string): boolean {
    return this.#references.get(key) === true
  }

  /** Takes up a row that is rejected; without a reference it may be that of any record. */
  markUnreadable(key: string | undefined): void {
    if (key === undefined) this.isUncertain = true
    else this.#unreadable.add(key)
  }

  /** Whether a record that is there has a row in the file. */
  hasRow(rowKey: number, key?: string): boolean {
    return (
      this.#matchedKeys.has(rowKey) ||
      (key !== undefined && (this.#references.has(key) || this.#unreadable.has(key)))
    )
  }

  /** The record that the next row that states this is; undefined if it makes a new one. */
  takeMatch(row: string): RowMatch | undefined {
    const found = this.rowMatches.get(row)?.remaining.shift()
    if (found) this.#matchedKeys.add(found.rowKey)
    return found
  }

  /** The number of a row that makes a new record, among rows that state the same. */
  nextOrdinal(row: string): number {
    const matches = this.rowMatches.get(row)
    if (!matches) throw new Error('It is not known what equal rows made.')
    return ++matches.lastOrdinal
  }

  /** Takes up names that have not come. */
  expectLinks(keys: readonly string[]): void {
    for (const key of keys) this.#expectedLinks.set(key, (this.#expectedLinks.get(key) ?? 0) + 1)
  }

  /** How many links lead to names that have still not come. */
  get unresolvedCount(): number {
    let count = 0
    for (const [key, links] of this.#expectedLinks) if (!this.isResolved(key)) count += links
    return count
  }
}
