/** How each parameter of an address is read. */

import { schemes } from '../../../schemas/crosswalk/layout.ts'
import { parseDate } from '../../../schemas/edtf-date.ts'
import { slugPattern } from '../../../schemas/field-types.ts'
import {
  type EqualityFilter,
  equalityFilters,
  type FacetName,
  facets,
  schemaVersion,
} from '../../../schemas/query.ts'
import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import * as codes from '../../../schemas/vocabularies.ts'
import { problems } from '../../problems.ts'
import { flatColumns, getColumn } from '../../record/flat-columns.ts'
import { facetToken, wordToken } from '../../record/search-index.ts'
import { didYouMean, findNearest } from '../../text/did-you-mean.ts'
import { splitWords } from '../../text/fold.ts'
import type { Query } from './list-query.ts'

type MutableQuery = { -readonly [K in keyof Query]: Query[K] } & {
  equals: Partial<Record<EqualityFilter, readonly string[]>>
  facets: Partial<Record<FacetName, readonly string[]>>
}

/** Reads one parameter's values into the query; an error is returned in words. */
type Parser = (values: readonly string[], query: MutableQuery) => string | undefined

const maxValues = 300
const maxFacets = 20
const maxWords = 20

const quoteValue = (value: string): string => `"${value.slice(0, 100).toWellFormed()}"`

const parseWholeNumber = (text: string): number | undefined => {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : undefined
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined
}

const parseDecimal = (text: string): number | undefined =>
  /^[+-]?\d{1,10}(?:\.\d{1,15})?$/.test(text.trim()) ? Number(text) : undefined

const singleValue =
  (read: (value: string, query: MutableQuery) => string | undefined): Parser =>
  (values, query) =>
    values.length === 1 ? read(values[0] ?? '', query) : 'It can be given once only.'

const splitCommas = (given: readonly string[]): string[] =>
  given.flatMap((each) => each.split(',')).map((each) => each.trim())

const unknownCode = (value: string, vocabulary: Vocabulary): string => {
  const labels = new Map(Object.entries(vocabulary).map(([code, term]) => [term.label, code]))
  const nearestCode =
    labels.get(findNearest(value, labels.keys()) ?? '') ?? findNearest(value, Object.keys(vocabulary))
  if (nearestCode) return `${quoteValue(value)} is not known. Did you mean ${nearestCode}?`
  const known = Object.keys(vocabulary)
  return `${quoteValue(value)} is not known. ${known.length > 40 ? 'The codebook has the codes.' : `Known are ${known.join(', ')}.`}`
}

const isSlug = (text: string): boolean => slugPattern.test(text)
const slugDetail = (value: string): string =>
  `${quoteValue(value)} is not a short name of small letters, digits, - and _.`

const findFault = (
  value: string,
  vocabulary: Vocabulary | undefined,
  isName: boolean,
): string | undefined => {
  if (vocabulary && !Object.hasOwn(vocabulary, value)) return unknownCode(value, vocabulary)
  return isName && !isSlug(value) ? slugDetail(value) : undefined
}

/** A text may hold a comma: as a whole it is one of the values too. */
const splitWithOriginals = (given: readonly string[]): string[] => [...splitCommas(given), ...given]

const equalityParser = (name: EqualityFilter): Parser => {
  const { vocabulary } = getColumn(name)
  const isName = name === 'dataset' || name === 'series'
  const isText = !vocabulary && !isName
  return (inputs, query) => {
    const values = [...new Set(isText ? splitWithOriginals(inputs) : splitCommas(inputs))].map((value) =>
      value.normalize('NFC'),
    )
    if (values.length > maxValues) return `At most ${maxValues} values are taken.`
    for (const value of values) {
      const fault = findFault(value, vocabulary, isName)
      if (fault !== undefined) return fault
    }
    query.equals[name] = values
    return undefined
  }
}

/** The facets whose values are codes. */
const facetVocabularies: Readonly<Partial<Record<FacetName, Vocabulary>>> = {
  weapon: codes.weaponType,
  target_type: codes.targetType,
}

const facetParser = (name: FacetName): Parser => {
  const vocabulary = facetVocabularies[name]
  const isName = name === 'tag'
  return (inputs, query) => {
    const values = vocabulary || isName ? splitCommas(inputs).map((value) => value.toLowerCase()) : inputs
    if (values.length > maxFacets) return `At most ${maxFacets} values are taken.`
    for (const value of values) {
      const fault = findFault(value, vocabulary, isName)
      if (fault !== undefined) return fault
    }
    query.facets[name] = [...new Set(values.map((value) => facetToken(name, value)))]
    return undefined
  }
}

const dayParser = (parameter: 'from' | 'to'): Parser =>
  singleValue((value, query) => {
    const days = parseDate(value)
    if ('fault' in days || days.extent === 'lasted' || value.startsWith('['))
      return `${quoteValue(value)} is not a day, month or year; write 2022-01-05.`
    query[parameter] = parameter === 'from' ? days.start : days.end
    return undefined
  })

