/** What the columns of a file mean by a mapping. */
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

/** Something that the file has, at this place of a row. */
export type WithIndex<T> = T & { readonly index: number }

export interface TemplatePlan {
  readonly path: Path
  /** Texts, and cells by their places in the row; `row` is its number. */
  readonly parts: readonly (string | number | { readonly row: true })[]
  /** The first column in it. */
  readonly column: string | undefined
}

export interface MappingPlan {
  readonly rules: readonly WithIndex<ColumnRule>[]
  readonly templates: readonly TemplatePlan[]
  readonly constants: readonly PathValue[]
  /** Columns that go to `external.fields` as they are. */
  readonly externalColumns: readonly WithIndex<{ readonly column: string }>[]
  /** Columns that are not read. */
  readonly ignored: readonly string[]
  readonly faults: readonly ColumnFault[]
  /** The first free place of each list to which columns add entries. */
  readonly nextIndexes: ReadonlyMap<string, number>
}

const columnKey = (name: string): string => normalizeKey(name).toLowerCase()

/** Where lists go on behind the entries that the mapping places itself. */
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

/** The columns of a file, by name; case and space around it are forgiven, save where that makes two one. */
class HeaderIndex {
  readonly faults: ColumnFault[] = []
  readonly #headers: readonly string[]
  readonly #indexByName = new Map<string, number>()

  constructor(headers: readonly string[]) {
    this.#headers = headers
    for (const [i, header] of headers.entries())
      if (!this.#indexByName.has(columnKey(header))) this.#indexByName.set(columnKey(header), i)
    for (const [i, header] of headers.entries()) this.#indexByName.set(header, i)
  }

  find(name: string): number | undefined {
    return this.#indexByName.get(name) ?? this.#indexByName.get(columnKey(name))
  }

  /** The place of a column that the mapping names. */
  requireColumn(name: string): number[] {
    const found = this.find(name)
    if (found !== undefined) return [found]
    const detail = `The mapping names a column ${quoteName(name)} that the file has not.`
    if (!this.faults.some(({ column }) => column === name))
      this.faults.push({
        column: name,
        rule: 'mapping.column',
        detail: detail + didYouMean(name, this.#headers),
      })
    return []
  }
}

const planTemplate = ({ target, parts }: Template, columns: HeaderIndex): TemplatePlan => ({
  path: target.path,
  parts: parts.flatMap((part): TemplatePlan['parts'] => {
    if ('text' in part) return [part.text]
    return part.column === '#' ? [{ row: true }] : columns.requireColumn(part.column)
  }),
  column: columnsInTemplate(parts)[0],
})

const columnsInTemplate = (parts: Template['parts']): string[] =>
  parts.flatMap((part) => ('column' in part && part.column !== '#' ? [part.column] : []))

const quoteName = (name: string): string => `"${name.slice(0, 64).toWellFormed()}"`

/** The columns of a file of which a mapping says nothing. */
const findUnmapped = (others: readonly string[], { rules, templates }: ParsedMapping): ColumnFault[] => {
  const mappedColumns = [
    ...rules.map(({ column }) => column),
    ...templates.flatMap(({ parts }) => columnsInTemplate(parts)),
  ]
  return others.map((column) => {
    const detail = `The mapping says nothing of the column ${quoteName(column)}: lead it to a field, or name it under "ignore".`
    return { column, rule: 'table.column_unknown', detail: detail + didYouMean(column, mappedColumns) }
  })
}

/** What the columns of a file mean by a mapping. Headers come as they stand there. */
export const planMapping = (mapping: ParsedMapping, headers: readonly string[]): MappingPlan => {
  const columns = new HeaderIndex(headers)
  const rules = mapping.rules.flatMap((rule) =>
    columns.requireColumn(rule.column).map((index) => ({ ...rule, index })),
  )
  const templates = mapping.templates.map((template) => planTemplate(template, columns))
  const templateIndexes = templates.flatMap(({ parts }) => parts.filter((part) => typeof part === 'number'))
  const usedIndexes = new Set([...rules.map(({ index }) => index), ...templateIndexes])
  const ignoredIndexes = new Set(mapping.ignore.flatMap((name) => columns.find(name) ?? []))
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
    faults: [...columns.faults, ...(mapping.rest === undefined ? findUnmapped(names, mapping) : [])],
    nextIndexes: findNextIndexes(
      mapping.rules,
      paths.map(({ path }) => path),
    ),
  }
}
