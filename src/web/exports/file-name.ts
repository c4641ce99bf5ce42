/** Names of downloads: what they are of, which filters they have, and their version. */

import { countryName } from '../../../schemas/crosswalk/countries.ts'
import {
  equalityFilters,
  facets,
  otherParameters,
  type TableShapeName,
  tableShapeNames,
} from '../../../schemas/query.ts'
import { fold } from '../../text/fold.ts'
import { type Params, paramValue } from '../ui/list-url.ts'

/** The most characters of a name; extensions leave it below 100. */
const maxLength = 90

/** Returns a text in small ASCII letters, digits and hyphens. */
const toSlug = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

const lastDayOf = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10)

/** Returns the name of a period: a year or a month that it is all of, else its days. */
const periodName = (from: string, to: string): string => {
  if (from === to) return from
  const [year, month] = [from.slice(0, 4), from.slice(0, 7)]
  if (from === `${year}-01-01` && to === `${year}-12-31`) return year
  if (from === `${month}-01` && to === lastDayOf(month)) return month
  if (to === '') return `from-${from}`
  return from === '' ? `to-${to}` : `${from}-to-${to}`
}

const countryNames = (codes: string): string =>
  codes
    .split(',')
    .map((code) => countryName(code.trim().toUpperCase()) ?? code)
    .join(' ')

/** Parameters of which a name has the name and the value. */
const numbers: readonly string[] = ['min_deaths', 'max_deaths']
/** Parameters of which a name has the name alone. */
const longOnes: readonly string[] = ['bbox', 'near', 'fields']
const flags: readonly string[] = ['labels', 'excel']

/** Parameters that are no part of a name: the version has its own, and the order changes no row. */
const unnamed: readonly string[] = ['dataset', 'country', 'from', 'to', 'commit', 'as_of', 'schema', 'sort']

const otherNames = [
  ...['q', ...Object.keys(equalityFilters), ...Object.keys(facets), ...Object.keys(otherParameters)],
].filter((name, i, all) => !unnamed.includes(name) && all.indexOf(name) === i)

const describeParameter = (name: string, value: string): string => {
  if (value === '') return ''
  if (name === 'cursor' || name === 'limit') return 'part'
  if (longOnes.includes(name)) return name
  if (flags.includes(name)) return value === 'true' ? name : ''
  return numbers.includes(name) ? `${name} ${value}` : toSlug(value) || name
}

const isShape = (name: string): name is TableShapeName =>
  (tableShapeNames as readonly string[]).includes(name)

const describe = (params: Params): string[] => {
  const value = (name: string) => paramValue(params, name)
  const [shapes, filters] = [otherNames.filter(isShape), otherNames.filter((name) => !isShape(name))]
  return [
    countryNames(value('country')),
    periodName(value('from'), value('to')),
    ...[...filters, ...shapes].map((name) => describeParameter(name, value(name))),
  ]
}

/**
 * Returns the name of a download without its extension: at most 90 ASCII letters, digits and hyphens. `kind` is what
 * the file has instead of records.
 *
 * @example downloadName([['country', 'IQ'], ['from', '2022-01-01'], ['to', '2022-01-31']], 42) // 'sitrep-iraq-2022-01-c42'
 */
export const downloadName = (params: Params, commit: number, kind = ''): string => {
  const dataset = paramValue(params, 'dataset')
  const parts = [dataset.includes(',') ? `sitrep-${dataset}` : dataset || 'sitrep', kind, ...describe(params)]
  const subject = [...new Set(parts.map(toSlug).filter(Boolean))].join('-')
  const version = `-c${commit}`
  return subject.slice(0, maxLength - version.length).replace(/-$/, '') + version
}
