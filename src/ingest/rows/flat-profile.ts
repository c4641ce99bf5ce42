/** Rows of the flat profile: as new records, or laid over the ones that are stored. */
import type { Setter } from '../../../schemas/field-types.ts'
import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import { type Issue, issue } from '../../../schemas/rules.ts'
import { type Column, columnsByFormerName, flatColumns } from '../../record/flat-columns.ts'
import { type Shape, writableFields } from '../../record/shape.ts'
import { escapeFormula } from '../../text/formula-guard.ts'
import { memoize } from '../../text/memoize.ts'
import { matchColumns } from '../csv/match-columns.ts'
import { createNormalizeState, isNormalized, normalizeValue } from '../validate/normalize.ts'
import { identifyBy, type TablePlan } from './cell-assembly.ts'

type Node = Record<string, unknown>

interface FlatColumnPlan {
  readonly index: number
  readonly column: Column
  /** What a cell makes of a list that is not there yet. */
  readonly createList: (cell: string) => ReturnType<Setter<unknown>['write']>
}

export interface FlatPlan extends TablePlan {
  /** The columns that are read, in published order, with their places in the file. */
  readonly columns: readonly FlatColumnPlan[]
}

interface FileColumns {
  readonly columns: readonly FlatColumnPlan[]
  /** Whether the file has a column. */
  readonly hasColumn: (name: string) => boolean
}

/** The column that an annotated file has more: it is passed over when the file comes back. */
export const errorsColumn = 'sitrep_errors'

const derivedNames = new Set(flatColumns.filter(({ derived }) => derived).map(({ name }) => name))
const knownNames = [...flatColumns.map(({ name }) => name), errorsColumn]

/**
 * What the columns of a file mean, case and spaces forgiven; those that follow from others or are set by the server
 * are not read.
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
  return {
    columns,
    faults,
    ignored: [...indexes.keys()].filter((name) => derivedNames.has(name)),
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

/** So many cells of a column are remembered: names, kinds and tags come again and again. */
const maxCached = 500

/** What the cells of a column make of lists that are not there yet. */
function listCreator(column: Column, has: (name: string) => boolean): FlatColumnPlan['createList'] {
  const { set } = column
  return memoize(maxCached, (cell) => {
    if (!set) throw new TypeError(`The column ${column.name} shows no list.`)
    return set.write(undefined, normalizeCell(cell, column), has)
  })
}

const isNumber = ({ type }: Column): boolean => type === 'integer' || type === 'number'

const numberPattern = /^-?\d{1,15}(?:\.\d{1,15})?$/

/** The cell as the check reads it, `''` where it is empty; one that the check refuses stays as it is. */
const normalizeCell = (cell: string, column: Column): string | number => {
  const isNumeric = isNumber(column)
  if (isNumeric ? numberPattern.test(cell) : isNormalized(cell)) return isNumeric ? Number(cell) : cell
  const reading = createNormalizeState(true)
  const normalized = normalizeValue(cell, isNumeric ? cellShapes.number : cellShapes.text, [], reading)
  return reading.issues.length > 0 ? cell : ((normalized ?? '') as string | number)
}

/** Below this, an export writes no digits. */
const minDifference = 1e-12

/** Whether a cell says what the record shows, as a program has it or as `excel=true` has it. */
const isSameCell = (cell: string | number, current: string | number | undefined): boolean => {
  if (typeof cell === 'number' && typeof current === 'number') return Math.abs(cell - current) < minDifference
  if (typeof current !== 'string') return cell === (current ?? '')
  const text = current.normalize('NFC').trim()
  return cell === text || cell === escapeFormula(text)
}

/** Sets a field that nothing else shares. */
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

/** Sets or takes out a field of a stored record. What it shares is copied on the way. */
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

/** Takes up what a cell makes of a list. */
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

/** Entries of which a cell took the last word, or said nothing from the start. */
const removeEmptyEntries = (node: Node, name: string): void => {
  const entries = node[name] as unknown[]
  if (entries.length > 0 && !entries.some(isEmptyEntry)) return
  const nonEmpty = entries.filter((entry) => !isEmptyEntry(entry))
  if (nonEmpty.length > 0) node[name] = nonEmpty
  else delete node[name]
}

const pickWritable = (stored: Incident): Node =>
  Object.fromEntries(Object.entries(stored).filter(([name]) => writableFields.has(name)))

interface FlatCandidate {
  readonly candidate: Node
  readonly issues: Issue[]
  /** The names of lists that cells were laid over. */
  readonly lists: string[]
}

/** A new record. */
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

/** How closely the column shows what stands at the place: by how many steps, then by whether it is read. */
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
 * The column that shows what stands at a pointer: by the longest path; of a group that is missing as a whole the
 * first column of it. Undefined where the flat row shows nothing of it.
 *
 * @example columnOf('/casualties/deaths/best') // 'deaths_best'
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
