/** Assembling values at paths into a nested candidate, and finding the column of a pointer. */
import type { Incident } from '../../../schemas/incident.ts'
import { type Issue, issue, type Path, pointerOf, type RuleId } from '../../../schemas/rules.ts'
import { type Say, sentence } from '../../text/sentence.ts'
import { identityOf, type Note, type RowIdentity } from './source-row.ts'

/** The content of a row of a table. */
export interface RowCandidate {
  readonly candidate: Record<string, unknown>
  readonly issues: readonly Issue[]
  /** Returns the column of an error at a pointer; undefined if there is none. */
  readonly columnOf: (pointer: string) => string | undefined
  /** Values that were read differently from their cells. */
  readonly notes?: readonly Note[]
}

/** Returns a function that reads the identity of a row from the columns of these fields. */
export const identifyBy = (columns: Iterable<readonly [field: string, index: number]>) => {
  const { dataset = -1, reference = -1 }: Partial<Record<string, number>> = Object.fromEntries(columns)
  return (cells: readonly string[]): RowIdentity =>
    identityOf({ dataset: cells[dataset], reference: cells[reference] })
}

/** A fault of a column. */
export interface ColumnFault {
  readonly column: string
  readonly rule: Extract<
    RuleId,
    'table.column_unknown' | 'table.column_twice' | 'table.column_missing' | 'mapping.column'
  >
  readonly say: Say
  readonly received?: string
}

/** How the rows of a file are read by a profile. Cells are texts; those of JSON objects can be lists of texts. */
export interface TablePlan<Cell = string> {
  readonly faults: readonly ColumnFault[]
  /** Columns that are not read. */
  readonly ignored?: readonly string[]
  /** Whether columns without a name are passed over. */
  readonly isUnnamedIgnored?: boolean
  /** Notes on the columns. */
  readonly notes?: readonly Note[]
  /** Returns whether a text of a row is refused because it usually means that there is no value. */
  readonly isPlaceholder?: (text: string, cells: readonly Cell[]) => boolean
  /**
   * Returns the candidate of a row: a new record, or the stored one with the row applied. `row` is its number, from
   * 1.
   */
  readonly read: (cells: readonly Cell[], stored?: Incident, row?: number) => RowCandidate
  readonly identify: (cells: readonly Cell[], row?: number) => RowIdentity
}

/**
 * Returns the index of each column by its name in a profile, and faults; of two columns with one name, the last
 * counts.
 */
export const indexHeaders = (headers: readonly string[], nameOf: (header: string) => string) => {
  const indexes = new Map<string, number>()
  const faults: ColumnFault[] = []
  for (const [index, column] of headers.entries()) {
    const name = nameOf(column)
    if (indexes.has(name))
      faults.push({ column, rule: 'table.column_twice', say: sentence`The file has two columns ${name}.` })
    indexes.set(name, index)
  }
  return { indexes, faults }
}

export interface PathValue {
  readonly path: Path
  readonly value: unknown
  readonly column?: string | undefined
  readonly fault?: { readonly rule: RuleId; readonly say: Say }
}

type Node = Record<string | number, unknown>

/** Sets an own field, whatever its name is. */
const setField = (node: Node, name: string | number, value: unknown): void => {
  if (name === '__proto__')
    Object.defineProperty(node, name, { value, enumerable: true, configurable: true, writable: true })
  else node[name] = value
}

const setPath = (root: Node, path: Path, value: unknown): void => {
  let node = root
  for (const [i, step] of path.entries()) {
    if (i === path.length - 1) setField(node, step, value)
    else if (!Object.hasOwn(node, step)) setField(node, step, typeof path[i + 1] === 'number' ? [] : {})
    node = node[step] as Node
  }
}

/** Returns lists without gaps, which entries without values leave. */
const removeGaps = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.flatMap((item) => [removeGaps(item)])
  if (typeof value !== 'object' || value === null) return value
  for (const [name, inner] of Object.entries(value)) setField(value as Node, name, removeGaps(inner))
  return value
}

/** Returns the pointers of the values, in lists without gaps. */
const pointersOf = (placed: readonly PathValue[]): string[] => {
  const entries = new Map<string, Set<number>>()
  const listPointers = placed.map(({ path }) => path.map((_, i) => pointerOf(path.slice(0, i))))
  for (const [n, { path }] of placed.entries())
    for (const [i, step] of path.entries()) {
      const list = listPointers[n]?.[i] ?? ''
      if (typeof step === 'number') entries.set(list, (entries.get(list) ?? new Set()).add(step))
    }
  return placed.map(({ path }, n) =>
    pointerOf(
      path.map((step, i) => {
        if (typeof step !== 'number') return step
        return [...(entries.get(listPointers[n]?.[i] ?? '') ?? [])].filter((each) => each < step).length
      }),
    ),
  )
}

/** Returns the column of the value at the pointer, of one that contains it, or of one inside it. */
export const findColumnAround = (
  pointer: string,
  columns: Iterable<readonly [pointer: string, column: string | undefined]>,
): string | undefined => {
  let enclosing: readonly [pointer: string, column: string | undefined] | undefined
  let inside: string | undefined
  for (const each of columns) {
    const [at, column] = each
    if ((pointer === at || pointer.startsWith(`${at}/`)) && at.length >= (enclosing?.[0].length ?? 0))
      enclosing = each
    else if (at.startsWith(`${pointer}/`)) inside ??= column
  }
  return enclosing ? enclosing[1] : inside
}

/**
 * Returns the nested record of the values; of two values for one path, the last counts. `fallbackColumn` returns the
 * column of a pointer that the row leaves empty.
 */
export const assembleRecord = (
  placed: readonly PathValue[],
  fallbackColumn: (pointer: string) => string | undefined,
): RowCandidate => {
  const root: Node = {}
  for (const { path, value } of placed) setPath(root, path, value)
  const candidate = removeGaps(root) as Record<string, unknown>
  const issues: Issue[] = []
  if (placed.some(({ fault }) => fault)) {
    const pointers = pointersOf(placed)
    for (const [n, { fault, value }] of placed.entries())
      if (fault) issues.push({ ...issue([], fault.rule, fault.say, value), pointer: pointers[n] ?? '' })
  }
  const columnOf = (pointer: string): string | undefined => {
    const pointers = pointersOf(placed)
    return (
      findColumnAround(
        pointer,
        placed.map(({ column }, n) => [pointers[n] ?? '', column] as const),
      ) ?? fallbackColumn(pointer)
    )
  }
  return { candidate, issues, columnOf }
}
