/** Reading the countries of the layouts, which also name seas and places that no code of a country has. */
import { iso1A2Code } from '@rapideditor/country-coder'
import {
  type CountryCode,
  countryName,
  countryNames,
  findByNumber,
  findCountry,
  isWaters,
} from '../../../schemas/crosswalk/countries.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import { joinSentences, type Say, sentence } from '../../text/sentence.ts'
import type { Note, ReportIssue } from './layout.ts'

interface CountryCells {
  readonly name: string
  /** The index of the name among the cells of the part. */
  readonly at: number
  /** The cell of the ISO 3166-1 numeric code, if the layout has one. */
  readonly number?: string
  /** The cells of latitude and longitude. */
  readonly point: readonly string[]
}

/** Returns the country at a point, or international waters; undefined without a point. */
const findAtPoint = ([north = '', east = '']: readonly string[]): CountryCode | undefined => {
  const [latitude, longitude] = [Number(north), Number(east)]
  const isPoint =
    north.trim() !== '' && east.trim() !== '' && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  if (!isPoint) return undefined
  const code = iso1A2Code([longitude, latitude]) ?? 'XZ'
  return countryName(code) === undefined ? undefined : (code as CountryCode)
}

const unknownName = (name: string): Say =>
  joinSentences(
    sentence`No country has this name, and the row has no coordinates that say which one it is.`,
    didYouMean(name, countryNames),
  )

/**
 * Returns the code of a country; undefined if neither its cells nor the coordinates say which it is, or if they
 * contradict each other, which is then reported.
 */
export const readCountry = (
  { name, at, number = '', point }: CountryCells,
  note: Note,
  reportIssue: ReportIssue,
): CountryCode | undefined => {
  const path = ['location', 'country']
  const [named, numbered] = [findCountry(name), number === '' ? undefined : findByNumber(number)]
  if (named !== undefined && numbered !== undefined && named !== numbered) {
    const meant = countryName(numbered) ?? numbered
    const say = sentence`The number ${number} is ${meant}, and the name is ${name}. Correct one of them.`
    reportIssue(path, 'code.unknown', say, name)
    return undefined
  }
  const known = named ?? numbered
  if (known !== undefined || name === '') return known
  if (isWaters(name)) {
    note('crosswalk.waters', at)
    return 'XZ'
  }
  const found = findAtPoint(point)
  if (found === undefined) reportIssue(path, 'code.unknown', unknownName(name), name)
  else note('crosswalk.country', at)
  return found
}
