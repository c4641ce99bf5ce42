/** From a selection to a file of it. */
import type { Buffer } from 'node:buffer'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { TableShape } from '../../../schemas/query.ts'
import { encodeText } from '../../export/byte-stream.ts'
import {
  type ExportFacts,
  type ExportSource,
  type Format,
  prerendered,
  type RecordExportFacts,
  type Records,
} from '../../export/registry.ts'
import * as commits from '../../store/commits.ts'
import * as datasets from '../../store/datasets.ts'
import { jsonPages, parsePage, readRecordPages, readReferencePages } from './record-pages.ts'
import type { Selection } from './select.ts'
import { readPages } from './text-pages.ts'

/** The rows of CSV as the database has them ready. */
async function* csvPages(db: D1Database, selection: Selection) {
  for await (const { data } of readPages(db, selection, prerendered.csv)) yield data
}

/** At most this many deflated bytes of records are held between two readings: about 100,000 plain records. */
const maxHeld = 16 * 1024 * 1024

/** Reads pages from the database once and holds them for the next reading; more than may be held are read again. */
const cacheSinglePage = (read: () => AsyncIterable<Buffer>): (() => Records) => {
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

const createSource = (
  db: D1Database,
  { profile }: TableShape,
  selection: Selection,
  seq: number,
): ExportSource => ({
  // Records come whole only where the profile holds them whole: any other table is made to be passed on. The reference of
  // another record may be of one that is not published, and may come or go: the public gets the link as it was stated.
  records:
    profile === undefined
      ? () => readRecordPages(db, { ...selection, whole: false })
      : cacheSinglePage(() =>
          profile === 'full' && selection.whole
            ? readReferencePages(db, selection)
            : jsonPages(db, { ...selection, whole: false }),
        ),
  rows: () => csvPages(db, selection),
  committedAt: async () => {
    const commit = await commits.find(db, seq)
    if (!commit) throw new RangeError(`There is no commit ${seq}.`)
    return commit.at
  },
  datasets: () => datasets.listAtCommit(db, seq),
})

/** The bytes of a file, read only as far as they are taken, and how many rows it has; `facts` has how many records. */
export const openExport = async (
  db: D1Database,
  format: Format,
  shape: TableShape,
  selection: Selection,
  facts: ExportFacts & Pick<RecordExportFacts, 'address'>,
): Promise<{ readonly rows: number; readonly bytes: AsyncGenerator<Uint8Array> }> => {
  const encoding = format.encoder(shape)
  if (!('write' in encoding))
    return { rows: facts.rows, bytes: encodeText(encoding, facts, readPages(db, selection, encoding)) }
  const source = createSource(db, shape, selection, facts.commit)
  const rows = (await encoding.countRows?.(source)) ?? facts.rows
  return { rows, bytes: encoding.write(source, { ...facts, records: facts.rows, rows }) }
}
