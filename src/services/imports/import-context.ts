/** The context of an import: its options, its report so far, and the state of its file. */
import type { Issue } from '../../../schemas/rules.ts'
import type { Actor } from '../../auth/permissions.ts'
import type { ImportQuery } from '../../ingest/request/import-query.ts'
import type {
  FileFacts,
  FileFault,
  Note,
  SheetFacts,
  SourceCell,
  SourceRow,
} from '../../ingest/rows/source-row.ts'
import { en } from '../../messages/en.ts'
import type { Messages } from '../../messages/messages.ts'
import type { StatedIssue } from '../../problems.ts'
import { createIds, type Identity } from '../../store/ids.ts'
import type { RowMatch } from '../../store/imports/match-rows.ts'
import type { StatedDuplicate } from '../duplicates/find-duplicates.ts'
import type { ServiceContext } from '../service-context.ts'
import { type Notice, Notices } from './notices.ts'

export interface ImportOptions extends Omit<ImportQuery, 'profile' | 'dataset' | 'mapping' | 'nullValues'> {
  readonly dataset?: string | undefined
  /** Whether a dataset that the import creates is not publishable. */
  readonly closed?: boolean
  /** The texts in the language of the importer; English if they are not given. */
  readonly messages?: Messages
}

export interface ImportContext extends ServiceContext {
  readonly id: string
  readonly actor: Actor
  readonly options: ImportOptions
  readonly tally: Tally
  readonly state: ImportState
}

/** An error with its place in the file and in the record. */
export interface RowError extends Omit<StatedIssue<FileFault>, 'reference'> {
  readonly pointer?: string | undefined
}

/** An error stored beside the file, with the value as the file has it if it can be replaced. */
export interface KeptError extends RowError {
  readonly text?: string
  /** The name of the value, if it is not that of its column: see `SourceCell`. */
  readonly place?: string
}

/** The most characters of a cell stored with its error. */
const maxTextLength = 500

/** Returns the value of an error as it is stored beside it. */
const statedValue = (
  { column: named }: RowError,
  value: SourceCell | undefined,
): Pick<KeptError, 'text' | 'place'> => {
  if (!value || value.text.length > maxTextLength) return {}
  const { column, text } = value
  return column === named?.trim() ? { text } : { text, place: column }
}

/** A row that may describe the same event as a stored record. */
export interface RowDuplicate extends StatedDuplicate {
  readonly row: number
  readonly line: number
  /** The record that the row created. */
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
  /** The last commit of the import; null if there is none. */
  commit: null as number | null,
  /** All commits of the import, in order. */
  commits: [] as number[],
  encoding: 'utf-8',
  delimiter: null as string | null,
  /** The name of the sheet; null if the file is not a workbook. */
  sheet: null as string | null,
  errors: [] as RowError[],
  /** The ids of the first records that the import retracts because the file lacks them. */
  retracted_ids: [] as string[],
  /** The number of all errors, including those not shown. */
  error_count: 0,
  /** The number of new rows compared with stored records: the first ones of a long file. */
  compared: 0,
  /** The first pairs of a new row and a stored record that may describe the same event. */
  possible_duplicates: [] as RowDuplicate[],
  warnings: {} as Record<string, number>,
  notes: {} as Record<string, number>,
  /** Notes and warnings by column and value, in the order of their first rows. */
  notices: [] as readonly Notice[],
  /** The changes in words. */
  detail: '',
})

/** The report of an import, as the API returns it. */
export type Report = ReturnType<typeof createReport>

/** Maximum number of errors in the report; the others are in the file of errors. */
export const maxShownErrors = 1000

/** The report of an import while its file is read. */
export class Tally {
  readonly report: Report
  /** Errors that have not been passed on yet. */
  readonly newErrors: KeptError[] = []
  readonly #rejectedRows = new Set<number>()
  readonly #notices = new Notices()
  readonly #messages: Messages
  #sheet: SheetFacts | undefined

