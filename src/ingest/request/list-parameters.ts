/** How each parameter of an address is read. */

import { schemes } from '../../../schemas/crosswalk/layout.ts'
import { readDate } from '../../../schemas/edtf-date.ts'
import { slugPattern } from '../../../schemas/field-types.ts'
import { type EqualsName, equals, type FacetName, facets, schemaVersion } from '../../../schemas/query.ts'
import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import * as codes from '../../../schemas/vocabularies.ts'
import { problems } from '../../problems.ts'
import { columnNamed, flatColumns } from '../../record/flat-columns.ts'
import { facetMark, wordMark } from '../../record/search-index.ts'
import { didYouMean, nearest } from '../../text/did-you-mean.ts'
import { wordsOf } from '../../text/fold.ts'
import type { Query } from './list-query.ts'

type Mutable = { -readonly [K in keyof Query]: Query[K] } & {
  equals: Partial<Record<EqualsName, readonly string[]>>
  facets: Partial<Record<FacetName, readonly string[]>>
}

/** Reads one parameter's values into the query; an error is returned in words. */
type Reader = (values: readonly string[], query: Mutable) => string | undefined

const maxValues = 300
const maxFacets = 20
const maxWords = 20

const shown = (value: string): string => `"${value.slice(0, 100).toWellFormed()}"`

const wholeNumber = (text: string): number | undefined => {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : undefined
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined
}

const decimal = (text: string): number | undefined =>
  /^[+-]?\d{1,10}(?:\.\d{1,15})?$/.test(text.trim()) ? Number(text) : undefined

const single =
  (read: (value: string, query: Mutable) => string | undefined): Reader =>
  (values, query) =>
    values.length === 1 ? read(values[0] ?? '', query) : 'It can be given once only.'

const byComma = (given: readonly string[]): string[] =>
  given.flatMap((each) => each.split(',')).map((each) => each.trim())

const unknownCode = (value: string, vocabulary: Vocabulary): string => {
  const labels = new Map(Object.entries(vocabulary).map(([code, term]) => [term.label, code]))
  const near = labels.get(nearest(value, labels.keys()) ?? '') ?? nearest(value, Object.keys(vocabulary))
  if (near) return `${shown(value)} is not known. Did you mean ${near}?`
  const known = Object.keys(vocabulary)
  return `${shown(value)} is not known. ${known.length > 40 ? 'The codebook has the codes.' : `Known are ${known.join(', ')}.`}`
}

const isSlug = (text: string): boolean => slugPattern.test(text)
const notASlug = (value: string): string =>
  `${shown(value)} is not a short name of small letters, digits, - and _.`

const faultOf = (value: string, vocabulary: Vocabulary | undefined, isName: boolean): string | undefined => {
  if (vocabulary && !Object.hasOwn(vocabulary, value)) return unknownCode(value, vocabulary)
  return isName && !isSlug(value) ? notASlug(value) : undefined
}

/** A text may hold a comma: as a whole it is one of the values too. */
const withWholes = (given: readonly string[]): string[] => [...byComma(given), ...given]

const equalTo = (name: EqualsName): Reader => {
  const { vocabulary } = columnNamed(name)
  const isName = name === 'dataset' || name === 'series'
  const isText = !vocabulary && !isName
  return (given, query) => {
    const values = [...new Set(isText ? withWholes(given) : byComma(given))].map((value) =>
      value.normalize('NFC'),
    )
    if (values.length > maxValues) return `At most ${maxValues} values are taken.`
    for (const value of values) {
      const fault = faultOf(value, vocabulary, isName)
      if (fault !== undefined) return fault
    }
    query.equals[name] = values
    return undefined
  }
}

/** The facets whose values are codes. */
const coded: Readonly<Partial<Record<FacetName, Vocabulary>>> = {
  weapon: codes.weaponType,
  target_type: codes.targetType,
}

const hasOne = (name: FacetName): Reader => {
  const vocabulary = coded[name]
  const isName = name === 'tag'
  return (given, query) => {
    const values = vocabulary || isName ? byComma(given).map((value) => value.toLowerCase()) : given
    if (values.length > maxFacets) return `At most ${maxFacets} values are taken.`
    for (const value of values) {
      const fault = faultOf(value, vocabulary, isName)
      if (fault !== undefined) return fault
    }
    query.facets[name] = [...new Set(values.map((value) => facetMark(name, value)))]
    return undefined
  }
}

const dayOf = (which: 'from' | 'to'): Reader =>
  single((value, query) => {
    const days = readDate(value)
    if ('fault' in days || days.extent === 'lasted' || value.startsWith('['))
      return `${shown(value)} is not a day, month or year; write 2022-01-05.`
    query[which] = which === 'from' ? days.start : days.end
    return undefined
  })

