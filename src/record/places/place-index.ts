/** An index of the places of a country, in which names are found by how they are spelled or sound. */
import { wordsByPattern } from '../../text/fold-pattern.ts'
import { consonantKeyOf, ownWords } from '../../text/name-words.ts'
import { distanceBetween, type Place, type PlaceFile, type RecordPlace } from './place.ts'

/** A name for search. */
export interface SearchName {
  /** All its folded words, joined. */
  readonly written: string
  /** Its folded words without articles, joined. */
  readonly plain: string
  /** The rest of the name from each later word on. */
  readonly laterWords: readonly string[]
  /** Its consonants in Latin letters. */
  readonly consonants: string
}

export interface PlaceEntry {
  readonly place: Place
  readonly names: readonly SearchName[]
  /** Lower is better known. */
  readonly rank: number
}

export interface PlaceIndex {
  readonly entries: readonly PlaceEntry[]
}

/** Signs for ayn and hamza, which writers leave out. */
const apostrophes = /[\u02b9-\u02bf\u02c8\u2018\u2019\u201b\u2032'`\u00b4]/g
const arabicArticle = /^ال(?=...)/

/** Returns words as one, in which a double consonant is one: writers double them or do not. */
const joinWords = (words: readonly string[]): string => words.join('').replace(/([^aeiou])\1+/gu, '$1')

/** Returns a name for search; undefined if it has no letter or digit. */
export const toSearchName = (name: string): SearchName | undefined => {
  const all = wordsByPattern(name.replace(apostrophes, '')).split(' ').filter(Boolean)
  if (all.length === 0) return undefined
  const words = ownWords(all).map((word) => word.replace(arabicArticle, ''))
  return {
    written: joinWords(all),
    plain: joinWords(words),
    laterWords: words.slice(1).map((_, i) => joinWords(words.slice(i + 1))),
    consonants: joinWords(words.map((word) => consonantKeyOf(word))),
  }
}

const searchNames = (names: readonly (string | undefined)[]): SearchName[] =>
  [...new Set(names)].flatMap((name) => (name ? (toSearchName(name) ?? []) : []))

/** Provinces are as well known as the towns at this position. */
const provinceRank = 10

const townEntries = ({ towns, provinces }: PlaceFile): PlaceEntry[] =>
  towns.map(([name, arabic, province, latitude, longitude, ...others], rank) => {
    const [admin1, admin1Arabic] = provinces[province] ?? []
    const place = { kind: 'town' as const, name, arabic, admin1, admin1Arabic, latitude, longitude }
    return { place, names: searchNames([name, arabic, ...others]), rank }
  })

const provinceEntries = ({ provinces }: PlaceFile): PlaceEntry[] =>
  provinces.map(([name, arabic, box, ...others]) => ({
    place: { kind: 'province', name, arabic, box: box ?? undefined },
    names: searchNames([name, arabic, ...others]),
    rank: provinceRank,
  }))

/** A place of a record is a town of the gazetteer if it has one of its names and is this near, in metres. */
const maxTownDistance = 15_000

const isSamePlace = (entry: PlaceEntry, names: readonly SearchName[], record: RecordPlace): boolean => {
  const { latitude, longitude } = entry.place
  if (latitude === undefined || longitude === undefined) return false
  if (record.latitude === undefined || record.longitude === undefined) return false
  return (
    entry.names.some(({ plain }) => names.some((name) => name.plain === plain)) &&
    distanceBetween([latitude, longitude], [record.latitude, record.longitude]) <= maxTownDistance
  )
}

const toRecordEntry = (record: RecordPlace, towns: readonly PlaceEntry[]): PlaceEntry => {
  const names = searchNames([record.place])
  const town = towns.find((entry) => isSamePlace(entry, names, record))
  const { latitude, longitude, precision } = record
  return {
    place: {
      kind: 'record',
      name: record.place,
      arabic: town?.place.arabic,
      admin1: record.admin1 ?? town?.place.admin1,
      admin1Arabic: town?.place.admin1Arabic,
      latitude,
      longitude,
      precision,
    },
    names: [...names, ...(town?.names ?? [])],
    rank: -record.count,
  }
}

/**
 * Returns the index of a country's places. Places of records come before towns that match equally well, and replace
 * towns of the same name that are within 15 km.
 */
export const createPlaceIndex = (file: PlaceFile, records: readonly RecordPlace[] = []): PlaceIndex => {
  const towns = townEntries(file)
  const own = records.map((record) => toRecordEntry(record, towns))
  const isOwn = (entry: PlaceEntry): boolean =>
    records.some((record, i) => isSamePlace(entry, own[i]?.names ?? [], record))
  return { entries: [...own, ...towns.filter((entry) => !isOwn(entry)), ...provinceEntries(file)] }
}
