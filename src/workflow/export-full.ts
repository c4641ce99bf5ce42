/** The full profile as CSV: every record whole, as dotted columns. */
import { Buffer } from 'node:buffer'
import type { StoredIncident } from '../../schemas/incident.ts'
import { csvRow } from '../export/csv.ts'
import type { Format } from '../export/formats.ts'
import { type FullColumn, fullColumns, fullPaths, fullRow } from '../export/full.ts'
import { referencesOf } from '../store/links.ts'
import { pages } from './export.ts'
import type { Selection } from './select.ts'

const asJson = { as: 'json', between: '\n' } as const

/** A page of records with their links as references where the other record of the dataset has one. */
const read = async (db: D1Database, text: string): Promise<StoredIncident[]> => {
  const records = text.split('\n').map((line) => JSON.parse(line) as StoredIncident)
  const named = new Set(records.flatMap(({ links = [] }) => links.map(({ incident }) => incident)))
  if (named.size === 0) return records
  const references = await referencesOf(db, [...named])
  return records.map((record) => {
    if (!record.links) return record
    const links = record.links.map((link) => {
      const found = references.get(link.incident)
      return found?.dataset === record.dataset ? { ...link, incident: found.reference } : link
    })
    return { ...record, links }
  })
}

/** Columns that a file has even if no record says anything there. */
const always = [
  'id',
  'dataset',
  'reference',
  'status',
  'event_type',
  'date',
  'location.country',
  'revision',
  'commit',
  'created_at',
  'updated_at',
]

/**
 * The columns that the records of a selection need, in published order. They differ from file to file, so the
 * selection is read once for them and once for its rows.
 */
export const columnsOf = async (db: D1Database, selection: Selection): Promise<FullColumn[]> => {
  const paths = new Set<string>(always)
  for await (const { text } of pages(db, selection, asJson))
    for (const record of await read(db, text)) for (const path of fullPaths(record)) paths.add(path)
  return fullColumns(paths)
}

const line = (cells: Parameters<typeof csvRow>[0]): string => `${csvRow(cells)}\r\n`

/** The format of a file with these columns; its pages are finished text. */
export const fullFormat = (csv: Format, columns: readonly FullColumn[]): Format => ({
  ...csv,
  between: '',
  end: '',
  begin: () => line(columns.map(({ name }) => name)),
})

/** The rows of a selection, page by page. */
export async function* fullPages(db: D1Database, selection: Selection, columns: readonly FullColumn[]) {
  for await (const { text, rows } of pages(db, selection, asJson)) {
    const records = await read(db, text)
    const table = records.map((record) => line(fullRow(record, columns))).join('')
    yield { data: Buffer.from(table, 'utf8'), text: table, rows }
  }
}
