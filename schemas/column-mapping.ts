/**
 * A mapping: how the columns of any table become fields of a record. A small JSON file that a user writes.
 *
 * ```json
 * {
 *   "about": "Insurgency events, MIT (geocausal)",
 *   "columns": {
 *     "date": { "to": "date", "date": "DD/MM/YYYY" },
 *     "killed": { "to": "casualties.deaths", "missing": ["-99"] },
 *     "lat": "location.latitude",
 *     "groups": { "to": "actors.*.name", "split": ";", "with": { "actors.*.role": "perpetrator" } },
 *     "type": [
 *       { "to": "event_type", "values": { "IED": "remote_violence" }, "otherwise": "unspecified" },
 *       "external.fields.type"
 *     ]
 *   },
 *   "templates": { "reference": "insurgencies-{#}", "title": "{type} near {town}" },
 *   "constants": { "location.country": "IQ", "external.scheme": "geocausal" },
 *   "missing": ["NA"],
 *   "ignore": ["thumbnail"]
 * }
 * ```
 *
 * Fields are named by dotted paths, as in the full profile; `*` means an entry of its own, after the others.
 * An empty cell leaves its field as the constants have it. A column that the mapping names nowhere is an error.
 */
import * as v from 'valibot'
import { isObject } from '../src/text/json.ts'

const scalar = v.union([v.string(), v.number(), v.boolean()])
const scalarOrNull = v.nullable(scalar)
const recordOf = <S extends v.GenericSchema>(value: S) => v.record(v.string(), value)
const optional = v.exactOptional
const nonEmptyText = v.pipe(v.string(), v.minLength(1))

const textTarget = v.strictObject({ to: nonEmptyText })
const otherwise = v.lazy((input) => (isObject(input) ? textTarget : scalarOrNull))

/** The field of a column, and how its cells are read. */
const mappingRule = v.strictObject({
  /** The field. */
  to: nonEmptyText,
  /** The meaning of each cell; null leaves the field unknown. Without `otherwise`, any other cell is an error. */
  values: optional(recordOf(scalarOrNull)),
  /** The meaning of cells that `values` does not list: a value; `keep`, their own text; or a field for texts that `to` cannot take. */
  otherwise: optional(otherwise),
  /** Cells that mean unknown, in place of those of the file. */
  missing: optional(v.array(v.string())),
  /** How dates, or the parts of a date in this column, are written, such as DD/MM/YYYY HH:mm; `*` skips the rest. */
  date: optional(nonEmptyText),
  /** The first of the hundred years that YY means. */
  century: optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9900))),
  /** The offset from UTC of times that have none, such as +03:00. */
  offset: optional(
    v.pipe(
      v.string(),
      v.regex(
        /^(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/,
        'It must be an offset such as +03:00 or Z, not the name of a zone.',
      ),
    ),
  ),
  /** The decimal separator. */
  decimal: optional(v.picklist(['.', ','])),
  /** The separator of thousands. */
  thousands: optional(v.picklist(['.', ',', ' ', "'", '’'])),
  /** The separator of several items in a cell; each becomes an entry of its own, so the field has a `*`. */
  split: optional(nonEmptyText),
  /** Fields to set whenever the cell is not blank; `*` is the same entry. */
  with: optional(recordOf(scalar)),
})

const target = v.lazy((input) => (typeof input === 'string' ? nonEmptyText : mappingRule))
const targets = v.lazy((input) => (Array.isArray(input) ? v.pipe(v.array(target), v.minLength(1)) : target))

export const mapping = v.strictObject({
  /** A note for people: the table, its owner, its licence. */
  about: optional(v.string()),
  /** Column → field, or several. */
  columns: recordOf(targets),
  /** Field → text with the cells of columns in braces; `{#}` is the number of the row. Empty if one of them is. */
  templates: optional(recordOf(nonEmptyText)),
  /** Field → what every record has there. */
  constants: optional(recordOf(scalar)),
  /** Cells that mean unknown, in every column without a list of its own. */
  missing: optional(v.array(v.string())),
  /** Columns that are left out. */
  ignore: optional(v.array(v.string())),
  /** The treatment of all other columns: left out, or kept unchanged in `external.fields`. */
  rest: optional(v.picklist(['ignore', 'external'])),
})

export type Scalar = v.InferOutput<typeof scalar>
export type MappingRule = v.InferOutput<typeof mappingRule>

export interface Mapping extends Omit<v.InferOutput<typeof mapping>, 'columns'> {
  readonly columns: Readonly<Record<string, string | MappingRule | readonly (string | MappingRule)[]>>
}

/** The names that a mapping may have at a path, for the error of one that it may not. */
export const allowedNames = (path: readonly (string | number)[]): string[] => {
  if (path.at(-2) === 'otherwise') return Object.keys(textTarget.entries)
  return Object.keys(path.length <= 1 ? mapping.entries : mappingRule.entries)
}
