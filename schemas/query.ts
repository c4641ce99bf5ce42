/** What an address may ask for: filters, the snapshot, the page. One table; the parser and the docs derive from it. */
import type { Scheme } from './crosswalk/layout.ts'
import type { Incident } from './incident.ts'

/** The columns of the flat row that are kept in the database's narrow table, to be filtered on. */
export const scalarFilters = [
  'dataset',
  'reference',
  'event_type',
  'event_subtype',
  'conflict_type',
  'outcome',
  'date_start',
  'date_end',
  'date_precision',
  'country',
  'admin1',
  'latitude',
  'longitude',
  'geo_precision',
  'deaths_best',
  'series',
] as const

export type ScalarFilter = (typeof scalarFilters)[number]

interface Facet {
  readonly help: string
  readonly example: string
  readonly valuesOf: (record: Incident) => readonly (string | undefined)[]
}

/** What a record has one or several of. */
export const facets = {
  actor: {
    help: 'An actor of this name, whatever its role.',
    example: 'Qassem Al Jabarayn',
    valuesOf: (record) => (record.actors ?? []).flatMap((each) => [each.name, ...(each.with ?? [])]),
  },
  weapon: {
    help: 'A weapon of this kind.',
    example: 'rocket',
    valuesOf: (record) => (record.weapons ?? []).map((each) => each.type),
  },
  target_type: {
    help: 'A target of this kind.',
    example: 'military',
    valuesOf: (record) => (record.targets ?? []).map((each) => each.type),
  },
  source: {
    help: 'A source of this publisher.',
    example: 'Example News',
    valuesOf: (record) => record.sources.map((each) => each.publisher ?? each.title),
  },
  claimed_by: {
    help: 'A claim of responsibility by this name.',
    example: 'Qassem Al Jabarayn',
    valuesOf: (record) => (record.claims ?? []).map((each) => each.by),
  },
  tag: {
    help: 'This tag.',
    example: 'us-forces',
    valuesOf: (record) => record.tags ?? [],
  },
} as const satisfies Readonly<Record<string, Facet>>

export type FacetName = keyof typeof facets

interface Parameter {
  readonly help: string
  readonly example: string
}

/** Filters that test one column for equality; several values by comma or by repeating. */
export const equalityFilters = {
  dataset: { help: 'The dataset.', example: 'reports' },
  country: { help: 'ISO 3166-1 alpha-2 code, XK or XZ.', example: 'IQ' },
  admin1: { help: 'The first-level area, as the record has it.', example: 'Anbar' },
  event_type: { help: 'The kind of event.', example: 'remote_violence' },
  event_subtype: { help: 'The closer kind of event.', example: 'shelling' },
  conflict_type: { help: 'The kind of conflict.', example: 'state_based' },
  outcome: { help: 'The outcome.', example: 'intercepted' },
  geo_precision: { help: 'The precision of the place.', example: 'near' },
  date_precision: { help: 'The precision of the date.', example: 'day' },
  series: { help: 'The series.', example: 'january-2022-attacks' },
  status: {
    help: 'Where the record stands in review; the public sees what is published.',
    example: 'published',
  },
} as const satisfies Readonly<Record<string, Parameter>>

export type EqualityFilter = keyof typeof equalityFilters

/** A box of degrees, its edges included; west > east crosses the antimeridian. */
export interface Box {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** A circle on the Earth. */
export interface Circle {
  readonly latitude: number
  readonly longitude: number
  readonly kilometres: number
}

/** The filters that have forms of their own, and what is not a filter. */
export const otherParameters = {
  from: { help: 'The event did not end before this day.', example: '2022-01-03' },
  to: { help: 'The event did not begin after this day.', example: '2022-01-05' },
  min_deaths: { help: 'deaths_best is known and at least this.', example: '1' },
  max_deaths: { help: 'deaths_best is known and at most this.', example: '10' },
  bbox: {
    help: 'Within west,south,east,north; west > east crosses the antimeridian.',
    example: '38,29,49,38',
  },
  near: { help: 'Within latitude,longitude,kilometres.', example: '33.3,44.4,25' },
  q: { help: 'All these words in title, summary, places, actors and sources.', example: 'drone baghdad' },
  commit: { help: 'The set as it was at this commit.', example: '42' },
  as_of: { help: 'The set as it was at this time, UTC.', example: '2022-02-01T00:00:00Z' },
  schema: { help: 'The version of the schema that a pinned address was made with.', example: '1' },
  fields: {
    help: 'These columns only, in this order; for CSV, GeoJSON and XLSX.',
    example: 'id,date,country',
  },
  profile: {
    help: 'The layout: flat, which is the default; for CSV also full, the record whole as dotted columns; for CSV and XLSX ucdp, acled or gtd, with the columns and the rules of inclusion of that project.',
    example: 'full',
  },
  labels: { help: 'true: labels instead of codes; for CSV and XLSX.', example: 'true' },
  excel: {
    help: 'true: a CSV file for spreadsheets, with a byte order mark, and an apostrophe before what would be computed.',
    example: 'true',
  },
  limit: { help: 'At most so many records; the answer links to the next page.', example: '100' },
  cursor: { help: 'Where the page begins, as the answer before has it.', example: '' },
} as const satisfies Readonly<Record<string, Parameter>>

/** What shapes the table of a file. */
export interface TableShape {
  /** The columns, in the order asked; all of them without it. */
  readonly fields?: readonly string[] | undefined
  /** The layout, where it is not the flat one. */
  readonly profile?: 'full' | Scheme | undefined
  /** Labels instead of codes. */
  readonly labels?: true | undefined
  /** For a program that computes what it reads. */
  readonly excel?: true | undefined
}

export const tableShapeNames = [
  'fields',
  'profile',
  'labels',
  'excel',
] as const satisfies (keyof TableShape)[]
export type TableShapeName = (typeof tableShapeNames)[number]

/** The version of the record's schema and of every rendering of it; a pinned address holds it. */
export const schemaVersion = 1
