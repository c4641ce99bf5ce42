/** Records made at random along the shape of the record, for properties that hold for all of them. */
import fc from 'fast-check'
import { eventSubtype } from '../../schemas/vocabularies.ts'
import { type Field, recordShape, type Shape } from '../../src/record/shape.ts'
import { trimMarks } from '../../src/text/invisible-marks.ts'

type Made = Record<string, unknown>

const twoDigits = (min: number, max: number) =>
  fc.integer({ min, max }).map((n) => String(n).padStart(2, '0'))
const dayText = fc
  .tuple(fc.integer({ min: 1900, max: 2025 }), twoDigits(1, 12), twoDigits(1, 28))
  .map((parts) => parts.join('-'))

const dateText = fc.oneof(
  dayText,
  dayText.map((day) => day.slice(0, 7)),
  dayText.map((day) => `${day.slice(0, 4)}~`),
  dayText.map((day) => `${day}T19:30+03:00`),
  fc.tuple(dayText, dayText).map((days) => days.sort().join('/')),
  fc.tuple(dayText, dayText).map((days) => `[${days.sort().join('..')}]`),
)

/** Texts of every script, with what tables and lists have to escape, and with what is trimmed or composed. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('a', 'é', 'e\u0301', ';', '\\', ' ', '"', ',', '\n', '\r', '=', 'م', '\u200f'),
    maxLength: 12,
  }),
)

const control = /[\p{Cc}\p{Cs}]/u
const goodText = anyText.filter(
  (text) => !control.test(text.replace(/[\n\r\t]/g, '')) && trimMarks(text) !== '',
)

type Leaf = Shape & { kind: 'leaf' }

const leafOf = ({ leaf, vocabulary, type }: Leaf): fc.Arbitrary<unknown> => {
  if (vocabulary) return fc.constantFrom(...Object.keys(vocabulary))
  switch (leaf) {
    case 'slug':
      return fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,9}$/)
    case 'date':
      return dateText
    case 'url':
      return fc.webUrl({ withQueryParameters: true })
    case 'language':
      return fc.constantFrom('en', 'ar', 'ku-Arab', 'zh-Hant-TW')
    case 'count':
      return fc.integer({ min: 0, max: 1_000_000_000 })
    case 'coordinate':
      return fc.double({ min: -90, max: 90, noNaN: true }).map((degrees) => degrees + 0)
    default:
      return type === 'number' ? fc.integer({ min: 0 }) : goodText
  }
}

const columns = fc
  .dictionary(anyText, fc.oneof(anyText, fc.integer(), fc.boolean()), { maxKeys: 4 })
  .map((made) => JSON.parse(JSON.stringify(made).replaceAll(/\\u0000|\\ud[89a-f][0-9a-f]{2}/g, '_')) as Made)
  .filter((made) => ['__proto__', 'constructor', 'prototype'].every((name) => !Object.hasOwn(made, name)))

const anyOf = (shape: Shape): fc.Arbitrary<unknown> => {
  if (shape.kind === 'group') return groupOf(shape.fields)
  if (shape.kind === 'list') return fc.array(anyOf(shape.item), { minLength: 1, maxLength: 3 })
  return shape.kind === 'map' ? columns : leafOf(shape)
}

const groupOf = (fields: ReadonlyMap<string, Field>): fc.Arbitrary<Made> =>
  fc.record(Object.fromEntries([...fields].map(([name, { shape }]) => [name, anyOf(shape)])), {
    requiredKeys: [...fields.values()].filter((each) => each.required).map((each) => each.name),
    noNullPrototype: true,
  })

const listOf = (value: unknown): Made[] => (value ?? []) as Made[]

const inPairs = (place: Made | undefined): void => {
  if (place && (place.latitude === undefined || place.longitude === undefined)) {
    delete place.latitude
    delete place.longitude
  }
}

const inOrder = (part: Made): void => {
  for (const kind of ['deaths', 'injuries'])
    if (part[kind]) {
      const made = part[kind] as Made
      const numbers = (Object.values(made) as number[]).sort((a, b) => a - b)
      for (const [i, key] of ['low', 'best', 'high'].filter((each) => each in made).entries())
        made[key] = numbers[i]
    }
}

/** The same record without what rules across fields refuse. */
const sound = (made: Made): Made => {
  const subtype = made.event_subtype as keyof typeof eventSubtype | undefined
  if (subtype) made.event_type = eventSubtype[subtype].parent
  for (const place of ['location', 'launched_from']) inPairs(made[place] as Made | undefined)
  for (const weapon of listOf(made.weapons))
    for (const key of ['fired', 'fired_low', 'fired_high']) delete weapon[key]
  const casualties = made.casualties as Made | undefined
  if (casualties) {
    if (casualties.reported !== 'some') delete casualties.reported
    inOrder(casualties)
    for (const group of listOf(casualties.groups)) {
      if (group.group === undefined) group.actor ??= 'A'
      else delete group.actor
      inOrder(group)
    }
  }
  for (const [i, source] of listOf(made.sources).entries()) {
    source.publisher ??= 'Example News'
    if (source.key) source.key = `s${i}`
  }
  for (const place of [casualties, made.damage as Made | undefined]) if (place) delete place.source
  for (const list of ['weapons', 'claims', 'attributions', 'links'])
    for (const item of listOf(made[list])) delete item.source
  for (const [name, value] of Object.entries(made))
    if (Array.isArray(value)) made[name] = value.filter((item) => Object.keys(item).length > 0)
  return made
}

/** A record that breaks no rule, as it may be sent. */
export const soundRecord: fc.Arbitrary<Made> = groupOf(recordShape.fields).map(sound)

/** A record with values of any kind in some of its places. */
export const wildRecord: fc.Arbitrary<Made> = fc
  .tuple(soundRecord, fc.array(fc.tuple(fc.nat(), fc.jsonValue({ maxDepth: 3 })), { maxLength: 4 }))
  .map(([record, changes]) => {
    for (const [where, value] of changes) plant(record, where, value)
    return record
  })

/** Puts a value at a place that a number picks. */
export const plant = (group: Made | unknown[], where: number, value: unknown): void => {
  const places = Object.keys(group)
  const name = places[where % Math.max(places.length, 1)]
  if (name === undefined) return
  const inner = (group as Made)[name]
  const rest = Math.floor(where / places.length)
  if (typeof inner === 'object' && inner !== null && rest % 3 > 0)
    plant(inner as Made, Math.floor(rest / 3), value)
  else (group as Made)[name] = value
}