const deaths = (which: 'minDeaths' | 'maxDeaths'): Reader =>
  single((value, query) => {
    const number = wholeNumber(value)
    if (number === undefined) return `${shown(value)} is not a whole number from 0.`
    query[which] = number
    return undefined
  })

const numbers = (text: string, howMany: number): number[] | undefined => {
  const read = text.split(',').map(decimal)
  return read.length === howMany && read.every((each) => each !== undefined) ? (read as number[]) : undefined
}

const within = (value: number, limit: number): boolean => value >= -limit && value <= limit

const bbox = single((value, query) => {
  const [west = 999, south = 999, east = 999, north = 999] = numbers(value, 4) ?? []
  if (!(within(west, 180) && within(east, 180) && within(south, 90) && within(north, 90) && south <= north))
    return `${shown(value)} is not west,south,east,north in degrees, south up to north; write 38,29,49,38.`
  query.bbox = { west, south, east, north }
  return undefined
})

const halfwayRound = 20_038

const near = single((value, query) => {
  const [latitude = 999, longitude = 999, kilometres = -1] = numbers(value, 3) ?? []
  if (!(within(latitude, 90) && within(longitude, 180) && kilometres >= 0 && kilometres <= halfwayRound))
    return `${shown(value)} is not latitude,longitude,kilometres; write 33.3,44.4,25.`
  query.near = { latitude, longitude, kilometres }
  return undefined
})

const search = single((value, query) => {
  const words = [...new Set(wordsOf(value))].map(wordMark)
  if (words.length === 0) return `${shown(value)} has no word.`
  if (words.length > maxWords) return `At most ${maxWords} words are taken.`
  query.words = words
  return undefined
})

const columnNames = flatColumns.map(({ name }) => name)

const fields: Reader = (given, query) => {
  const names = byComma(given)
  for (const name of names)
    if (!columnNames.includes(name))
      return `There is no column ${shown(name)}.${didYouMean(name, columnNames)}`
  if (new Set(names).size < names.length) return 'Each column can be named once.'
  query.fields = names
  return undefined
}

/** `false` is as if nothing was given. */
const flag = (name: 'labels' | 'excel') =>
  single((value, query) => {
    if (value !== 'true' && value !== 'false') return `${shown(value)} is neither true nor false.`
    if (value === 'true') query[name] = true
    return undefined
  })

const profiles = ['flat', 'full', ...schemes] as const

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/

/** By name; what is not here is not known. */
export const readers: Readonly<Record<string, Reader>> = {
  ...Object.fromEntries(Object.keys(equals).map((name) => [name, equalTo(name as EqualsName)])),
  from: dayOf('from'),
  to: dayOf('to'),
  ...Object.fromEntries(Object.keys(facets).map((name) => [name, hasOne(name as FacetName)])),
  min_deaths: deaths('minDeaths'),
  max_deaths: deaths('maxDeaths'),
  bbox,
  near,
  q: search,
  commit: single((value, query) => {
    const commit = wholeNumber(value)
    if (commit === undefined) return `${shown(value)} is not the number of a commit.`
    query.commit = commit
    return undefined
  }),
  as_of: single((value, query) => {
    const at = instant.test(value) ? Date.parse(value) : Number.NaN
    if (Number.isNaN(at)) return `${shown(value)} is not a time; write 2022-02-01T00:00:00Z.`
    query.asOf = new Date(at).toISOString()
    return undefined
  }),
  schema: single((value) => {
    if (wholeNumber(value) === undefined) return `${shown(value)} is not the number of a schema version.`
    if (Number(value) !== schemaVersion) throw problems.pinExpired(value, schemaVersion)
    return undefined
  }),
  fields,
  profile: single((value, query) => {
    const profile = profiles.find((each) => each === value)
    if (profile === undefined)
      return `There is no profile ${shown(value)} here; there are ${profiles.join(', ')}.${didYouMean(value, profiles)}`
    if (profile !== 'flat') query.profile = profile
    return undefined
  }),
  labels: flag('labels'),
  excel: flag('excel'),
  limit: single((value, query) => {
    const limit = wholeNumber(value)
    if (limit === undefined || limit < 1 || limit > 10_000)
      return 'It must be a whole number from 1 to 10000.'
    query.limit = limit
    return undefined
  }),
  cursor: single((value, query) => {
    const cursor = wholeNumber(value)
    if (cursor === undefined) return 'It is not a cursor that an answer gave.'
    query.cursor = cursor
    return undefined
  }),
}
