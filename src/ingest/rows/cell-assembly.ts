/** Values and the places where they belong, as a nested candidate; and from places in it back to columns. */
import type { Incident } from '../../../schemas/incident.ts'
import { type Issue, issue, type Path, pointerOf, type RuleId } from '../../../schemas/rules.ts'
import { identityOf, type RowIdentity } from './source-row.ts'

/** What a row of a table states. */
export interface RowCandidate {
  readonly candidate: Record<string, unknown>
  readonly issues: readonly Issue[]
  /** The column that an error at this pointer is about; undefined where none is. */
  readonly columnOf: (pointer: string) => string | undefined
  /** Rules by which values were read otherwise than they stand, each as often as it applied. */
  readonly notes?: readonly string[]
}

/** Reads the identity of rows off the columns of these fields. */
export const identifyBy = (columns: Iterable<readonly [field: string, index: number]>) => {
  const { dataset = -1, reference = -1 }: Partial<Record<string, number>> = Object.fromEntries(columns)
  return (cells: readonly string[]): RowIdentity =>
    identityOf({ dataset: cells[dataset], reference: cells[reference] })
}

/** What is wrong with a column as such. */
export interface ColumnFault {
  readonly column: string
  readonly rule: Extract<
    RuleId,
    'table.column_unknown' | 'table.column_twice' | 'table.column_missing' | 'mapping.column'
  >
  readonly detail: string
  readonly received?: string
}

/** What the columns of a file come to by a profile: how its rows are read. */
export interface TablePlan {
  readonly faults: readonly ColumnFault[]
  /** Columns that are not read. */
  readonly ignored?: readonly string[]
  /** How often each thing was noted of the columns that is no error. */
  readonly notes?: Readonly<Record<string, number>>
  /** The record that a row states: anew, or over the one that is stored. `row` is its number, from 1. */
  readonly read: (cells: readonly string[], stored?: Incident, row?: number) => RowCandidate
  readonly identify: (cells: readonly string[], row?: number) => RowIdentity
}

/** Where the columns of a file are, by the names that a profile has for them; of two of one name, the later one. */
export const indexHeaders = (headers: readonly string[], nameOf: (header: string) => string) => {
  const indexes = new Map<string, number>()
  const faults: ColumnFault[] = []
  for (const [index, column] of headers.entries()) {
    const name = nameOf(column)
    if (indexes.has(name))
      faults.push({ column, rule: 'table.column_twice', detail: `The file has two columns ${name}.` })
    indexes.set(name, index)
  }
  return { indexes, faults }
}

export interface PathValue {
  readonly path: Path
  readonly value: unknown
  readonly column?: string | undefined
  readonly fault?: { readonly rule: RuleId; readonly detail: string }
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

/** Lists without the gaps that entries of which nothing is said leave. */
const removeGaps = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.flatMap((item) => [removeGaps(item)])
  if (typeof value !== 'object' || value === null) return value
  for (const [name, inner] of Object.entries(value)) setField(value as Node, name, removeGaps(inner))
  return value
}

/** The pointers of what was placed, in lists without gaps. */
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

/** The column of what stands at the pointer, around it, or else inside it. */
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
 * The nested record of what was placed; of two values for one place the later stands. `elsewhere` names the column
 * of a place that the row leaves empty.
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
      if (fault) issues.push({ ...issue([], fault.rule, fault.detail, value), pointer: pointers[n] ?? '' })
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
