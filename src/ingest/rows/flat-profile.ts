/** Rows of the flat profile: as new records, or laid over the ones that are stored. */
import type { Setter } from '../../../schemas/field-types.ts'
import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import { type Issue, issue } from '../../../schemas/rules.ts'
import { type Column, flatColumns } from '../../record/flat-columns.ts'
import { type Shape, statedFields } from '../../record/shape.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import { guarded } from '../../text/formula-guard.ts'
import { remembering } from '../../text/memoize.ts'
import { cleanValue, isClean, newReading } from '../validate/normalize.ts'
import { type ColumnFault, identityOf, type RowIdentity, type RowReading } from './cell-assembly.ts'

type Node = Record<string, unknown>

interface PlannedColumn {
  readonly index: number
  readonly column: Column
  /** What a cell makes of a list that is not there yet. */
  readonly begin: (cell: string) => ReturnType<Setter<unknown>['put']>
}

export interface FlatPlan {
  /** The columns that are read, in published order, with their places in the file. */
  readonly columns: readonly PlannedColumn[]
  /** Whether the file has a column. */
  readonly has: (name: string) => boolean
  /** Those of the columns that say what a row is. */
  readonly identifying: readonly { readonly index: number; readonly name: string }[]
  /** Columns that follow from others or are set by the server: they are not read. */
  readonly ignored: readonly string[]
  readonly faults: readonly ColumnFault[]
}

const byName = new Map(flatColumns.map((column) => [column.name, column]))

/**
 * What the columns of a file mean, by their names as the flat row has them; undefined is a column that somebody else
 * has refused.
 */
export const planFlat = (headers: readonly (string | undefined)[]): FlatPlan => {
  const indexes = new Map<string, number>()
  const ignored: string[] = []
  const faults: ColumnFault[] = []
  for (const [index, name] of headers.entries()) {
    if (name === undefined) continue
    const column = byName.get(name)
    if (!column) {
      const hint = didYouMean(name, byName.keys()) || ' The codebook has the columns.'
      const shown = name.slice(0, 64).toWellFormed()
      faults.push({
        column: name,
        rule: 'table.column_unknown',
        detail: `There is no column "${shown}".${hint}`,
      })
    } else if (indexes.has(name))
      faults.push({ column: name, rule: 'table.column_twice', detail: `The file has two columns ${name}.` })
    else if (column.derived) ignored.push(name)
    indexes.set(name, index)
  }
  const has = (name: string): boolean => indexes.has(name)
  const columns = flatColumns.flatMap((column) => {
    const index = indexes.get(column.name)
    return index === undefined || column.derived ? [] : [{ index, column, begin: beginning(column, has) }]
  })
  const identifying = columns
    .map(({ index, column: { name } }) => ({ index, name }))
    .filter(({ name }) => name === 'dataset' || name === 'reference')
  return { columns, has, identifying, ignored, faults }
}

const shapes = {
  text: { kind: 'leaf', leaf: 'lines', type: 'string' },
  number: { kind: 'leaf', leaf: 'count', type: 'number' },
} as const satisfies Record<string, Shape>

/** So many cells of a column are remembered: names, kinds and tags come again and again. */
const mostRemembered = 500

/** What the cells of a column make of lists that are not there yet. */
function beginning(column: Column, has: (name: string) => boolean): PlannedColumn['begin'] {
  const { set } = column
  return remembering(mostRemembered, (cell) => {
    if (!set) throw new TypeError(`The column ${column.name} shows no list.`)
    return set.put(undefined, cleanCell(cell, column), has)
  })
}

const isNumber = ({ type }: Column): boolean => type === 'integer' || type === 'number'

const plainNumber = /^-?\d{1,15}(?:\.\d{1,15})?$/

/** The cell as the check reads it, `''` where it is empty; one that the check refuses stays as it is. */
const cleanCell = (cell: string, column: Column): string | number => {
  const number = isNumber(column)
  if (number ? plainNumber.test(cell) : isClean(cell)) return number ? Number(cell) : cell
  const reading = newReading(true)
  const clean = cleanValue(cell, number ? shapes.number : shapes.text, [], reading)
  return reading.issues.length > 0 ? cell : ((clean ?? '') as string | number)
}

/** Below this, an export writes no digits. */
const finest = 1e-12

