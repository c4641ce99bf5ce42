/** The codebook as two tables: every column of every table, and every code with its meaning. */
import type { Cell } from '../../../schemas/field-types.ts'
import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import type { TableColumn } from '../../record/table-columns.ts'
import { type Table, tables } from '../../record/tables.ts'
import type { TableFacts } from './table-file.ts'

export interface CodebookTable extends TableFacts {
  readonly rows: readonly (readonly Cell[])[]
}

const textColumns = (
  ...columns: readonly (readonly [title: string, help: string, optional?: 'optional'])[]
): TableColumn[] =>
  columns.map(([title, help, optional]) => ({
    name: title.toLowerCase(),
    title,
    help,
    type: 'text',
    required: optional === undefined,
  }))

/** Each vocabulary by the name of the first field that takes its codes, or else of the first column. */
const vocabularyNames = new Map<Vocabulary, string>()
const codeColumns = tables
  .flatMap(({ columns }) => columns)
  .toSorted((a, b) => Number(!a.field) - Number(!b.field))
for (const { vocabulary, name, field = name } of codeColumns)
  if (vocabulary && !vocabularyNames.has(vocabulary))
    vocabularyNames.set(vocabulary, field.replaceAll('[]', ''))

const columnRow = ({ name: table }: TableFacts, column: TableColumn): Cell[] => {
  const { name, title, type, unit, vocabulary, field, required, help } = column
  const codes = vocabulary && vocabularyNames.get(vocabulary)
  return [table, name, title, type, unit, codes, required ? 'yes' : 'no', field, help || undefined]
}

const codesTable: CodebookTable = {
  name: 'codes',
  title: 'Codes',
  help: 'Every code that a column may hold, with its label and when to choose it.',
  columns: textColumns(
    ['Codes', 'The vocabulary, as the codebook names it.'],
    ['Code', 'As it stands in the column.'],
    ['Label', 'What it is called.'],
    ['Definition', 'When to choose it; empty where the label says it all.', 'optional'],
  ),
  key: ['codes', 'code'],
  references: [],
  rows: [...vocabularyNames].flatMap(([vocabulary, name]) =>
    Object.entries(vocabulary).map(([code, { label, definition }]) => [
      name,
      code,
      label,
      definition || undefined,
    ]),
  ),
}

const codebookTable: TableFacts = {
  name: 'codebook',
  title: 'Codebook',
  help: 'Every column of every table.',
  columns: textColumns(
    ['Table', 'The name of the file without .csv.'],
    ['Column', 'The name of the column.'],
    ['Title', 'What it is called.'],
    ['Type', 'text, list (items parted by "; "), integer, number, date or datetime.'],
    ['Unit', 'Of a number.', 'optional'],
    ['Codes', 'The vocabulary of its codes in codes.csv, where it holds codes.', 'optional'],
    ['Required', 'yes where no cell is empty, else no: an empty cell is unknown.'],
    ['Field', 'The field of the JSON record that it shows as it is; [] is an entry of a list.', 'optional'],
    ['Description', 'What it holds.', 'optional'],
  ),
  key: ['table', 'column'],
  references: [],
}

const documentedTables: readonly (Table | TableFacts)[] = [...tables, codebookTable, codesTable]

/** What a package has besides the tables of the records. */
export const codebookTables: readonly CodebookTable[] = [
  {
    ...codebookTable,
    rows: documentedTables.flatMap((table) => table.columns.map((column) => columnRow(table, column))),
  },
  codesTable,
]
