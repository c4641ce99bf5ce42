/** Rows of the flat profile: new records, or changes of stored ones. */
import type { Setter } from '../../../schemas/field-types.ts'
import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import { type Issue, issue } from '../../../schemas/rules.ts'
import { type Column, columnsByFormerName, flatColumns } from '../../record/flat-columns.ts'
import { pickWritable, type Shape } from '../../record/shape.ts'
import { escapeFormula } from '../../text/formula-guard.ts'
import { memoize } from '../../text/memoize.ts'
import { matchColumns } from '../csv/match-columns.ts'
import { createNormalizeState, isNormalized, normalizeValue } from '../validate/normalize.ts'
import { identifyBy, type TablePlan } from './cell-assembly.ts'

type Node = Record<string, unknown>

interface FlatColumnPlan {
  readonly index: number
  readonly column: Column
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
  const columns = flatColumns.flatMap((column) => {
    const index = indexes.get(column.name)
    return index === undefined || column.derived
      ? []
      : [{ index, column, createList: listCreator(column, hasColumn) }]
  })
  const headerOf = (name: string) => headers[indexes.get(name) ?? -1]?.trim() ?? name
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
      const { candidate, issues, lists } = stored
        ? updateCandidate({ columns, hasColumn }, cells, stored)
        : createCandidate({ columns, hasColumn }, cells)
      for (const name of lists) removeEmptyEntries(candidate, name)
      const columnOf = (pointer: string) => {
        const name = findColumn(pointer, { hasColumn, candidate })
        return name && headerOf(name)
      }
      return { candidate, issues, columnOf }
    },
  }
}

const cellShapes = {
  text: { kind: 'leaf', leaf: 'lines', type: 'string' },
  number: { kind: 'leaf', leaf: 'count', type: 'number' },
} as const satisfies Record<string, Shape>

/** The most cells cached for a column: names, kinds and tags recur. */
const maxCached = 500

/** Returns the function that makes a list from a cell of a column. */
function listCreator(column: Column, has: (name: string) => boolean): FlatColumnPlan['createList'] {
  const { set } = column
  return memoize(maxCached, (cell) => {
    if (!set) throw new TypeError(`The column ${column.name} shows no list.`)
    return set.write(undefined, normalizeCell(cell, column), has)
  })
}

const isNumber = ({ type }: Column): boolean => type === 'integer' || type === 'number'

const numberPattern = /^-?\d{1,15}(?:\.\d{1,15})?$/

/** Returns a cell as validation reads it, `''` if it is empty; unchanged if validation rejects it. */
const normalizeCell = (cell: string, column: Column): string | number => {
  const isNumeric = isNumber(column)
  if (isNumeric ? numberPattern.test(cell) : isNormalized(cell)) return isNumeric ? Number(cell) : cell
  const reading = createNormalizeState(true)
  const normalized = normalizeValue(cell, isNumeric ? cellShapes.number : cellShapes.text, [], reading)
  return reading.issues.length > 0 ? cell : ((normalized ?? '') as string | number)
}

/** The smallest difference that an export shows. */
const minDifference = 1e-12

/** Returns whether a cell has the value that the record shows, as exported for programs or with `excel=true`. */
const isSameCell = (cell: string | number, current: string | number | undefined): boolean => {
  if (typeof cell === 'number' && typeof current === 'number') return Math.abs(cell - current) < minDifference
  if (typeof current !== 'string') return cell === (current ?? '')
  const text = current.normalize('NFC').trim()
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
  for (const { path, rule, detail, received } of faults)
    issues.push(issue([name, ...path], rule, detail, received))
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
}

/** Returns the candidate of a new record. */
const createCandidate = ({ columns, hasColumn }: FileColumns, cells: readonly string[]): FlatCandidate => {
  const result: FlatCandidate = { candidate: {}, issues: [], lists: [] }
  for (const { index, column, createList } of columns) {
    const cell = cells[index] ?? ''
    if (cell === '' || cell.trim() === '') continue
    const { path, set } = column
    if (!set)
      putField(result.candidate, path, isNumber(column) && numberPattern.test(cell) ? Number(cell) : cell)
    else {
      const before = result.candidate[path[0] ?? '']
      applyListCell(
        result,
        column,
        before === undefined ? createList(cell) : set.write(before, normalizeCell(cell, column), hasColumn),
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
  const result: FlatCandidate = { candidate: pickWritable(stored), issues: [], lists: [] }
  for (const { index, column } of columns) {
    const cell = normalizeCell(cells[index] ?? '', column)
    if (isSameCell(cell, column.get(result.candidate as unknown as StoredIncident))) continue
    const { path, set } = column
    if (!set) setField(result.candidate, path, cell)
    else applyListCell(result, column, set.write(result.candidate[path[0] ?? ''], cell, hasColumn))
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
