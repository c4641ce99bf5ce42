/** A selection as the pages of a file. */
import type { Buffer } from 'node:buffer'
import { fromTransport, toTransport } from '../derive/transport.ts'
import type { FinishedText } from '../export/formats.ts'
import type { Rendering } from '../store/rendering.ts'
import { type Page, page, type Stretch } from '../store/snapshot.ts'
import type { Selection } from './select.ts'

const firstPage = 100
const maxPage = 5000
/** The size that pages are cut to, from the mean of the page before; the database's bound is 2,000,000. */
const wantedBytes = 1_960_000

/** What is left of a stretch behind a key, at most `size` records of it. */
const rest = (from: Stretch, after: number | undefined, size: number): Stretch => {
  if (!('keys' in from)) return { after: after ?? from.after, limit: Math.min(size, from.limit) }
  const at = after === undefined ? 0 : from.keys.indexOf(after) + 1
  return { keys: from.keys.slice(at, at + size) }
}

/** A page as bytes, and as text for whoever reads on in it. */
export interface FilePage {
  readonly rows: number
  readonly data: Buffer
  readonly text: string
}

const pageOf = ({ text, rows }: Page): FilePage => {
  const data = fromTransport(text)
  return {
    rows,
    data,
    get text() {
      return data.toString('utf8')
    },
  }
}

/** Reads a selection page by page; the first is small, so that the answer begins early. */
export async function* pages(
  db: D1Database,
  { snapshot, from, whole }: Pick<Selection, 'snapshot' | 'from' | 'whole'>,
  { as, between }: Pick<FinishedText, 'as' | 'between'>,
) {
  const rendering: Rendering = { as, between: toTransport(between), whole }
  let size = firstPage
  let last: number | undefined
  for (;;) {
    const found = await page(db, snapshot, rendering, rest(from, last, size))
    if (!found) return
    last = found.last
    if (found.rows === 0) continue
    yield pageOf(found)
    const mean = Math.max(1, found.bytes / found.rows)
    size = Math.max(1, Math.min(maxPage, Math.floor(wantedBytes / mean)))
  }
}
