/** A selection as the pages of a file. */
import type { Buffer } from 'node:buffer'
import type { FinishedText } from '../../export/registry.ts'
import type { Rendering } from '../../store/row-text.ts'
import { type Page, pagesOf, type Stretch } from '../../store/snapshot.ts'
import { fromTransport, toTransport } from '../../text/storage-encoding.ts'
import type { Selection } from './select.ts'

const firstPage = 100
const maxPage = 5000
/** The size that pages are cut to, from the mean of the page before; the database's bound is 2,000,000. */
const wantedBytes = 1_960_000

/** What is left of a stretch behind a key. */
const rest = (from: Stretch, after: number): Stretch =>
  'keys' in from ? { keys: from.keys.slice(from.keys.indexOf(after) + 1) } : { after }

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
  { snapshot, from, whole, rows }: Pick<Selection, 'snapshot' | 'from' | 'whole' | 'rows'>,
  { as, between }: Pick<FinishedText, 'as' | 'between'>,
) {
  const rendering: Rendering = { as, between: toTransport(between), whole }
  let size = firstPage
  let stretch = from
  for (let left = rows; ; ) {
    const howMany = left === rows ? 1 : Math.ceil(left / size)
    const found = await pagesOf(db, snapshot, rendering, stretch, { size, howMany })
    for (const each of found) {
      left -= each.rows
      if (each.rows > 0) yield pageOf(each)
    }
    const last = found.at(-1)
    if (!last) return
    stretch = rest(stretch, last.last)
    if (last.rows === 0) continue
    const mean = Math.max(1, last.bytes / last.rows)
    size = Math.max(1, Math.min(maxPage, Math.floor(wantedBytes / mean)))
  }
}
