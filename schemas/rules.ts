/**
 * Every rule by its id, whose meaning never changes. An error rejects the record; a warning is stored with it. The severity
 * depends on the record, never on how it was sent.
 */

import { omitUndefined, pointerStep } from '../src/text/json.ts'
import type { Say } from '../src/text/sentence.ts'

export type Severity = 'error' | 'warning'

interface Rule {
  readonly severity: Severity
  /** The rule in words, as the codebook shows it and as it reads beside a breach. */
  readonly description: string
  /** Whether the rule only warns for records from another dataset, whose rows are kept as they came. */
  readonly isRelaxedForImports: boolean
}

/** Rules that reject a record or a file. */
const errors = {
  'record.type': 'A record must be one object with named fields.',
  'field.unknown': 'There is no field with this name. The error suggests the closest match.',
  'field.required': 'The field is required.',
  'field.server': 'Sitrep sets this field. Leave it out or send it back unchanged.',
  'field.twice': 'A field must be given once, and under one name if it was renamed.',
  'field.type': 'The value must have the type of its field: text, number, list or group.',
  'value.placeholder':
    'A word that programs write for no value, such as NA, NULL or #REF!, must not be imported as a value unless it is meant.',
  'item.empty': 'List entries must not be blank.',
  'list.length': 'The list has more entries than its field allows.',
  'text.length': 'The text is longer than its field allows.',
  'text.control': 'Text must not have control characters other than line breaks and tabs.',
  'text.broken': 'Text must be valid Unicode (no unpaired surrogates).',
  'text.slug':
    'A short name must have only lower-case letters a to z, digits, - and _, must begin with a letter or digit, and can have at most 64 characters.',
  'code.unknown': 'There is no code with this name. The error suggests the closest match.',
  'code.withdrawn':
    'The code was withdrawn and is not for new records. The error names the code that replaces it.',
  'number.ambiguous':
    'A whole number must have one reading: 1.000 could be 1 or 1,000. Write it without a separator of thousands.',
  'number.whole': 'A count must be a whole number.',
  'number.range': 'The number must be within the bounds of its field; a count must be 0 or more.',
  'url.invalid': 'A web address must begin with http:// or https://.',
  'language.invalid': 'A language must be a BCP 47 tag, such as en, ar or ku-Arab.',
  'date.invalid': 'The date must be a real calendar date, in one of the forms listed in the codebook.',
  'date.order': 'An interval must not end before it begins.',
  'date.future': 'An incident must not begin or end more than one day in the future.',
  'event_subtype.parent': 'event_subtype must be one of the subtypes of event_type.',
  'location.pair': 'Latitude and longitude must be given together.',
  'weapons.fates':
    'hit + missed + intercepted must not exceed fired, or fired_high. Unknown counts are left out.',
  'weapons.order': 'The number fired must have fired_low ≤ fired ≤ fired_high.',
  'casualties.order': 'An estimate must have low ≤ best ≤ high.',
  'casualties.none': 'If no casualties are reported, every number must be 0 or blank.',
  'casualties.unknown': 'If casualties are unknown, every number must be blank.',
  'casualties.group': 'An entry of the breakdown must name either a group or an actor, not both.',
  'source.nameless': 'A source must have a publisher, an address or a title.',
  'source.key_twice': 'Source keys must be unique within the record.',
  'source.unknown': 'A source named here must be the key of a source in this record.',
  'reference.twice': 'Two rows of the same dataset in one file must not share a reference.',
  'reference.taken': 'Another record of the dataset has this reference, and the importer may not edit it.',
  'record.size': 'The record is too large to store (the limit is about 2 MB, including derived data).',
  'table.empty': 'A file must have at least a header.',
  'table.foreign': 'Send the table as CSV or tab-separated text. In Excel, choose Save As, CSV UTF-8.',
  'table.encoding':
    'The whole file must be in one encoding: UTF-8, UTF-16, or the one that charset= or encoding= states.',
  'table.encoding_unstated':
    'A file that is not UTF-8 or UTF-16 must state its encoding, unless only one reading is plausible.',
  'table.delimiter':
    'Cells must be separated by commas, semicolons or tabs; a first line sep=; can say which.',
  'table.header': 'The first row of a table must have the names of its columns.',
  'table.columns': 'A table can have at most 16,384 columns, as in a spreadsheet.',
  'table.column_empty': 'A column with values must have a name.',
  'table.column_twice': 'Column names must be unique.',
  'table.column_unknown': 'There is no column with this name. The error suggests the closest match.',
  'table.column_missing':
    "A file in another project's layout must include the columns needed to read its rows.",
  'table.row_short': 'The row has fewer cells than there are columns.',
  'table.row_long': 'The row has more cells than there are columns.',
  'table.cut': 'The last row must be complete. Without its end, the file was probably cut off.',
  'table.unmended':
    'A row of an annotated file must be corrected, and its errors removed, before it is stored.',
  'table.row_size': 'A row can have at most 1,048,576 characters.',
  'table.quote_open': 'A quote that opens a cell must be closed.',
  'table.quote_text':
    'Only a delimiter or a line break may follow a closing quote. Inside a quoted cell, write " as "".',
  'table.quote_space': 'No space may stand before the quote that opens a cell.',
  'table.nul': 'A cell must not have NUL characters.',
  'table.workbook': 'A workbook must be a complete .xlsx or .xlsm file that is not encrypted.',
  'table.sheet':
    'The workbook must have the sheet that is named, with a header in its first row that is not empty.',
  'table.unpacked': 'The parts of a workbook must not be too large when unpacked.',
  'table.cell_error': 'A cell must not show an error of its formula, such as #REF!.',
  'table.formula': 'A formula must have a stored result: Sitrep does not compute.',
  'table.merged': 'Cells of the table must not be merged.',
  'json.foreign': 'A file that is sent as JSON must begin with { or [.',
  'json.invalid': 'Each record of a JSON file must be valid JSON.',
  'json.size': 'A record of a JSON file can have at most 1,048,576 characters.',
  'json.encoding': 'A JSON file must be UTF-8.',
  'json.incomplete': 'A JSON file must be one complete array of records, or an object with one list of them.',
  'rows.limit': 'An import can have at most 200,000 rows.',
  'rows.statements': 'This file needs more work than one import may do. Split it into smaller files.',
  'rows.time': 'An import can take at most an hour.',
  'flat.ambiguous': 'This cell is a total over several weapons. To change the counts, use profile=full.',
  'flat.link': 'Write a link as type:incident, for example responds_to:jan-2022-6.',
  'mapping.invalid': 'A mapping must follow the schema of mappings.',
  'mapping.field':
    'Every target in a mapping must be a field of the record, and no field may be filled twice.',
  'mapping.column': 'The file must have the columns that its mapping names.',
  'mapping.value': 'The cell must be listed under "values" in the mapping.',
  'mapping.date': 'The date must be written as the mapping says.',
  'mapping.number': 'The number must be written with the separators that the mapping says.',
  'mapping.estimate':
    'A number of people must be a number or a range: 5, 3-5, 12+, ≥12, at least 12, ≤12 or up to 12.',
  'dataset.unknown': 'The public can submit to existing datasets only.',
  'dataset.scope': 'The token is not for this dataset.',
  'dataset.not_publishable': 'Publishing records of this dataset is not allowed.',
} as const

