/** A selection as the pages of a file. */
import type { Buffer } from 'node:buffer'
import type { TextFormat } from '../../export/registry.ts'
import type { RowTextOptions } from '../../store/row-text.ts'
import { type KeyRange, listPages, type TextPage } from '../../store/snapshot.ts'
import { decodeStored, encodeStored } from '../../text/storage-encoding.ts'
import type { Selection } from './select.ts'

const firstPageSize = 100
const maxPageSize = 5000
/** The size that pages are cut to, from the mean of the page before; the database's bound is 2,000,000. */
const targetPageBytes = 1_960_000

/** What is left of a stretch behind a key. */
const remainingRange = (range: KeyRange, after: number): KeyRange =>
  'keys' in range ? { keys: range.keys.slice(range.keys.indexOf(after) + 1) } : { after }

/** A page as bytes, and as text for whoever reads on in it. */
export interface DecodedPage {
  readonly rows: number
  readonly data: Buffer
  readonly text: string
}

const decodePage = ({ text, rows }: TextPage): DecodedPage => {
  const data = decodeStored(text)
  return {
    rows,
    data,
    get text() {
      return data.toString('utf8')
    },
  }
}

/** Reads a selection page by page; the first is small, so that the answer begins early. */
export async function* readPages(
  db: D1Database,
  { snapshot, from, whole, rows }: Pick<Selection, 'snapshot' | 'from' | 'whole' | 'rows'>,
  { source, separator }: Pick<TextFormat, 'source' | 'separator'>,
) {
  const rendering: RowTextOptions = { source, separator: encodeStored(separator), whole }
  let size = firstPageSize
  let range = from
  for (let remaining = rows; ; ) {
    const pageCount = remaining === rows ? 1 : Math.ceil(remaining / size)
    const found = await listPages(db, snapshot, rendering, range, { pageSize: size, pageCount })
    for (const each of found) {
      remaining -= each.rows
      if (each.rows > 0) yield decodePage(each)
    }
    const last = found.at(-1)
    if (!last) return
    range = remainingRange(range, last.last)
    if (last.rows === 0) continue
    const mean = Math.max(1, last.bytes / last.rows)
    size = Math.max(1, Math.min(maxPageSize, Math.floor(targetPageBytes / mean)))
  }
}
