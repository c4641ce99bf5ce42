/**
 * Every rule by its id, which never changes its meaning. An error refuses; a warning informs and is kept with the
 * record. Severity hangs on the record, never on the door by which it came.
 */

import { omitUndefined, pointerStep } from '../src/text/json.ts'

export type Severity = 'error' | 'warning'

interface Rule {
  readonly severity: Severity
  /** What the rule demands. */
  readonly description: string
  /** Of a record that came from another dataset it only warns: the row is kept as it came. */
  readonly isRelaxedForImports: boolean
}

/** Rules that refuse a record or a file. */
const errors = {
  'record.type': 'A record is one object with named fields.',
  'field.unknown': 'Only the fields of the record are read; the error names the nearest one.',
  'field.required': 'The field must be there.',
  'field.server': 'The field is set by the server; what is sent must equal what is stored.',
  'field.twice': 'A form gives each field once.',
  'field.type': 'The value is of the kind that the field holds: text, number, list or group.',
  'item.empty': 'An entry of a list says something.',
  'list.length': 'A list has at most as many entries as its field allows.',
  'text.length': 'A text is at most as long as its field allows.',
  'text.control': 'A text has no control characters other than line breaks and tabs.',
  'text.broken': 'A text is whole Unicode: no half of a character pair.',
  'text.slug':
    'A short name has small letters a to z, digits, - and _, begins with a letter or digit, and has at most 64 characters.',
  'code.unknown': 'A code is one of its vocabulary; the error names the nearest one.',
  'number.whole': 'A count is a whole number.',
  'number.range': 'A number lies within the bounds of its field; a count is 0 or more.',
  'url.invalid': 'A web address begins with http:// or https://.',
  'language.invalid': 'A language is a BCP 47 tag, such as en, ar or ku-Arab.',
  'date.invalid': 'A date is in the part of EDTF that the codebook describes, and is in the calendar.',
  'date.order': 'An interval ends after it begins.',
  'date.future':
    'An incident has happened: neither its beginning nor the end of what lasted is more than a day from now.',
  'event_subtype.parent': 'The closer kind of event belongs to the kind of event.',
  'location.pair': 'A place has both coordinates or neither.',
  'weapons.fates':
    'No more munitions hit, missed and were intercepted than were fired; a count that is unknown is left out of the sum.',
  'casualties.order': 'Of an estimate, low ≤ best ≤ high.',
  'casualties.none': 'Where no casualties are reported, every number is 0 or absent.',
  'casualties.unknown': 'Where casualties are unknown, there are no numbers.',
  'casualties.group': 'A part of the people is a group or a named actor, not both.',
  'source.nameless': 'A source has a publisher, an address or a title.',
  'source.key_twice': 'Each key names one source.',
  'source.unknown': 'A source is named by the key of one of the record’s sources.',
  'reference.twice': 'A file has each reference of a dataset once.',
  'reference.taken': 'A reference belongs to one record of its dataset, which the importer may edit.',
  'record.size': 'A record and what is derived from it fit into a row of the database.',
  'table.empty': 'A file has at least a header.',
  'table.foreign': 'A table is sent as text, not as a workbook, an archive or another kind of file.',
  'table.encoding':
    'A table is all of one encoding: UTF-8, UTF-16 or, with no byte order mark, Windows-1252.',
  'table.delimiter': 'Cells are parted by commas, semicolons or tabs; a first line sep=; may say which.',
  'table.header': 'The first row of a table names its columns.',
  'table.columns': 'A table has at most 16,384 columns, as many as a spreadsheet.',
  'table.column_empty': 'Every column has a name.',
  'table.column_twice': 'Each column comes once.',
  'table.column_unknown': 'Only known columns are read; the error names the nearest one.',
  'table.column_missing':
    'A file in the layout of another project has the columns without which a row says nothing.',
  'table.row_short': 'A row has as many cells as there are columns, not fewer.',
  'table.row_long': 'A row has as many cells as there are columns, not more.',
  'table.row_size': 'A row has at most 1,048,576 characters.',
  'table.quote_open': 'A quote that opens a cell is closed.',
  'table.quote_text':
    'Behind a closing quote comes the next cell or the next row; a quote inside quotes is doubled.',
  'table.nul': 'A cell holds no NUL.',
  'json.invalid': 'Each record of a file of JSON is JSON by itself.',
  'json.size': 'A record of a file of JSON has at most 1,048,576 characters.',
  'json.encoding': 'A file of JSON is UTF-8.',
  'json.incomplete': 'A file of JSON is one array of records, whole, and nothing else.',
  'rows.limit': 'An import takes at most 200,000 rows.',
  'rows.statements': 'An import takes at most 980 statements of the database.',
  'rows.time': 'An import takes at most an hour.',
  'flat.ambiguous':
    'A sum over several weapons cannot be set in one cell; the full profile has the count of each.',
  'flat.link': 'A link in a cell is its kind, a colon and the other incident.',
  'mapping.invalid': 'A mapping follows the schema of mappings.',
  'mapping.field': 'A mapping leads each column to a field of the record, once.',
  'mapping.column': 'A file has the columns that its mapping names.',
  'mapping.value': 'A cell is in the table of values that the mapping has for it.',
  'mapping.date': 'A date is written as the mapping says.',
  'dataset.unknown': 'The public submits to datasets that exist.',
  'dataset.not_publishable': 'No record of a dataset that may not be published is published.',
} as const

