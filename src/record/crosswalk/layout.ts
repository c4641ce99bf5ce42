/** The layout of another project, composed of parts that are read and written together. */
import type { LayoutColumn, Scheme } from '../../../schemas/crosswalk/layout.ts'
import type { CrosswalkRuleId } from '../../../schemas/crosswalk/loss-rules.ts'
import type { Cell } from '../../../schemas/field-types.ts'
import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import type { Path, RuleId } from '../../../schemas/rules.ts'
import type { Defined } from '../../text/json.ts'
import type { Say } from '../../text/sentence.ts'

/** A record that may be incomplete. */
export type Draft = Omit<Partial<StoredIncident>, 'location'> & { location?: Partial<Incident['location']> }

/**
 * Counts a value that was read differently from the cell; `at` is the index of the cell among the part's, if the note
 * is about what the cell says.
 */
export type Note = (rule: CrosswalkRuleId, at?: number) => void

/** Reports a value that cannot be read, with what would be right; the row is rejected. */
export type ReportIssue = (path: Path, rule: RuleId, say: Say, received: string) => void

/** Reports a value that is not exported unchanged; the column is null if the layout has none. */
export type ReportLoss = (rule: CrosswalkRuleId, column: string | null, detail: string) => void

/** Columns that represent the same fields of a record. */
export interface Part {
  readonly columns: readonly string[]
  /** Columns of other parts whose cells are read too; they follow the part's own. */
  readonly extraColumns?: readonly string[]
  /** Pointers of the fields, each with the column that its errors are reported for. */
  readonly pointerColumns: readonly (readonly [pointer: string, column: string])[]
  /**
   * The fields that the columns set: names, or `location.` and a name. Without it, those of the pointers. A part
   * without fields completes those of the parts whose columns it reads too.
   */
  readonly fields?: readonly string[]
  /** A column that says the same as another one if a file over a stored record does not have it, and they were equal. */
  readonly follower?: readonly [follower: string, leader: string]
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
  /** Columns by the names that they had in earlier files, in lower case. */
  readonly formerColumns?: Readonly<Record<string, string>>
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