const deathsParser = (parameter: 'minDeaths' | 'maxDeaths'): Parser =>
  singleValue((value, query) => {
    const number = parseWholeNumber(value)
    if (number === undefined) return `${quoteValue(value)} is not a whole number from 0.`
    query[parameter] = number
    return undefined
  })

const parseNumbers = (text: string, count: number): number[] | undefined => {
  const read = text.split(',').map(parseDecimal)
  return read.length === count && read.every((each) => each !== undefined) ? (read as number[]) : undefined
}

const isWithin = (value: number, limit: number): boolean => value >= -limit && value <= limit

const bbox = singleValue((value, query) => {
  const [west = 999, south = 999, east = 999, north = 999] = parseNumbers(value, 4) ?? []
  if (
    !(
      isWithin(west, 180) &&
      isWithin(east, 180) &&
      isWithin(south, 90) &&
      isWithin(north, 90) &&
      south <= north
    )
  )
    return `${quoteValue(value)} is not west,south,east,north in degrees, south up to north; write 38,29,49,38.`
  query.bbox = { west, south, east, north }
  return undefined
})

const maxKilometres = 20_038

const near = singleValue((value, query) => {
  const [latitude = 999, longitude = 999, kilometres = -1] = parseNumbers(value, 3) ?? []
  if (!(isWithin(latitude, 90) && isWithin(longitude, 180) && kilometres >= 0 && kilometres <= maxKilometres))
    return `${quoteValue(value)} is not latitude,longitude,kilometres; write 33.3,44.4,25.`
  query.near = { latitude, longitude, kilometres }
  return undefined
})

const search = singleValue((value, query) => {
  const words = [...new Set(splitWords(value))].map(wordToken)
  if (words.length === 0) return `${quoteValue(value)} has no word.`
  if (words.length > maxWords) return `At most ${maxWords} words are taken.`
  query.words = words
  return undefined
})

const columnNames = flatColumns.map(({ name }) => name)

const fields: Parser = (inputs, query) => {
  const names = splitCommas(inputs)
  for (const name of names)
    if (!columnNames.includes(name))
      return `There is no column ${quoteValue(name)}.${didYouMean(name, columnNames)}`
  if (new Set(names).size < names.length) return 'Each column can be named once.'
  query.fields = names
  return undefined
}

/** `false` is as if nothing was given. */
const flagParser = (name: 'labels' | 'excel') =>
  singleValue((value, query) => {
    if (value !== 'true' && value !== 'false') return `${quoteValue(value)} is neither true nor false.`
    if (value === 'true') query[name] = true
    return undefined
  })

const exportProfiles = ['flat', 'full', ...schemes] as const

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/

/** By name; what is not here is not known. */
export const parsers: Readonly<Record<string, Parser>> = {
  ...Object.fromEntries(
    Object.keys(equalityFilters).map((name) => [name, equalityParser(name as EqualityFilter)]),
  ),
  from: dayParser('from'),
  to: dayParser('to'),
  ...Object.fromEntries(Object.keys(facets).map((name) => [name, facetParser(name as FacetName)])),
  min_deaths: deathsParser('minDeaths'),
  max_deaths: deathsParser('maxDeaths'),
  bbox,
  near,
  q: search,
  commit: singleValue((value, query) => {
    const commit = parseWholeNumber(value)
    if (commit === undefined) return `${quoteValue(value)} is not the number of a commit.`
    query.commit = commit
    return undefined
  }),
  as_of: singleValue((value, query) => {
    const at = instantPattern.test(value) ? Date.parse(value) : Number.NaN
    if (Number.isNaN(at)) return `${quoteValue(value)} is not a time; write 2022-02-01T00:00:00Z.`
    query.asOf = new Date(at).toISOString()
    return undefined
  }),
  schema: singleValue((value) => {
    if (parseWholeNumber(value) === undefined)
      return `${quoteValue(value)} is not the number of a schema version.`
    if (Number(value) !== schemaVersion) throw problems.pinExpired(value, schemaVersion)
    return undefined
  }),
  fields,
  profile: singleValue((value, query) => {
    const profile = exportProfiles.find((each) => each === value)
    if (profile === undefined)
      return `There is no profile ${quoteValue(value)} here; there are ${exportProfiles.join(', ')}.${didYouMean(value, exportProfiles)}`
    if (profile !== 'flat') query.profile = profile
    return undefined
  }),
  labels: flagParser('labels'),
  excel: flagParser('excel'),
  limit: singleValue((value, query) => {
    const limit = parseWholeNumber(value)
    if (limit === undefined || limit < 1 || limit > 10_000)
      return 'It must be a whole number from 1 to 10000.'
    query.limit = limit
    return undefined
  }),
  cursor: singleValue((value, query) => {
    const cursor = parseWholeNumber(value)
    if (cursor === undefined) return 'It is not a cursor that an answer gave.'
    query.cursor = cursor
    return undefined
  }),
}
