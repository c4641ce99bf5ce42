/** Applying a mapping to the columns of a file. */
import type { Path } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import { joinSentences, sentence } from '../../text/sentence.ts'
import { hintIndexColumn } from '../csv/match-columns.ts'
import type { ColumnFault, PathValue } from '../rows/cell-assembly.ts'
import { type ColumnRule, listPath, normalizeKey } from './column-rule.ts'
import type { DateColumns } from './date-columns.ts'
import type { Template } from './mapping-parser.ts'
import type { ParsedMapping } from './parse-mapping.ts'

/** The cell of a column in a row. */
export interface CellPlace {
  /** The index in the row; -1 if an object lacks the column. */
  readonly index: number
  /** The position in the list that the cell is, if the mapping names one. */
  readonly item?: number | undefined
}

export type WithPlace<T> = T & CellPlace

export interface TemplatePlan {
  readonly path: Path
  /** Texts and cells; `rowNumber` represents the number of the row. */
  readonly parts: readonly (string | CellPlace)[]
  /** The first column in it. */
  readonly column: string | undefined
}

export const rowNumber: CellPlace = { index: Number.NaN }

export interface MappingPlan {
  readonly rules: readonly WithPlace<ColumnRule>[]
  readonly dates: readonly DateColumns<WithPlace<ColumnRule>>[]
  readonly templates: readonly TemplatePlan[]
  readonly constants: readonly PathValue[]
  /** Texts that mean unknown in templates. */
  readonly missing: ReadonlySet<string> | undefined
  /** Columns that go to `external.fields` unchanged. */
  readonly externalColumns: readonly WithPlace<{ readonly column: string }>[]
  /** Columns that are not read. */
  readonly ignored: readonly string[]
  /** Columns that the mapping names and the file or object lacks. */
  readonly absent: ReadonlySet<string>
  readonly faults: readonly ColumnFault[]
  /** The first free index of each list to which columns add entries. */
  readonly nextIndexes: ReadonlyMap<string, number>
}

const columnKey = (name: string): string => normalizeKey(name).toLowerCase()

/** Returns where each list continues after the entries at indexes that the mapping states. */
const findNextIndexes = (rules: readonly ColumnRule[], paths: readonly Path[]): Map<string, number> =>
  new Map(
    rules.flatMap(({ target }) => {
      if (!target.path.includes('*')) return []
      const list = listPath(target.path)
      const depth = target.path.indexOf('*')
      const usedSteps = paths
        .filter((path) => path.slice(0, depth).join('.') === list)
        .map((path) => path[depth])
      return [[list, Math.max(-1, ...usedSteps.filter((step) => typeof step === 'number')) + 1] as const]
    }),
  )

const columnsInTemplate = (parts: Template['parts']): string[] =>
  parts.filter((part, i) => i % 2 === 1 && part !== '#')

const quoteName = (name: string): string => `"${name.slice(0, 64).toWellFormed()}"`

/** Returns the columns of a file that a mapping does not mention. */
const findUnmapped = (
  others: readonly string[],
  { rules, dates, templates }: ParsedMapping,
): ColumnFault[] => {
  const mappedColumns = [
    ...[...rules, ...dates.flatMap(({ columns }) => columns)].map(({ column }) => column),
    ...templates.flatMap(({ parts }) => columnsInTemplate(parts)),
  ]
  return others.map((column) => {
    const unmapped = sentence`The mapping does not mention the column ${quoteName(column)}. Lead it to a field, or list it under "ignore".`
    const indexHint = hintIndexColumn(column)
    const say = indexHint
      ? (m: Messages) => unmapped(m) + indexHint(m)
      : joinSentences(unmapped, didYouMean(column, mappedColumns))
    return { column, rule: 'table.column_unknown', say }
  })
}

const absentFault = (column: string, headers: readonly string[]): ColumnFault => {
  const absent = sentence`The mapping names a column ${quoteName(column)}, which the file does not have.`
  return { column, rule: 'mapping.column', say: joinSentences(absent, didYouMean(column, headers)) }
}

type Find = (name: string) => number | undefined

