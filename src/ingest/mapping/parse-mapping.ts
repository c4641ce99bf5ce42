/** Reads a mapping and says all that is wrong with it before the first row is read. */
import * as v from 'valibot'
import {
  type Mapping,
  type MappingRule,
  mapping,
  namesAt,
  type Scalar,
} from '../../../schemas/column-mapping.ts'
import { type Issue, issue, type Path, type RuleId } from '../../../schemas/rules.ts'
import { type Place, placeOf } from '../../record/paths.ts'
import { statedFields } from '../../record/shape.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import { type DateReader, dateReader } from './date-format.ts'

/** A value that goes to a field; a path may have `*` in it. */
export interface Stated {
  readonly path: Path
  readonly value: Scalar
}

/** How one column goes to one field. */
export interface Rule {
  readonly column: string
  readonly place: Place
  readonly values?: ReadonlyMap<string, Scalar | null>
  readonly otherwise?: Scalar | null
  readonly date?: { readonly format: string; readonly read: DateReader }
  readonly decimal?: ','
  readonly split?: string
  readonly along: readonly Stated[]
}

/** A text of which some parts are cells: by the column, or `#` for the number of the row. */
export interface Template {
  readonly place: Place
  readonly parts: readonly ({ readonly text: string } | { readonly column: string })[]
}

/** A mapping in which every field is known. */
export interface ReadMapping {
  readonly rules: readonly Rule[]
  readonly templates: readonly Template[]
  readonly constants: readonly Stated[]
  readonly ignore: readonly string[]
  readonly rest?: Mapping['rest']
}

const translate = (found: v.GenericIssue): Issue => {
  const path = (found.path ?? []).map((step) => step.key as string | number)
  const say = (detail: string) => issue(path, 'mapping.invalid', detail, found.input)
  if (found.type === 'strict_object' && found.expected === 'never') {
    const [name, names] = [String(path.at(-1)), namesAt(path.length)]
    const hint = didYouMean(name, names) || ` There are ${names.join(', ')}.`
    return say(`A mapping has no "${name.slice(0, 64).toWellFormed()}" here.${hint}`)
  }
  if (found.received === 'undefined') return say('It must be given.')
  return say(`It must be ${found.expected ?? 'another value'}, not ${found.received}.`)
}

/** What keeps a value that the mapping states from being the field's. */
const valueFault = (value: Scalar | null | undefined, { shape, path }: Place): string | undefined => {
  if (value === null || value === undefined || shape.kind === 'map') return undefined
  if (typeof value !== shape.type)
    return `${path.join('.')} must be a ${shape.type === 'number' ? 'number' : 'text'}.`
  if (!shape.vocabulary || Object.hasOwn(shape.vocabulary, String(value))) return undefined
  return `There is no such code of ${path.join('.')}.${didYouMean(String(value), Object.keys(shape.vocabulary))}`
}

const stars = (path: Path): number => path.filter((step) => step === '*').length

/** The list of which a path has an entry of its own. */
export const listOf = (path: Path): string => path.slice(0, path.indexOf('*')).join('.')

class Reader {
  readonly issues: Issue[] = []
  readonly #taken = new Set<string>()

