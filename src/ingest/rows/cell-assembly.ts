/** Values and the places where they belong, as a nested candidate; and from places in it back to columns. */
import { type Issue, issue, type Path, pointerOf, type RuleId } from '../../../schemas/rules.ts'
import { normalizeWord } from './source-row.ts'

/** What a row of a table states. */
export interface RowCandidate {
  readonly candidate: Record<string, unknown>
  readonly issues: readonly Issue[]
  /** The column that an error at this pointer is about; undefined where none is. */
  readonly columnOf: (pointer: string) => string | undefined
  /** Rules by which values were read otherwise than they stand, each as often as it applied. */
  readonly notes?: readonly string[]
}

/** What a row says it is, before it is read. */
export interface RowIdentity {
  readonly dataset?: string
  readonly reference?: string
}

/** What these cells say the row is. */
export const parseIdentity = (cells: Iterable<readonly [field: string, cell: unknown]>): RowIdentity => {
  const identity: { dataset?: string; reference?: string } = {}
  for (const [field, cell] of cells) {
    if (field !== 'dataset' && field !== 'reference') continue
    const text = normalizeWord(cell)
    if (text !== undefined) identity[field] = text
  }
  return identity
}

/** What is wrong with a column as such. */
export interface ColumnFault {
  readonly column: string
  readonly rule: RuleId
  readonly detail: string
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
