/** The parsers of the parameters of lists and files. */

import { schemes } from '../../../schemas/crosswalk/layout.ts'
import { parseDate } from '../../../schemas/edtf-date.ts'
import { slugPattern } from '../../../schemas/field-types.ts'
import {
  countColumns,
  type EqualityFilter,
  equalityFilters,
  type Facet,
  type FacetName,
  facets,
  timeSteps,
} from '../../../schemas/query.ts'
import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import { en } from '../../messages/en.ts'
import { problems } from '../../problems.ts'
import { describeCountry, suggestCountries } from '../../record/country-names.ts'
import { columnsByFormerName, flatColumns, getColumn } from '../../record/flat-columns.ts'
import { schemaVersion } from '../../record/schema-version.ts'
import { facetToken, wordToken } from '../../record/search-index.ts'
import { type Dimension, isTimeStep } from '../../record/segments/count-groups.ts'
import { parseCursor, type SortName, sortOrders } from '../../record/segments/sort-orders.ts'
import { didYouMean, findNearest } from '../../text/did-you-mean.ts'
import { splitWords } from '../../text/fold.ts'
import { toCanonicalText } from '../validate/normalize-leaf.ts'
import { once, type Parser, parseFlag, refuse, wholeNumber } from './parameters.ts'

const maxValues = 300
const maxFacets = 20
const maxWords = 20
const maxCountColumns = 2

const quoteValue = (value: string): string => `"${value.slice(0, 100).toWellFormed()}"`

const splitCommas = (values: readonly string[]): string[] =>
  values.flatMap((each) => each.split(',')).map((each) => each.trim())

const unknownCode = (value: string, vocabulary: Vocabulary): string => {
  const countries = vocabulary === getColumn('country').vocabulary ? suggestCountries(value) : []
  if (countries.length > 0)
    return en.parameters.code(quoteValue(value), countries.map(describeCountry).join(' or '))
  const labels = new Map(Object.entries(vocabulary).map(([code, term]) => [term.label, code]))
  const known = Object.keys(vocabulary)
  const nearestCode = labels.get(findNearest(value, labels.keys()) ?? '') ?? findNearest(value, known)
  if (nearestCode) return en.parameters.code(quoteValue(value), nearestCode)
  return known.length > 40
    ? en.parameters.codeInCodebook(quoteValue(value))
    : en.parameters.codeAmong(quoteValue(value), known)
}

interface ValueRules {
  readonly vocabulary?: Vocabulary | undefined
  readonly isSlug: boolean
  readonly max: number
}

const assertValues = (values: readonly string[], { vocabulary, isSlug, max }: ValueRules): void => {
  if (values.length > max) refuse(en.parameters.maxValues(max))
  for (const value of values)
    if (vocabulary && !Object.hasOwn(vocabulary, value)) refuse(unknownCode(value, vocabulary))
    else if (isSlug && !slugPattern.test(value)) refuse(en.parameters.slug(quoteValue(value)))
}

/** A text may contain a comma, so the whole text is one of the values too. */
const equalityParser = (name: EqualityFilter): Parser<readonly string[]> => {
  const { vocabulary } = getColumn(name)
  const isSlug = name === 'dataset' || name === 'series'
  const isText = !vocabulary && !isSlug
  return (inputs) => {
    const pieces = new Set([...splitCommas(inputs), ...(isText ? inputs : [])])
    const values = [...pieces].map((value) => toCanonicalText(value, isText ? 'text' : 'value'))
    assertValues(values, { vocabulary, isSlug, max: maxValues })
    return values
  }
}

/** Returns the parser of a facet, whose values become stored tokens. */
const facetParser = (name: FacetName): Parser<readonly string[]> => {
  const { vocabulary }: Facet = facets[name]
  const rules = { vocabulary, isSlug: name === 'tag', max: maxFacets }
  const isList = rules.vocabulary !== undefined || rules.isSlug
  return (inputs) => {
    const texts = isList ? splitCommas(inputs).map((value) => value.toLowerCase()) : inputs
    const values = texts.map((value) => toCanonicalText(value, isList ? 'value' : 'text'))
    assertValues(values, rules)
    return [...new Set(values.map((value) => facetToken(name, value)))]
  }
}

const parserTable = <Name extends string, T>(
  table: Readonly<Record<Name, unknown>>,
  create: (name: Name) => Parser<T>,
) =>
  Object.fromEntries(Object.keys(table).map((name) => [name, create(name as Name)])) as Record<
    Name,
    Parser<T>
  >

const quoted = (text: (value: string) => string) => (value: string) => text(quoteValue(value))

const dayParser = (edge: 'start' | 'end') =>
  once((value) => {
    const days = parseDate(value)
    return 'fault' in days || days.extent === 'lasted' || value.startsWith('[') ? undefined : days[edge]
  }, quoted(en.parameters.day))