/** Rules whose breaches are stored with the record. */
const warnings = {
  'summary.empty': 'A record should say what happened in plain words.',
  'date.ahead': 'The date is up to a day in the future.',
  'date.early': 'A year before 1900 is usually a typing error.',
  'location.outside': 'The coordinates should be in the stated country.',
  'location.withheld': 'Part of the location is withheld from the public.',
  'source.before': 'The source was published before the event.',
  'claim.before': 'The claim was made before the event.',
  'field.renamed': 'The field has another name now; its former name is still accepted.',
  'duplicate.possible': 'The row may duplicate a stored record.',
  'link.unresolved':
    'The link does not point to a published incident or, in a draft, to one that the filer may see.',
} as const

export type RuleId = keyof typeof errors | keyof typeof warnings

/** Rules that only warn for records from another dataset. */
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

/** A violation of a rule, with its place and what would be right. */
export interface Issue {
  /** JSON Pointer (RFC 6901) into the record. */
  readonly pointer: string
  readonly rule: RuleId
  /** Returns what would be right, in the language of the messages. */
  readonly say: Say
  /** The value: a scalar, or the type of a list or group. */
  readonly received?: string | number | boolean | null
}

/** Returns the severity of a rule; some are only warnings for a record that has `external`. */
export const severityOf = (rule: RuleId, { isExternal }: { readonly isExternal: boolean }): Severity => {
  const { severity, isRelaxedForImports } = rules[rule]
  return isRelaxedForImports && isExternal ? 'warning' : severity
}

export type Path = readonly (string | number)[]

/** Returns the JSON Pointer (RFC 6901) of a path. */
export const pointerOf = (path: Path): string => {
  let pointer = ''
  for (const step of path) pointer += pointerStep(step)
  return pointer
}

/**
 * Returns the value as an error may repeat it: scalars cut to 200 characters, and only the type of lists and groups.
 */
export const echo = (value: unknown): string | number | boolean | null | undefined => {
  if (typeof value === 'string')
    return value.length > 200 ? `${value.slice(0, 200).toWellFormed()}…` : value.toWellFormed()
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  if (value === undefined) return undefined
  return Array.isArray(value) ? 'a list' : 'a group of fields'
}

/** Creates an issue; the value becomes `received`. */
export const issue = (path: Path, rule: RuleId, say: Say, value?: unknown): Issue => {
  const received = echo(value)
  return omitUndefined({ pointer: pointerOf(path), rule, say, received })
}

/** Returns the description of a rule as a text. */
export const describeRule =
  (rule: RuleId): Say =>
  (messages) =>
    messages.translate(rules[rule].description)
