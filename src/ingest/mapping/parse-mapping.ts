/** Parses a mapping and reports all its errors before the first row is read. */
import * as v from 'valibot'
import {
  allowedNames,
  type Mapping,
  type MappingRule,
  mapping,
  type Scalar,
} from '../../../schemas/column-mapping.ts'
import { type Issue, issue, type Path, type RuleId } from '../../../schemas/rules.ts'
import { type FieldPath, parsePath } from '../../record/paths.ts'
import { writableFields } from '../../record/shape.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import { createDateParser, type DateParser } from './date-format.ts'

/** A constant value of a field; the path may contain `*`. */
export interface FieldValue {
  readonly path: Path
  readonly value: Scalar
}

/** How one column is mapped to one field. */
export interface ColumnRule {
  readonly column: string
  readonly target: FieldPath
  readonly values: ReadonlyMap<string, Scalar | null> | undefined
  readonly otherwise: Scalar | null | undefined
  readonly date: { readonly format: string; readonly read: DateParser } | undefined
  readonly decimal: ',' | undefined
  readonly split: string | undefined
  readonly extraValues: readonly FieldValue[]
}

/** A text with cells in it: every second part is a column, or `#` for the number of the row. */
export interface Template {
  readonly target: FieldPath
  readonly parts: readonly string[]
}

/** A mapping whose fields all exist. */
export interface ParsedMapping {
  readonly rules: readonly ColumnRule[]
  readonly templates: readonly Template[]
  readonly constants: readonly FieldValue[]
  readonly ignore: readonly string[]
  readonly rest: Mapping['rest'] | undefined
}

const translateIssue = (found: v.GenericIssue): Issue => {
  const path = (found.path ?? []).map((step) => step.key as string | number)
  const createIssue = (detail: string) => issue(path, 'mapping.invalid', detail, found.input)
  if (found.type === 'strict_object' && found.expected === 'never') {
    const [name, names] = [String(path.at(-1)), allowedNames(path.length)]
    const hint = didYouMean(name, names) || ` There are ${names.join(', ')}.`
    return createIssue(`A mapping has no "${name.slice(0, 64).toWellFormed()}" here.${hint}`)
  }
  if (found.received === 'undefined') return createIssue('This key is required.')
  return createIssue(`It must be ${found.expected ?? 'another value'}, not ${found.received}.`)
}

/** Returns why a constant value cannot be the value of a field; undefined if it can. */
const findValueFault = (value: Scalar | null | undefined, { shape, path }: FieldPath): string | undefined => {
  if (value === null || value === undefined || shape.kind === 'map') return undefined
  if (typeof value !== shape.type)
    return `${path.join('.')} must be a ${shape.type === 'number' ? 'number' : 'text'}.`
  if (!shape.vocabulary || Object.hasOwn(shape.vocabulary, String(value))) return undefined
  return `There is no such code of ${path.join('.')}.${didYouMean(String(value), Object.keys(shape.vocabulary))}`
}

const countStars = (path: Path): number => path.filter((step) => step === '*').length

/** Returns the path of the list to which a path adds an entry. */
export const listPath = (path: Path): string => path.slice(0, path.indexOf('*')).join('.')

interface PathOptions {
  /** Whether `*` may represent a new entry. */
  readonly entries?: boolean
}

class MappingParser {
  readonly issues: Issue[] = []
  readonly #usedNames = new Set<string>()

