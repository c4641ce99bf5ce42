/** The sheets beside the records: what their codes mean, and what one has to know of the file. */
import type { Cell } from '../../schemas/field.ts'
import { schemaVersion } from '../../schemas/query.ts'
import type { Column } from '../derive/columns.ts'
import type { FileFacts } from './formats.ts'
import { mostCharacters } from './xlsx-cells.ts'
import type { Sheet } from './xlsx-sheet.ts'

type Row = readonly Cell[]

async function* onePage(rows: readonly Row[]) {
  yield rows
}

/** A table that is at hand as a whole; its columns by name and width. */
const table = (widths: Readonly<Record<string, number>>, rows: readonly Row[]): Sheet<Row> => ({
  columns: Object.entries(widths).map(([column, width], i) => ({
    name: column,
    type: 'text',
    width,
    get: (row) => row[i],
  })),
  rows: rows.length,
  pages: onePage(rows),
})

/** Every code that these columns may hold. */
export const codesSheet = (columns: readonly Column[]): Sheet<Row> =>
  table(
    { column: 22, code: 30, label: 36, definition: 140 },
    columns.flatMap((column) =>
      Object.entries(column.vocabulary ?? {}).map(
        ([code, { label, definition }]): Row => [column.name, code, label, definition],
      ),
    ),
  )

/** What one has to know of the file; `cut` is the number of cells that were longer than Excel can hold. */
export const aboutSheet = ({ commit, rows }: FileFacts, labels: boolean, cut: number): Sheet<Row> =>
  table({ what: 22, value: 12, meaning: 140 }, [
    ['rows', rows, 'The number of records in the sheet incidents, one a row.'],
    ['commit', commit, 'The point in time of the whole database that the file shows.'],
    ['schema', schemaVersion, 'The version of the columns and codes.'],
    [
      'codebook',
      '/codebook',
      'Explains every field, code, column and rule; the address is on the server that made the file.',
    ],
    ['empty cells', undefined, 'Unknown or not stated. 0 is stated to be none.'],
    [
      'codes',
      undefined,
      labels
        ? 'Cells show the labels; the sheet codes has the code of each.'
        : 'The sheet codes explains them.',
    ],
    [
      'lists',
      undefined,
      'Several items in one cell are joined with "; ". A ";" inside an item is written "\\;".',
    ],
    [
      'date',
      undefined,
      'Text, as the record has it: 2022-01, 2022-01-05~, [2022-01-03..2022-01-05]. The codebook explains the form.',
    ],
    [
      'date_start, date_end',
      undefined,
      'The first and the last day. Excel has no days before March 1900: those are text.',
    ],
    ['created_at, updated_at', undefined, 'Times are UTC.'],
    ['texts', undefined, 'A text that begins with =, +, - or @ is a text and no formula.'],
    [
      'cut cells',
      cut,
      `Cells of more than ${mostCharacters} characters, which is all that Excel holds; each says at its end that it was cut. The CSV file has them whole.`,
    ],
  ])
