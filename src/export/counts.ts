/** Tables of counts, as CSV and JSON. */
import { type CountColumn, facets } from '../../schemas/query.ts'
import { labelOf, type Vocabulary } from '../../schemas/vocabularies.ts'
import { translateTo } from '../messages/messages.ts'
import { getColumn } from '../record/flat-columns.ts'
import { measures } from '../record/segments/columns.ts'
import { type Dimension, type Group, isTimeStep } from '../record/segments/count-groups.ts'
import { csvHeader, encodeCsv } from './csv/write-csv.ts'

/** The groups of a query. */
export interface Counts {
  readonly commit: number
  /** The dimensions, in the order of the keys of each group. */
  readonly by: readonly Dimension[]
  readonly groups: readonly Group[]
  /** What the reader must know to add the counts up. */
  readonly note: string | undefined
}

export interface CountsShape {
  readonly labels?: true | undefined
  /** The language of the labels; English by default. */
  readonly lang?: string | undefined
  readonly excel?: true | undefined
}

export interface CountsFormat {
  readonly label: string
  readonly type: string
  readonly options: readonly (keyof CountsShape)[]
  readonly write: (counts: Counts, shape: CountsShape) => string
}

/** Returns the codes of a column of counts; undefined if its values are no codes. */
export const vocabularyOf = (column: CountColumn): Vocabulary | undefined =>
  column === 'weapon' || column === 'target_type' ? facets[column].vocabulary : getColumn(column).vocabulary

/** Returns how the keys of a dimension are written. */
const keyFormatter = (dimension: Dimension, { labels, lang }: CountsShape): ((key: string) => string) => {
  const vocabulary = labels && !isTimeStep(dimension) ? vocabularyOf(dimension) : undefined
  const translate = translateTo(lang)
  return vocabulary ? (key) => key && translate(labelOf(vocabulary, key)) : (key) => key
}

/** Returns the numbers of a group by column. */
const numbersOf = ({ records, sums, unknown }: Group): Record<string, number> => ({
  records,
  ...Object.fromEntries(
    measures.flatMap((measure) => [
      [`${measure}_low`, sums[`${measure}_low`]],
      [`${measure}_best`, sums[`${measure}_best`]],
      [`${measure}_high`, sums[`${measure}_high`]],
      [`${measure}_unknown`, unknown[measure]],
    ]),
  ),
})

const numberNames = [
  'records',
  ...measures.flatMap((measure) => ['low', 'best', 'high', 'unknown'].map((name) => `${measure}_${name}`)),
]

const toCsv = ({ by, groups }: Counts, shape: CountsShape): string => {
  const formatters = by.map((dimension) => keyFormatter(dimension, shape))
  const rows = groups.map((group) => [
    ...group.keys.map((key, i) => formatters[i]?.(key)),
    ...Object.values(numbersOf(group)),
  ])
  return csvHeader([...by, ...numberNames], shape) + encodeCsv(rows, shape)
}

const toJson = ({ commit, by, groups, note }: Counts): string => {
  const counts = groups.map((group) =>
    JSON.stringify({
      ...Object.fromEntries(by.map((dimension, i) => [dimension, group.keys[i]])),
      ...numbersOf(group),
    }),
  )
  const head = JSON.stringify({ commit, ...(note === undefined ? {} : { note }) }).slice(0, -1)
  return `${head},"counts":[\n${counts.join(',\n')}\n]}\n`
}

/** The formats of counts. */
export const countsFormats = {
  csv: {
    label: 'CSV',
    type: 'text/csv; charset=utf-8; header=present',
    options: ['labels', 'lang', 'excel'],
    write: toCsv,
  },
  json: { label: 'JSON', type: 'application/json', options: [], write: toJson },
} as const satisfies Readonly<Record<string, CountsFormat>>
export type CountsFormatName = keyof typeof countsFormats
