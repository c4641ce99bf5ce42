/** The parsers of filters by codes, short names and texts, and the hints for values that are none of them. */

import { slugPattern } from '../../../schemas/field-types.ts'
import {
  type EqualityFilter,
  equalityFilters,
  type Facet,
  type FacetName,
  facets,
  type ValueGroups,
} from '../../../schemas/query.ts'
import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import { describeCountry, suggestCountries } from '../../record/country-names.ts'
import { getColumn } from '../../record/flat-columns.ts'
import { facetToken } from '../../record/search-index.ts'
import { findNearest } from '../../text/did-you-mean.ts'
import { listAlternatives } from '../../text/sentence.ts'
import { findMeantCodes } from '../mapping/suggest/code-values.ts'
import { toCanonicalText } from '../validate/normalize-leaf.ts'
import { type Parser, refuse, type SayParameter } from './parameters.ts'

const maxValues = 300
const maxFacets = 20

/** Returns a value in quotes, cut to 100 characters. */
export const quoteValue = (value: string): string => `"${value.slice(0, 100).toWellFormed()}"`

/** Returns the values of a parameter that takes several, by comma or by repeating it. */
const splitCommas = (values: readonly string[]): string[] =>
  values.flatMap((each) => each.split(',')).map((each) => each.trim())

/** Returns the values of a parameter whose values have no comma. Throws a ParameterFault if one is missing. */
export const splitList = (name: string, values: readonly string[]): string[] => {
  const pieces = splitCommas(values)
  const stated = pieces.filter((each) => each !== '')
  return stated.length < pieces.length ? refuse((m) => m.parameters.valueMissing(name, stated)) : pieces
}

const facetOf = (name: FacetName): Facet => facets[name]

/** The codes by the filters that take them. */
const codesByFilter: ReadonlyMap<string, Vocabulary> = new Map(
  [
    ...Object.keys(equalityFilters).map((name) => [name, getColumn(name).vocabulary] as const),
    ...Object.keys(facets).map((name) => [name, facetOf(name as FacetName).vocabulary] as const),
  ].flatMap(([name, vocabulary]) => (vocabulary && name !== 'country' ? [[name, vocabulary]] : [])),
)

const toCode = (value: string): string =>
  value
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')

/** Codes that say nothing about which filter is meant. */
const vagueCodes: readonly string[] = ['other', 'unknown', 'none']

/** Returns the other filters that take a value as their code. */
const filtersWithCode = (value: string, name: string): string[] =>
  vagueCodes.includes(toCode(value))
    ? []
    : [...codesByFilter]
        .filter(([filter, vocabulary]) => filter !== name && Object.hasOwn(vocabulary, toCode(value)))
        .map(([filter]) => filter)

/** Returns the group whose name a value is, whether one or several are meant. */
const findGroup = (value: string, groups: ValueGroups = {}): string | undefined =>
  Object.keys(groups).find((name) =>
    [name, name.replace(/^any_/, '')].includes(toCode(value).replace(/s$/, '')),
  )

/** The fields whose codes filters by people's words take. */
const fieldsByFilter = {
  event_type: 'event_type',
  event_subtype: 'event_subtype',
  weapon: 'weapons.*.type',
  target_type: 'targets.*.type',
  outcome: 'outcome',
}

/** Returns the codes of a filter that a word means; the group of just these codes is one. */
const codesOfWord = (filter: string, field: string, value: string): readonly string[] => {
  const codes = findMeantCodes(field, value)
  const { groups = {} } = Object.hasOwn(facets, filter) ? facetOf(filter as FacetName) : {}
  const group = Object.keys(groups).find((name) => groups[name]?.codes.join() === codes.join())
  return group === undefined ? codes : [group]
}

/** Returns what a word of a person means: codes of the filter itself, else those of others. */
const findMeanings = (name: string, value: string): (readonly [filter: string, code: string])[] => {
  if (vagueCodes.includes(toCode(value))) return []
  const meanings = Object.entries(fieldsByFilter).flatMap(([filter, field]) =>
    codesOfWord(filter, field, value).map((code) => [filter, code] as const),
  )
  const own = meanings.filter(([filter]) => filter === name)
  if (own.length > 0) return own
  return Object.hasOwn(fieldsByFilter, name) ? meanings : []
}

