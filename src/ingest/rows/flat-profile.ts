/** Rows of the flat profile: new records, or changes of stored ones. */
import type { Setter } from '../../../schemas/field-types.ts'
import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import { echo, type Issue, issue } from '../../../schemas/rules.ts'
import { createLabelParser } from '../../record/column-labels.ts'
import { type Column, columnsByFormerName, flatColumns } from '../../record/flat-columns.ts'
import { pickWritable } from '../../record/shape.ts'
import { escapeFormula } from '../../text/formula-guard.ts'
import { memoize } from '../../text/memoize.ts'
import { matchColumns } from '../csv/match-columns.ts'
import { toCanonicalText } from '../validate/normalize-leaf.ts'
import { readNumber } from '../validate/read-number.ts'
import { identifyBy, type TablePlan } from './cell-assembly.ts'
import type { Note } from './source-row.ts'

type Node = Record<string, unknown>

interface FlatColumnPlan {
  readonly index: number
  readonly column: Column
  /** The name of the column in the file. */
  readonly header: string
  /** Returns a cell with codes in place of their labels; undefined if the column has no codes. */
  readonly toCodes: ((cell: string) => string) | undefined
  /** Returns a list made from a cell. */
  readonly createList: (cell: string) => ReturnType<Setter<unknown>['write']>
}

export interface FlatPlan extends TablePlan {
  /** The columns that are read, in published order, with their indexes in the file. */
  readonly columns: readonly FlatColumnPlan[]
}

interface FileColumns {
  readonly columns: readonly FlatColumnPlan[]
  /** Returns whether the file has a column. */
  readonly hasColumn: (name: string) => boolean
}

/** The additional column of an annotated file, which is ignored when the file is imported again. */
export const errorsColumn = 'sitrep_errors'

const derivedNames = new Set(flatColumns.filter(({ derived }) => derived).map(({ name }) => name))
const knownNames = [...flatColumns.map(({ name }) => name), errorsColumn]

/**
 * Returns how a file with this header is read, ignoring case and spaces. Columns that are derived or set by the
 * server are not read.
 */
export const planFlat = (headers: readonly string[]): FlatPlan => {
  const { names, faults } = matchColumns(headers, knownNames, columnsByFormerName)
  const indexes = new Map(
    names.flatMap((name, index) => (name === undefined ? [] : [[name, index] as const])),
  )
  const hasColumn = (name: string) => indexes.has(name)
  const headerOf = (name: string) => headers[indexes.get(name) ?? -1]?.trim() ?? name
  const columns = flatColumns.flatMap((column) => {
    const index = indexes.get(column.name)
    return index === undefined || column.derived
      ? []
      : [
          {
            index,
            column,
            header: headerOf(column.name),
            toCodes: labelParser(column),
            createList: listCreator(column, hasColumn),
          },
        ]
  })
  const renamed = [...indexes.keys()]
    .map(headerOf)
    .filter((header) => indexes.has(columnsByFormerName.get(header) ?? ''))
  return {
    columns,
    faults,
    ignored: [...indexes.keys()].filter((name) => derivedNames.has(name)),
    notes: renamed.map((column) => ({ rule: 'column.renamed', column })),
    identify: identifyBy(indexes),
    read: (cells, stored) => {
      const { candidate, issues, lists, notes } = stored
        ? updateCandidate({ columns, hasColumn }, cells, stored)
        : createCandidate({ columns, hasColumn }, cells)
      for (const name of lists) removeEmptyEntries(candidate, name)
      const columnOf = (pointer: string) => {
        const name = findColumn(pointer, { hasColumn, candidate })
        return name && headerOf(name)
      }
      return { candidate, issues, notes, columnOf }
    },
  }
}

/** The most cells cached for a column: names, kinds and tags recur. */
const maxCached = 500

/** Returns the function that makes a list from a cell of a column. */
function listCreator(column: Column, has: (name: string) => boolean): FlatColumnPlan['createList'] {
  const { set } = column
  return memoize(maxCached, (cell) => {
    if (!set) throw new TypeError(`The column ${column.name} shows no list.`)
    return set.write(undefined, toListCell(cell, column), has)
  })
}

