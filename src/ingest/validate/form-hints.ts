/** The form in JSON of what has another one: a text instead of a list or a group, a point instead of two numbers. */
import type { Path } from '../../../schemas/rules.ts'
import { findCountryByName } from '../../record/country-names.ts'
import { resolvePath } from '../../record/paths.ts'
import type { Field, Shape } from '../../record/shape.ts'
import { isObject } from '../../text/json.ts'
import { findMeantCodes } from '../mapping/suggest/code-values.ts'
import { readPair } from './read-degrees.ts'

/** What a text in place of a group most likely states, by the name of the group or of its list. */
const mainFields: Readonly<Record<string, string>> = {
  location: 'place',
  launched_from: 'place',
  actors: 'name',
  targets: 'name',
  weapons: 'type',
  damage: 'note',
  claims: 'by',
  attributions: 'to',
  links: 'incident',
  sources: 'publisher',
}

/** In the place of a value that a person has to fill in. */
const blank = '…'
const maxLength = 100

const quote = (text: string): string => JSON.stringify(text.trim().slice(0, maxLength).toWellFormed())

/** Returns JSON of an object, whose values are JSON. */
const group = (entries: readonly (readonly [name: string, json: string])[]): string =>
  `{${entries.map(([name, json]) => `"${name}": ${json}`).join(', ')}}`

/** Returns the entries of a group that a text states, with a code only if one is meant. */
const entriesOf = (
  text: string,
  name: string,
  fields: ReadonlyMap<string, Field>,
): (readonly [string, string])[] => {
  const country = fields.has('country') ? findCountryByName(text) : undefined
  if (country !== undefined) return [['country', quote(country)]]
  const main = name === 'sources' && /^https?:/i.test(text.trim()) ? 'url' : mainFields[name]
  return [...fields.values()].flatMap(({ name: field, required, shape }) => {
    if (field !== main) return required ? [[field, blank] as const] : []
    if (shape.kind !== 'leaf' || !shape.vocabulary) return [[field, quote(text)] as const]
    const [code, ...others] = findMeantCodes(`${name}.*.${field}`, text)
    return [[field, code !== undefined && others.length === 0 ? quote(code) : blank] as const]
  })
}

/** Returns JSON of a text as a value of a shape; undefined if nobody can tell. */
const ofText = (text: string, shape: Shape, name: string): string | undefined => {
  if (shape.kind === 'leaf') return quote(text)
  if (shape.kind === 'list') {
    const isSlug = shape.item.kind === 'leaf' && shape.item.leaf === 'slug'
    const items = (isSlug ? text.split(',') : [text]).map((each) => ofText(each, shape.item, name))
    return items.includes(undefined) ? undefined : `[${items.join(', ')}]`
  }
  const entries = shape.kind === 'group' ? entriesOf(text, name, shape.fields) : []
  return entries.length > 0 ? group(entries) : undefined
}

/** Returns JSON of a value as its field takes it; undefined if nobody can tell. */
export const formMeant = (value: unknown, path: Path): string | undefined => {
  const { shape } = resolvePath(path.map(String))
  const name = path.findLast((step) => typeof step === 'string') ?? ''
  if (name === 'casualties' && !isObject(value)) return `{"deaths": {"best": ${blank}}}`
  if (typeof value === 'string') return ofText(value, shape, String(name))
  if (shape.kind === 'list' && isObject(value)) return '[{…}]'
  if (!Array.isArray(value) || value.length !== 1 || shape.kind === 'list') return undefined
  const [item]: readonly unknown[] = value
  if (shape.kind === 'group' && isObject(item)) return '{…}'
  return typeof item === 'string' ? ofText(item, shape, String(name)) : undefined
}

const pointName =
  /^(?:coord(?:s|inates?)?|geo(?:m(?:etry)?|point|_?json)|point|lat_?(?:lng|lon)|(?:lng|lon)_?lat)$/i

/** Returns latitude and longitude of a point, and whether its longitude came first, as in GeoJSON. */
const readPoint = (value: unknown): { readonly point: readonly string[]; readonly isReversed: boolean } => {
  const inner = isObject(value) && Array.isArray(value.coordinates) ? value.coordinates : value
  const numbers = Array.isArray(inner) ? inner : []
  const isPoint = [2, 3].includes(numbers.length) && numbers.every((each) => typeof each === 'number')
  if (isPoint) return { point: [String(numbers[1]), String(numbers[0])], isReversed: true }
  return { point: (typeof value === 'string' && readPair(value)) || [blank, blank], isReversed: false }
}

/** Returns JSON of the fields that an unknown field with a point means; undefined if it means none. */
export const pointMeant = (name: string, value: unknown, fields: ReadonlyMap<string, Field>) => {
  const isPlace = fields.has('latitude')
  if (!pointName.test(name) || !(isPlace || fields.has('location'))) return undefined
  const { point, isReversed } = readPoint(value)
  const [latitude = blank, longitude = blank] = point
  const place = group([
    ['latitude', latitude],
    ['longitude', longitude],
  ])
  return { json: isPlace ? place : group([['location', place]]), isReversed }
}