/**
 * Returns the filter and the code, or the group, that a value of a filter most likely means; undefined if nobody can
 * tell.
 */
export const suggestCode = (
  name: string,
  value: string,
): readonly [filter: string, code: string] | undefined => {
  const vocabulary = codesByFilter.get(name) ?? {}
  if (Object.hasOwn(vocabulary, toCode(value))) return [name, toCode(value)]
  const group = Object.hasOwn(facets, name) && findGroup(value, facetOf(name as FacetName).groups)
  if (group) return [name, group]
  const [other] = filtersWithCode(value, name)
  return other === undefined ? findMeanings(name, value)[0] : [other, toCode(value)]
}

interface ValueRules {
  readonly name: string
  readonly vocabulary?: Vocabulary | undefined
  readonly groups?: ValueGroups
  readonly isSlug: boolean
  readonly max: number
}

/** Returns the hint for a value that is no code: the group, the closest code, or the filter that takes it. */
const unknownCode = (
  value: string,
  vocabulary: Vocabulary,
  { name, groups = {} }: ValueRules,
): SayParameter => {
  const text = quoteValue(value)
  const countries = name === 'country' ? suggestCountries(value) : []
  if (countries.length > 0)
    return (m) => {
      const names = countries.map((each) => describeCountry(each, m))
      return m.parameters.code(text, listAlternatives(names, m))
    }
  const group = findGroup(value, groups)
  if (group) return (m) => m.parameters.group(text, `${name}=${group}`, groups[group]?.codes ?? [])
  const others = filtersWithCode(value, name)
  if (others.length > 0) return (m) => m.parameters.otherFilter(text, others, toCode(value))
  const meanings = findMeanings(name, value).map(([filter, code]) => `${filter}=${code}`)
  if (meanings.length > 0) return (m) => m.parameters.meant(text, meanings)
  const labels = new Map(Object.entries(vocabulary).map(([code, term]) => [term.label, code]))
  const known = [...Object.keys(groups), ...Object.keys(vocabulary)]
  const nearestCode = labels.get(findNearest(value, labels.keys()) ?? '') ?? findNearest(value, known)
  if (nearestCode) return (m) => m.parameters.code(text, nearestCode)
  return ({ parameters }) =>
    known.length > 40 ? parameters.codeInCodebook(text) : parameters.codeAmong(text, known)
}

const assertValues = (values: readonly string[], rules: ValueRules): void => {
  const { vocabulary, isSlug, max } = rules
  if (values.length > max) refuse((m) => m.parameters.maxValues(max))
  for (const value of values)
    if (vocabulary && !Object.hasOwn(vocabulary, value)) refuse(unknownCode(value, vocabulary, rules))
    else if (isSlug && !slugPattern.test(value)) refuse((m) => m.parameters.slug(quoteValue(value)))
}

/** Returns the parser of a filter on a column. A text may contain a comma, so the whole text is one of the values too. */
export const equalityParser = (name: EqualityFilter): Parser<readonly string[]> => {
  const { vocabulary } = getColumn(name)
  const isSlug = name === 'dataset' || name === 'series'
  const isText = !vocabulary && !isSlug
  return (inputs) => {
    const pieces = new Set(isText ? [...splitCommas(inputs), ...inputs] : splitList(name, inputs))
    const values = [...pieces].map((value) => toCanonicalText(value, isText ? 'text' : 'value'))
    assertValues(values, { name, vocabulary, isSlug, max: maxValues })
    return values
  }
}

/** Returns the parser of a facet, whose values become stored tokens; a group becomes its codes. */
export const facetParser = (name: FacetName): Parser<readonly string[]> => {
  const { vocabulary, groups = {} } = facetOf(name)
  const rules = { name, vocabulary, groups, isSlug: name === 'tag', max: maxFacets }
  const isList = rules.vocabulary !== undefined || rules.isSlug
  return (inputs) => {
    const texts = isList ? splitList(name, inputs).map((value) => value.toLowerCase()) : inputs
    const values = texts
      .map((value) => toCanonicalText(value, isList ? 'value' : 'text'))
      .flatMap((value) => (Object.hasOwn(groups, value) ? (groups[value]?.codes ?? []) : [value]))
    assertValues(values, rules)
    return [...new Set(values.map((value) => facetToken(name, value)))]
  }
}
