/** A selection as the pages of a file: finished text, or records. */
import { Buffer } from 'node:buffer'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { csvRow } from '../../export/csv/write-csv.ts'
import type { TextFormat } from '../../export/format.ts'
import { toCells } from '../../record/flat-columns.ts'
import { hasRenamedFields, upgradeStored } from '../../record/upgrade.ts'
import { findReferences } from '../../store/links.ts'
import type { RowTextOptions } from '../../store/row-text.ts'
import { type KeyRange, listPages, type TextPage } from '../../store/snapshot.ts'
import { decodeStored, encodeStored } from '../../text/storage-encoding.ts'
import type { Selection } from './select.ts'

const firstPageSize = 100
const maxPageSize = 5000
/** The size that pages are cut to, from the mean of the page before; the database's bound is 2,000,000. */
const targetPageBytes = 1_960_000

/** The part of a key range after `after`. */
const remainingRange = (range: KeyRange, after: number): KeyRange =>
  'keys' in range ? { keys: range.keys.slice(range.keys.indexOf(after) + 1) } : { after }

/** The records of a page, from their JSON. */
export const parsePage = (page: Buffer): StoredIncident[] => JSON.parse(`[${page}]`)

/** What the database would have ready of a record if it were stored today. */
const renderers: Readonly<Record<TextFormat['source'], (record: StoredIncident) => string>> = {
  csv: (record) => csvRow(toCells(record, record)),
  json: (record) => JSON.stringify(record),
}

/** The text of a page of records that were derived by another schema. */
const renderPage = (page: Buffer, { source, separator }: Pick<TextFormat, 'source' | 'separator'>): Buffer =>
  Buffer.from(
    parsePage(page)
      .map((record) => renderers[source](upgradeStored(record)))
      .join(separator),
  )

const pageSizeFor = ({ bytes, rows }: TextPage): number =>
  Math.max(1, Math.min(maxPageSize, Math.floor(targetPageBytes / Math.max(1, bytes / rows))))

/**
 * Reads a selection page by page; the first is small, so that the answer begins early. A page with a row that was
 * derived by another schema is read again as records and rendered here, and so are those after it, up to one without
 * such a row: no answer mixes rows of two schemas.
 */
export async function* readPages(
  db: D1Database,
  { snapshot, from, view, rows }: Pick<Selection, 'snapshot' | 'from' | 'view' | 'rows'>,
  format: Pick<TextFormat, 'source' | 'separator'>,
) {
  const { source, separator } = format
  const stored = { source, separator: encodeStored(separator), view }
  // A row of CSV is always public.
  const records: RowTextOptions = {
    source: 'json',
    separator: ',',
    view: source === 'json' ? view : 'public',
  }
  // A document differs from today's only by names.
  const canBeStale = source === 'csv' || hasRenamedFields
  let size = firstPageSize
  let range = from
  let isStale = false
  for (let remaining = rows; ; ) {
    const pageCount = remaining === rows ? 1 : Math.ceil(remaining / size)
    const pages = await listPages(db, snapshot, isStale ? records : stored, range, {
      pageSize: size,
      pageCount,
    })
    if (pages.length === 0) return
    for (const page of pages) {
      if (canBeStale && !isStale && page.stale > 0) {
        isStale = true
        // A record as JSON is longer than its row.
        size = Math.max(1, Math.floor(size / 2))
        break
      }
      remaining -= page.rows
      const data = decodeStored(page.text)
      if (page.rows > 0) yield { rows: page.rows, data: isStale ? renderPage(data, format) : data }
      range = remainingRange(range, page.last)
      if (page.rows > 0) size = pageSizeFor(page)
      if (isStale && page.stale === 0) {
        isStale = false
        break
      }
    }
  }
}

/** The records of a selection as JSON, page by page, with commas between them. */
export async function* jsonPages(db: D1Database, selection: Selection): AsyncGenerator<Buffer> {
  for await (const { data } of readPages(db, selection, { source: 'json', separator: ',' })) yield data
}

/** The records of a selection, page by page. */
export async function* readRecordPages(
  db: D1Database,
  selection: Selection,
): AsyncGenerator<StoredIncident[]> {
  for await (const page of jsonPages(db, selection)) yield parsePage(page)
}

/** As `jsonPages`; a link has the reference of the other record if that record is of the same dataset and has one. */
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
