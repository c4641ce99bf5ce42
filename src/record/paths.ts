/** Fields by dotted names (`actors.0.name`), resolved along the shape of the record. */
import type { Path } from '../../schemas/rules.ts'
import { findNearest } from '../text/did-you-mean.ts'
import { joinSentences, type Say, sentence } from '../text/sentence.ts'
import { allFields, type Field, findField, type Leaf, type Shape, writableFields } from './shape.ts'

/** A field with one value. */
export interface FieldPath {
  readonly path: Path
  /** The shape of the value: a leaf, or `map` for a value in a map. */
  readonly shape: Shape & { kind: 'leaf' | 'map' }
  /** The field of the record that contains it. */
  readonly field: Field
  /** Its position among the fields, compared step by step. */
  readonly sortKey: Path
}

/** The place of a stored value. */
export interface StoredPath extends Omit<FieldPath, 'field'> {
  /** The rest of the name, if the path leads no further by the schema. */
  readonly rest?: string
  /** The field of the record that contains it, if the schema has it. */
  readonly field: Field | undefined
}

/** Why a name leads to no field. */
export interface PathFault {
  readonly fault: Say
}

const unknownShape: Leaf = { kind: 'leaf', leaf: 'other', type: 'string' }

const indexPattern = /^(?:0|[1-9]\d{0,3})$/

const exampleNames = (shape: Shape): string => {
  const names = shape.kind === 'group' ? [...shape.fields.keys()] : []
  return names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '')
}

const incompletePath = (name: string, shape: Shape): PathFault => {
  if (shape.kind === 'map')
    return { fault: sentence`${name} has columns of another layout: name one after a dot.` }
  if (shape.kind !== 'list')
    return {
      fault: sentence`${name} is a group: name one of its fields after a dot (${exampleNames(shape)}).`,
    }
  const inner = shape.item.kind === 'group' ? `.${[...shape.item.fields.keys()][0]}` : ''
  const example = `${name}.0${inner}`
  return { fault: sentence`${name} is a list: name a field of an entry, such as ${example}.` }
}

const unknownField = (steps: Path, step: string, rest: string, names: Iterable<string>): PathFault => {
  const fieldNames = [...names]
  const [prefix, parent] = [steps.map((each) => `${each}.`).join(''), steps.join('.')]
  const nearestName = findNearest(step, fieldNames)
  const excerpt = step.slice(0, 64).toWellFormed()
  const meant = `${prefix}${nearestName}${rest.slice(0, 64).toWellFormed()}`
  return {
    fault: joinSentences(
      parent === ''
        ? sentence`There is no field "${excerpt}" in a record.`
        : sentence`There is no field "${excerpt}" in ${parent}.`,
      nearestName ? sentence`Did you mean ${meant}?` : sentence`Its fields are ${fieldNames.join(', ')}.`,
    ),
  }
}

interface PathState {
  readonly path: (string | number)[]
  readonly sortKey: (string | number)[]
  shape: Shape
  field: Field | undefined
}

interface WalkOptions {
  /** Whether `*` may represent an index. */
  readonly entries: boolean
  /** Whether the value is stored, so that no list is too long for it. */
  readonly isStored?: boolean
}

/** Goes one step further; returns a fault if there is no such step. */
const advance = (
  state: PathState,
  step: string,
  rest: string,
  { entries, isStored = false }: WalkOptions,
): PathFault | undefined => {
  const { shape, path } = state
  if (shape.kind === 'leaf') return { fault: sentence`${path.join('.')} holds a value and has no fields.` }
  if (shape.kind === 'list') {
    const isEntry = indexPattern.test(step) || (entries && step === '*')
    if (!isEntry)
      return { fault: sentence`"${step.slice(0, 64).toWellFormed()}" is no place in ${path.join('.')}.` }
    if (Number(step) >= shape.max && !isStored)
      return { fault: sentence`${path.join('.')} has at most ${shape.max} entries.` }
    const entry = step === '*' ? step : Number(step)
    path.push(entry)
    state.sortKey.push(entry)
    state.shape = shape.item
    return undefined
  }
  const fields = shape.kind === 'group' ? shape.fields : new Map<string, Field>()
  const field = findField(fields, step)
  if (!field) return unknownField(path, step, rest, fields.keys())
  path.push(field.name)
  state.sortKey.push([...fields.keys()].indexOf(field.name))
  state.shape = field.metadata.readOnly ? unknownShape : field.shape
  state.field ??= field
  return undefined
}

const createState = (): PathState => ({
  path: [],
  sortKey: [],
  shape: { kind: 'group', fields: allFields },
  field: undefined,
})

