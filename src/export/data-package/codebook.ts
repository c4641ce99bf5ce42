/** The codebook as two tables: the columns of all tables, and the codes with their definitions. */
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

/** Each vocabulary by the name of the first field that uses it, or of the first column. */
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
  help: 'Every code of every column, with its label and definition.',
  columns: textColumns(
    ['Codes', 'The vocabulary, by its name in the codebook.'],
    ['Code', 'The code as it appears in the column.'],
    ['Label', 'The label of the code.'],
    ['Definition', 'When to choose the code; blank if the label is clear.', 'optional'],
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
    ['Title', 'The title of the column.'],
    ['Type', 'text, list (items parted by "; "), integer, number, date or datetime.'],
    ['Unit', 'The unit of a number.', 'optional'],
    ['Codes', 'The vocabulary in codes.csv, if the column has codes.', 'optional'],
    ['Required', 'yes where no cell is empty, else no: an empty cell is unknown.'],
    ['Field', 'The field of the JSON record with the same value; [] is an entry of a list.', 'optional'],
    ['Description', 'The content of the column.', 'optional'],
  ),
  key: ['table', 'column'],
  references: [],
}

const documentedTables: readonly (Table | TableFacts)[] = [...tables, codebookTable, codesTable]

/** The tables of a package besides those of the records. */
export const codebookTables: readonly CodebookTable[] = [
  {
    ...codebookTable,
    rows: documentedTables.flatMap((table) => table.columns.map((column) => columnRow(table, column))),
  },
  codesTable,
]
