/** Parses a mapping and reports all its errors before the first row is read. */
import * as v from 'valibot'
import { allowedNames, type Mapping, type MappingRule, mapping } from '../../../schemas/column-mapping.ts'
import { type Issue, issue, type Path } from '../../../schemas/rules.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import { joinSentences, type Say, sentence } from '../../text/sentence.ts'
import { type ColumnRule, type FieldValue, normalizeKey } from './column-rule.ts'
import { type DateColumns, groupDates } from './date-columns.ts'
import { MappingParser, type Template } from './mapping-parser.ts'

/** A mapping whose fields all exist. */
export interface ParsedMapping {
  readonly rules: readonly ColumnRule[]
  /** Dates whose parts come from several columns. */
  readonly dates: readonly DateColumns[]
  readonly templates: readonly Template[]
  readonly constants: readonly FieldValue[]
  /** Texts that mean unknown. */
  readonly missing: ReadonlySet<string> | undefined
  readonly ignore: readonly string[]
  readonly rest: Mapping['rest'] | undefined
}

const translateIssue = (found: v.GenericIssue): Issue => {
  const path = (found.path ?? []).map((step) => step.key as string | number)
  const createIssue = (say: Say) => issue(path, 'mapping.invalid', say, found.input)
  if (found.type === 'strict_object' && found.expected === 'never') {
    const [name, names] = [String(path.at(-1)), allowedNames(path)]
    const hint = didYouMean(name, names) ?? sentence`There are ${names.join(', ')}.`
    const excerpt = name.slice(0, 64).toWellFormed()
    return createIssue(joinSentences(sentence`A mapping has no "${excerpt}" here.`, hint))
  }
  if (found.received === 'undefined') return createIssue(sentence`This key is required.`)
  if (found.type === 'regex') return createIssue((m) => m.translate(found.message))
  const expected = found.expected ?? sentence`another value`
  return createIssue(sentence`It must be ${expected}, not ${found.received}.`)
}

/** A rule and its place in the mapping. */
interface PlacedRule {
  readonly rule: ColumnRule
  readonly at: Path
}

const parseColumns = (parser: MappingParser, columns: Mapping['columns']): PlacedRule[] => {
  const place = (column: string, target: string | MappingRule, at: Path) =>
    parser.rule(column, target, at).map((rule) => ({ rule, at }))
  return Object.entries(columns).flatMap(([column, targets]) =>
    Array.isArray(targets)
      ? targets.flatMap((each, i) => place(column, each, ['columns', column, i]))
      : place(column, targets as string | MappingRule, ['columns', column]),
  )
}

/** Returns the mapping of a JSON value, or all its errors, with pointers into the mapping. */
export const parseMapping = (
  json: unknown,
): { readonly mapping?: ParsedMapping; readonly issues: readonly Issue[] } => {
  const parsed = v.safeParse(mapping, json)
  if (!parsed.success) return { issues: parsed.issues.map(translateIssue) }
  const { columns, templates = {}, constants, ignore = [], rest, ...file } = parsed.output as Mapping
  const missing = file.missing && new Set(file.missing.map(normalizeKey))
  const parser = new MappingParser(missing)
  const placed = parseColumns(parser, columns)
  const { rules, dates } = groupDates(placed, parser.addIssue)
  const parsedTemplates = Object.entries(templates).flatMap(([name, text]) =>
    parser.parseTemplate(name, text),
  )
  const stated = parser.parseValues(constants, ['constants'])
  if (parser.issues.length === 0)
    parser.checkRequired(
      [
        ...[...placed.map(({ rule }) => rule), ...parsedTemplates].map(({ target }) => target.path),
        ...stated.map(({ path }) => path),
      ],
      rest,
    )
  if (parser.issues.length > 0) return { issues: parser.issues }
  return {
    issues: [],
    mapping: { rules, dates, templates: parsedTemplates, constants: stated, missing, ignore, rest },
  }
}
