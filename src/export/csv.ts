/** CSV by RFC 4180: CRLF behind every row, a quote doubled inside quotes. */
import type { Cell } from '../../schemas/field.ts'
import type { StoredIncident } from '../../schemas/incident.ts'
import { columnNamed, flatColumns } from '../derive/columns.ts'
import { toTransport } from '../derive/transport.ts'

/** Quoted where it must be, and where a reader might trim it: spaces at either end. */
const needsQuotes = /[",\r\n]|^\s|\s$|^\ufeff/

const plainNumber = (value: number): string => {
  const text = String(value)
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text
}

const csvCell = (value: Cell): string => {
  if (value === undefined) return ''
  if (typeof value === 'number') return plainNumber(value)
  return needsQuotes.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

/** One row without its line break. */
export const csvRow = (cells: readonly Cell[]): string => cells.map(csvCell).join(',')

/** The columns of the flat row that the commit fills in: they stand at its end. */
const byCommit: readonly string[] = ['created_at', 'updated_at']
const inLine = flatColumns.findIndex(({ name }) => byCommit.includes(name))

export const flatHeader = `${csvRow(flatColumns.map(({ name }) => name))}\r\n`

/** A record's row up to the two times, as the database keeps it, of the cells of its flat row. */
export const flatLine = (cells: readonly Cell[]): string => toTransport(csvRow(cells.slice(0, inLine)))

export const subsetHeader = (fields: readonly string[]): string => `${csvRow(fields)}\r\n`

/** Records as JSON, one a line, as rows of these columns. */
export const subsetRows = (lines: string, fields: readonly string[]): string => {
  const columns = fields.map(columnNamed)
  return lines
    .split('\n')
    .map((line) => {
      const record = JSON.parse(line) as StoredIncident
      return `${csvRow(columns.map(({ get }) => get(record)))}\r\n`
    })
    .join('')
}
