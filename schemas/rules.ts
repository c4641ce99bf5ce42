/**
 * Every rule by its id, which never changes its meaning. An error refuses; a warning informs and is kept with the
 * record. Severity hangs on the record, never on the door by which it came.
 */

export type Severity = 'error' | 'warning'

interface Rule {
  readonly severity: Severity
  /** What the rule demands. */
  readonly means: string
  /** Of a record that came from another dataset it only warns: the row is kept as it came. */
  readonly isRelaxedForImports?: true
}

export const rules = {
  'record.type': { severity: 'error', means: 'A record is one object with named fields.' },
  'field.unknown': {
    severity: 'error',
    means: 'Only the fields of the record are read; the error names the nearest one.',
  },
  'field.required': { severity: 'error', means: 'The field must be there.' },
  'field.server': {
    severity: 'error',
    means: 'The field is set by the server; what is sent must equal what is stored.',
  },
  'field.twice': { severity: 'error', means: 'A form gives each field once.' },
  'field.type': {
    severity: 'error',
    means: 'The value is of the kind that the field holds: text, number, list or group.',
  },
  'item.empty': { severity: 'error', means: 'An entry of a list says something.' },
  'list.length': { severity: 'error', means: 'A list has at most as many entries as its field allows.' },
  'text.length': { severity: 'error', means: 'A text is at most as long as its field allows.' },
  'text.control': {
    severity: 'error',
    means: 'A text has no control characters other than line breaks and tabs.',
  },
  'text.broken': { severity: 'error', means: 'A text is whole Unicode: no half of a character pair.' },
  'text.slug': {
    severity: 'error',
    means:
      'A short name has small letters a to z, digits, - and _, begins with a letter or digit, and has at most 64 characters.',
  },
  'code.unknown': {
    severity: 'error',
    means: 'A code is one of its vocabulary; the error names the nearest one.',
  },
  'number.whole': { severity: 'error', means: 'A count is a whole number.' },
  'number.range': {
    severity: 'error',
    means: 'A number lies within the bounds of its field; a count is 0 or more.',
  },
  'url.invalid': { severity: 'error', means: 'A web address begins with http:// or https://.' },
  'language.invalid': { severity: 'error', means: 'A language is a BCP 47 tag, such as en, ar or ku-Arab.' },
  'date.invalid': {
    severity: 'error',
    means: 'A date is in the part of EDTF that the codebook describes, and is in the calendar.',
  },
  'date.order': { severity: 'error', means: 'An interval ends after it begins.' },
  'date.future': {
    severity: 'error',
    means:
      'An incident has happened: neither its beginning nor the end of what lasted is more than a day from now.',
  },
  'event_subtype.parent': {
    severity: 'error',
    means: 'The closer kind of event belongs to the kind of event.',
  },
  'location.pair': { severity: 'error', means: 'A place has both coordinates or neither.' },
  'weapons.fates': {
    severity: 'error',
    means:
      'No more munitions hit, missed and were intercepted than were fired; a count that is unknown is left out of the sum.',
  },
  'casualties.order': {
    severity: 'error',
    means: 'Of an estimate, low ≤ best ≤ high.',
    isRelaxedForImports: true,
  },
  'casualties.none': {
    severity: 'error',
    means: 'Where no casualties are reported, every number is 0 or absent.',
  },
  'casualties.unknown': { severity: 'error', means: 'Where casualties are unknown, there are no numbers.' },
  'casualties.group': {
    severity: 'error',
    means: 'A part of the people is a group or a named actor, not both.',
  },
  'source.nameless': { severity: 'error', means: 'A source has a publisher, an address or a title.' },
  'source.key_twice': { severity: 'error', means: 'Each key names one source.' },
  'source.unknown': {
    severity: 'error',
    means: 'A source is named by the key of one of the record’s sources.',
  },
  'reference.twice': { severity: 'error', means: 'A file has each reference of a dataset once.' },
  'reference.taken': {
    severity: 'error',
    means: 'A reference belongs to one record of its dataset, which the importer may edit.',
  },
  'record.size': {
    severity: 'error',
    means: 'A record and what is derived from it fit into a row of the database.',
  },
  'table.empty': { severity: 'error', means: 'A file has at least a header.' },
  'table.foreign': {
    severity: 'error',
    means: 'A table is sent as text, not as a workbook, an archive or another kind of file.',
  },
  'table.encoding': {
    severity: 'error',
    means: 'A table is all of one encoding: UTF-8, UTF-16 or, with no byte order mark, Windows-1252.',
  },
  'table.delimiter': {
    severity: 'error',
    means: 'Cells are parted by commas, semicolons or tabs; a first line sep=; may say which.',
  },
  'table.header': { severity: 'error', means: 'The first row of a table names its columns.' },
  'table.columns': {
    severity: 'error',
    means: 'A table has at most 16,384 columns, as many as a spreadsheet.',
  },
  'table.column_empty': { severity: 'error', means: 'Every column has a name.' },
  'table.column_twice': { severity: 'error', means: 'Each column comes once.' },
  'table.column_unknown': {
    severity: 'error',
    means: 'Only known columns are read; the error names the nearest one.',
  },
  'table.column_missing': {
    severity: 'error',
    means: 'A file in the layout of another project has the columns without which a row says nothing.',
  },
  'table.row_short': { severity: 'error', means: 'A row has as many cells as there are columns, not fewer.' },
  'table.row_long': { severity: 'error', means: 'A row has as many cells as there are columns, not more.' },
  'table.row_size': { severity: 'error', means: 'A row has at most 1,048,576 characters.' },
  'table.quote_open': { severity: 'error', means: 'A quote that opens a cell is closed.' },
  'table.quote_text': {
    severity: 'error',
    means: 'Behind a closing quote comes the next cell or the next row; a quote inside quotes is doubled.',
  },
  'table.nul': { severity: 'error', means: 'A cell holds no NUL.' },
  'json.invalid': { severity: 'error', means: 'Each record of a file of JSON is JSON by itself.' },
  'json.size': {
    severity: 'error',
    means: 'A record of a file of JSON has at most 1,048,576 characters.',
  },
  'json.encoding': { severity: 'error', means: 'A file of JSON is UTF-8.' },
  'json.incomplete': {
    severity: 'error',
    means: 'A file of JSON is one array of records, whole, and nothing else.',
  },
  'rows.limit': { severity: 'error', means: 'An import takes at most 200,000 rows.' },
  'rows.statements': {
    severity: 'error',
    means: 'An import takes at most 980 statements of the database.',
  },
  'rows.time': { severity: 'error', means: 'An import takes at most an hour.' },
  'flat.ambiguous': {
    severity: 'error',
    means: 'A sum over several weapons cannot be set in one cell; the full profile has the count of each.',
  },
  'flat.link': { severity: 'error', means: 'A link in a cell is its kind, a colon and the other incident.' },
  'mapping.invalid': { severity: 'error', means: 'A mapping follows the schema of mappings.' },
  'mapping.field': {
    severity: 'error',
    means: 'A mapping leads each column to a field of the record, once.',
  },
  'mapping.column': { severity: 'error', means: 'A file has the columns that its mapping names.' },
  'mapping.value': {
    severity: 'error',
    means: 'A cell is in the table of values that the mapping has for it.',
  },
  'mapping.date': { severity: 'error', means: 'A date is written as the mapping says.' },
  'dataset.unknown': { severity: 'error', means: 'The public submits to datasets that exist.' },
  'dataset.not_publishable': {
    severity: 'error',
    means: 'No record of a dataset that may not be published is published.',
  },
  'summary.empty': { severity: 'warning', means: 'A record says what happened in plain words.' },
  'date.ahead': { severity: 'warning', means: 'An incident does not lie in the future.' },
  'date.early': { severity: 'warning', means: 'A year before 1900 is most often a slip.' },
  'location.outside': { severity: 'warning', means: 'The coordinates lie in the stated country.' },
  'location.withheld': {
    severity: 'warning',
    means: 'What is shown of a place is all that is known of it: nothing is withheld.',
  },
  'source.before': { severity: 'warning', means: 'A source is not published before the event.' },
  'claim.before': { severity: 'warning', means: 'A claim is not made before the event.' },
  'duplicate.possible': {
    severity: 'warning',
    means: 'A new row of a file tells of another event than every stored record.',
  },
  'link.unresolved': {
    severity: 'warning',
    means: 'A link leads to a published incident, or from a draft to one that its sender may see.',
  },
} as const satisfies Readonly<Record<string, Rule>>

export type RuleId = keyof typeof rules

/** One breach of a rule: where, and what would be right. */
export interface Issue {
  /** JSON Pointer (RFC 6901) into the record. */
  readonly pointer: string
  readonly rule: RuleId
  readonly detail: string
  /** What stood there: a scalar, or the kind of a list or group. */
  readonly received?: string | number | boolean | null
}

/** What a rule weighs for this record. */
export const severityOf = (rule: RuleId, isExternal: boolean): Severity => {
  const { severity, isRelaxedForImports }: Rule = rules[rule]
  return isRelaxedForImports && isExternal ? 'warning' : severity
}

export type Path = readonly (string | number)[]

const escapePointerStep = (step: string): string =>
  step.includes('~') || step.includes('/') ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step

export const pointerOf = (path: Path): string => {
  let pointer = ''
  for (const step of path) pointer += `/${typeof step === 'number' ? step : escapePointerStep(step)}`
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
  return { pointer: pointerOf(path), rule, detail, ...(received === undefined ? {} : { received }) }
}
