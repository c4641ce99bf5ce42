/**
 * The columns of the index, and their values in an entry. The index is a log of entries: a version is added by its
 * commit, and removed by the commit that supersedes it. The versions of a snapshot are those added up to its commit
 * without those removed up to it.
 */
import type { Incident } from '../../../schemas/incident.ts'
import { type FacetName, facets, type ScalarFilter } from '../../../schemas/query.ts'
import { memoize } from '../../text/memoize.ts'
import { encodeStored } from '../../text/storage-encoding.ts'

/** Columns with at most one value in an entry. */
export const codeColumns = [
  'status',
  'filer',
  'dataset',
  'country',
  'admin1',
  'event_type',
  'event_subtype',
  'conflict_type',
  'outcome',
  'geo_precision',
  'date_precision',
  'series',
] as const satisfies readonly (ScalarFilter | 'status' | 'filer')[]
export type CodeColumn = (typeof codeColumns)[number]

/** Facets whose values are few, so that records are counted by them. */
export const countedFacets = ['weapon', 'target_type'] as const satisfies readonly FacetName[]
export type CountedFacet = (typeof countedFacets)[number]

/** Columns that are stored as one text each, from which records are counted. */
export const countedColumns = [...codeColumns, ...countedFacets] as const
export type CountedColumn = (typeof countedColumns)[number]

/** A column by whose values records are found: the words of its texts, or a facet of many values. */
export type TermColumn = CountedColumn | FacetName | 'word' | 'removed'

/** Returns whether a column has a part of its own in a segment; the others share parts by a digest of their terms. */
export const hasOwnPart = (column: TermColumn): boolean =>
  (countedColumns as readonly string[]).includes(column)

/** A value of a column, in stored form. */
export interface Term {
  readonly column: TermColumn
  readonly value: string
}

export const measures = ['deaths', 'injuries', 'civilian_deaths'] as const
export type Measure = (typeof measures)[number]
const bounds = ['low', 'best', 'high'] as const
export const measureColumns = measures.flatMap((measure) =>
  bounds.map((bound) => `${measure}_${bound}` as const),
)
export type MeasureColumn = (typeof measureColumns)[number]

/** Columns of numbers. `commit` is the commit that adds or removes, `from` and `to` are days. */
export const numberColumns = [
  'key',
  'commit',
  'created',
  'from',
  'to',
  'latitude',
  'longitude',
  ...measureColumns,
] as const
export type NumberColumn = (typeof numberColumns)[number]

type Casualties = Incident['casualties']

/** An entry: a version that a commit adds or removes. Texts are in stored form. */
export interface Entry extends Readonly<Record<CodeColumn, string | null>> {
  readonly rowKey: number
  readonly revision: number
  readonly commit: number
  /** Whether the commit removes it. */
  readonly removed: 0 | 1
  /** The time of filing that the public sees. */
  readonly created_at: string
  readonly date_start: string
  readonly date_end: string
  readonly latitude: number | null
  readonly longitude: number | null
  readonly deaths_best: number | null
  readonly facets: string
  /** The words of its texts, with a space before and after each. */
  readonly words: string
  /** The `casualties` of its public record as JSON; null if it has none, or if they were not read. */
  readonly casualties: string | null
}

/** Returns a day, `YYYY-MM-DD`, as a number; later days are greater. */
export const dayNumber = memoize(
  4000,
  (day) => (Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1) * 31 + Number(day.slice(8, 10)) - 1,
)

/** Returns the year, the month from 1 and the day of the month of a day's number. */
export const dayParts = (number: number): readonly [year: number, month: number, day: number] => {
  const months = Math.floor(number / 31)
  return [Math.floor(months / 12), (months % 12) + 1, (number % 31) + 1]
}

type Bounds = { readonly [Bound in (typeof bounds)[number]]?: number | undefined }

/** Returns the numbers of people that casualties state, in the order of `measureColumns`; `NaN` if none is stated. */
const measureValues = (casualties: Casualties): number[] => {
  const civilians = (casualties?.groups ?? []).filter(({ group }) => group === 'civilians')
  const stated = (bound: (typeof bounds)[number]) =>
    civilians.find(({ deaths }) => deaths?.[bound] !== undefined)?.deaths?.[bound]
  const estimates: readonly (Bounds | undefined)[] = [
    casualties?.deaths,
    casualties?.injuries,
    Object.fromEntries(bounds.map((bound) => [bound, stated(bound)])),
  ]
  return estimates.flatMap((estimate) => bounds.map((bound) => estimate?.[bound] ?? Number.NaN))
}

/** The text of casualties recurs: most records state few numbers. */
const parseMeasures = memoize(2000, (json) => measureValues(JSON.parse(json) as Casualties))

/** Returns the numbers of people of an entry; only the best number of deaths if its casualties were not read. */
const measuresOf = ({ casualties, deaths_best: deaths }: Entry): readonly number[] =>
  casualties === null
    ? measureColumns.map((name) => (name === 'deaths_best' && deaths !== null ? deaths : Number.NaN))
    : parseMeasures(casualties)

/** Returns the values of the columns of numbers, in their order. */
export const numbersOf = (entry: Entry): number[] => [
  entry.rowKey,
  entry.commit,
  Date.parse(entry.created_at),
  dayNumber(entry.date_start),
  dayNumber(entry.date_end),
  entry.latitude ?? Number.NaN,
  entry.longitude ?? Number.NaN,
  ...measuresOf(entry),
]

/** Returns a code in stored form. */
export const encodeCode = memoize(4000, encodeStored)

/** A token of `facetToken`. A stored text has carets only around letters, so one may stand before those of the end. */
const facetPattern = /\^\^(\w+)=((?:[^^]|\^[^^]+\^)*)\^\^/g

/** Returns the facets of an entry: texts recur. */
export const parseFacets = memoize(4000, (text): readonly Term[] =>
  [...text.matchAll(facetPattern)].map(([, column = '', value = '']) => ({
    column: column as FacetName,
    value,
  })),
)

/** Returns the term of a token of `facetToken` or `wordToken`. */
export const termOf = (token: string): Term =>
  token.startsWith('^^') ? (parseFacets(token)[0] as Term) : { column: 'word', value: token.trim() }

/** Returns whether an entry has a term. */
export const hasTerm = (entry: Entry, { column, value }: Term): boolean => {
  if (column === 'removed') return entry.removed === 1
  if (column === 'word') return entry.words.includes(` ${value} `)
  if (Object.hasOwn(facets, column)) return entry.facets.includes(`^^${column}=${value}^^`)
  const code = entry[column as CodeColumn]
  return code !== null && encodeCode(code) === value
}
