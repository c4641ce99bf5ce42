/** From a selection to a file of it. */
import type { Buffer } from 'node:buffer'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { TableShape } from '../../../schemas/query.ts'
import { textFile } from '../../export/byte-stream.ts'
import {
  type FileFacts,
  type Format,
  type MadeFacts,
  type Records,
  ready,
  type Source,
} from '../../export/registry.ts'
import * as commits from '../../store/commits.ts'
import * as datasets from '../../store/datasets.ts'
import { jsonPages, parsePage, recordPages, referringPages } from './record-pages.ts'
import type { Selection } from './select.ts'
import { pages } from './text-pages.ts'

/** The rows of CSV as the database has them ready. */
async function* finishedRows(db: D1Database, selection: Selection) {
  for await (const { data } of pages(db, selection, ready.csv)) yield data
}

/** At most this many deflated bytes of records are held between two readings: about 100,000 plain records. */
const maxHeld = 16 * 1024 * 1024

/** Reads pages from the database once and holds them for the next reading; more than may be held are read again. */
const held = (read: () => AsyncIterable<Buffer>): (() => Records) => {
  let whole: readonly Buffer[] | undefined
  return async function* () {
    if (whole) for (const page of whole) yield parsePage(inflateRawSync(page))
    if (whole) return
    const deflated: Buffer[] = []
    let bytes = 0
    for await (const page of read()) {
      const small = bytes > maxHeld ? undefined : deflateRawSync(page, { level: 1 })
      if (small) deflated.push(small)
      bytes += small?.length ?? 0
      if (bytes > maxHeld) deflated.length = 0
      yield parsePage(page)
    }
    if (bytes <= maxHeld) whole = deflated
  }
}

const sourceOf = (db: D1Database, { profile }: TableShape, selection: Selection, seq: number): Source => ({
  // Records come whole only where the profile holds them whole: any other table is made to be passed on. The reference of
  // another record may be of one that is not published, and may come or go: the public gets the link as it was stated.
  records:
    profile === undefined
      ? () => recordPages(db, { ...selection, whole: false })
      : held(() =>
          profile === 'full' && selection.whole
            ? referringPages(db, selection)
            : jsonPages(db, { ...selection, whole: false }),
        ),
  rows: () => finishedRows(db, selection),
  committedAt: async () => {
    const commit = await commits.find(db, seq)
    if (!commit) throw new RangeError(`There is no commit ${seq}.`)
    return commit.at
  },
  datasets: () => datasets.describedAt(db, seq),
})

/** The bytes of a file, read only as far as they are taken, and how many rows it has; `facts` has how many records. */
export const openFile = async (
  db: D1Database,
  format: Format,
  shape: TableShape,
  selection: Selection,
  facts: FileFacts & Pick<MadeFacts, 'address'>,
): Promise<{ readonly rows: number; readonly bytes: AsyncGenerator<Uint8Array> }> => {
  const way = format.of(shape)
  if (!('make' in way)) return { rows: facts.rows, bytes: textFile(way, facts, pages(db, selection, way)) }
  const source = sourceOf(db, shape, selection, facts.commit)
  const rows = (await way.count?.(source)) ?? facts.rows
  return { rows, bytes: way.make(source, { ...facts, records: facts.rows, rows }) }
}
