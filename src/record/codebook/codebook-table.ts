/** The columns of the codebook. */
import { type Scheme, schemes } from '../../../schemas/crosswalk/layout.ts'
import type { Cell } from '../../../schemas/field-types.ts'
import { encodeList } from '../../text/list-cell.ts'
import type { TableColumn } from '../table-columns.ts'
import type { TableFacts } from '../tables.ts'
import type { Counterparts } from './counterparts.ts'

export const codebookKinds = ['field', 'column', 'code', 'rule', 'crosswalk'] as const

/** A row of the codebook. */
export interface CodebookEntry {
  readonly id: string
  readonly kind: (typeof codebookKinds)[number]
  readonly table?: string
  readonly name: string
  readonly path?: string | undefined
  readonly title?: string
  readonly type?: string
  readonly unit?: string | undefined
  readonly codes?: string | undefined
  readonly required?: 'yes' | 'no'
  readonly example?: Cell
  readonly definition?: string | undefined
  /** By layout: its columns, for a code with their values. */
  readonly counterparts?: Counterparts
}

type Describe = readonly [
  name: Exclude<keyof CodebookEntry, 'counterparts'> | Scheme,
  title: string,
  help: string,
  optional?: 'optional',
]

const descriptions: readonly Describe[] = [
  ['id', 'Id', 'The name of the row, which never changes; its anchor on the page of the codebook.'],
  [
    'kind',
    'Kind',
    'field, column (of a table), code, rule, or crosswalk (a note of an import or a loss of an export).',
  ],
  ['table', 'Table', 'The table of a column: the name of its file in the package without .csv.', 'optional'],
  ['name', 'Name', 'The name of the field or column, the code, or the id of the rule.'],
  [
    'path',
    'Path',
    'The field of the JSON record with the same value, or the vocabulary of a code; [] is an entry of a list.',
    'optional',
  ],
  ['title', 'Title', 'The title, or the label of a code.', 'optional'],
  [
    'type',
    'Type',
    'Of a column: text, list (items separated by "; "), integer, number, date or datetime. Of a field: its JSON type or form. Of a rule: error or warning; of a crosswalk: what happens to the value.',
    'optional',
  ],
  ['unit', 'Unit', 'The unit of a number.', 'optional'],
  ['codes', 'Codes', 'The vocabulary of the field or column: the path of its codes.', 'optional'],
  [
    'required',
    'Required',
    'yes if there is always a value; no if a blank cell or an absent field means unknown.',
    'optional',
  ],
  ['example', 'Example', 'A value.', 'optional'],
  [
    'definition',
    'Definition',
    'The content of the field or column, when to choose the code, or what the rule demands.',
    'optional',
  ],
  ...schemes.map(
    (scheme): Describe => [
      scheme,
      scheme.toUpperCase(),
      `The columns of ${scheme.toUpperCase()} that represent it; of a code, with their values.`,
      'optional',
    ],
  ),
]

const columns: readonly TableColumn[] = descriptions.map(([name, title, help, optional]) => ({
  name,
  title,
  help,
  type: 'text',
  required: optional === undefined,
}))

/** The codebook as a table of the package, without its rows. */
export const codebookTable: TableFacts = {
  name: 'codebook',
  title: 'Codebook',
  help: 'Every field, column, code and rule.',
  columns,
  key: ['id'],
  references: [],
}

const isScheme = (name: string): name is Scheme => (schemes as readonly string[]).includes(name)

/** Returns the cells of a row. */
export const toCodebookRow = (entry: CodebookEntry): Cell[] =>
  descriptions.map(([name]) => (isScheme(name) ? encodeList(entry.counterparts?.[name] ?? []) : entry[name]))