  #fault(at: Path, rule: RuleId, detail: string, value?: unknown): undefined {
    this.issues.push(issue(at, rule, detail, value))
  }

  #place(name: string, at: Path, entries = false): Place | undefined {
    const place = placeOf(name, { entries })
    if ('fault' in place) return this.#fault(at, 'mapping.field', place.fault, name)
    if (place.top.notes.server) return this.#fault(at, 'mapping.field', `The server sets ${name}.`, name)
    return place
  }

  /** A field that columns lead to: one of them, unless each makes entries. */
  #target(name: string, at: Path, entries: boolean): Place | undefined {
    const place = this.#place(name, at, entries)
    if (place && stars(place.path) === 0 && this.#taken.has(name))
      return this.#fault(at, 'mapping.field', `Something else leads to ${name} already.`, name)
    this.#taken.add(name)
    return place
  }

  /** The value for a field, if it can be that. */
  #value(value: Scalar | null | undefined, place: Place, at: Path): void {
    const fault = valueFault(value, place)
    if (fault) this.#fault(at, 'mapping.field', fault, value)
  }

  stated(values: Readonly<Record<string, Scalar>> | undefined, at: Path, list?: string): Stated[] {
    return Object.entries(values ?? {}).flatMap(([name, value]) => {
      const here = [...at, name]
      const place = this.#place(name, here, list !== undefined)
      if (!place) return []
      this.#value(value, place, here)
      if (stars(place.path) > 0 && listOf(place.path) !== list)
        this.#fault(here, 'mapping.field', 'The * must be the entry that the column makes.', name)
      return [{ path: place.path, value }]
    })
  }

  #date(format: string | undefined, { shape }: Place, at: Path): Rule['date'] {
    if (format === undefined) return undefined
    const read = dateReader(format)
    if (shape.kind !== 'leaf' || shape.leaf !== 'date')
      return this.#fault(at, 'mapping.invalid', 'The field is no date.', format)
    return 'fault' in read ? this.#fault(at, 'mapping.invalid', read.fault, format) : { format, read }
  }

  rule(column: string, stated: string | MappingRule, at: Path): Rule[] {
    const own: MappingRule = typeof stated === 'string' ? { to: stated } : stated
    const place = this.#target(own.to, typeof stated === 'string' ? at : [...at, 'to'], true)
    if (!place) return []
    const { values, otherwise, split, decimal } = own
    const isEntry = stars(place.path) > 0
    if (stars(place.path) > 1)
      this.#fault([...at, 'to'], 'mapping.field', 'A field has one * at most.', own.to)
    if (split !== undefined && !isEntry)
      this.#fault([...at, 'split'], 'mapping.invalid', 'The items need a field with a *.', split)
    for (const [cell, value] of Object.entries(values ?? {}))
      this.#value(value, place, [...at, 'values', cell])
    this.#value(otherwise, place, [...at, 'otherwise'])
    const date = this.#date(own.date, place, [...at, 'date'])
    return [
      {
        column,
        place,
        ...(values && {
          values: new Map(Object.entries(values).map(([cell, value]) => [plain(cell), value])),
        }),
        ...(otherwise === undefined ? {} : { otherwise }),
        ...(date && { date }),
        ...(decimal && { decimal }),
        ...(split === undefined ? {} : { split }),
        along: this.stated(own.with, [...at, 'with'], isEntry ? listOf(place.path) : ''),
      },
    ]
  }

  template(name: string, text: string): Template[] {
    const place = this.#target(name, ['templates', name], false)
    const pieces = text.split(/\{([^{}]*)\}/)
    const parts = pieces.map((piece, i) => (i % 2 === 0 ? { text: piece } : { column: piece }))
    return place ? [{ place, parts: parts.filter((part) => !('text' in part) || part.text !== '') }] : []
  }

  /** Says what every record must have and this mapping does not give. */
  needed(paths: readonly Path[], rest: Mapping['rest']): void {
    const given = new Set(paths.flatMap((path) => path.map((_, i) => path.slice(0, i + 1).join('.'))))
    const missing = (name: string, why: string) =>
      given.has(name) || this.#fault(['columns'], 'mapping.field', `Nothing leads to ${name}, ${why}.`)
    for (const { name, required, shape } of statedFields.values()) {
      if (!required || name === 'dataset') continue
      const inner = shape.kind === 'group' ? [...shape.fields.values()].filter((each) => each.required) : []
      for (const each of inner.length > 0 ? inner.map((field) => `${name}.${field.name}`) : [name])
        missing(each, 'which every record must have')
    }
    if (given.has('external') || rest === 'external')
      missing('external.scheme', 'which says whose the other columns are')
  }
}

/** The text of a cell or a name as it is compared. */
export const plain = (text: string): string => text.normalize('NFC').trim()

/** The mapping that a JSON value states, or everything that is wrong with it; pointers lead into the mapping. */
export const readMapping = (
  json: unknown,
): { readonly mapping?: ReadMapping; readonly issues: readonly Issue[] } => {
  const parsed = v.safeParse(mapping, json)
  if (!parsed.success) return { issues: parsed.issues.map(translate) }
  const { columns, templates = {}, constants, ignore = [], rest } = parsed.output as Mapping
  const reader = new Reader()
  const rules = Object.entries(columns).flatMap(([column, targets]) =>
    Array.isArray(targets)
      ? targets.flatMap((each, i) => reader.rule(column, each, ['columns', column, i]))
      : reader.rule(column, targets as string | MappingRule, ['columns', column]),
  )
  const texts = Object.entries(templates).flatMap(([name, text]) => reader.template(name, text))
  const stated = reader.stated(constants, ['constants'])
  if (reader.issues.length === 0)
    reader.needed(
      [...[...rules, ...texts].map(({ place }) => place.path), ...stated.map(({ path }) => path)],
      rest,
    )
  if (reader.issues.length > 0) return { issues: reader.issues }
  return {
    issues: [],
    mapping: { rules, templates: texts, constants: stated, ignore, ...(rest && { rest }) },
  }
}
