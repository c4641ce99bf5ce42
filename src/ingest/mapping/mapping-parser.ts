/** Parsing the parts of a mapping, one by one. */
import type { Mapping, MappingRule, Scalar } from '../../../schemas/column-mapping.ts'
import { type Issue, issue, type Path, type RuleId } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
import { type FieldPath, parsePath } from '../../record/paths.ts'
import { writableFields } from '../../record/shape.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import { joinSentences, type Say, sentence } from '../../text/sentence.ts'
import { parseRepeat } from './column-pattern.ts'
import {
  type ColumnRule,
  type FieldValue,
  keepWord,
  listPath,
  parseOptions,
  takesAnyText,
} from './column-rule.ts'

/** A text with cells in it: every second part is a column, or `#` for the number of the row. */
export interface Template {
  readonly target: FieldPath
  readonly parts: readonly string[]
}

/** Returns why a constant value cannot be the value of a field; undefined if it can. */
const findValueFault = (value: Scalar | null | undefined, { shape, path }: FieldPath): Say | undefined => {
  if (value === null || value === undefined || shape.kind === 'map') return undefined
  if (typeof value !== shape.type)
    return shape.type === 'number'
      ? sentence`${path.join('.')} must be a number.`
      : sentence`${path.join('.')} must be a text.`
  if (!shape.vocabulary || Object.hasOwn(shape.vocabulary, String(value))) return undefined
  return joinSentences(
    sentence`There is no such code of ${path.join('.')}.`,
    didYouMean(String(value), Object.keys(shape.vocabulary)),
  )
}

const countStars = (path: Path): number => path.filter((step) => step === '*').length

/** Returns the `best` field of an estimate, such as casualties.deaths; undefined if the name is another field. */
const parseEstimatePath = (name: string, options: PathOptions): FieldPath | undefined => {
  const [best, ...others] = ['best', 'low', 'high'].map((field) => parsePath(`${name}.${field}`, options))
  return best &&
    !('fault' in best) &&
    best.shape.kind === 'leaf' &&
    others.every((each) => !('fault' in each))
    ? best
    : undefined
}

interface PathOptions {
  /** Whether `*` may represent a new entry. */
  readonly entries?: boolean
  /** Whether the field is that of a part of a date, which several columns can fill. */
  readonly isShared?: boolean
  /** Whether the name can be that of an estimate. */
  readonly canBeEstimate?: boolean
}

/** The fields that a mapping must fill. */
const requiredNames: readonly string[] = [...writableFields.values()].flatMap(({ name, required, shape }) => {
  if (!required || name === 'dataset') return []
  const inner = shape.kind === 'group' ? [...shape.fields.values()].filter((each) => each.required) : []
  return inner.length > 0 ? inner.map((field) => `${name}.${field.name}`) : [name]
})

/** Returns the fields that a mapping must fill and does not. A specific type of event implies its type. */
export const missingNames = (filled: ReadonlySet<string>): string[] =>
  requiredNames.filter((name) => !filled.has(name) && !(name === 'event_type' && filled.has('event_subtype')))

/** Parses the parts of a mapping and collects their errors. */
export class MappingParser {
  readonly issues: Issue[] = []
  readonly #missing: ReadonlySet<string> | undefined
  /** The fields that columns and templates fill, and whether several columns can. */
  readonly #usedNames = new Map<string, boolean>()

  constructor(missing: ReadonlySet<string> | undefined) {
    this.#missing = missing
  }

  readonly addIssue = (at: Path, rule: RuleId, say: Say, value?: unknown): undefined => {
    this.issues.push(issue(at, rule, say, value))
  }

