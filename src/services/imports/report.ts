/** What came of a file: counts, and everything that is wrong with it. */
import type { Issue, RuleId } from '../../../schemas/rules.ts'
import type { FileFacts, FileFault, SourceRow } from '../../ingest/rows/source-row.ts'
import type { PossibleDuplicate } from '../duplicates/find-duplicates.ts'

/** One thing that is wrong, with its place in the file and in the record. */
export interface RowError {
  readonly row?: number
  readonly line: number
  readonly column?: string
  readonly pointer?: string
  readonly rule: string
  readonly detail: string
  readonly received?: Issue['received']
}

export interface Counts {
  rows: number
  created: number
  updated: number
  unchanged: number
  retracted: number
  rejected: number
}

/** A row that is likely of the same event as a stored record. */
export interface RowDuplicate extends PossibleDuplicate {
  /** The record that the row made. */
  readonly record?: string
  readonly row: number
  readonly line: number
}

/** So many pairs stand in the answer. */
export const maxShownDuplicates = 100

/** So many errors stand in the answer; the others are in the file of errors. */
export const maxShownErrors = 1000

export interface Tally {
  readonly counts: Counts
  readonly errors: RowError[]
  /** Those that have not been handed on yet. */
  readonly newErrors: RowError[]
  errorCount: number
  /** How many new rows were compared with what is stored. */
  comparedRows: number
  readonly duplicates: RowDuplicate[]
  readonly warnings: Map<string, number>
  readonly notes: Map<string, number>
  facts: FileFacts
  /** Rows that have at least one error. */
  readonly rejectedRows: Set<number>
}

export const createTally = (): Tally => ({
  counts: { rows: 0, created: 0, updated: 0, unchanged: 0, retracted: 0, rejected: 0 },
  errors: [],
  newErrors: [],
  errorCount: 0,
  comparedRows: 0,
  duplicates: [],
  warnings: new Map(),
  notes: new Map(),
  facts: { encoding: 'utf-8', delimiter: null, notes: {} },
  rejectedRows: new Set(),
})

const increment = (counts: Map<string, number>, name: string, count = 1): void => {
  counts.set(name, (counts.get(name) ?? 0) + count)
}

export const addNote = (tally: Tally, name: string, count = 1): void => increment(tally.notes, name, count)
export const addWarnings = (tally: Tally, issues: readonly Issue[]): void => {
  for (const { rule } of issues) increment(tally.warnings, rule)
}
/** Counts warnings of one rule. */
export const addWarningCount = (tally: Tally, rule: RuleId, times: number): void => {
  if (times > 0) increment(tally.warnings, rule, times)
}

const addError = (tally: Tally, error: RowError): RowError => {
  if (tally.errors.length < maxShownErrors) tally.errors.push(error)
  tally.newErrors.push(error)
  tally.errorCount++
  return error
}

/** Takes up what is wrong with the file at a line. */
export const addFault = (tally: Tally, fault: FileFault): RowError => {
  const { row, line, column, rule, detail, received } = fault
  if (row !== undefined) tally.rejectedRows.add(row)
  return addError(tally, {
    line,
    rule,
    detail,
    ...(row === undefined ? {} : { row }),
    ...(column === undefined ? {} : { column }),
    ...(received === undefined ? {} : { received }),
  })
}

/** Takes up the errors of a row's record. */
export const addIssues = (
  tally: Tally,
  { row, line, columnOf }: SourceRow,
  issues: readonly Issue[],
): RowError[] => {
  tally.rejectedRows.add(row)
  return issues.map(({ pointer, rule, detail, received }) => {
    const column = columnOf(pointer)
    return addError(tally, {
      row,
      line,
      ...(column === undefined ? {} : { column }),
      pointer,
      rule,
      detail,
      ...(received === undefined ? {} : { received }),
    })
  })
}

export interface Report extends Readonly<Counts> {
  readonly import: string
  readonly dry_run: boolean
  /** The last commit that the import made; null where it made none. */
  readonly commit: number | null
  readonly encoding: string
  readonly delimiter: string | null
  readonly errors: readonly RowError[]
  /** How many errors there are, also past those that are shown. */
  readonly error_count: number
  /** How many new rows were compared with what is stored: of a long file the first ones. */
  readonly compared: number
  /** The first pairs of a new row and a stored record that are likely of the same event. */
  readonly possible_duplicates: readonly RowDuplicate[]
  readonly warnings: Readonly<Record<string, number>>
  readonly notes: Readonly<Record<string, number>>
  /** In words, what this file changed. */
  readonly detail: string
}
