/** The layout of another project, composed of parts that are read and written together. */
import { type CountryCode, countryName, findCountry } from '../../../schemas/crosswalk/countries.ts'
import type { CodeMap, LayoutColumn, Scheme } from '../../../schemas/crosswalk/layout.ts'
import type { CrosswalkRuleId } from '../../../schemas/crosswalk/loss-rules.ts'
import type { Cell } from '../../../schemas/field-types.ts'
import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import type { Path, RuleId } from '../../../schemas/rules.ts'
import type { Defined } from '../../text/json.ts'

/** A record that may be incomplete. */
export type Draft = Omit<Partial<StoredIncident>, 'location'> & { location?: Partial<Incident['location']> }

/** Counts a value that was read differently from the cell. */
export type Note = (rule: CrosswalkRuleId) => void

/** Reports a value that cannot be read, with what would be right; the row is rejected. */
export type ReportIssue = (path: Path, rule: RuleId, detail: string, received: string) => void

/** Reports a value that is not exported unchanged; the column is null if the layout has none. */
export type ReportLoss = (rule: CrosswalkRuleId, column: string | null, detail: string) => void

/** Columns that represent the same fields of a record. */
export interface Part {
  readonly columns: readonly string[]
  /** Columns of other parts whose cells are read too; they follow the part's own. */
  readonly extraColumns?: readonly string[]
  /** Pointers of the fields, each with the column that its errors are reported for. */
  readonly pointerColumns: readonly (readonly [pointer: string, column: string])[]
  /** Reads the cells of the columns, `''` for absent ones; undefined if the columns set no field. */
  readonly read?: (cells: readonly string[], draft: Draft, note: Note, reportIssue: ReportIssue) => void
  /** Returns the cells of a record. */
  readonly write: (record: Draft, reportLoss: ReportLoss) => readonly Cell[]
  /**
   * For a part that is not read: returns whether the record contradicts its stored cells. Without it, stored cells
   * stay whatever the record states.
   */
  readonly isOutdated?: (record: Draft, cells: readonly string[]) => boolean
}

/** Columns of the project that give details of other columns: stored cells stay until those columns change. */
export interface DependentColumns {
  readonly columns: readonly string[]
  /** Columns of parts that are read. */
  readonly dependsOn: readonly string[]
  /**
   * Returns whether the cell is still right beside the first of `dependsOn`; without it, no cell is right once they
   * change.
   */
  readonly isStillValid?: (cell: string, now: Cell) => boolean
}

export interface Exclusion {
  readonly rule: CrosswalkRuleId
  readonly detail: string
}

export interface Layout {
  readonly scheme: Scheme
  /** The name of the dataset as a source. */
  readonly dataset: string
  /** Whether its terms forbid publishing its rows: a dataset of them becomes publishable only by an editor. */
  readonly isRestricted: boolean
  readonly columns: readonly LayoutColumn[]
  /** The column of the project's own id. */
  readonly idColumn: string
  /** Columns that every file must have. */
  readonly requiredColumns: readonly string[]
  /** The parts in the order of reading. */
  readonly parts: readonly Part[]
  readonly dependents: readonly DependentColumns[]
  /** Columns that only the project can fill, with the reason. */
  readonly projectOnlyColumns: Readonly<Record<string, string>>
  /** Returns why a record has no row in the layout; undefined if it has one. */
  readonly findExclusion: (record: Draft) => Exclusion | undefined
  /** Splits a record into those that the rows are made of; without it, each record has one row. */
  readonly split?: (record: Draft, reportLoss: ReportLoss) => readonly Draft[]
  /** The fields with a column, by the names of `losses.ts`. */
  readonly mappedFields: readonly string[]
  /** The fields that every row sets although no column represents them. */
  readonly impliedFields: readonly string[]
}

/** A reporter that ignores losses. */
export const ignoreLoss: ReportLoss = () => undefined

/** Returns a cell as the text of a file. */
export const cellText = (cell: Cell): string =>
  cell === undefined ? '' : typeof cell === 'string' ? cell : String(cell)

const ascii = /^[ -~]*$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern must match them
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

/** Returns a cell as a text of at most `max` characters, as a record stores it. */
export const parseText = (cell: string, max: number, note: Note): string => {
  let text = cell.trim()
  if (!ascii.test(text)) {
    text = text.replace(/\r\n?/g, '\n').normalize('NFC').toWellFormed()
    if (text.search(controlCharacters) >= 0) {
      note('crosswalk.control')
      text = text.replace(controlCharacters, ' ').trim()
    }
  }
  if (text.length <= max) return text
  note('crosswalk.text_cut')
  return text.slice(0, max).toWellFormed().trim()
}

/** Returns a number; undefined if the cell is empty or not a number. */
export const parseNumber = (cell: string, note: Note): number | undefined => {
  if (cell === '') return undefined
  const number = Number(cell)
  if (Number.isFinite(number) && cell.trim() !== '') return number
  if (cell.trim() !== '') note('crosswalk.number')
  return undefined
}

/** Returns a count of people; undefined if the cell is empty or not a count that a record can store. */
export const parseCount = (cell: string, note: Note): number | undefined => {
  const number = parseNumber(cell, note)
  if (number === undefined || (Number.isInteger(number) && number >= 0 && number <= 1e9)) return number
  note('crosswalk.number')
  return undefined
}

/** Returns our code for one of the project's; undefined if the cell is empty or its code unknown. */
export const parseCode = <T>(cell: string, codes: ReadonlyMap<string, T>, note: Note): T | undefined => {
  if (cell === '') return undefined
  const code = codes.get(cell) ?? codes.get(cell.trim())
  if (code === undefined) note('crosswalk.code')
  return code
}

/** Returns several cells as texts, without empty ones. */
export const parseTexts = (cells: readonly string[], max: number, note: Note): string[] =>
  cells.map((cell) => parseText(cell, max, note)).filter((text) => text !== '')

/** Returns the fields that have a value, without empty texts and lists; undefined if there are none. */
export const statedFields = <Fields extends object>(fields: Fields): Defined<Fields> | undefined => {
  let stated: Partial<Fields> | undefined
  for (const name in fields) {
    const value = fields[name]
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) continue
    stated ??= {}
    stated[name] = value
  }
  return stated as Defined<Fields> | undefined
}

/** Returns the location of a draft; creates it if it is absent. */
export const ensureLocation = (draft: Draft): Partial<Incident['location']> => {
  draft.location ??= {}
  return draft.location
}

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

/**
 * Returns a part of one column for the country of the location; `find` returns the code for a name and further cells.
 */
export const countryPart = (
  column: string,
  find: (
    name: string,
    cells: readonly string[],
    note: Note,
    reportIssue: ReportIssue,
  ) => string | undefined = (name) => findCountry(name),
  extraColumns: readonly string[] = [],
): Part => ({
  columns: [column],
  extraColumns,
  pointerColumns: [['/location', column]],
  read: ([cell = '', ...cells], draft, note, reportIssue) => {
    const name = cell.trim()
    if (name !== '')
      ensureLocation(draft).country = (find(name, cells, note, reportIssue) ?? name) as CountryCode
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
  read: ([latitudeCell = '', longitudeCell = ''], draft, note) => {
    const [latitude, longitude] = [parseNumber(latitudeCell, note), parseNumber(longitudeCell, note)]
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