  #addIssue(at: Path, parseRule: RuleId, detail: string, value?: unknown): undefined {
    this.issues.push(issue(at, parseRule, detail, value))
  }

  #parsePath(name: string, at: Path, options: PathOptions = {}): FieldPath | undefined {
    const place = parsePath(name, options)
    if ('fault' in place) return this.#addIssue(at, 'mapping.field', place.fault, name)
    if (place.field.metadata.readOnly)
      return this.#addIssue(at, 'mapping.field', `The server sets ${name}.`, name)
    return place
  }

  /** Returns the field of a column. Only columns that create entries may share a field. */
  #parseTarget(name: string, at: Path, options?: PathOptions): FieldPath | undefined {
    const place = this.#parsePath(name, at, options)
    if (place && countStars(place.path) === 0 && this.#usedNames.has(name))
      return this.#addIssue(at, 'mapping.field', `Another column or constant already leads to ${name}.`, name)
    this.#usedNames.add(name)
    return place
  }

  /** Reports a value that the field cannot have. */
  #checkValue(value: Scalar | null | undefined, place: FieldPath, at: Path): void {
    const fault = findValueFault(value, place)
    if (fault) this.#addIssue(at, 'mapping.field', fault, value)
  }

  parseValues(values: Readonly<Record<string, Scalar>> | undefined, at: Path, list?: string): FieldValue[] {
    return Object.entries(values ?? {}).flatMap(([name, value]) => {
      const valuePath = [...at, name]
      const place = this.#parsePath(name, valuePath, { entries: list !== undefined })
      if (!place) return []
      this.#checkValue(value, place, valuePath)
      if (countStars(place.path) > 0 && listPath(place.path) !== list)
        this.#addIssue(valuePath, 'mapping.field', 'The * must be the entry that the column makes.', name)
      return [{ path: place.path, value }]
    })
  }

  #parseDateFormat(format: string | undefined, { shape }: FieldPath, at: Path): ColumnRule['date'] {
    if (format === undefined) return undefined
    const read = createDateParser(format)
    if (shape.kind !== 'leaf' || shape.leaf !== 'date')
      return this.#addIssue(at, 'mapping.invalid', 'The field is not a date.', format)
    return 'fault' in read ? this.#addIssue(at, 'mapping.invalid', read.fault, format) : { format, read }
  }

  rule(column: string, stated: string | MappingRule, at: Path): ColumnRule[] {
    const settings: MappingRule = typeof stated === 'string' ? { to: stated } : stated
    const target = this.#parseTarget(settings.to, typeof stated === 'string' ? at : [...at, 'to'], {
      entries: true,
    })
    if (!target) return []
    const { values, otherwise, split, decimal } = settings
    const isEntry = countStars(target.path) > 0
    if (countStars(target.path) > 1)
      this.#addIssue([...at, 'to'], 'mapping.field', 'A field can have at most one *.', settings.to)
    if (split !== undefined && !isEntry)
      this.#addIssue([...at, 'split'], 'mapping.invalid', 'The items need a field with a *.', split)
    for (const [cell, value] of Object.entries(values ?? {}))
      this.#checkValue(value, target, [...at, 'values', cell])
    this.#checkValue(otherwise, target, [...at, 'otherwise'])
    const date = this.#parseDateFormat(settings.date, target, [...at, 'date'])
    return [
      {
        column,
        target,
        values: values && new Map(Object.entries(values).map(([cell, value]) => [normalizeKey(cell), value])),
        otherwise,
        date,
        decimal,
        split,
        extraValues: this.parseValues(settings.with, [...at, 'with'], isEntry ? listPath(target.path) : ''),
      },
    ]
  }

  parseTemplate(name: string, text: string): Template[] {
    const target = this.#parseTarget(name, ['templates', name])
    return target ? [{ target, parts: text.split(/\{([^{}]*)\}/) }] : []
  }

  /** Reports each required field that the mapping does not set. */
  checkRequired(paths: readonly Path[], rest: Mapping['rest']): void {
    const mappedPaths = new Set(paths.flatMap((path) => path.map((_, i) => path.slice(0, i + 1).join('.'))))
    const addMissing = (name: string, why: string) =>
      mappedPaths.has(name) ||
      this.#addIssue(['columns'], 'mapping.field', `Nothing leads to ${name}, ${why}.`)
    for (const { name, required, shape } of writableFields.values()) {
      if (!required || name === 'dataset') continue
      const inner = shape.kind === 'group' ? [...shape.fields.values()].filter((each) => each.required) : []
      for (const each of inner.length > 0 ? inner.map((field) => `${name}.${field.name}`) : [name])
        addMissing(each, 'which every record must have')
    }
    if (mappedPaths.has('external') || rest === 'external')
      addMissing('external.scheme', 'which says whose the other columns are')
  }
}

/** Returns the text of a cell or name for comparison. */
export const normalizeKey = (text: string): string => text.normalize('NFC').trim()

/** Returns the mapping of a JSON value, or all its errors, with pointers into the mapping. */
export const parseMapping = (
  json: unknown,
): { readonly mapping?: ParsedMapping; readonly issues: readonly Issue[] } => {
  const parsed = v.safeParse(mapping, json)
  if (!parsed.success) return { issues: parsed.issues.map(translateIssue) }
  const { columns, templates = {}, constants, ignore = [], rest } = parsed.output as Mapping
  const parser = new MappingParser()
  const rules = Object.entries(columns).flatMap(([column, targets]) =>
    Array.isArray(targets)
      ? targets.flatMap((each, i) => parser.rule(column, each, ['columns', column, i]))
      : parser.rule(column, targets as string | MappingRule, ['columns', column]),
  )
  const parsedTemplates = Object.entries(templates).flatMap(([name, text]) =>
    parser.parseTemplate(name, text),
  )
  const stated = parser.parseValues(constants, ['constants'])
  if (parser.issues.length === 0)
    parser.checkRequired(
      [...[...rules, ...parsedTemplates].map(({ target }) => target.path), ...stated.map(({ path }) => path)],
      rest,
    )
  if (parser.issues.length > 0) return { issues: parser.issues }
  return {
    issues: [],
    mapping: { rules, templates: parsedTemplates, constants: stated, ignore, rest },
  }
}
