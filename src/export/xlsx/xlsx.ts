/** XLSX: a workbook with the records, the definitions of their codes and the facts of the file, written row by row. */
import { Buffer } from 'node:buffer'
import type { Cell, ColumnType } from '../../../schemas/field-types.ts'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { type Translate, translateTo } from '../../messages/messages.ts'
import { createLabelFormatter } from '../../record/column-labels.ts'
import { type Column, flatColumns, getColumn } from '../../record/flat-columns.ts'
import { assertCount } from '../byte-stream.ts'
import type { ExportFacts } from '../format.ts'
import { writeZip, type ZipFile } from '../zip.ts'
import { maxCellCharacters, truncate } from './cells.ts'
import { codesSheet, recordsInfoSheet } from './info-sheets.ts'
import { sheetPath, workbookParts } from './ooxml-parts.ts'
import { lastCellOf, type Sheet, type SheetColumn, sheetXml } from './sheet.ts'

/** The most records of a file: a sheet has 1,048,576 rows, including the header. */
export const maxSheetRows = 1_048_575

/** A sheet that is made after the records, given the number of cut cells. */
type ExtraSheet = readonly [name: string, make: (truncatedCells: number) => Sheet<readonly Cell[]>]

async function* singleChunk(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8')
}

async function* workbookFiles<Row>(
  incidents: Sheet<Row>,
  extraSheets: readonly ExtraSheet[],
): AsyncGenerator<ZipFile> {
  let truncatedCells = 0
  const truncateCell = (cell: Cell): Cell => {
    if (typeof cell !== 'string' || cell.length <= maxCellCharacters) return cell
    truncatedCells++
    return truncate(cell)
  }
  const columns = incidents.columns.map((column) => ({
    ...column,
    get: (row: Row) => truncateCell(column.get(row)),
  }))
  const metadata = workbookParts(['incidents', ...extraSheets.map(([name]) => name)], lastCellOf(incidents))
  for (const [name, text] of Object.entries(metadata)) yield { name, bytes: singleChunk(text) }
  yield { name: sheetPath(0), bytes: sheetXml({ ...incidents, columns, filter: true }) }
  for (const [i, [, make]] of extraSheets.entries())
    yield { name: sheetPath(i + 1), bytes: sheetXml(make(truncatedCells)) }
}

/** Yields the bytes of a workbook: the records, row by row, then the other sheets. */
export const writeWorkbook = <Row>(
  incidents: Sheet<Row>,
  extraSheets: readonly ExtraSheet[],
): AsyncGenerator<Uint8Array> => writeZip(workbookFiles(incidents, extraSheets))

export interface XlsxOptions {
  /** Labels instead of codes. */
  readonly labels?: boolean | undefined
  /** The language of the labels; English by default. */
  readonly lang?: string | undefined
  /** The columns in order; all by default. */
  readonly fields?: readonly string[] | undefined
}

const widths: Readonly<Record<ColumnType, number>> = {
  text: 18,
  list: 28,
  integer: 10,
  number: 12,
  date: 12,
  datetime: 24,
}
/** Columns whose content is longer than usual for their type. */
const wideColumns: Readonly<Record<string, number>> = { id: 38, title: 48, summary: 80 }

/** Returns the width of a column in characters, at least its name and the filter button. */
export const widthOf = (name: string, type: ColumnType, wide = wideColumns): number =>
  Math.max(wide[name] ?? widths[type], name.length + 4)

const toSheetColumn = (column: Column, translate: Translate | undefined): SheetColumn<StoredIncident> => {
  const { name, type } = column
  const label = translate && createLabelFormatter(column, translate)
  const get = (record: StoredIncident): Cell => {
    const cell = column.get(record)
    return label && typeof cell === 'string' ? label(cell) : cell
  }
  return { name, type, width: widthOf(name, type), get }
}

/**
 * Yields the bytes of a workbook of at most {@link maxSheetRows} records. Throws IncompleteFile if there are not
 * `facts.rows` records.
 */
export const xlsx = (
  pages: AsyncIterable<readonly StoredIncident[]>,
  facts: ExportFacts,
  { labels = false, lang, fields }: XlsxOptions,
): AsyncGenerator<Uint8Array> => {
  const columns = fields?.map(getColumn) ?? flatColumns
  const translate = translateTo(lang)
  return writeWorkbook(
    {
      columns: columns.map((column) => toSheetColumn(column, labels ? translate : undefined)),
      rows: facts.rows,
      pages: assertCount(pages, facts.rows),
    },
    [
      ['codes', () => codesSheet(columns, translate)],
      ['about', (truncatedCells) => recordsInfoSheet(facts, { labels, truncatedCells })],
    ],
  )
}
