/** Countries by the names that people and other projects use, in English, French and Arabic. */
import isoCodes from 'i18n-iso-countries/codes.json' with { type: 'json' }
import arabic from 'i18n-iso-countries/langs/ar.json' with { type: 'json' }
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import french from 'i18n-iso-countries/langs/fr.json' with { type: 'json' }
import { countries } from '../../schemas/countries.ts'
import { type CountryCode, countryName, findCountry } from '../../schemas/crosswalk/countries.ts'
import { findNearest } from '../text/did-you-mean.ts'
import { splitWords } from '../text/fold.ts'
import type { Translator } from '../text/sentence.ts'
import { formerCountryNames } from './former-country-names.ts'
import { furtherCountryNames } from './further-country-names.ts'

const droppedWords = new Set(['of', 'the', 'and', 'de', 'du', 'des', 'la', 'le', 'les', 'l', 'et'])

// A map: every object has a "constructor", which a name may contain too.
const shortWords: ReadonlyMap<string, string> = new Map([
  ['st', 'saint'],
  ['ste', 'sainte'],
  ['rep', 'republic'],
  ['dem', 'democratic'],
  ['is', 'islands'],
  ['eq', 'equatorial'],
  ['n', 'north'],
  ['s', 'south'],
  ['w', 'western'],
])

/** The Arabic article at the start of a word, also after "and". */
const arabicArticle = /^(و?)ال(?=..)/

/** A title before the name of a country: "Islamic Republic of Pakistan". */
const titlePattern =
  /^(?:(?:(?:islamic|federal|arab|democratic|socialist|united|hashemite) )*(?:republic|kingdom|sultanate)|state|republique|royaume|etat|جمهوريه|مملكه|سلطنه|دوله) (?=.)/

/** Returns the words of a name without case, diacritics, articles and punctuation, with usual short forms written out. */
const normalizeName = (name: string): string =>
  splitWords(name)
    .filter((word) => !droppedWords.has(word))
    .map((word) => (shortWords.get(word) ?? word).replace(arabicArticle, '$1'))
    .join(' ')

const removeSpaces = (name: string): string => name.replaceAll(' ', '')

const isCountry = (code: string): code is CountryCode => Object.hasOwn(countries, code)

type NameTable = Readonly<Record<string, string | readonly string[]>>

const createCodesByName = (): ReadonlyMap<string, readonly CountryCode[]> => {
  const codesByName = new Map<string, readonly CountryCode[]>()
  const tables: readonly NameTable[] = [
    countries,
    furtherCountryNames,
    english.countries,
    french.countries,
    arabic.countries,
  ]
  for (const table of tables)
    for (const [code, names] of Object.entries(table))
      for (const each of [names].flat()) {
        const name = removeSpaces(normalizeName(each))
        const known = codesByName.get(name) ?? []
        if (isCountry(code) && !known.includes(code)) codesByName.set(name, [...known, code])
      }
  return codesByName
}

let codesByName: ReadonlyMap<string, readonly CountryCode[]> | undefined

const findByName = (text: string): readonly CountryCode[] => {
  // Made when it is first needed: 900 names take 5 ms.
  codesByName ??= createCodesByName()
  const name = normalizeName(text)
  const titleless = name.replace(titlePattern, '')
  return codesByName.get(removeSpaces(name)) ?? codesByName.get(removeSpaces(titleless)) ?? []
}

const codeByAlpha3: ReadonlyMap<string, string> = new Map(
  isoCodes.map(([code = '', alpha3 = '']) => [alpha3, code]),
)

/** Returns the country of a code of two or three letters. */
const findByCode = (text: string): readonly CountryCode[] => {
  const letters = text.toUpperCase()
  const code = codeByAlpha3.get(letters) ?? letters
  return isCountry(code) ? [code] : []
}

/** A name with a part after a comma or in parentheses: "Iran (Islamic Republic of)", "Korea, Republic of". */
const invertedName = /^([^,(]+)(?:,|\()([^()]*)\)?$/

const findCountries = (text: string): readonly CountryCode[] => {
  const [exact] = [findByCode(text), findByName(text)].filter(({ length }) => length > 0)
  const [, first, second] = invertedName.exec(text) ?? []
  if (exact || first === undefined || second === undefined) return exact ?? []
  const inverted = findByName(`${second} ${first}`)
  if (inverted.length > 0) return inverted
  const [outer, inner] = [findByName(first), findByName(second)]
  return outer.length === 1 && outer[0] === inner[0] ? outer : []
}

/** What people write before the name of a state that no longer exists. */
const formerPattern = /^(?:the )?(?:former|ex)[\s-]+(?=.)/i

const formerKey = (text: string): string => removeSpaces(normalizeName(text.replace(formerPattern, '')))

let codesByFormerName: ReadonlyMap<string, readonly CountryCode[]> | undefined

/** Returns the countries of today on the ground of a former state, by its name or code; none for any other text. */
const findSuccessors = (text: string): readonly CountryCode[] => {
  codesByFormerName ??= new Map(formerCountryNames.map(([name, today]) => [formerKey(name), today]))
  return codesByFormerName.get(formerKey(text.slice(0, maxLength))) ?? []
}

const maxLength = 100

/** Words that spreadsheets and programs write for nothing, and that are codes too. */
const isUncertain = (text: string): boolean => /^na$/i.test(text)

/** Whether a text may be a code. That of a former state is only suggested: elsewhere its letters mean something else. */
const isShort = (text: string): boolean => text.length <= 3

/**
 * Returns the country of a name (common, official, short or former, in English, French or Arabic) or of a code with
 * two or three letters, whatever its case, accents, articles and punctuation. Undefined if none or several have the
 * name (Congo), and for "NA", which may mean that nothing is known.
 *
 * @example findCountryByName('Côte d’Ivoire') // 'CI'
 */
export const findCountryByName = (text: string): CountryCode | undefined => {
  const name = text.trim()
  if (name.length > maxLength || isUncertain(name)) return undefined
  const present = findCountries(name)
  const found = present.length > 0 || isShort(name) ? present : findSuccessors(name)
  return found.length > 1 ? undefined : (found[0] ?? findCountry(name))
}

const codesByNumber: ReadonlyMap<number, string> = new Map(
  isoCodes.map(([code = '', , number]) => [Number(number), code]),
)

/**
 * Returns the countries that a text may mean: those with this name, code or ISO 3166-1 number, those on the ground of a
 * former state, or those with the closest English name. Numbers are only a suggestion, because other projects number countries differently.
 */
export const suggestCountries = (text: string): readonly CountryCode[] => {
  const name = text.trim().slice(0, maxLength)
  const found = findCountries(name)
  if (found.length > 0) return found
  const successors = findSuccessors(name)
  if (successors.length > 0) return successors
  const code = /^\d{1,3}$/.test(name) ? codesByNumber.get(Number(name)) : findCountry(name)
  if (code !== undefined && isCountry(code)) return [code]
  const nearestName = findNearest(name, Object.values(countries))
  return nearestName === undefined ? [] : findByName(nearestName)
}

/** Returns whether a text names a state that no longer exists, and on whose ground there are several countries today. */
export const isDividedState = (text: string): boolean =>
  findCountries(text.trim().slice(0, maxLength)).length === 0 && findSuccessors(text.trim()).length > 1

/** Returns a country for a person, in the language of the messages: its code and its name. */
export const describeCountry = (code: CountryCode, { translate }: Translator): string =>
  `${code} (${translate(countryName(code) ?? '')})`
