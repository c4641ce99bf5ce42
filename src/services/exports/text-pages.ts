/** The pages of a selection: finished text, or records. */
import { Buffer } from 'node:buffer'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { csvRow } from '../../export/csv/write-csv.ts'
import type { TextFormat } from '../../export/format.ts'
import { toCells } from '../../record/flat-columns.ts'
import { upgradeStored } from '../../record/upgrade.ts'
import { toPublic } from '../../record/withheld.ts'
import { findReferences } from '../../store/links.ts'
import type { RowTextOptions } from '../../store/row-text.ts'
import { type KeyRange, listPages, type TextPage } from '../../store/snapshot.ts'
import { decodeStored, encodeStored } from '../../text/storage-encoding.ts'
import type { Selection } from './select.ts'

const firstPageSize = 100
const maxPageSize = 5000
/**
 * The target size of a page, from the mean size of the rows of the previous page; the limit of the database is
 * 2,000,000.
 */
const targetPageBytes = 1_960_000

/** Returns the part of a key range after `after`. */
const remainingRange = (range: KeyRange, after: number): KeyRange =>
  'keys' in range ? { keys: range.keys.slice(range.keys.indexOf(after) + 1) } : { after }

/** Returns the records of a page of JSON. */
export const parsePage = (page: Buffer): StoredIncident[] => JSON.parse(`[${page}]`)

/** Renders a record as the database would store it with the current schema. */
const renderers: Readonly<Record<TextFormat['source'], (record: StoredIncident) => string>> = {
  csv: (record) => csvRow(toCells(record, record)),
  json: (record) => JSON.stringify(record),
}

/** Returns the text of a page of full records that another schema derived, in a view. */
const renderPage = (page: Buffer, { source, separator, view }: RowTextOptions): Buffer =>
  Buffer.from(
    parsePage(page)
      .map((record) => {
        const current = upgradeStored(record)
        return renderers[source](view === 'public' ? toPublic(current) : current)
      })
      .join(separator),
  )

/** Full records, because the current schema decides which of their values are public. */
const fullRecords = ({ view }: RowTextOptions): RowTextOptions => ({
  ...{ source: 'json', separator: ',', view: 'full' },
  filingTime: view,
})

const pageSizeFor = ({ bytes, rows }: TextPage): number =>
  Math.max(1, Math.min(maxPageSize, Math.floor(targetPageBytes / Math.max(1, bytes / rows))))

/**
 * Yields the text of a selection page by page; the first page is small, so that the response begins early. A page
 * with a row that another schema derived is read again as records and rendered here, and so are the pages after it,
 * up to one without such a row: no response mixes rows of two schemas.
 */
export async function* readPages(
  db: D1Database,
  { snapshot, from, view, rows }: Pick<Selection, 'snapshot' | 'from' | 'view' | 'rows'>,
  format: Pick<TextFormat, 'source' | 'separator'>,
) {
  const { source, separator } = format
  const stored = { source, separator: encodeStored(separator), view }
  // CSV rows are always public.
  const rendering: RowTextOptions = { source, separator, view: source === 'csv' ? 'public' : view }
  let size = firstPageSize
  let range = from
  let isStale = false
  for (let remaining = rows; ; ) {
    const pageCount = remaining === rows ? 1 : Math.ceil(remaining / size)
    const pages = await listPages(db, snapshot, isStale ? fullRecords(rendering) : stored, range, {
      pageSize: size,
      pageCount,
    })
    if (pages.length === 0) return
    for (const page of pages) {
      if (!isStale && page.stale > 0) {
        isStale = true
        // Records are longer as JSON than as rows of CSV.
        size = Math.max(1, Math.floor(size / 2))
        break
      }
      remaining -= page.rows
      const data = decodeStored(page.text)
      if (page.rows > 0) yield { rows: page.rows, data: isStale ? renderPage(data, rendering) : data }
      range = remainingRange(range, page.last)
      if (page.rows > 0) size = pageSizeFor(page)
      if (isStale && page.stale === 0) {
        isStale = false
        break
      }
    }
  }
}

/** Yields the records of a selection as JSON, page by page, separated by commas. */
export async function* jsonPages(db: D1Database, selection: Selection): AsyncGenerator<Buffer> {
  for await (const { data } of readPages(db, selection, { source: 'json', separator: ',' })) yield data
}

/** Yields the records of a selection, page by page. */
export async function* readRecordPages(
  db: D1Database,
  selection: Selection,
): AsyncGenerator<StoredIncident[]> {
  for await (const page of jsonPages(db, selection)) yield parsePage(page)
}

/** Like `jsonPages`; a link contains the reference of its target if that is in the same dataset and has one. */
export async function* referencePages(db: D1Database, selection: Selection): AsyncGenerator<Buffer> {
  for await (const records of readRecordPages(db, selection)) {
    const ids = new Set(records.flatMap(({ links = [] }) => links.map(({ incident }) => incident)))
    const references = await findReferences(db, [...ids])
    const rewritten = records.map((record) => {
      if (!record.links) return record
      const links = record.links.map((link) => {
        const found = references.get(link.incident)
        return found?.dataset === record.dataset ? { ...link, incident: found.reference } : link
      })
      return { ...record, links }
    })
    yield Buffer.from(JSON.stringify(rewritten).slice(1, -1))
  }
}
