/** Applying a mapping to the columns of a file. */
import type { Path } from '../../../schemas/rules.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import type { ColumnFault, PathValue } from '../rows/cell-assembly.ts'
import {
  type ColumnRule,
  listPath,
  normalizeKey,
  type ParsedMapping,
  type Template,
} from './parse-mapping.ts'

/** Something that the file has, at this index of a row. */
export type WithIndex<T> = T & { readonly index: number }

export interface TemplatePlan {
  readonly path: Path
  /** Texts, and cells by their index in the row; `rowNumber` represents the number of the row. */
  readonly parts: readonly (string | number)[]
  /** The first column in it. */
  readonly column: string | undefined
}

export const rowNumber = -1

export interface MappingPlan {
  readonly rules: readonly WithIndex<ColumnRule>[]
  readonly templates: readonly TemplatePlan[]
  readonly constants: readonly PathValue[]
  /** Columns that go to `external.fields` unchanged. */
  readonly externalColumns: readonly WithIndex<{ readonly column: string }>[]
  /** Columns that are not read. */
  readonly ignored: readonly string[]
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
const findUnmapped = (others: readonly string[], { rules, templates }: ParsedMapping): ColumnFault[] => {
  const mappedColumns = [
    ...rules.map(({ column }) => column),
    ...templates.flatMap(({ parts }) => columnsInTemplate(parts)),
  ]
  return others.map((column) => {
    const detail = `The mapping does not mention the column ${quoteName(column)}. Lead it to a field, or list it under "ignore".`
    return { column, rule: 'table.column_unknown', detail: detail + didYouMean(column, mappedColumns) }
  })
}

/**
 * Returns how the columns of a file are mapped. Case and surrounding spaces of headers are ignored, unless that would
 * make two headers equal.
 */
export const planMapping = (mapping: ParsedMapping, headers: readonly string[]): MappingPlan => {
  const indexByName = new Map([...headers.entries()].reverse().map(([i, header]) => [columnKey(header), i]))
  for (const [i, header] of headers.entries()) indexByName.set(header, i)
  const find = (name: string) => indexByName.get(name) ?? indexByName.get(columnKey(name))
  const faults: ColumnFault[] = []
  const requireColumn = (name: string): number[] => {
    const index = find(name)
    if (index !== undefined) return [index]
    const detail = `The mapping names a column ${quoteName(name)}, which the file does not have.${didYouMean(name, headers)}`
    if (!faults.some(({ column }) => column === name))
      faults.push({ column: name, rule: 'mapping.column', detail })
    return []
  }
  const rules = mapping.rules.flatMap((rule) =>
    requireColumn(rule.column).map((index) => ({ ...rule, index })),
  )
  const templates = mapping.templates.map(
    ({ target, parts }): TemplatePlan => ({
      path: target.path,
      parts: parts.flatMap((part, i): (string | number)[] => {
        if (i % 2 === 0) return [part]
        return part === '#' ? [rowNumber] : requireColumn(part)
      }),
      column: columnsInTemplate(parts)[0],
    }),
  )
  const templateIndexes = templates.flatMap(({ parts }) => parts.filter((part) => typeof part === 'number'))
  const usedIndexes = new Set([...rules.map(({ index }) => index), ...templateIndexes])
  const ignoredIndexes = new Set(mapping.ignore.flatMap((name) => find(name) ?? []))
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
    templates,
    constants: mapping.constants,
    externalColumns: mapping.rest === 'external' ? restColumns : [],
    ignored: [
      ...headers.filter((_, i) => ignoredIndexes.has(i)),
      ...(mapping.rest === 'ignore' ? names : []),
    ],
    faults: [...faults, ...(mapping.rest === undefined ? findUnmapped(names, mapping) : [])],
    nextIndexes: findNextIndexes(
      mapping.rules,
      paths.map(({ path }) => path),
    ),
  }
}