/** Rules that are told and kept with the record. */
const warnings = {
  'summary.empty': 'A record says what happened in plain words.',
  'date.ahead': 'An incident does not lie in the future.',
  'date.early': 'A year before 1900 is most often a slip.',
  'location.outside': 'The coordinates lie in the stated country.',
  'location.withheld': 'What is shown of a place is all that is known of it: nothing is withheld.',
  'source.before': 'A source is not published before the event.',
  'claim.before': 'A claim is not made before the event.',
  'duplicate.possible': 'A new row of a file tells of another event than every stored record.',
  'link.unresolved': 'A link leads to a published incident, or from a draft to one that its sender may see.',
} as const

export type RuleId = keyof typeof errors | keyof typeof warnings

/** Of a record that came from another dataset these only warn: the row is kept as it came. */
const relaxedForImports: ReadonlySet<string> = new Set<RuleId>(['casualties.order'])

const rulesOf = (severity: Severity, descriptions: object): [string, Rule][] =>
  Object.entries(descriptions).map(([id, description]) => [
    id,
    { severity, description, isRelaxedForImports: relaxedForImports.has(id) },
  ])

export const rules = Object.fromEntries([
  ...rulesOf('error', errors),
  ...rulesOf('warning', warnings),
]) as Readonly<Record<RuleId, Rule>>

/** One breach of a rule: where, and what would be right. */
export interface Issue {
  /** JSON Pointer (RFC 6901) into the record. */
  readonly pointer: string
  readonly rule: RuleId
  readonly detail: string
  /** What stood there: a scalar, or the kind of a list or group. */
  readonly received?: string | number | boolean | null
}

/** Returns the severity of a rule; some are only warnings for a record that has `external`. */
export const severityOf = (rule: RuleId, { isExternal }: { readonly isExternal: boolean }): Severity => {
  const { severity, isRelaxedForImports } = rules[rule]
  return isRelaxedForImports && isExternal ? 'warning' : severity
}

export type Path = readonly (string | number)[]

/** The JSON Pointer (RFC 6901) of a path. */
export const pointerOf = (path: Path): string => {
  let pointer = ''
  for (const step of path) pointer += pointerStep(step)
  return pointer
}

/** What an error may repeat of the input: scalars up to 200 characters, of anything else only the kind. */
export const echo = (value: unknown): string | number | boolean | null | undefined => {
  if (typeof value === 'string')
    return value.length > 200 ? `${value.slice(0, 200).toWellFormed()}…` : value.toWellFormed()
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  if (value === undefined) return undefined
  return Array.isArray(value) ? 'a list' : 'a group of fields'
}

export const issue = (path: Path, rule: RuleId, detail: string, value?: unknown): Issue => {
  const received = echo(value)
  return omitUndefined({ pointer: pointerOf(path), rule, detail, received })
}