  #parsePath(name: string, at: Path, options: PathOptions = {}): FieldPath | undefined {
    const estimate = options.canBeEstimate ? parseEstimatePath(name, options) : undefined
    const place = estimate ?? parsePath(name, options)
    if ('fault' in place) return this.addIssue(at, 'mapping.field', place.fault, name)
    if (place.field.metadata.readOnly)
      return this.addIssue(at, 'mapping.field', sentence`The server sets ${name}.`, name)
    return place
  }

  /** Returns the field of a column. Only columns that create entries or are parts of a date may share a field. */
  #parseTarget(name: string, at: Path, options: PathOptions = {}): FieldPath | undefined {
    const place = this.#parsePath(name, at, options)
    if (!place) return undefined
    const { isShared = false } = options
    const stem = place.path.slice(0, -1).join('.')
    const names = name === stem ? ['low', 'best', 'high'].map((field) => `${name}.${field}`) : [name]
    const used = names.map((each) => this.#usedNames.get(each)).filter((each) => each !== undefined)
    if (countStars(place.path) === 0 && used.length > 0 && !(isShared && used[0]))
      return this.addIssue(
        at,
        'mapping.field',
        sentence`Another column or constant already leads to ${name}.`,
        name,
      )
    for (const each of names) this.#usedNames.set(each, isShared)
    return place
  }

  /** Reports a value that the field cannot have. */
  #checkValue(value: Scalar | null | undefined, place: FieldPath, at: Path): void {
    const fault = findValueFault(value, place)
    if (fault) this.addIssue(at, 'mapping.field', fault, value)
  }

  parseValues(values: Readonly<Record<string, Scalar>> | undefined, at: Path, list?: string): FieldValue[] {
    return Object.entries(values ?? {}).flatMap(([name, value]) => {
      const valuePath = [...at, name]
      const place = this.#parsePath(name, valuePath, { entries: list !== undefined })
      if (!place) return []
      this.#checkValue(value, place, valuePath)
      if (countStars(place.path) > 0 && listPath(place.path) !== list)
        this.addIssue(
          valuePath,
          'mapping.field',
          sentence`The * must be the entry that the column makes.`,
          name,
        )
      return [{ path: place.path, value }]
    })
  }

  /** Returns the field of the texts that `target` cannot take. */
  #parseTextPath(name: string, target: FieldPath, at: Path): Path | undefined {
    if (takesAnyText(target))
      return this.addIssue(
        at,
        'mapping.invalid',
        sentence`The field takes any text, so no cell would go elsewhere.`,
        name,
      )
    const place = this.#parseTarget(name, at, { entries: true })
    if (!place) return undefined
    if (!takesAnyText(place))
      return this.addIssue(at, 'mapping.field', sentence`${name} must be a text.`, name)
    if (countStars(place.path) > 0 && listPath(place.path) !== listPath(target.path))
      return this.addIssue(
        at,
        'mapping.field',
        sentence`The * must be the entry that the column makes.`,
        name,
      )
    return place.path
  }

  rule(column: string, stated: string | MappingRule, at: Path): ColumnRule[] {
    const settings: MappingRule = typeof stated === 'string' ? { to: stated } : stated
    const { to, split, otherwise } = settings
    const target = this.#parseTarget(to, typeof stated === 'string' ? at : [...at, 'to'], {
      entries: true,
      isShared: settings.date !== undefined,
      canBeEstimate: true,
    })
    if (!target) return []
    const isEntry = countStars(target.path) > 0
    if (countStars(target.path) > 1)
      this.addIssue([...at, 'to'], 'mapping.field', sentence`A field can have at most one *.`, to)
    if (parseRepeat(column) && !isEntry)
      this.addIssue([...at, 'to'], 'mapping.field', (m: Messages) => m.mappings.repeatedColumn, to)
    if (split !== undefined && !isEntry)
      this.addIssue([...at, 'split'], 'mapping.invalid', sentence`The items need a field with a *.`, split)
    const isEstimate = target.path.slice(0, -1).join('.') === to
    const textTo = typeof otherwise === 'object' && otherwise !== null ? otherwise.to : undefined
    const isKept = otherwise === keepWord || textTo !== undefined
    const fixed = isKept ? undefined : (otherwise as Scalar | null | undefined)
    for (const [cell, value] of Object.entries(settings.values ?? {}))
      if (!(isEstimate && typeof value === 'string')) this.#checkValue(value, target, [...at, 'values', cell])
    this.#checkValue(fixed, target, [...at, 'otherwise'])
    return [
      {
        column,
        target,
        isEstimate,
        otherwise: fixed,
        isKept,
        textPath:
          textTo === undefined ? undefined : this.#parseTextPath(textTo, target, [...at, 'otherwise', 'to']),
        split,
        extraValues: this.parseValues(settings.with, [...at, 'with'], isEntry ? listPath(target.path) : ''),
        ...parseOptions(settings, target, { at, report: this.addIssue, missing: this.#missing }),
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
    const addMissing = (name: string, say: Say) =>
      mappedPaths.has(name) || this.addIssue(['columns'], 'mapping.field', say)
    for (const name of missingNames(mappedPaths))
      addMissing(name, sentence`Nothing leads to ${name}, which every record must have.`)
    if (mappedPaths.has('external') || rest === 'external') {
      const name = 'external.scheme'
      addMissing(name, sentence`Nothing leads to ${name}, which says whose the other columns are.`)
    }
  }
}