const deathsParser = once(wholeNumber(), quoted(en.parameters.count))

const parseDecimal = (text: string): number =>
  /^[+-]?\d{1,10}(?:\.\d{1,15})?$/.test(text.trim()) ? Number(text) : Number.NaN

const isWithin = (value: number, limit: number): boolean => value >= -limit && value <= limit

const bbox = once((value) => {
  const [west = NaN, south = NaN, east = NaN, north = NaN, ...more] = value.split(',').map(parseDecimal)
  const isBox =
    more.length === 0 &&
    isWithin(west, 180) &&
    isWithin(east, 180) &&
    isWithin(south, 90) &&
    isWithin(north, 90) &&
    south <= north
  return isBox ? { west, south, east, north } : undefined
}, quoted(en.parameters.box))

const maxKilometres = 20_038

const near = once((value) => {
  const [latitude = NaN, longitude = NaN, kilometres = NaN, ...more] = value.split(',').map(parseDecimal)
  const isCircle =
    more.length === 0 &&
    isWithin(latitude, 90) &&
    isWithin(longitude, 180) &&
    kilometres >= 0 &&
    kilometres <= maxKilometres
  return isCircle ? { latitude, longitude, kilometres } : undefined
}, quoted(en.parameters.circle))

const search = once((value) => {
  const words = [...new Set(splitWords(value))].map(wordToken)
  if (words.length > maxWords) return refuse(en.parameters.maxWords(maxWords))
  return words.length > 0 ? words : undefined
}, quoted(en.parameters.noWord))

const columnNames = flatColumns.map(({ name }) => name)

const fields: Parser<readonly string[]> = (inputs) => {
  const names = splitCommas(inputs).map((name) => columnsByFormerName.get(name) ?? name)
  for (const name of names)
    if (!columnNames.includes(name))
      refuse(en.parameters.column(quoteValue(name)) + didYouMean(name, columnNames))
  return new Set(names).size < names.length ? refuse(en.parameters.columnTwice) : names
}

const dimensionNames: readonly Dimension[] = [...countColumns, ...timeSteps]

/** The parser of what records are counted by: columns and a step of time. */
export const dimensions: Parser<readonly Dimension[]> = (inputs) => {
  const names = splitCommas(inputs)
  const found = dimensionNames.filter((name) => names.includes(name))
  for (const name of names)
    if (!(found as readonly string[]).includes(name))
      refuse(
        en.parameters.dimension(quoteValue(name)) +
          (didYouMean(name, dimensionNames) || en.parameters.known(dimensionNames)),
      )
  if (found.length < names.length) return refuse(en.parameters.columnTwice)
  const steps = found.filter(isTimeStep)
  if (steps.length > 1) return refuse(en.parameters.timeSteps(steps))
  if (found.length - steps.length > maxCountColumns) return refuse(en.parameters.maxColumns(maxCountColumns))
  return found.sort((a, b) => names.indexOf(a) - names.indexOf(b))
}

const flag = once(parseFlag, quoted(en.parameters.flag))

/** The numbers of the first versions, and the digests since. */
const schemaPattern = /^(?:\d{1,3}|[0-9a-f]{8})$/

const sortNames = Object.keys(sortOrders) as SortName[]

const exportProfiles = ['flat', 'full', ...schemes] as const

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/

/** The parsers by parameter; other parameters are unknown. */
export const parsers = {
  ...parserTable(equalityFilters, equalityParser),
  from: dayParser('start'),
  to: dayParser('end'),
  ...parserTable(facets, facetParser),
  min_deaths: deathsParser,
  max_deaths: deathsParser,
  bbox,
  near,
  q: search,
  commit: once(wholeNumber(), quoted(en.parameters.commit)),
  as_of: once((value) => {
    const at = instantPattern.test(value) ? Date.parse(value) : Number.NaN
    return Number.isNaN(at) ? undefined : new Date(at).toISOString()
  }, quoted(en.parameters.time)),
  schema: once((value) => {
    if (!schemaPattern.test(value)) return undefined
    if (value !== schemaVersion) throw problems.pinExpired(value, schemaVersion)
    return value
  }, quoted(en.parameters.schema)),
  fields,
  profile: once(
    (value) => exportProfiles.find((each) => each === value),
    (value) => en.parameters.profile(quoteValue(value), exportProfiles) + didYouMean(value, exportProfiles),
  ),
  labels: flag,
  excel: flag,
  limit: once(wholeNumber({ max: 10_000 }), en.parameters.limit),
  sort: once(
    (value) => sortNames.find((each) => each === value),
    (value) => en.parameters.sort(quoteValue(value), sortNames) + didYouMean(value, sortNames),
  ),
  cursor: once(parseCursor, en.parameters.cursor),
}
