/** What to use instead of a parameter of another service, by what it means there. */

import { equalityFilters, facets, otherParameters } from '../../../schemas/query.ts'
import { suggestCountries } from '../../record/country-names.ts'
import { suggestCode } from './code-parameters.ts'
import type { SayParameter } from './parameters.ts'
import { type DayRange, readDays, suggestBox, suggestCircle, suggestSort } from './value-hints.ts'

/** Parameters with their values, as they are used. */
export type Pairs = readonly (readonly [name: string, value: string])[]

interface Hint {
  /** The parameters to use. */
  readonly use?: Pairs
  /** What to do besides, or instead. */
  readonly more?: SayParameter
}

/** The address with an unknown parameter. */
interface Context {
  /** The whole query. */
  readonly search: URLSearchParams
  readonly knownNames: readonly string[]
}

/** Returns the hint for the values of a parameter. */
export type HintWriter = (values: readonly string[], context: Context) => Hint

/** Returns a name as it is compared: `StartDate`, `start_date` and `start-date` are one. */
export const normalizeName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

const numberIn = (value: string | undefined, { max = 10_000, otherwise = 100 } = {}): string => {
  const number = /^\d{1,9}$/.test(value ?? '') ? Number(value) : Number.NaN
  return String(number <= max ? number : otherwise)
}

const sayNextPage: SayParameter = (m) => m.parameters.hints.nextPage

export const nextPage: HintWriter = (_, { search }) => ({
  use: [['limit', numberIn(search.get('limit') ?? undefined)]],
  more: sayNextPage,
})
export const pageSize: HintWriter = ([size]) => ({ use: [['limit', numberIn(size)]], more: sayNextPage })

/** An example for a value that is no date. */
const exampleDays = { start: '2022-01-01', end: '2022-12-31' }

/** Returns the days of a value; `a|b` is a period as ACLED writes it. */
const daysOf = (value = ''): DayRange => {
  const [start = exampleDays, end = start] = value.split('|').map((each) => readDays(each.trim()))
  return { start: start.start, end: end.end }
}

export const during: HintWriter = ([value]) => {
  const { start, end } = daysOf(value)
  return {
    use: [
      ['from', start],
      ['to', end],
    ],
  }
}
const monthPattern = /^(?:\d{1,2}|(\p{L}{3,12})\.?)$/u
/** Returns the date of a year, a month (a number or a name) and a day of a month; undefined if they are none. */
const joinDate = (year: string, month: string, day: string): string | undefined => {
  const [matched, name] = monthPattern.exec(month) ?? []
  if (!/^\d{4}$/.test(year) || matched === undefined || !/^\d{0,2}$/.test(day)) return undefined
  const numbers = [year, month, day].filter(Boolean).map((part) => part.padStart(2, '0'))
  const date = name === undefined ? numbers.join('-') : `${day} ${name} ${year}`.trim()
  return readDays(date) && date
}

/** A date, or a part of one beside the others: `year=2022&month=3`. */
export const datePart: HintWriter = ([value = ''], context) => {
  const partOf = (name: string): string => context.search.get(name)?.trim() ?? ''
  const [month, day] = [partOf('month'), partOf('day')]
  const date = joinDate(partOf('year'), month, day)
  if (date !== undefined || readDays(value) || !(month || day)) return during([date ?? value], context)
  const example = joinDate('2022', month || '3', day) ?? '2022-03'
  const { start, end } = daysOf(example)
  return { more: (m) => m.parameters.hints.yearMissing(`from=${start}&to=${end}`) }
}
export const from: HintWriter = ([value]) => ({ use: [['from', daysOf(value).start]] })
export const to: HintWriter = ([value]) => ({ use: [['to', daysOf(value).end]] })
/** A day, or the number of the first record. */
export const start: HintWriter = (values, context) =>
  /^\d{1,3}$/.test(values[0] ?? '') ? nextPage(values, context) : from(values, context)

export const sort: HintWriter = ([value = '']) => ({ use: [['sort', suggestSort(value) ?? '-date']] })

const examples: Readonly<Record<string, { readonly example: string }>> = {
  ...equalityFilters,
  ...facets,
  ...otherParameters,
}

/** Facets of texts, which may have commas. */
const repeated = ['actor', 'source', 'claimed_by']

const useValues = (name: string, values: readonly string[]): Pairs =>
  repeated.includes(name) ? values.map((value) => [name, value]) : [[name, values.join(',')]]

const sayRepeat: SayParameter = (m) => m.parameters.hints.repeat
const saySeveral: SayParameter = (m) => m.parameters.hints.several

