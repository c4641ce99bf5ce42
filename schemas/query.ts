/** The parameters of lists and files: filters, snapshot, page. The parser and the codebook derive from these tables. */
import type { Scheme } from './crosswalk/layout.ts'
import type { Incident } from './incident.ts'
import { type eventSubtype, targetType, type Vocabulary, weaponType } from './vocabularies.ts'

/** The columns of the flat row that the narrow table of the database holds for filters. */
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

/** Values of a filter that represent several codes, by their names. */
export type ValueGroups = Readonly<
  Record<string, { readonly label: string; readonly codes: readonly string[] }>
>

/** Groups of weapons for those who do not ask which kind it was. */
export const weaponGroups = {
  any_drone: { label: 'Any drone', codes: ['drone_armed', 'drone_one_way'] },
  any_indirect_fire: {
    label: 'Any indirect fire',
    codes: ['rocket', 'mortar', 'artillery', 'indirect_fire_unspecified'],
  },
} as const satisfies Readonly<
  Record<string, { readonly label: string; readonly codes: readonly (keyof typeof weaponType)[] }>
>

/** Specific types of event that imply a weapon, which their records need not state, and the weapons. */
export const weaponsOfSubtype = {
  drone_strike: weaponGroups.any_drone.codes,
} as const satisfies Readonly<
  Partial<Record<keyof typeof eventSubtype, readonly (keyof typeof weaponType)[]>>
>

/** Returns the groups in words. */
const describeGroups = (groups: ValueGroups): string =>
  Object.entries(groups)
    .map(([name, { codes }]) => `${name} means ${codes.join(', ')}.`)
    .join(' ')

/** A filter on values of which a record can have several. */
export interface Facet {
  /** The label of the control in the form of filters. */
  readonly title: string
  readonly help: string
  readonly example: string
  /** The codes to choose from; any text without it. */
  readonly vocabulary?: Vocabulary
  readonly groups?: ValueGroups
  readonly valuesOf: (record: Incident) => readonly (string | undefined)[]
}

/** Filters on values of which a record can have several. */
export const facets = {
  actor: {
    title: 'Actor',
    help: 'Records with an actor of this name, in any role.',
    example: 'Qassem Al Jabarayn',
    valuesOf: (record) => (record.actors ?? []).flatMap((each) => [each.name, ...(each.with ?? [])]),
  },
  weapon: {
    title: 'Weapon',
    help: `Records with a weapon of this type. ${describeGroups(weaponGroups)}`,
    example: 'rocket',
    vocabulary: weaponType,
    groups: weaponGroups,
    valuesOf: (record) => (record.weapons ?? []).map((each) => each.type),
  },
  target_type: {
    title: 'Target',
    help: 'Records with a target of this type.',
    example: 'military',
    vocabulary: targetType,
    valuesOf: (record) => (record.targets ?? []).map((each) => each.type),
  },
  source: {
    title: 'Source',
    help: 'Records with a source of this publisher.',
    example: 'Example News',
    valuesOf: (record) => record.sources.map((each) => each.publisher ?? each.title),
  },
  claimed_by: {
    title: 'Claimed by',
    help: 'Records with a claim of responsibility by this name.',
    example: 'Qassem Al Jabarayn',
    valuesOf: (record) => (record.claims ?? []).map((each) => each.by),
  },
  tag: {
    title: 'Tag',
    help: 'Records with this tag.',
    example: 'us-forces',
    valuesOf: (record) => record.tags ?? [],
  },
} as const satisfies Readonly<Record<string, Facet>>

export type FacetName = keyof typeof facets

/** The orders of lists besides that by id, and their titles. Unknown values come last. */
export const sorts = {
  date: 'Date, earliest first',
  '-date': 'Date, latest first',
  created: 'Created, earliest first',
  '-created': 'Created, latest first',
  deaths: 'Deaths, fewest first',
  '-deaths': 'Deaths, most first',
} as const

/** The columns and facets by whose values records are counted. */
export const countColumns = [
  'country',
  'admin1',
  'dataset',
  'event_type',
  'event_subtype',
  'conflict_type',
  'outcome',
  'weapon',
  'target_type',
  'series',
  'status',
] as const
export type CountColumn = (typeof countColumns)[number]

/** What the records of a list are counted by beside it: its columns and facets of few values, and the year. */
export const listedCounts = ['country', 'event_type', 'weapon', 'outcome', 'dataset', 'year'] as const
export type ListedCount = (typeof listedCounts)[number]

/** Steps of time by which records are counted, from the longest. */
export const timeSteps = ['year', 'quarter', 'month', 'week', 'day'] as const
export type TimeStep = (typeof timeSteps)[number]

interface Parameter {
  readonly help: string
  readonly example: string
}

/** Filters that test one column for equality; several values are separated by commas or given by repeating the parameter. */
export const equalityFilters = {
  dataset: { help: 'Records of this dataset.', example: 'reports' },
  country: { help: 'Records in this country: an ISO 3166-1 alpha-2 code, XK or XZ.', example: 'IQ' },
  admin1: { help: 'Records in this first-level area, spelled as in the record.', example: 'Anbar' },
  event_type: { help: 'Records with this type of event.', example: 'remote_violence' },
  event_subtype: { help: 'Records with this specific type.', example: 'shelling' },
  conflict_type: { help: 'Records with this type of conflict.', example: 'state_based' },
  outcome: { help: 'Records with this outcome.', example: 'intercepted' },
  geo_precision: { help: 'Records whose place has this precision.', example: 'near' },
  date_precision: { help: 'Records whose date has this precision.', example: 'day' },
  series: { help: 'Records of this series.', example: 'january-2022-attacks' },
  status: {
    help: 'Records with this review status. The public sees published records only.',
    example: 'published',
  },
} as const satisfies Readonly<Record<string, Parameter>>