/** Returns the function that replaces labels in the cells of a column by codes. */
function labelParser(column: Column): FlatColumnPlan['toCodes'] {
  const parse = createLabelParser(column)
  return parse && memoize(maxCached, parse)
}

const isNumber = ({ type }: Column): boolean => type === 'integer' || type === 'number'

const decimalPattern = /^-?\d{1,15}(?:\.\d{1,15})?$/
const wholePattern = /^-?\d{1,15}$/

/** Returns a cell of a numeric column as a number if its form is plain; any other form is left to validation. */
const toPlainNumber = (cell: string, { type }: Column): string | number =>
  (type === 'integer' ? wholePattern : decimalPattern).test(cell) ? Number(cell) : cell

/** Returns a cell as validation reads it, `''` if it is empty; unchanged if validation rejects it. */
const normalizeCell = (cell: string, column: Column): string | number => {
  if (!isNumber(column)) return toCanonicalText(cell)
  const value = toPlainNumber(cell, column)
  if (typeof value === 'number') return value
  const text = toCanonicalText(value, 'value')
  const reading = readNumber(text, { isWhole: column.type === 'integer' })
  return reading && 'value' in reading ? reading.value : text
}

/** Returns a cell of a list as its setter takes it; a number that is not plain stays text, so that validation notes it. */
const toListCell = (cell: string, column: Column): string | number =>
  isNumber(column) && cell.trim() !== '' ? toPlainNumber(cell, column) : toCanonicalText(cell)

/** The smallest difference that an export shows. */
const minDifference = 1e-12

/** Returns whether a cell has the value that the record shows, as exported for programs or with `excel=true`. */
const isSameCell = (cell: string | number, current: string | number | undefined): boolean => {
  if (typeof cell === 'number' && typeof current === 'number') return Math.abs(cell - current) < minDifference
  if (typeof current !== 'string') return cell === (current ?? '')
  const text = toCanonicalText(current)
  return cell === text || cell === escapeFormula(text)
}

/** Sets a field of a new object, in which nothing is shared. */
const putField = (root: Node, path: readonly string[], value: unknown): void => {
  let node = root
  const last = path.length - 1
  for (let i = 0; i < last; i++) {
    const name = path[i] as string
    node[name] ??= {}
    node = node[name] as Node
  }
  node[path[last] as string] = value
}

/** Sets or deletes a field of a stored record. Shared objects on the way are copied. */
const setField = (root: Node, path: readonly string[], value: unknown): void => {
  let node = root
  for (const name of path.slice(0, -1)) {
    node[name] = { ...(node[name] as Node | undefined) }
    node = node[name] as Node
  }
  const last = path.at(-1) ?? ''
  if (value === '') delete node[last]
  else node[last] = value
}

/** Applies the result of a cell to a list. */
const applyListCell = (
  { candidate, issues, lists }: FlatCandidate,
  { path: [name = ''] }: Column,
  { value, faults }: ReturnType<Setter<unknown>['write']>,
): void => {
  candidate[name] = value
  for (const { path, rule, say, received } of faults) issues.push(issue([name, ...path], rule, say, received))
  if (!lists.includes(name)) lists.push(name)
}

const isEmptyEntry = (entry: unknown): boolean =>
  typeof entry === 'object' && entry !== null && Object.keys(entry).length === 0

/** Removes entries whose last value a cell removed, or that had none. */
const removeEmptyEntries = (node: Node, name: string): void => {
  const entries = node[name] as unknown[]
  if (entries.length > 0 && !entries.some(isEmptyEntry)) return
  const nonEmpty = entries.filter((entry) => !isEmptyEntry(entry))
  if (nonEmpty.length > 0) node[name] = nonEmpty
  else delete node[name]
}

interface FlatCandidate {
  readonly candidate: Node
  readonly issues: Issue[]
  /** The names of lists to which cells were applied. */
  readonly lists: string[]
  readonly notes: Note[]
}

