/** The sheets besides the records: the definitions of codes, and the facts of the file. */
import type { Cell } from '../../../schemas/field-types.ts'
import type { Translate } from '../../messages/messages.ts'
import type { Layout } from '../../record/crosswalk/layout.ts'
import type { Column } from '../../record/flat-columns.ts'
import { schemaVersion } from '../../record/schema-version.ts'
import type { ExportFacts, RecordExportFacts } from '../format.ts'
import { maxCellCharacters } from './cells.ts'
import type { Sheet } from './sheet.ts'

type Row = readonly Cell[]

async function* singlePage(rows: readonly Row[]) {
  yield rows
}

/** Returns the sheet of a table that is in memory, with the width of each column. */
const tableSheet = (widths: Readonly<Record<string, number>>, rows: readonly Row[]): Sheet<Row> => ({
  columns: Object.entries(widths).map(([column, width], i) => ({
    name: column,
    type: 'text',
    width,
    get: (row) => row[i],
  })),
  rows: rows.length,
  pages: singlePage(rows),
})

/** Returns the sheet with every code of these columns, their labels and definitions translated. */
export const codesSheet = (columns: readonly Column[], translate: Translate): Sheet<Row> =>
  tableSheet(
    { column: 22, code: 30, label: 36, definition: 140 },
    columns.flatMap((column) =>
      Object.entries(column.vocabulary ?? {}).map(
        ([code, { label, definition }]): Row => [column.name, code, translate(label), translate(definition)],
      ),
    ),
  )

const infoSheet = (rows: readonly Row[]): Sheet<Row> =>
  tableSheet({ what: 22, value: 12, meaning: 140 }, rows)

const commitRow = (commit: number): Row => [
  'commit',
  commit,
  'The version of the whole database that the file shows.',
]
const textsRow: Row = ['texts', undefined, 'Text that begins with =, +, - or @ is text, not a formula.']
const typesRow: Row = [
  'types',
  undefined,
  'Programs that guess types from the first rows change rare values. In R, use readxl::read_excel(…, guess_max = 1048576); Parquet has types.',
]
const truncatedCellsRow = (count: number): Row => [
  'cut cells',
  count,
  `Cells of more than ${maxCellCharacters} characters, which is all that Excel holds; each says at its end that it was cut. The CSV file has them whole.`,
]

/** Returns the info sheet of a file in the layout of another project; the last argument is the number of cut cells. */
export const layoutInfoSheet = (
  { scheme, dataset, columns }: Layout,
  { commit, rows, records, address }: RecordExportFacts,
  truncatedCells: number,
): Sheet<Row> =>
  infoSheet([
    [
      'profile',
      scheme,
      `The sheet has the ${columns.length} columns of ${dataset}; it is not made by that project.`,
    ],
    [
      'rows',
      rows,
      "The number of rows in the sheet incidents, those that the project's rules of inclusion take.",
    ],
    ['records', records, 'The number of records, including those without a row.'],
    commitRow(commit),
    ['schema', schemaVersion, 'The version of the columns and codes.'],
    [
      'losses',
      address.replace('/incidents.xlsx?', '/incidents.loss.csv?'),
      'Lists every record without a row and every value that differs from the record.',
    ],
    ['codebook', '/codebook', 'Explains the changed and lost values, rule by rule.'],
    [
      'cells',
      undefined,
      'As in the CSV file of the layout; numbers and days are numbers and dates of the spreadsheet.',
    ],
    typesRow,
    textsRow,
    truncatedCellsRow(truncatedCells),
  ])

/** Returns the info sheet of a file; `truncatedCells` is the number of cells that were cut to Excel's limit. */
export const recordsInfoSheet = (
  { commit, rows }: ExportFacts,
  { labels, truncatedCells }: { readonly labels: boolean; readonly truncatedCells: number },
): Sheet<Row> =>
  infoSheet([
    ['rows', rows, 'The number of records in the sheet incidents, one per row.'],
    commitRow(commit),
    ['schema', schemaVersion, 'The version of the columns and codes.'],
    [
      'codebook',
      '/codebook',
      'Explains every field, code, column and rule; the address is on the server that made the file.',
    ],
    ['empty cells', undefined, 'Unknown or not stated. 0 means "reported as none".'],
    [
      'codes',
      undefined,
      labels
        ? 'Cells show the labels; the sheet codes has the code of each.'
        : 'The sheet codes explains the codes.',
    ],
    [
      'lists',
      undefined,
      'Several values in one cell are separated by "; ". A ";" inside a value is written "\\;".',
    ],
    [
      'date',
      undefined,
      'Text as in the record: 2022-01, 2022-01-05~, [2022-01-03..2022-01-05]. The codebook explains the format.',
    ],
    [
      'date_start, date_end',
      undefined,
      'The first and the last day. Excel has no days before March 1900: those are text.',
    ],
    ['created_at, updated_at', undefined, 'Times are UTC.'],
    typesRow,
    textsRow,
    truncatedCellsRow(truncatedCells),
  ])
