/** A layout of another project as parts that are read and written together. */
import { type CountryCode, countryName, findCountry } from '../../../schemas/crosswalk/countries.ts'
import type { CodeMap, LayoutColumn, Scheme } from '../../../schemas/crosswalk/layout.ts'
import type { CrosswalkRuleId } from '../../../schemas/crosswalk/loss-rules.ts'
import type { Cell } from '../../../schemas/field-types.ts'
import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import type { Path, RuleId } from '../../../schemas/rules.ts'
import type { Defined } from '../../text/json.ts'

/** A record, or what has been read of one so far. */
export type Draft = Omit<Partial<StoredIncident>, 'location'> & { location?: Partial<Incident['location']> }

/** Notes that a value was read otherwise than it stands. */
export type Note = (rule: CrosswalkRuleId) => void

/** Refuses a row of which a value cannot be read, with what would be right. */
export type ReportIssue = (path: Path, rule: RuleId, detail: string, received: string) => void

/** Names a value that does not go out as the record has it; the column is null where there is none. */
export type ReportLoss = (rule: CrosswalkRuleId, column: string | null, detail: string) => void

/** Columns that say the same fields of a record. */
export interface Part {
  readonly columns: readonly string[]
  /** Columns of other parts whose cells are read here too, behind its own. */
  readonly extraColumns?: readonly string[]
  /** Pointers of the fields: errors of them are errors of the column beside it. */
  readonly pointerColumns: readonly (readonly [pointer: string, column: string])[]
  /** Reads the cells of the columns, `''` where there is none; undefined where the columns say no field. */
  readonly read?: (cells: readonly string[], draft: Draft, note: Note, reportIssue: ReportIssue) => void
  /** What a record says in the columns. */
  readonly write: (record: Draft, reportLoss: ReportLoss) => readonly Cell[]
  /**
   * Of a part that is not read: whether the record says otherwise than these cells, which its row came with. Without
   * it they stand whatever the record says.
   */
  readonly isOutdated?: (record: Draft, cells: readonly string[]) => boolean
}

/** Columns of the project that say more of what others say: kept with those, and told anew once those have changed. */
export interface DependentColumns {
  readonly columns: readonly string[]
  /** Columns of parts that are read. */
  readonly dependsOn: readonly string[]
  /** Whether the cell is still right beside what the first of `on` says now; without it, it never is. */
  readonly isStillValid?: (cell: string, now: Cell) => boolean
}

export interface Exclusion {
  readonly rule: CrosswalkRuleId
  readonly detail: string
}

export interface Layout {
  readonly scheme: Scheme
  /** What the project calls the dataset, as a source. */
  readonly dataset: string
  /** Its terms forbid to publish its rows: a dataset made of them is not publishable until an editor says so. */
  readonly isRestricted: boolean
  readonly columns: readonly LayoutColumn[]
  /** The column of the project's own id. */
  readonly idColumn: string
  /** Columns that a file cannot do without. */
  readonly requiredColumns: readonly string[]
  /** In the order in which they are read. */
  readonly parts: readonly Part[]
  readonly dependents: readonly DependentColumns[]
  /** Columns that only the project can fill, with the reason. */
  readonly projectOnlyColumns: Readonly<Record<string, string>>
  /** Why a record has no row there; undefined where it has. */
  readonly findExclusion: (record: Draft) => Exclusion | undefined
  /** The records that the rows are made of, where they are not the record itself. */
  readonly split?: (record: Draft, reportLoss: ReportLoss) => readonly Draft[]
  /** What a record says for which there is a column, by the names of `losses.ts`. */
  readonly mappedFields: readonly string[]
  /** What each row is read as although no column says it. */
  readonly impliedFields: readonly string[]
}

/** Loses nothing that anybody asks about. */
export const ignoreLoss: ReportLoss = () => undefined

/** A cell as text, as a file has it. */
export const cellText = (cell: Cell): string =>
  cell === undefined ? '' : typeof cell === 'string' ? cell : String(cell)

const ascii = /^[ -~]*$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

/** A cell as the record keeps a text of at most `max` characters. */
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

/** A count or a decimal; undefined where the cell is empty or is none. */
export const parseNumber = (cell: string, note: Note): number | undefined => {
  if (cell === '') return undefined
  const number = Number(cell)
  if (Number.isFinite(number) && cell.trim() !== '') return number
  if (cell.trim() !== '') note('crosswalk.number')
  return undefined
}

/** A count of people; undefined where the cell is empty or says none that a record can hold. */
export const parseCount = (cell: string, note: Note): number | undefined => {
  const number = parseNumber(cell, note)
  if (number === undefined || (Number.isInteger(number) && number >= 0 && number <= 1e9)) return number
  note('crosswalk.number')
  return undefined
}

/** Our code for theirs; undefined where the cell is empty or is none of theirs. */
export const parseCode = <T>(cell: string, codes: ReadonlyMap<string, T>, note: Note): T | undefined => {
  if (cell === '') return undefined
  const code = codes.get(cell) ?? codes.get(cell.trim())
  if (code === undefined) note('crosswalk.code')
  return code
}

/** Several cells as texts, empty ones left out. */
export const parseTexts = (cells: readonly string[], max: number, note: Note): string[] =>
  cells.map((cell) => parseText(cell, max, note)).filter((text) => text !== '')

/** The fields that say something, without empty texts and lists; undefined where none does. */
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

/** The location of a draft, begun where it has none. */
export const ensureLocation = (draft: Draft): Partial<Incident['location']> => {
  draft.location ??= {}
  return draft.location
}

/** A part of one column for one text of a record, of at most `max` characters. */
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

/** A part of one column for a text of the location. */
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

/** The summary of a record. */
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

/** A part of one column for the country of the location; `find` gives the code of a name and of further cells. */
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

/** A part of one column of codes for the precision of the location; `areaRule` notes that one is read as an area. */
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

/** A part for both coordinates; `toCells` gives the cells of the two columns and of those that say the same. */
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

/** What a column with a plain day does not tell of a date. */
export const reportDateLoss = (date: string, column: string, reportLoss: ReportLoss): void => {
  if (/[~?%]/.test(date)) reportLoss('crosswalk.uncertain', column, `The date is ${date}.`)
  if (date.includes('T')) reportLoss('crosswalk.time', column, `The date is ${date}.`)
}

export type Source = Incident['sources'][number]

/** Whether a source is the dataset itself, of this name. */
export const isDataset = ({ kind, publisher }: Source, dataset: string): boolean =>
  kind === 'dataset' && publisher === dataset

/** Sources, and where a row names none the dataset itself. */
export const orDataset = (sources: readonly Source[], dataset: string, note: Note): Source[] => {
  if (sources.length > 0) return [...sources]
  note('crosswalk.source_dataset')
  return [{ publisher: dataset, kind: 'dataset' }]
}
