/** What the columns of a file mean by a mapping. */
import type { Path } from '../../../schemas/rules.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import type { ColumnFault, Placed } from '../rows/cell-assembly.ts'
import { listOf, plain, type ReadMapping, type Rule, type Template } from './parse-mapping.ts'

/** Something that the file has, at this place of a row. */
export type Found<T> = T & { readonly index: number }

export interface PlannedTemplate {
  readonly path: Path
  /** Texts, and cells by their places in the row; `row` is its number. */
  readonly parts: readonly (string | number | { readonly row: true })[]
  /** The first column in it. */
  readonly column: string | undefined
}

export interface MappingPlan {
  readonly rules: readonly Found<Rule>[]
  readonly templates: readonly PlannedTemplate[]
  readonly constants: readonly Placed[]
  /** Columns that go to `external.fields` as they are. */
  readonly kept: readonly Found<{ readonly column: string }>[]
  /** Columns that are not read. */
  readonly ignored: readonly string[]
  readonly faults: readonly ColumnFault[]
  /** The first free place of each list to which columns add entries. */
  readonly free: ReadonlyMap<string, number>
}

const key = (name: string): string => plain(name).toLowerCase()

/** Where lists go on behind the entries that the mapping places itself. */
const freePlaces = (rules: readonly Rule[], paths: readonly Path[]): Map<string, number> =>
  new Map(
    rules.flatMap(({ place }) => {
      if (!place.path.includes('*')) return []
      const list = listOf(place.path)
      const depth = place.path.indexOf('*')
      const used = paths.filter((path) => path.slice(0, depth).join('.') === list).map((path) => path[depth])
      return [[list, Math.max(-1, ...used.filter((step) => typeof step === 'number')) + 1] as const]
    }),
  )

/** The columns of a file, by name; case and space around it are forgiven, save where that makes two one. */
class Columns {
  readonly faults: ColumnFault[] = []
  readonly #headers: readonly string[]
  readonly #places = new Map<string, number>()

  constructor(headers: readonly string[]) {
    this.#headers = headers
    for (const [i, header] of headers.entries())
      if (!this.#places.has(key(header))) this.#places.set(key(header), i)
    for (const [i, header] of headers.entries()) this.#places.set(header, i)
  }

  find(name: string): number | undefined {
    return this.#places.get(name) ?? this.#places.get(key(name))
  }

  /** The place of a column that the mapping names. */
  demand(name: string): number[] {
    const found = this.find(name)
    if (found !== undefined) return [found]
    const detail = `The mapping names a column ${shown(name)} that the file has not.`
    if (!this.faults.some(({ column }) => column === name))
      this.faults.push({
        column: name,
        rule: 'mapping.column',
        detail: detail + didYouMean(name, this.#headers),
      })
    return []
  }
}

const plannedTemplate = ({ place, parts }: Template, columns: Columns): PlannedTemplate => ({
  path: place.path,
  parts: parts.flatMap((part): PlannedTemplate['parts'] => {
    if ('text' in part) return [part.text]
    return part.column === '#' ? [{ row: true }] : columns.demand(part.column)
  }),
  column: namesIn(parts)[0],
})

const namesIn = (parts: Template['parts']): string[] =>
  parts.flatMap((part) => ('column' in part && part.column !== '#' ? [part.column] : []))

const shown = (name: string): string => `"${name.slice(0, 64).toWellFormed()}"`

/** The columns of a file of which a mapping says nothing. */
const forgotten = (others: readonly string[], { rules, templates }: ReadMapping): ColumnFault[] => {
  const known = [...rules.map(({ column }) => column), ...templates.flatMap(({ parts }) => namesIn(parts))]
  return others.map((column) => {
    const detail = `The mapping says nothing of the column ${shown(column)}: lead it to a field, or name it under "ignore".`
    return { column, rule: 'table.column_unknown', detail: detail + didYouMean(column, known) }
  })
}

/** What the columns of a file mean by a mapping. Headers come as they stand there. */
export const planMapping = (mapping: ReadMapping, headers: readonly string[]): MappingPlan => {
  const columns = new Columns(headers)
  const rules = mapping.rules.flatMap((rule) =>
    columns.demand(rule.column).map((index) => ({ ...rule, index })),
  )
  const templates = mapping.templates.map((template) => plannedTemplate(template, columns))
  const inTexts = templates.flatMap(({ parts }) => parts.filter((part) => typeof part === 'number'))
  const used = new Set([...rules.map(({ index }) => index), ...inTexts])
  const ignore = new Set(mapping.ignore.flatMap((name) => columns.find(name) ?? []))
  const others = headers
    .map((column, index) => ({ column, index }))
    .filter(({ index }) => !used.has(index) && !ignore.has(index))
  const names = others.map(({ column }) => column)
  const paths = [
    ...mapping.constants,
    ...mapping.rules.flatMap((each) => [each.place, ...each.along]),
    ...templates,
  ]
  return {
    rules,
    templates,
    constants: mapping.constants,
    kept: mapping.rest === 'external' ? others : [],
    ignored: [...headers.filter((_, i) => ignore.has(i)), ...(mapping.rest === 'ignore' ? names : [])],
    faults: [...columns.faults, ...(mapping.rest === undefined ? forgotten(names, mapping) : [])],
    free: freePlaces(
      mapping.rules,
      paths.map(({ path }) => path),
    ),
  }
}
