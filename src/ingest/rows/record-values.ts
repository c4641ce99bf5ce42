/**
 * Values in records of JSON that an importer replaces. A path names them: a JSON Pointer with `*` for each position in a
 * list.
 */
import { type Issue, pointerOf } from '../../../schemas/rules.ts'
import { type FieldPath, parsePath, parsePointer } from '../../record/paths.ts'
import { isObject } from '../../text/json.ts'
import { parseFieldText } from './full-profile.ts'
import { type ReadReplaced, type Replacement, readReplacedColumns } from './replace-cells.ts'
import { identityOf, mapRows, type SourceCell, type SourceEvent, type SourceRow } from './source-row.ts'

const entry = '*'

/** Returns a pointer with `*` for each number. */
export const generalizePointer = (pointer: string): string => pointer.replaceAll(/(?<=\/)\d+(?=\/|$)/g, entry)

/** Returns the field at some steps; undefined if they do not lead to a single value. */
const fieldAt = (steps: readonly string[]): FieldPath | undefined => {
  const found = parsePath(steps.map((step) => (step === entry ? '0' : step)).join('.'))
  return 'fault' in found ? undefined : found
}

/** Returns the field of a value, or the entry of a list; undefined if there is none. */
const childOf = (value: unknown, step: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, step)
    ? (value as Readonly<Record<string, unknown>>)[step]
    : undefined

const isMissing = (value: unknown): value is null | undefined => value === null || value === undefined

/** Returns a value as text: '' if it is missing, a number or a truth value as JSON has it. */
const textOf = (value: unknown): string => (isMissing(value) ? '' : String(value))

/** Returns a value as an importer sees it: a number in quotes, which is wrong in a field of numbers, keeps them. */
const shownText = (value: unknown, field: FieldPath | undefined): string =>
  typeof value === 'string' &&
  field?.shape.kind === 'leaf' &&
  typeof parseFieldText(value, field) === 'number'
    ? JSON.stringify(value)
    : textOf(value)

/** Returns the value of a record at the pointer of an issue, if a text can replace it. */
export const findRecordValue = (
  record: unknown,
  { pointer, received }: Pick<Issue, 'pointer' | 'received'>,
): SourceCell | undefined => {
  const steps: string[] = []
  let value = record
  for (const step of parsePointer(pointer)) {
    steps.push(Array.isArray(value) ? entry : step)
    value = childOf(value, step)
  }
  // A value that was received and is not at the pointer was read from another place.
  const field = fieldAt(steps)
  const isReplaceable = isMissing(value) ? received === undefined && field : typeof value !== 'object'
  return steps.length > 0 && isReplaceable
    ? { column: pointerOf(steps), text: shownText(value, field) }
    : undefined
}

/** Returns a value with those at some steps inside it replaced; groups on the way to a new value are created. */
const replaceAt = (
  value: unknown,
  [step, ...rest]: readonly string[],
  replace: (value: unknown) => unknown,
): unknown => {
  if (step === undefined) return replace(value)
  if (Array.isArray(value) && step === entry)
    return value.map((each) => replaceAt(each, rest, replace)).filter((each) => each !== undefined)
  if (isMissing(value) && step === entry) return value
  if (!(isObject(value) || isMissing(value))) return value
  const before = childOf(value, step)
  const after = replaceAt(before, rest, replace)
  if (after === before) return value
  const { [step]: _, ...others } = value ?? {}
  return after === undefined ? others : { ...value, [step]: after }
}

interface Place {
  readonly steps: readonly string[]
  readonly field: FieldPath | undefined
  readonly read: ReadReplaced
}

/** Returns a record with the values of a place replaced. */
const replacePlace = (record: unknown, { steps, field, read }: Place, row: number): unknown =>
  replaceAt(record, steps, (value) => {
    if (typeof value === 'object' && value !== null) return value
    const to = read(shownText(value, field), row) ?? read(textOf(value), row)
    if (to === undefined) return value
    if (to.trim() === '') return undefined
    return field ? parseFieldText(to, field) : to
  })

const replaceRow = (source: SourceRow, places: readonly Place[]): SourceRow => {
  const before = source.build(undefined).candidate
  const candidate = places.reduce((record, place) => replacePlace(record, place, source.row), before)
  if (candidate === before || !isObject(candidate)) return source
  return { ...source, ...identityOf(candidate), build: () => ({ candidate, issues: [] }) }
}

/** Yields the rows of JSON with the replaced values of records. */
export const withReplacedRecords = (
  events: AsyncIterable<SourceEvent>,
  replacements: readonly Replacement[],
): AsyncIterable<SourceEvent> => {
  const places = [...readReplacedColumns(replacements)].flatMap(([path, read]) => {
    const steps = parsePointer(path)
    return steps.length > 0 ? [{ steps, field: fieldAt(steps), read }] : []
  })
  return places.length > 0 ? mapRows(events, (row) => replaceRow(row, places)) : events
}