/** Returns a cell of a row with codes in place of labels, which is noted. */
const readCell = (
  { index, header, toCodes }: FlatColumnPlan,
  cells: readonly string[],
  { notes }: FlatCandidate,
): string => {
  const cell = cells[index] ?? ''
  const codes = toCodes?.(cell) ?? cell
  if (codes !== cell) notes.push({ rule: 'code.label', column: header, received: echo(cell) })
  return codes
}

/** Returns the candidate of a new record. */
const createCandidate = ({ columns, hasColumn }: FileColumns, cells: readonly string[]): FlatCandidate => {
  const result: FlatCandidate = { candidate: {}, issues: [], lists: [], notes: [] }
  for (const planned of columns) {
    const { column, createList } = planned
    const cell = readCell(planned, cells, result)
    if (cell === '' || cell.trim() === '') continue
    const { path, set } = column
    const value = isNumber(column) ? toPlainNumber(cell, column) : cell
    if (!set) putField(result.candidate, path, value)
    else {
      const before = result.candidate[path[0] ?? '']
      applyListCell(
        result,
        column,
        before === undefined ? createList(cell) : set.write(before, toListCell(cell, column), hasColumn),
      )
    }
  }
  return result
}

const updateCandidate = (
  { columns, hasColumn }: FileColumns,
  cells: readonly string[],
  stored: Incident,
): FlatCandidate => {
  const result: FlatCandidate = { candidate: pickWritable(stored), issues: [], lists: [], notes: [] }
  for (const planned of columns) {
    const { column } = planned
    const text = readCell(planned, cells, result)
    const cell = normalizeCell(text, column)
    if (isSameCell(cell, column.get(result.candidate as unknown as StoredIncident))) continue
    const { path, set } = column
    if (set)
      applyListCell(
        result,
        column,
        set.write(result.candidate[path[0] ?? ''], toListCell(text, column), hasColumn),
      )
    else
      setField(result.candidate, path, isNumber(column) && cell !== '' ? toPlainNumber(text, column) : cell)
  }
  return result
}

interface ColumnContext {
  readonly hasColumn?: FileColumns['hasColumn']
  readonly candidate?: Node
}

const parsePointer = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

const hasPrefix = (steps: readonly string[], start: readonly string[]): boolean =>
  start.every((step, i) => steps[i] === step)

/** Returns how closely a column shows the value at a pointer: by the number of steps, then by whether it is read. */
const rankColumn = (
  column: Column,
  steps: readonly string[],
  { hasColumn, candidate }: ColumnContext,
): number => {
  const { path, set, derived, name } = column
  if (!hasPrefix(steps, path)) return 0
  const rest = steps.slice(path.length)
  if (rest.length > 0 && !set && !derived) return 0
  const entry = (candidate?.[path[0] ?? ''] as Node[] | undefined)?.[Number(rest[0])]
  if (entry && set?.includes && !set.includes(entry)) return 0
  const writesField = rest[1] !== undefined && (set?.fields.includes(rest[1]) ?? false)
  return path.length + (writesField ? 1 : 0) + (derived ? 0 : 0.5) + (hasColumn?.(name) ? 0.25 : 0)
}

/**
 * Returns the column that shows the value at a pointer: the one with the longest path, or the first column of a
 * missing group. Undefined if the flat row does not show it.
 *
 * @example findColumn('/casualties/deaths/best') // 'deaths_best'
 */
export const findColumn = (pointer: string, context: ColumnContext = {}): string | undefined => {
  const steps = parsePointer(pointer)
  if (steps.length === 0) return undefined
  let best: Column | undefined
  let bestRank = 0
  for (const column of flatColumns) {
    const rank = rankColumn(column, steps, context)
    if (rank > bestRank) [best, bestRank] = [column, rank]
  }
  return (best ?? flatColumns.find(({ path, derived }) => !derived && hasPrefix(path, steps)))?.name
}
