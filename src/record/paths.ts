/** Fields by dotted names (`actors.0.name`), read along the shape of the record. */
import type { Path } from '../../schemas/rules.ts'
import { nearest } from '../text/did-you-mean.ts'
import { allFields, type Field, type Shape } from './shape.ts'

/** A field that holds one value. */
export interface Place {
  readonly path: Path
  /** Of the value: a leaf, or `map` where it is a scalar by a name that is not ours. */
  readonly shape: Shape & { kind: 'leaf' | 'map' }
  /** The field of the record that it is in. */
  readonly top: Field
  /** Where it stands among the fields: compared step by step. */
  readonly rank: Path
}

/** Why a name leads to no field. */
export interface PathFault {
  readonly fault: string
}

const index = /^(?:0|[1-9]\d{0,3})$/

const firstNames = (shape: Shape): string => {
  const names = shape.kind === 'group' ? [...shape.fields.keys()] : []
  return names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '')
}

const unfinished = (name: string, shape: Shape): PathFault => {
  if (shape.kind === 'map') return { fault: `${name} has columns of another layout: name one behind a dot.` }
  if (shape.kind !== 'list')
    return { fault: `${name} is a group: name one of its fields behind a dot (${firstNames(shape)}).` }
  const inner = shape.item.kind === 'group' ? `.${[...shape.item.fields.keys()][0]}` : ''
  return { fault: `${name} is a list: name a field of an entry, such as ${name}.0${inner}.` }
}

const unknownField = (steps: Path, step: string, rest: string, names: Iterable<string>): PathFault => {
  const known = [...names]
  const [before, where] = [steps.map((each) => `${each}.`).join(''), steps.join('.') || 'a record']
  const near = nearest(step, known)
  const shown = step.slice(0, 64).toWellFormed()
  const hint = near ? ` Did you mean ${before}${near}${rest.slice(0, 64).toWellFormed()}?` : ''
  return {
    fault: `There is no field "${shown}" in ${where}.${hint || ` Its fields are ${known.join(', ')}.`}`,
  }
}

interface Reached {
  readonly path: (string | number)[]
  readonly rank: (string | number)[]
  shape: Shape
  top: Field | undefined
}

/** Goes one step on; a fault where there is none of this name. */
const advance = (at: Reached, step: string, rest: string, entries: boolean): PathFault | undefined => {
  const { shape, path } = at
  if (shape.kind === 'leaf') return { fault: `${path.join('.')} holds a value and has no fields.` }
  if (shape.kind === 'list') {
    const isEntry = index.test(step) || (entries && step === '*')
    if (!isEntry) return { fault: `"${step.slice(0, 64).toWellFormed()}" is no place in ${path.join('.')}.` }
    if (Number(step) >= shape.max) return { fault: `${path.join('.')} has at most ${shape.max} entries.` }
    const place = step === '*' ? step : Number(step)
    path.push(place)
    at.rank.push(place)
    at.shape = shape.item
    return undefined
  }
  const fields = shape.kind === 'group' ? shape.fields : new Map<string, Field>()
  const found = fields.get(step)
  if (!found) return unknownField(path, step, rest, fields.keys())
  path.push(step)
  at.rank.push([...fields.keys()].indexOf(step))
  at.shape = found.notes.server ? { kind: 'leaf', leaf: 'other', type: 'string' } : found.shape
  at.top ??= found
  return undefined
}

/**
 * The field that a dotted name leads to. Behind a map (`external.fields.`) all the rest is one name, dots included.
 * With `entries`, `*` may stand for the place in a list.
 *
 * @example placeOf('sources.1.url') // { path: ['sources', 1, 'url'], … }
 */
export const placeOf = (name: string, { entries = false } = {}): Place | PathFault => {
  const at: Reached = { path: [], rank: [], shape: { kind: 'group', fields: allFields }, top: undefined }
  for (let rest: string | undefined = name; rest !== undefined; ) {
    if (at.shape.kind === 'map') {
      at.path.push(rest)
      at.rank.push(rest)
      return { path: at.path, rank: at.rank, shape: at.shape, top: at.top as Field }
    }
    const dot: number = rest.indexOf('.')
    const step = dot < 0 ? rest : rest.slice(0, dot)
    const behind: string | undefined = dot < 0 ? undefined : rest.slice(dot + 1)
    const fault = advance(at, step, behind === undefined ? '' : `.${behind}`, entries)
    if (fault) return fault
    rest = behind
  }
  const { shape, path, rank, top } = at
  if (shape.kind !== 'leaf') return unfinished(name, shape)
  return { path, rank, shape, top: top as Field }
}

/** Places in the order of the schema: entries by number, names that are not ours by their letters. */
export const inOrder = ({ rank: a }: Place, { rank: b }: Place): number => {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x = 0, y = 0] = [a[i], b[i]]
    if (x !== y) return x < y ? -1 : 1
  }
  return a.length - b.length
}

/** Whether a text would be read as something else than itself. */
const mistakable = (text: string): boolean =>
  text === '' || /^["\s]|\s$|\r/.test(text) || typeof readScalar(text) !== 'string'

/**
 * A scalar of another layout as the text of a cell, without loss: numbers, true and false as in JSON; a text as it
 * is, or where that would be mistaken for one of these, as a JSON string in its quotes.
 */
export const writeScalar = (value: unknown): string =>
  typeof value === 'string' && mistakable(value) ? JSON.stringify(value) : String(value)

/** The scalar of a cell. A number is only what a number is written as: `1.50` and `007` are texts. */
export const readScalar = (cell: string): string | number | boolean => {
  if (cell === 'true' || cell === 'false') return cell === 'true'
  if (cell.startsWith('"')) return unquoted(cell)
  const number = Number(cell)
  return Number.isFinite(number) && String(number) === cell ? number : cell
}

const unquoted = (cell: string): string => {
  try {
    const value: unknown = JSON.parse(cell)
    return typeof value === 'string' ? value : cell
  } catch (error) {
    if (error instanceof SyntaxError) return cell
    throw error
  }
}
