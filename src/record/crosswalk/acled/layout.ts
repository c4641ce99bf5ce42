/** The layout of the Armed Conflict Location and Event Data, in both directions. */
import {
  columns,
  formerColumns,
  noInformationDeaths,
  precisionCodes,
  projectOnlyColumns,
  requiredColumns,
  watersNumber,
} from '../../../../schemas/crosswalk/acled.ts'
import { countryName, isoNumbers, isWaters } from '../../../../schemas/crosswalk/countries.ts'
import { slugPattern } from '../../../../schemas/field-types.ts'
import { parseCount, parseTexts } from '../cells.ts'
import { readCountry } from '../country.ts'
import { type Draft, type Exclusion, ensureLocation, type Layout, type Part } from '../layout.ts'
import type { LossName } from '../losses.ts'
import {
  coordinatesPart,
  isDataset,
  locationTextPart,
  orDataset,
  precisionPart,
  summaryPart,
} from '../parts.ts'
import { actors } from './actors.ts'
import { dates, findVagueDate, splitByDay } from './dates.ts'
import { hasKind, kind } from './kinds.ts'

const dataset = 'ACLED'
const maxSources = 100

/** Returns the name of the sea that a record states as its place; ACLED names it in the column of the country. */
const watersName = ({ place, admin1 }: NonNullable<Draft['location']>): string | undefined =>
  [place, admin1].find((name) => name !== undefined && isWaters(name))

const country: Part = {
  columns: ['iso', 'country'],
  extraColumns: ['latitude', 'longitude'],
  pointerColumns: [['/location', 'country']],
  fields: ['location.country'],
  read: ([number = '', name = '', ...point], draft, note, reportIssue) => {
    const cells = { name: name.trim(), at: 1, number: number.trim(), point }
    const code = readCountry(cells, note, reportIssue)
    if (code !== undefined) ensureLocation(draft).country = code
  },
  write: ({ location = {} }, reportLoss) => {
    const code = location.country
    if (code === undefined) return []
    if (code === 'XZ') return [watersNumber, watersName(location) ?? countryName(code)]
    const number = Object.hasOwn(isoNumbers, code) ? isoNumbers[code] : undefined
    if (number === undefined) reportLoss('crosswalk.unknown', 'iso', `${code} has no number in ISO 3166-1.`)
    return [number, countryName(code)]
  },
}

const roundDegrees = (degrees: number): number => Math.round(degrees * 1e4) / 1e4

const coordinates = coordinatesPart((latitude, longitude, reportLoss) => {
  const cells = [roundDegrees(latitude), roundDegrees(longitude)]
  if (cells[0] !== latitude || cells[1] !== longitude)
    reportLoss('acled.coordinates', 'latitude', `They are ${latitude}, ${longitude}.`)
  return cells
})

const sources: Part = {
  columns: ['source'],
  pointerColumns: [['/sources', 'source']],
  read: ([cell = ''], draft, note) => {
    const publishers = parseTexts(cell.split(';'), 200, note).slice(0, maxSources)
    draft.sources = orDataset(
      publishers.map((publisher) => ({ publisher })),
      dataset,
      note,
    )
  },
  write: ({ sources: all = [] }) => {
    const named = all
      .filter((source) => !isDataset(source, dataset))
      .flatMap(({ publisher, title }) => publisher ?? title ?? [])
    return [[...new Set(named)].join('; ') || undefined]
  },
}

const formatClaims = ({ claims = [] }: Draft): string =>
  claims
    .flatMap(({ by, status }) => (by ? [status && status !== 'standing' ? `${by} (${status})` : by] : []))
    .join(', ')

const notes = summaryPart('notes', (draft, reportLoss) => {
  const by = formatClaims(draft)
  if (by) reportLoss('acled.claim', 'notes', `It is claimed by ${by}.`)
  const said = [draft.summary ?? draft.title, by ? `Claimed by ${by}.` : undefined]
  return [said.filter((each) => each !== undefined).join('\n\n') || undefined]
})

