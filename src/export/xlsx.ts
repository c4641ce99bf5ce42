/** XLSX: a workbook of the records, of the codes in them and of what one has to know, made row by row. */
import { Buffer } from 'node:buffer'
import type { Cell, ColumnType } from '../../schemas/field.ts'
import type { StoredIncident } from '../../schemas/incident.ts'
import { type Column, columnNamed, flatColumns } from '../derive/columns.ts'
import { relabelled } from '../derive/labels.ts'
import type { FileFacts } from './formats.ts'
import { counted } from './stream.ts'
import { aboutSheet, codesSheet } from './xlsx-about.ts'
import { fitted } from './xlsx-cells.ts'
import { sheetPart, workbookParts } from './xlsx-parts.ts'
import { cornerOf, type Sheet, type SheetColumn, sheetXml } from './xlsx-sheet.ts'
import { type ZippedFile, zipped } from './zip-file.ts'

/** The most records of one file: a sheet has 1,048,576 rows, and the header is one. */
export const mostRows = 1_048_575

export interface XlsxOptions {
  /** Labels in place of codes. */
  readonly labels: boolean
  /** These columns, in this order; all without it. */
  readonly fields?: readonly string[]
}

const widths: Readonly<Record<ColumnType, number>> = {
  text: 18,
  list: 28,
  integer: 10,
  number: 12,
  date: 12,
  datetime: 24,
}
/** Of columns that hold more than others of their type. */
const wider: Readonly<Record<string, number>> = { id: 38, title: 48, summary: 80 }

/** Room for the name and the button of the filter. */
const widthOf = ({ name, type }: Column): number => Math.max(wider[name] ?? widths[type], name.length + 4)

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8')
}

async function* parts(
  pages: AsyncIterable<readonly StoredIncident[]>,
  facts: FileFacts,
  { labels, fields }: XlsxOptions,
): AsyncGenerator<ZippedFile> {
  const columns = fields?.map(columnNamed) ?? flatColumns
  let cut = 0
  const shown = (column: Column): SheetColumn<StoredIncident> => {
    const { name, type } = column
    const label = labels ? relabelled(column) : undefined
    const get = (record: StoredIncident): Cell => {
      const cell = column.get(record)
      if (typeof cell !== 'string') return cell
      const text = label ? label(cell) : cell
      const held = fitted(text)
      if (held !== text) cut++
      return held
    }
    return { name, type, width: widthOf(column), get }
  }
  const incidents: Sheet<StoredIncident> = {
    columns: columns.map(shown),
    rows: facts.rows,
    pages: counted(pages, facts),
    filter: true,
  }
  const described = workbookParts(['incidents', 'codes', 'about'], cornerOf(incidents))
  for (const [name, text] of Object.entries(described)) yield { name, bytes: once(text) }
  yield { name: sheetPart(0), bytes: sheetXml(incidents) }
  yield { name: sheetPart(1), bytes: sheetXml(codesSheet(columns)) }
  yield { name: sheetPart(2), bytes: sheetXml(aboutSheet(facts, labels, cut)) }
}

/**
 * The bytes of a workbook. At most {@link mostRows} records; a number of them other than `facts.rows` breaks it
 * (IncompleteFile).
 */
export const xlsx = (
  pages: AsyncIterable<readonly StoredIncident[]>,
  facts: FileFacts,
  options: XlsxOptions,
): AsyncGenerator<Uint8Array> => zipped(parts(pages, facts, options))