export type EqualityFilter = keyof typeof equalityFilters

const visibleFilters = ['q', 'country', 'from', 'to', 'sort'] as const

const groupedFilters = {
  place: ['admin1', 'geo_precision', 'near', 'bbox'],
  time: ['date_precision'],
  event: ['event_type', 'event_subtype', 'conflict_type', 'outcome'],
  people: ['actor', 'claimed_by', 'weapon', 'target_type', 'min_deaths', 'max_deaths'],
} as const

/** The filters by columns and facets that are in no other group: those of the source and the record. */
const recordFilters: readonly string[] = [...Object.keys(facets), ...Object.keys(equalityFilters)].filter(
  (name) =>
    !([...visibleFilters, ...Object.values(groupedFilters).flat()] as readonly string[]).includes(name),
)

/**
 * The filters of the form on the list page and its order, as they follow each other; the primary ones are always
 * visible. Every filter has a control; the status has one for those who may read records that are not published.
 */
export const formFilters = {
  primary: visibleFilters,
  groups: { ...groupedFilters, record: recordFilters },
} as const

export type FilterGroup = keyof typeof formFilters.groups

/** A box in degrees, edges included; west > east crosses the antimeridian. */
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

/** Filters with their own syntax, and parameters that are not filters. */
export const otherParameters = {
  from: { help: 'Events that ended on or after this day.', example: '2022-01-03' },
  to: { help: 'Events that began on or before this day.', example: '2022-01-05' },
  min_deaths: { help: 'Records whose deaths_best is known and at least this number.', example: '1' },
  max_deaths: { help: 'Records whose deaths_best is known and at most this number.', example: '10' },
  bbox: {
    help: 'Records within west,south,east,north in degrees; west > east crosses the antimeridian.',
    example: '38,29,49,38',
  },
  near: { help: 'Records within a circle: latitude,longitude,kilometres.', example: '33.3,44.4,25' },
  q: {
    help: 'Records with all these words in title, summary, places, actors or sources.',
    example: 'drone baghdad',
  },
  commit: { help: 'The records as they were at this commit.', example: '42' },
  as_of: { help: 'The records as they were at this time (UTC).', example: '2022-02-01T00:00:00Z' },
  schema: { help: 'The version of the schema of a pinned address.', example: '' },
  fields: {
    help: 'Only these columns, in this order; for CSV, GeoJSON and XLSX.',
    example: 'id,date,country',
  },
  profile: {
    help: 'The layout. The default is flat; CSV also supports full (complete records, with dotted column names); CSV and XLSX also support ucdp, acled and gtd, with the columns and inclusion rules of that project.',
    example: 'full',
  },
  labels: { help: 'Set to true for labels instead of codes; for CSV and XLSX.', example: 'true' },
  lang: {
    help: 'The language of the labels, for files with labels=true. On pages, their language: en or ar.',
    example: 'ar',
  },
  excel: {
    help: 'Set to true for a CSV file for spreadsheets: with a byte order mark, and an apostrophe before formulas so that they are not computed.',
    example: 'true',
  },
  sort: {
    help: 'The order: date, created or deaths, with - before it for the reverse; for CSV, JSON and NDJSON. The default is by id.',
    example: '-date',
  },
  limit: { help: 'The maximum number of records; the response links to the next page.', example: '100' },
  cursor: { help: 'The start of the page, from the link of the previous response.', example: '' },
} as const satisfies Readonly<Record<string, Parameter>>

/** The parameters of counts besides filters, the snapshot, labels and excel; `measure` is of the page alone. */
export const countParameters = {
  by: {
    help: `What records are counted by: at most two of ${countColumns.join(', ')}, and one step of time: ${timeSteps.join(', ')}. Without it, the total.`,
    example: 'country,year',
  },
  measure: {
    help: 'The numbers of people that the page of counts shows: deaths, injuries or civilian_deaths.',
    example: 'injuries',
  },
} as const satisfies Readonly<Record<string, Parameter>>

/** The parameters that shape the table of a file. */
export interface TableShape {
  /** The columns in the requested order; undefined means all. */
  readonly fields?: readonly string[] | undefined
  /** The layout; undefined means the flat one. */
  readonly profile?: 'full' | Scheme | undefined
  /** Labels instead of codes. */
  readonly labels?: true | undefined
  /** The language of the labels (BCP 47); undefined means English. */
  readonly lang?: string | undefined
  /** Whether the file is for a spreadsheet, which computes formulas. */
  readonly excel?: true | undefined
  /** The order of the records; undefined means that of their ids. */
  readonly sort?: keyof typeof sorts | undefined
}

export const tableShapeNames = [
  'fields',
  'profile',
  'labels',
  'lang',
  'excel',
  'sort',
] as const satisfies (keyof TableShape)[]
export type TableShapeName = (typeof tableShapeNames)[number]
