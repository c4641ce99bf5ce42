/** Parses the query of a list or file. Nothing is ignored: an unknown parameter is an error, with the closest name. */

import type { TableShape } from '../../../schemas/query.ts'
import { equalityFilters, facets } from '../../../schemas/query.ts'
import type { Messages } from '../../messages/messages.ts'
import type { RequestIssue } from '../../problems.ts'
import { type Measure, measures } from '../../record/segments/columns.ts'
import type { Dimension } from '../../record/segments/count-groups.ts'
import type { FilterValues } from '../../record/segments/filters.ts'
import type { SortedKey } from '../../record/segments/select-keys.ts'
import { dimensions, parsers } from './list-parameters.ts'
import { parameterHint } from './parameter-hints.ts'
import { oneOf, type ParameterValues, readParameters } from './parameters.ts'

export interface Query extends TableShape, FilterValues {
  readonly commit?: number | undefined
  /** A time: RFC 3339, UTC, milliseconds. */
  readonly asOf?: string | undefined
  /** The most records of a page; 0 asks for their number alone. */
  readonly limit?: number | undefined
  /** The place of the last record on the previous page. */
  readonly cursor?: SortedKey | undefined
}

type ParameterName = keyof typeof parsers
type Values = ParameterValues<typeof parsers>

/** The names of the known parameters. */
export const parameterNames = Object.keys(parsers) as ParameterName[]

type SayConflict = (conflicts: Messages['parameters']['conflicts']) => string

const conflict = (parameter: string, say: SayConflict): RequestIssue => ({
  parameter,
  rule: 'parameter.conflict',
  say: (m: Messages) => say(m.parameters.conflicts),
})

const findConflicts = ({
  commit,
  as_of: asOf,
  from,
  to,
  min_deaths: minDeaths,
  max_deaths: maxDeaths,
  fields,
  profile = 'flat',
  labels,
  lang,
  sort,
  limit,
  cursor,
}: Values): RequestIssue[] => [
  ...(cursor !== undefined && limit === 0 ? [conflict('cursor', (texts) => texts.count)] : []),
  ...(cursor !== undefined && cursor.sort !== sort
    ? [conflict('cursor', (texts) => texts.cursor(cursor.sort))]
    : []),
  ...(commit !== undefined && asOf !== undefined ? [conflict('as_of', (texts) => texts.asOf)] : []),
  ...(fields !== undefined && profile !== 'flat'
    ? [conflict('fields', (texts) => texts.fields(profile))]
    : []),
  ...(lang !== undefined && !labels ? [conflict('lang', (texts) => texts.lang)] : []),
  ...(labels && profile !== 'flat' ? [conflict('labels', (texts) => texts.labels(profile))] : []),
  ...(from !== undefined && to !== undefined && from > to ? [conflict('to', (texts) => texts.to)] : []),
  ...(minDeaths !== undefined && maxDeaths !== undefined && minDeaths > maxDeaths
    ? [conflict('max_deaths', (texts) => texts.maxDeaths)]
    : []),
]

const pick = <Name extends string>(
  values: { readonly [K in NoInfer<Name>]?: readonly string[] },
  table: Readonly<Record<Name, unknown>>,
) =>
  Object.fromEntries(
    (Object.keys(table) as Name[]).flatMap((name) => (values[name] ? [[name, values[name]] as const] : [])),
  ) as { readonly [K in Name]?: readonly string[] }

const toQuery = (values: Values): Query => {
  const { from, to, bbox, near, commit, fields, profile, labels, lang, excel, sort, limit, cursor } = values
  return {
    equals: pick(values, equalityFilters),
    facets: pick(values, facets),
    from,
    to,
    minDeaths: values.min_deaths,
    maxDeaths: values.max_deaths,
    bbox,
    near,
    words: values.q,
    commit,
    asOf: values.as_of,
    fields,
    profile: profile === 'flat' ? undefined : profile,
    labels: labels || undefined,
    lang,
    excel: excel || undefined,
    sort,
    limit,
    cursor,
  }
}

/** The parameters of a list that its feed has. */
export const feedFilters = parameterNames.filter(
  (name) => !['fields', 'profile', 'labels', 'lang', 'excel', 'sort', 'limit', 'cursor'].includes(name),
)

const parsersOf = (names: readonly ParameterName[]) =>
  Object.fromEntries(names.map((name) => [name, parsers[name]])) as typeof parsers

/** What queries of lists and of counts are read with. */
const readOptions = { findConflicts, suggest: parameterHint }

/** Returns the query of a URL that may have these parameters. Throws a Problem with every error. */
export const parseQuery = (
  search: URLSearchParams,
  names: readonly ParameterName[] = parameterNames,
): Query => toQuery(readParameters(search, parsersOf(names), readOptions))

/** A query of counts. */
export interface CountsQuery extends Query {
  /** What records are counted by; empty for their total. */
  readonly by: readonly Dimension[]
}

/** The parameters of lists that counts do not have. */
const uncounted: readonly string[] = ['fields', 'profile', 'sort', 'limit', 'cursor']
const countsParsers = {
  by: dimensions,
  ...parsersOf(parameterNames.filter((name) => !uncounted.includes(name))),
}

/** Returns the query of the URL of counts. Throws a Problem with every error. */
export const parseCountsQuery = (search: URLSearchParams): CountsQuery => {
  const { by = [], ...values } = readParameters(search, countsParsers, readOptions)
  return { ...toQuery(values), by }
}

/** A query of the page of counts. */
export interface CountsPageQuery extends CountsQuery {
  /** The numbers of people that the page shows. */
  readonly measure: Measure
}

/** Returns the query of the page of counts. Throws a Problem with every error. */
export const parseCountsPageQuery = (search: URLSearchParams): CountsPageQuery => {
  const parsersOfPage = { ...countsParsers, measure: oneOf(measures) }
  const { by = [], measure = 'deaths', ...values } = readParameters(search, parsersOfPage, readOptions)
  return { ...toQuery(values), by, measure }
}