/** Whether a cell says what the record shows, as a program has it or as `excel=true` has it. */
const sameCell = (cell: string | number, shown: string | number | undefined): boolean => {
  if (typeof cell === 'number' && typeof shown === 'number') return Math.abs(cell - shown) < finest
  if (typeof shown !== 'string') return cell === (shown ?? '')
  const text = shown.normalize('NFC').trim()
  return cell === text || cell === guarded(text)
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
const layDown = (
  { candidate, issues, lists }: Laid,
  { path: [name = ''] }: Column,
  { value, faults }: ReturnType<Setter<unknown>['put']>,
): void => {
  candidate[name] = value
  for (const { at, rule, detail, received } of faults)
    issues.push(issue([name, ...at], rule, detail, received))
  if (!lists.includes(name)) lists.push(name)
}

const isSilent = (entry: unknown): boolean =>
  typeof entry === 'object' && entry !== null && Object.keys(entry).length === 0

/** Entries of which a cell took the last word, or said nothing from the start. */
const withoutSilent = (node: Node, name: string): void => {
  const entries = node[name] as unknown[]
  if (entries.length > 0 && !entries.some(isSilent)) return
  const said = entries.filter((entry) => !isSilent(entry))
  if (said.length > 0) node[name] = said
  else delete node[name]
}

const statedIn = (stored: Incident): Node =>
  Object.fromEntries(Object.entries(stored).filter(([name]) => statedFields.has(name)))

/** Whether a cell says nothing. */
const isBlank = (cell: string): boolean => cell === '' || (!startsPlain(cell) && cell.trim() === '')

const startsPlain = (cell: string): boolean => {
  const unit = cell.charCodeAt(0)
  return unit > 0x20 && unit < 0x7f
}

interface Laid {
  readonly candidate: Node
  readonly issues: Issue[]
  /** The names of lists that cells were laid over. */
  readonly lists: string[]
}

/** A new record. */
const laidAnew = ({ columns, has }: FlatPlan, cells: readonly string[]): Laid => {
  const laid: Laid = { candidate: {}, issues: [], lists: [] }
  for (const { index, column, begin } of columns) {
    const cell = cells[index] ?? ''
    if (isBlank(cell)) continue
    const { path, set } = column
    if (!set) putField(laid.candidate, path, isNumber(column) && plainNumber.test(cell) ? Number(cell) : cell)
    else {
      const before = laid.candidate[path[0] ?? '']
      layDown(
        laid,
        column,
        before === undefined ? begin(cell) : set.put(before, cleanCell(cell, column), has),
      )
    }
  }
  return laid
}

const laidOver = ({ columns, has }: FlatPlan, cells: readonly string[], stored: Incident): Laid => {
  const laid: Laid = { candidate: statedIn(stored), issues: [], lists: [] }
  for (const { index, column } of columns) {
    const cell = cleanCell(cells[index] ?? '', column)
    if (sameCell(cell, column.get(laid.candidate as unknown as StoredIncident))) continue
    const { path, set } = column
    if (!set) setField(laid.candidate, path, cell)
    else layDown(laid, column, set.put(laid.candidate[path[0] ?? ''], cell, has))
  }
  return laid
}

/**
 * The record that a row states. Over a stored record only those cells count that differ from what it exports; an
 * empty one makes its field unknown, and details that the flat row cannot hold stay.
 */
export const flatCandidate = (plan: FlatPlan, cells: readonly string[], stored?: Incident): RowReading => {
  const { candidate, issues, lists } = stored ? laidOver(plan, cells, stored) : laidAnew(plan, cells)
  for (const name of lists) withoutSilent(candidate, name)
  return { candidate, issues, columnOf: (pointer) => columnOf(pointer, { plan, candidate }) }
}

/** What a row of the plan's file says it is. */
export const flatIdentity = ({ identifying }: FlatPlan, cells: readonly string[]): RowIdentity =>
  identityOf(identifying.map(({ index, name }) => [name, cells[index]]))

interface Sight {
  readonly plan?: FlatPlan
  readonly candidate?: Node
}

const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

const startsWith = (steps: readonly string[], start: readonly string[]): boolean =>
  start.every((step, i) => steps[i] === step)

/** How closely the column shows what stands at the place: by how many steps, then by whether it is read. */
const closeness = (column: Column, steps: readonly string[], { plan, candidate }: Sight): number => {
  const { path, set, derived, name } = column
  if (!startsWith(steps, path)) return 0
  const rest = steps.slice(path.length)
  if (rest.length > 0 && !set && !derived) return 0
  const entry = (candidate?.[path[0] ?? ''] as Node[] | undefined)?.[Number(rest[0])]
  if (entry && set?.shows && !set.shows(entry)) return 0
  const stated = rest[1] !== undefined && (set?.of.includes(rest[1]) ?? false)
  return path.length + (stated ? 1 : 0) + (derived ? 0 : 0.5) + (plan?.has(name) ? 0.25 : 0)
}

/**
 * The column that shows what stands at a pointer: by the longest path; of a group that is missing as a whole the
 * first column of it. Undefined where the flat row shows nothing of it.
 *
 * @example columnOf('/casualties/deaths/best') // 'deaths_best'
 */
export const columnOf = (pointer: string, sight: Sight = {}): string | undefined => {
  const steps = stepsOf(pointer)
  if (steps.length === 0) return undefined
  let best: Column | undefined
  let most = 0
  for (const column of flatColumns) {
    const close = closeness(column, steps, sight)
    if (close > most) [best, most] = [column, close]
  }
  return (best ?? flatColumns.find(({ path, derived }) => !derived && startsWith(path, steps)))?.name
}
