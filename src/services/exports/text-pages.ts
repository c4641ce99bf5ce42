/** A selection as the pages of a file: finished text, or records. */
import { Buffer } from 'node:buffer'
import type { StoredIncident } from '../../../schemas/incident.ts'
import type { TextFormat } from '../../export/format.ts'
import { findReferences } from '../../store/links.ts'
import { type KeyRange, listPages } from '../../store/snapshot.ts'
import { decodeStored, encodeStored } from '../../text/storage-encoding.ts'
import type { Selection } from './select.ts'

const firstPageSize = 100
const maxPageSize = 5000
/** The size that pages are cut to, from the mean of the page before; the database's bound is 2,000,000. */
const targetPageBytes = 1_960_000

/** The part of a key range after `after`. */
const remainingRange = (range: KeyRange, after: number): KeyRange =>
  'keys' in range ? { keys: range.keys.slice(range.keys.indexOf(after) + 1) } : { after }

/** Reads a selection page by page; the first is small, so that the answer begins early. */
export async function* readPages(
  db: D1Database,
  { snapshot, from, view, rows }: Pick<Selection, 'snapshot' | 'from' | 'view' | 'rows'>,
  { source, separator }: Pick<TextFormat, 'source' | 'separator'>,
) {
  const rendering = { source, separator: encodeStored(separator), view }
  let size = firstPageSize
  let range = from
  for (let remaining = rows; ; ) {
    const pageCount = remaining === rows ? 1 : Math.ceil(remaining / size)
    const pages = await listPages(db, snapshot, rendering, range, { pageSize: size, pageCount })
    for (const { rows, text } of pages) {
      remaining -= rows
      if (rows > 0) yield { rows, data: decodeStored(text) }
    }
    const last = pages.at(-1)
    if (!last) return
    range = remainingRange(range, last.last)
    if (last.rows === 0) continue
    const mean = Math.max(1, last.bytes / last.rows)
    size = Math.max(1, Math.min(maxPageSize, Math.floor(targetPageBytes / mean)))
  }
}

/** The records of a page, from their JSON. */
export const parsePage = (page: Buffer): StoredIncident[] => JSON.parse(`[${page}]`)

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