/** Follows a dotted name as far as it leads; returns a fault if that is not its end. */
const walk = (state: PathState, name: string, options: WalkOptions): PathFault | undefined => {
  for (let rest: string | undefined = name; rest !== undefined; ) {
    if (state.shape.kind === 'map') {
      state.path.push(rest)
      state.sortKey.push(rest)
      return undefined
    }
    const dot: number = rest.indexOf('.')
    const step = dot < 0 ? rest : rest.slice(0, dot)
    const remainder: string | undefined = dot < 0 ? undefined : rest.slice(dot + 1)
    const fault = advance(state, step, remainder === undefined ? '' : `.${remainder}`, options)
    if (fault) return fault
    rest = remainder
  }
  return state.shape.kind === 'map' ? incompletePath(name, state.shape) : undefined
}

/**
 * Returns the field of a dotted name. After a map (`external.fields.`), the rest is one name, dots included. With
 * `entries`, `*` may represent an index.
 *
 * @example parsePath('sources.1.url') // { path: ['sources', 1, 'url'], … }
 */
export const parsePath = (name: string, { entries = false } = {}): FieldPath | PathFault => {
  const state = createState()
  const fault = walk(state, name, { entries })
  if (fault) return fault
  const { shape, path, sortKey, field } = state
  if (shape.kind === 'list' || shape.kind === 'group') return incompletePath(name, shape)
  return { path, sortKey, shape, field: field as Field }
}

/**
 * Returns the place of a stored value with a dotted name, even if the schema has none for it any more: an entry
 * beyond the length of its list, or a field that is unknown, which comes after the known ones.
 */
export const parseStoredPath = (name: string): StoredPath => {
  const state = createState()
  const fault = walk(state, name, { entries: false, isStored: true })
  const { path, sortKey, shape, field } = state
  if (fault === undefined && shape.kind !== 'list' && shape.kind !== 'group')
    return { path, sortKey, shape, field }
  const rest = name.split('.').slice(path.length).join('.')
  if (rest === '') return { path, sortKey, shape: unknownShape, field }
  return { path, rest, sortKey: [...sortKey, Number.MAX_SAFE_INTEGER, rest], shape: unknownShape, field }
}

/** Returns the steps of a JSON Pointer (RFC 6901). */
export const parsePointer = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

/** Returns the title of one entry of a list: "Claims of responsibility" has the entries "Claim of responsibility". */
export const singular = (title: string): string => title.replace(/^(\w+)s\b/, '$1')

/**
 * Yields each step of names and indexes with its shape and the field that it names. A step that leads nowhere has no
 * field and the shape of any text.
 */
export function* walkPath(steps: readonly string[]): Iterable<WalkedStep> {
  let parent: Shape = { kind: 'group', fields: writableFields }
  for (const step of steps) {
    const field: Field | undefined = parent.kind === 'group' ? parent.fields.get(step) : undefined
    const isEntry = parent.kind === 'list'
    parent = parent.kind === 'list' ? parent.item : (field?.shape ?? unknownShape)
    yield { step, field, isEntry, shape: parent }
  }
}

export interface WalkedStep {
  readonly step: string
  readonly field: Field | undefined
  /** Whether the step is an index. */
  readonly isEntry: boolean
  readonly shape: Shape
}

/** Returns the title of a path as the schema names it ("Weapon 2: Hit"), and the shape at its end. */
export const resolvePath = (steps: readonly string[]): { title: string; shape: Shape } => {
  const titles: string[] = []
  let end: Shape = unknownShape
  for (const { step, field, isEntry, shape } of walkPath(steps)) {
    titles.push(
      isEntry ? `${singular(titles.pop() ?? '')} ${Number(step) + 1}` : (field?.metadata.title ?? step),
    )
    end = shape
  }
  return { title: titles.join(': '), shape: end }
}

/** Compares positions in the order of the schema: entries by number, other names alphabetically. */
export const comparePaths = (
  { sortKey: a }: Pick<FieldPath, 'sortKey'>,
  { sortKey: b }: Pick<FieldPath, 'sortKey'>,
): number => {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x = 0, y = 0] = [a[i], b[i]]
    if (x !== y) return x < y ? -1 : 1
  }
  return a.length - b.length
}

/** Returns whether a text would be read as another value. */
const isAmbiguous = (text: string): boolean =>
  text === '' || /^["\s]|\s$|\r/.test(text) || typeof readScalar(text) !== 'string'

/**
 * Returns a scalar of another layout as the lossless text of a cell: numbers, true and false as in JSON, and texts
 * unchanged, or as a JSON string if they would be read as another value.
 */
export const writeScalar = (value: unknown): string =>
  typeof value === 'string' && isAmbiguous(value) ? JSON.stringify(value) : String(value)

/**
 * Returns the scalar of a cell. Only the canonical form of a number is read as a number: `1.50` and `007` are texts.
 */
export const readScalar = (cell: string): string | number | boolean => {
  if (cell === 'true' || cell === 'false') return cell === 'true'
  if (cell.startsWith('"')) return parseQuoted(cell)
  const number = Number(cell)
  return Number.isFinite(number) && String(number) === cell ? number : cell
}

const parseQuoted = (cell: string): string => {
  try {
    const value: unknown = JSON.parse(cell)
    return typeof value === 'string' ? value : cell
  } catch (error) {
    if (error instanceof SyntaxError) return cell
    throw error
  }
}
