/** A selection as the pages of a file. */
import type { Format } from '../export/formats.ts'
import { page, type Rendering } from '../store/snapshot.ts'
import type { Selection } from './select.ts'

const firstPage = 200
const maxPage = 4000
/** The size that pages are cut to, from the mean of the page before; the database's bound is 2,000,000. */
const wantedBytes = 1_500_000

/** Reads a selection page by page; the first is small, so that the answer begins early. */
export async function* pages(db: D1Database, selection: Selection, { as, between }: Format) {
  const rendering: Rendering = { as, between, notes: selection.withNotes }
  let left = selection.limit === undefined ? Number.POSITIVE_INFINITY : selection.rows
  let size = firstPage
  let after = selection.after
  while (left > 0) {
    const found = await page(db, selection.snapshot, rendering, after, Math.min(size, left))
    if (!found) return
    yield found
    after = found.last
    left -= found.rows
    const mean = Math.max(1, found.text.length / found.rows)
    size = Math.max(1, Math.min(maxPage, Math.floor(wantedBytes / mean)))
  }
}