export const rename =
  (name: string): HintWriter =>
  (values) => ({
    use: useValues(name, values.length > 0 ? values : [examples[name]?.example ?? '']),
    ...(values.length > 1 && { more: repeated.includes(name) ? sayRepeat : saySeveral }),
  })

/** A code, which another filter may have. */
export const code =
  (name: string): HintWriter =>
  (values, context) => {
    const found = values
      .flatMap((each) => each.split(','))
      .map((each) => suggestCode(name, each) ?? [name, each])
    const filters = [...new Set(found.map(([filter]) => filter))]
    return filters.length > 0
      ? {
          use: filters.map((filter) => [
            filter,
            found.flatMap(([each, value]) => (each === filter ? [value] : [])).join(','),
          ]),
        }
      : rename(name)(values, context)
  }

export const country: HintWriter = (values, context) =>
  rename('country')(
    values
      .flatMap((each) => each.split(/[,|]/))
      .map((each) => suggestCountries(each)[0] ?? each)
      .slice(0, 20),
    context,
  )

/** A number alone, a comparison such as `>=3`, or a range such as `3-5`. */
const comparisonPattern = /^([<>]?)(=?)\s*(\d{1,9})(?:\s*(?:[\u2013-]|\.\.|to)\s*(\d{1,9})|\+)?$/

export const deaths: HintWriter = ([value = '']) => {
  const [matched, sign, orEqual, first = '1', last] = comparisonPattern.exec(value.trim()) ?? []
  const step = sign === '' || orEqual === '=' ? 0 : 1
  if (sign === '<') return { use: [['max_deaths', String(Math.max(0, Number(first) - step))]] }
  if (last !== undefined)
    return {
      use: [
        ['min_deaths', first],
        ['max_deaths', last],
      ],
    }
  const least = String(Number(first) + (matched === undefined ? 0 : step))
  const isExact = matched === undefined || /^\d+$/.test(matched)
  return { use: [['min_deaths', least]], ...(isExact && { more: (m) => m.parameters.hints.exactly(least) }) }
}
export const maxDeaths: HintWriter = ([value]) => ({
  use: [['max_deaths', numberIn(value, { max: 1e9, otherwise: 10 })]],
})

export const latitudeNames = ['lat', 'latitude', 'y']
export const longitudeNames = ['lon', 'lng', 'long', 'longitude', 'x']
export const radiusNames = ['radius', 'distance', 'km', 'within']

export const circle: HintWriter = (_, { search }) => {
  const numberOf = (names: readonly string[], example: string): string => {
    const [, value = ''] = [...search].find(([name]) => names.includes(normalizeName(name))) ?? []
    return /^-?\d{1,3}(?:\.\d{1,15})?$/.test(value) ? value : example
  }
  const place = [
    numberOf(latitudeNames, '33.3'),
    numberOf(longitudeNames, '44.4'),
    numberOf(radiusNames, '25'),
  ]
  return { use: [['near', suggestCircle(place.join(',')) ?? '33.3,44.4,25']] }
}

export const box: HintWriter = ([value = '']) => ({ use: [['bbox', suggestBox(value) ?? '38,29,49,38']] })
/** UCDP writes `south west,north east`. */
export const geography: HintWriter = ([value = ''], context) => {
  const [south, west, north, east] = value.match(/-?\d{1,3}(?:\.\d{1,15})?/g) ?? []
  return box([east === undefined ? '' : [west, south, east, north].join(',')], context)
}

const conflictTypes = ['state_based', 'non_state', 'one_sided']
export const conflictType: HintWriter = (values, context) =>
  rename('conflict_type')(
    values.map((each) => conflictTypes[Number(each) - 1] ?? each),
    context,
  )

const extensions = ['csv', 'json', 'ndjson', 'geojson', 'parquet', 'xlsx', 'zip', 'atom']
export const format: HintWriter = ([value = ''], { knownNames }) => {
  const name = value.toLowerCase().replace(/^.*[/.]/, '')
  const path = knownNames.includes('by') ? '/counts' : '/incidents'
  const address = `${path}.${extensions.includes(name) ? name : 'csv'}`
  return { more: (m) => m.parameters.hints.format(address) }
}

export const record: HintWriter = ([value = '']) => ({
  more: (m) => m.parameters.hints.record(/^[\w-]{1,64}$/.test(value) ? value : 'ID'),
})
export const token: HintWriter = () => ({ more: (m) => m.parameters.hints.token })
