/** Parts that several layouts have. */
import { type CountryCode, countryName } from '../../../schemas/crosswalk/countries.ts'
import type { CodeMap } from '../../../schemas/crosswalk/layout.ts'
import type { CrosswalkRuleId } from '../../../schemas/crosswalk/loss-rules.ts'
import type { Cell } from '../../../schemas/field-types.ts'
import type { Incident } from '../../../schemas/incident.ts'
import { parseCode, parseDegrees, parseText } from './cells.ts'
import { readCountry } from './country.ts'
import {
  type Draft,
  ensureLocation,
  type Note,
  type Part,
  type ReportIssue,
  type ReportLoss,
} from './layout.ts'

/** Returns a part of one column for one text of a record, of at most `max` characters. */
export const textPart = (
  column: string,
  pointer: string,
  max: number,
  set: (draft: Draft, text: string) => void,
  write: Part['write'],
): Part => ({
  columns: [column],
  pointerColumns: [[pointer, column]],
  read: ([cell = ''], draft, note) => {
    const text = cell === '' ? '' : parseText(cell, max, note)
    if (text !== '') set(draft, text)
  },
  write,
})

/** Returns a part of one column for a text of the location. */
export const locationTextPart = (
  column: string,
  field: 'admin1' | 'admin2' | 'admin3' | 'place' | 'note',
  max = 200,
  write: Part['write'] = ({ location }) => [location?.[field]],
): Part =>
  textPart(
    column,
    `/location/${field}`,
    max,
    (draft, text) => {
      ensureLocation(draft)[field] = text
    },
    write,
  )

/** Returns a part for the summary of a record. */
export const summaryPart = (column: string, write: Part['write']): Part =>
  textPart(
    column,
    '/summary',
    10_000,
    (draft, text) => {
      draft.summary = text
    },
    write,
  )

/** Returns the code of a country from its cell and those of the coordinates. */
type FindCountry = (
  name: string,
  point: readonly string[],
  note: Note,
  reportIssue: ReportIssue,
) => CountryCode | undefined

const findByName: FindCountry = (name, point, note, reportIssue) =>
  readCountry({ name, at: 0, point }, note, reportIssue)

/** Returns a part of one column for the country of the location. */
export const countryPart = (column: string, find: FindCountry = findByName): Part => ({
  columns: [column],
  extraColumns: ['latitude', 'longitude'],
  pointerColumns: [['/location', column]],
  fields: ['location.country'],
  read: ([cell = '', ...point], draft, note, reportIssue) => {
    const name = cell.trim()
    const code = name === '' ? undefined : find(name, point, note, reportIssue)
    if (code !== undefined) ensureLocation(draft).country = code
  },
  write: ({ location }) => [countryName(location?.country ?? '')],
})

type Precision = NonNullable<Incident['location']['precision']>

/**
 * Returns a part of one column of codes for the precision of the location; `areaRule` is noted for a code that is
 * read as an area.
 */
export const precisionPart = (
  column: string,
  { toRecord, toLayout }: CodeMap<Precision>,
  areaRule?: CrosswalkRuleId,
): Part => ({
  columns: [column],
  pointerColumns: [['/location/precision', column]],
  read: ([cell = ''], draft, note) => {
    const code = parseCode(cell, toRecord, note)
    if (code !== undefined) ensureLocation(draft).precision = code
    if (code === 'area' && areaRule) note(areaRule)
  },
  write: ({ location }, reportLoss) => {
    const precision = location?.precision
    const code = toLayout.get(precision ?? '')
    if (code === undefined)
      reportLoss('crosswalk.unknown', column, 'How closely the place is known is not said.')
    else if (toRecord.get(code) !== precision)
      reportLoss('acled.place_precision', column, `The precision is ${precision}.`)
    return [code === undefined ? undefined : Number(code)]
  },
})

const latitudePath = ['location', 'latitude']
const longitudePath = ['location', 'longitude']

/**
 * Returns a part for both coordinates; `toCells` returns the cells of the two columns and of others with the same
 * content.
 */
export const coordinatesPart = (
  toCells: (latitude: number, longitude: number, reportLoss: ReportLoss) => readonly Cell[] = (
    latitude,
    longitude,
  ) => [latitude, longitude],
  columns: readonly string[] = [],
): Part => ({
  columns: ['latitude', 'longitude', ...columns],
  pointerColumns: [
    ['/location/latitude', 'latitude'],
    ['/location/longitude', 'longitude'],
  ],
  read: ([latitudeCell = '', longitudeCell = ''], draft, note, reportIssue) => {
    const latitude = parseDegrees(latitudeCell, 0, latitudePath, note, reportIssue)
    const longitude = parseDegrees(longitudeCell, 1, longitudePath, note, reportIssue)
    if (latitude !== undefined) ensureLocation(draft).latitude = latitude
    if (longitude !== undefined) ensureLocation(draft).longitude = longitude
  },
  write: ({ location: { latitude, longitude } = {} }, reportLoss) => {
    if (latitude !== undefined && longitude !== undefined) return toCells(latitude, longitude, reportLoss)
    reportLoss('crosswalk.unknown', 'latitude', 'The coordinates are not known.')
    return []
  },
})

/** Reports the details of a date that a column with a plain day cannot express. */
export const reportDateLoss = (date: string, column: string, reportLoss: ReportLoss): void => {
  if (/[~?%]/.test(date)) reportLoss('crosswalk.uncertain', column, `The date is ${date}.`)
  if (date.includes('T')) reportLoss('crosswalk.time', column, `The date is ${date}.`)
}

export type Source = Incident['sources'][number]

/** Returns whether a source is the dataset with this name. */
export const isDataset = ({ kind, publisher }: Source, dataset: string): boolean =>
  kind === 'dataset' && publisher === dataset

/** Returns the sources, or the dataset itself if the row names none. */
export const orDataset = (sources: readonly Source[], dataset: string, note: Note): Source[] => {
  if (sources.length > 0) return [...sources]
  note('crosswalk.source_dataset')
  return [{ publisher: dataset, kind: 'dataset' }]
}