/** Returns a function that finds the index of a column, ignoring case and spaces unless two headers differ in them. */
const columnFinder = (headers: readonly string[]): Find => {
  const indexByName = new Map([...headers.entries()].reverse().map(([i, header]) => [columnKey(header), i]))
  for (const [i, header] of headers.entries()) indexByName.set(header, i)
  return (name) => indexByName.get(name) ?? indexByName.get(columnKey(name))
}

/** Returns the place of the item that `name.0` means in the list `name`; of no cell if there is no such list. */
const findItem = (name: string, find: Find): CellPlace => {
  const [, list, item] = /^(.+)\.(\d{1,4})$/.exec(name) ?? []
  const index = list === undefined ? undefined : find(list)
  return index === undefined ? { index: -1 } : { index, item: Number(item) }
}

/** Returns the indexes of ignored columns; in an object, also of what an ignored column contains. */
const findIgnored = (
  ignore: readonly string[],
  headers: readonly string[],
  find: Find,
  isObject: boolean,
): ReadonlySet<number> => {
  const indexes = new Set(ignore.flatMap((name) => find(name) ?? []))
  if (!isObject) return indexes
  const prefixes = ignore.map((name) => `${columnKey(name)}.`)
  for (const [i, header] of headers.entries())
    if (prefixes.some((prefix) => columnKey(header).startsWith(prefix))) indexes.add(i)
  return indexes
}

interface PlanOptions {
  /**
   * Whether the columns are the keys of one object: a key that it lacks is an empty cell, `name.0` is an item of the
   * list `name`, and `ignore` covers all keys of an object.
   */
  readonly isObject?: boolean
}

/**
 * Returns how the columns of a file are mapped. Case and surrounding spaces of headers are ignored, unless that would
 * make two headers equal.
 */
export const planMapping = (
  mapping: ParsedMapping,
  headers: readonly string[],
  { isObject = false }: PlanOptions = {},
): MappingPlan => {
  const find = columnFinder(headers)
  const absent = new Set<string>()
  const locate = (name: string): CellPlace => {
    const index = find(name)
    const place = index === undefined && isObject ? findItem(name, find) : { index: index ?? -1 }
    if (place.index === -1) absent.add(name)
    return place
  }
  const place = (rule: ColumnRule) => ({ ...rule, ...locate(rule.column) })
  const rules = mapping.rules.map(place)
  const dates = mapping.dates.map((date) => ({ ...date, columns: date.columns.map(place) }))
  const templates = mapping.templates.map(
    ({ target, parts }): TemplatePlan => ({
      path: target.path,
      parts: parts.map((part, i) => {
        if (i % 2 === 0) return part
        return part === '#' ? rowNumber : locate(part)
      }),
      column: columnsInTemplate(parts)[0],
    }),
  )
  const places = [
    ...rules,
    ...dates.flatMap(({ columns }) => columns),
    ...templates.flatMap(({ parts }) => parts.filter((part) => typeof part !== 'string')),
  ]
  const usedIndexes = new Set(places.map(({ index }) => index))
  const ignoredIndexes = findIgnored(mapping.ignore, headers, find, isObject)
  const restColumns = headers
    .map((column, index) => ({ column, index }))
    .filter(({ index }) => !usedIndexes.has(index) && !ignoredIndexes.has(index))
  const names = restColumns.map(({ column }) => column)
  const paths = [
    ...mapping.constants,
    ...mapping.rules.flatMap((each) => [each.target, ...each.extraValues]),
    ...templates,
  ]
  return {
    rules,
    dates,
    templates,
    constants: mapping.constants,
    missing: mapping.missing,
    externalColumns: mapping.rest === 'external' ? restColumns : [],
    ignored: [
      ...headers.filter((_, i) => ignoredIndexes.has(i)),
      ...(mapping.rest === 'ignore' ? names : []),
    ],
    absent,
    faults: [
      ...(isObject ? [] : [...absent].map((name) => absentFault(name, headers))),
      ...(mapping.rest === undefined ? findUnmapped(names, mapping) : []),
    ],
    nextIndexes: findNextIndexes(
      mapping.rules,
      paths.map(({ path }) => path),
    ),
  }
}