  /** `messages` are those of the importer, in whose language errors are kept. */
  constructor(id: string, dryRun: boolean, messages: Messages = en) {
    this.#messages = messages
    this.report = { ...createReport(id, dryRun), notices: this.#notices.list }
  }

  setFacts({ encoding, delimiter, notes, sheet }: FileFacts): void {
    this.#sheet ??= sheet
    this.report.sheet = this.#sheet?.name ?? null
    Object.assign(this.report, { encoding: encoding || this.report.encoding, delimiter })
    for (const note of notes) this.addNote(note)
  }

  /** Adds a note; `columnOf` returns the column of its pointer. */
  addNote(note: Note, columnOf?: SourceRow['columnOf']): void {
    const { notes } = this.report
    notes[note.rule] = (notes[note.rule] ?? 0) + (note.times ?? 1)
    this.#notices.add('note', note, columnOf)
  }

  /** Adds a warning about a row. */
  addWarning(
    { rule, pointer, received }: Pick<Issue, 'rule'> & Partial<Issue>,
    { row, columnOf }: Pick<SourceRow, 'row'> & Partial<SourceRow>,
  ): void {
    const { warnings } = this.report
    warnings[rule] = (warnings[rule] ?? 0) + 1
    this.#notices.add('warning', { rule, row, pointer, received }, columnOf)
  }

  #addError({ cell, ...fault }: RowError, value?: SourceCell): void {
    const { report } = this
    const { line, column } = fault
    const place = cell ?? (column === undefined ? undefined : this.#sheet?.cellOf(line, column))
    const error = place === undefined ? fault : { ...fault, cell: place }
    if (error.row !== undefined) report.rejected = this.#rejectedRows.add(error.row).size
    if (report.errors.length < maxShownErrors) report.errors.push(error)
    this.newErrors.push({ ...error, ...statedValue(error, value) })
    report.error_count++
  }

  /** Adds a fault of the file at a line. */
  addFault({ line, rule, say, row, column, cell, received }: FileFault): void {
    this.#addError({ line, rule, detail: say(this.#messages), row, column, cell, received })
  }

  /** Adds the errors of a row's record. */
  addIssues({ row, line, columnOf, cellAt }: SourceRow, issues: readonly Issue[]): void {
    for (const issue of issues) {
      const { pointer, rule, say, received } = issue
      const column = columnOf(pointer)
      const error = { row, line, column, pointer, rule, detail: say(this.#messages), received }
      this.#addError(error, cellAt?.(issue, column))
    }
  }
}

/** Returns the key of a record in a file: its dataset with its reference or the digest of its row. */
export const scopedKey = (dataset: string, name: string): string => `${dataset}\n${name}`

/** Identical rows: the records that they created earlier and that have no row in this file yet. */
interface RowMatches {
  readonly remaining: RowMatch[]
  /** The highest ordinal used. */
  lastOrdinal: number
  /** The line of the first one in this file. */
  firstLine?: number
}

/** The state of an import: the references and rows seen so far. */
export class ImportState {
  /** The references of the file, and whether each is resolved. */
  readonly #references = new Map<string, boolean>()
  /** References of rows that could not be read. */
  readonly #unreadable = new Set<string>()
  /** The records of rows without a reference, by dataset and digest. */
  readonly rowMatches = new Map<string, RowMatches>()
  /** Records matched by such rows. */
  readonly #matchedKeys = new Set<number>()
  /** Targets of links that appeared before their target did, with the row of each link. */
  readonly #expectedLinks = new Map<string, number[]>()
  /** Whether each dataset looked up so far may be published. */
  readonly publishable = new Map<string, boolean>()
  /** Whether an unreadable row may belong to any record. */
  isUncertain = false
  #lastIdTime = 0

  /** Returns new ids greater than earlier ones, even if the clock has not advanced. */
  createIds(count: number): Identity[] {
    this.#lastIdTime = Math.max(Date.now(), this.#lastIdTime + 2)
    return createIds(count, this.#lastIdTime)
  }

  /** Claims a reference; returns false if another row has it. */
  claimReference(key: string): boolean {
    if (this.#references.has(key)) return false
    this.#references.set(key, false)
    return true
  }

  /** Marks a reference as resolved. */
  markResolved(key: string): void {
    this.#references.set(key, true)
  }

  isResolved(key: string): boolean {
    return this.#references.get(key) === true
  }

  /** Marks the row of a reference as unreadable; without a reference it may belong to any record. */
  markUnreadable(key: string | undefined): void {
    if (key === undefined) this.isUncertain = true
    else this.#unreadable.add(key)
  }

  /** Returns whether a stored record has a row in the file. */
  hasRow(rowKey: number, key?: string): boolean {
    return (
      this.#matchedKeys.has(rowKey) ||
      (key !== undefined && (this.#references.has(key) || this.#unreadable.has(key)))
    )
  }

  /** Returns the record that the next identical row matches; undefined if the row creates one. */
  takeMatch(row: string): RowMatch | undefined {
    const found = this.rowMatches.get(row)?.remaining.shift()
    if (found) this.#matchedKeys.add(found.rowKey)
    return found
  }

  /** Returns the line of the first identical row of the file; undefined for the first one. */
  findEqual(row: string, line: number): number | undefined {
    const matches = this.rowMatches.get(row)
    const first = matches?.firstLine
    if (matches) matches.firstLine ??= line
    return first
  }

  /** Returns the number of a new row among identical rows. */
  nextOrdinal(row: string): number {
    const matches = this.rowMatches.get(row)
    if (!matches) throw new Error('It is not known what equal rows made.')
    return ++matches.lastOrdinal
  }

  /** Adds the target of a link of a row, which has not appeared yet. */
  expectLink(key: string, row: number): void {
    const rows = this.#expectedLinks.get(key)
    if (rows) rows.push(row)
    else this.#expectedLinks.set(key, [row])
  }

  /** Returns the rows of the links whose targets have not appeared, in order. */
  findUnresolved(): number[] {
    return [...this.#expectedLinks]
      .flatMap(([key, rows]) => (this.isResolved(key) ? [] : rows))
      .sort((a, b) => a - b)
  }
}