const fatalities: Part = {
  columns: ['fatalities'],
  pointerColumns: [['/casualties', 'fatalities']],
  read: ([cell = ''], draft, note, reportIssue) => {
    const deaths = parseCount(cell, 0, ['casualties', 'deaths', 'best'], note, reportIssue)
    if (deaths === undefined) return
    note(deaths === noInformationDeaths ? 'acled.zero' : 'acled.one_number')
    if (deaths !== noInformationDeaths)
      draft.casualties = { reported: 'some', deaths: { low: deaths, best: deaths } }
  },
  write: ({ casualties }, reportLoss) => {
    const { low, best, high } = casualties?.deaths ?? {}
    const lowest = low ?? best ?? high
    if (lowest === undefined && casualties?.reported !== 'none')
      reportLoss('acled.no_information', 'fatalities', 'How many died, if anybody, is not known.')
    if ([best, high].some((each) => each !== undefined && each !== lowest))
      reportLoss(
        'acled.lowest',
        'fatalities',
        `Best is ${best ?? 'not known'}, high is ${high ?? 'not known'}.`,
      )
    return [lowest ?? noInformationDeaths]
  },
}

const tags: Part = {
  columns: ['tags'],
  pointerColumns: [['/tags', 'tags']],
  read: ([cell = ''], draft) => {
    const words = cell.split(';').map((each) => each.trim())
    if (words.length <= 50 && words.every((word) => slugPattern.test(word))) draft.tags = words
  },
  write: ({ tags: words = [] }) => [words.join('; ') || undefined],
}

const toSeconds = (time: string): number => Math.floor(Date.parse(time) / 1000)

/**
 * Seconds since 1970 UTC of the newest version, by which readers find new events. A record changed here since its
 * import has the time of that change, until ACLED uploads its event again.
 */
const timestamp: Part = {
  columns: ['timestamp'],
  pointerColumns: [],
  write: ({ updated_at }) => [updated_at ? toSeconds(updated_at) : undefined],
  isOutdated: ({ revision = 1, created_at }, [cell = '']) =>
    revision > 1 && created_at !== undefined && !(Number(cell) > toSeconds(created_at)),
}

const isLocated = ({ location = {} }: Draft): boolean =>
  location.precision !== 'country' &&
  [location.admin1, location.admin2, location.admin3, location.place, location.latitude].some(
    (each) => each !== undefined,
  )

const findExclusion = (record: Draft): Exclusion | undefined => {
  if (!hasKind(record))
    return { rule: 'acled.kind', detail: `The event is ${record.event_subtype ?? record.event_type}.` }
  if (!isLocated(record)) return { rule: 'acled.unlocated', detail: 'No more than the country is known.' }
  return findVagueDate(record)
}

export const acled: Layout = {
  scheme: 'acled',
  dataset,
  isRestricted: true,
  columns,
  formerColumns,
  idColumn: 'event_id_cnty',
  requiredColumns,
  parts: [
    kind,
    dates,
    actors,
    country,
    locationTextPart('admin1', 'admin1'),
    locationTextPart('admin2', 'admin2'),
    locationTextPart('admin3', 'admin3'),
    locationTextPart('location', 'place', 200, ({ location: { place, admin3, admin2, admin1 } = {} }) => [
      place ?? admin3 ?? admin2 ?? admin1,
    ]),
    coordinates,
    precisionPart('geo_precision', precisionCodes, 'acled.region'),
    sources,
    notes,
    fatalities,
    tags,
    timestamp,
  ],
  dependents: [{ columns: ['region'], dependsOn: ['country'] }],
  projectOnlyColumns,
  findExclusion,
  split: splitByDay,
  mappedFields: ['kind', 'admin3', 'with', 'claims', 'tags', 'summary'] satisfies LossName[],
  impliedFields: ['outcome'],
}
