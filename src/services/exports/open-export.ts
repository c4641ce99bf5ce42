/** Opening the file of a selection. */
import type { Buffer } from 'node:buffer'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { TableShape } from '../../../schemas/query.ts'
import { encodeText } from '../../export/byte-stream.ts'
import type { ExportSource, Format, RecordExportFacts, Records } from '../../export/format.ts'
import { prerendered } from '../../export/registry.ts'
import * as commits from '../../store/commits.ts'
import * as datasets from '../../store/datasets.ts'
import type { Selection } from './select.ts'
import { jsonPages, parsePage, readPages, readRecordPages, referencePages } from './text-pages.ts'

/** The most deflated bytes held between two readings: about 100,000 plain records. */
const maxHeld = 16 * 1024 * 1024

/**
 * Reads pages from the database once and holds them for the next reading, up to a limit; the others are read again.
 */
const holdPages = (read: () => AsyncIterable<Buffer>): (() => Records) => {
  let held: readonly Buffer[] | undefined
  return async function* () {
    if (held) for (const page of held) yield parsePage(inflateRawSync(page))
    if (held) return
    const deflated: Buffer[] = []
    let bytes = 0
    for await (const page of read()) {
      const small = bytes > maxHeld ? undefined : deflateRawSync(page, { level: 1 })
      if (small) deflated.push(small)
      bytes += small?.length ?? 0
      if (bytes > maxHeld) deflated.length = 0
      yield parsePage(page)
    }
    if (bytes <= maxHeld) held = deflated
  }
}

const createSource = (
  db: D1Database,
  { profile }: TableShape,
  selection: Selection,
  seq: number,
): ExportSource => {
  const publicPages = () => jsonPages(db, { ...selection, view: 'public' })
  return {
    // Only the full profile contains full records; other tables are made to be passed on. A reference may belong to
    // an unpublished record, and may appear or disappear later, so the public gets links as they were stated.
    records:
      profile === undefined
        ? () => readRecordPages(db, { ...selection, view: 'public' })
        : holdPages(
            profile === 'full' && selection.view === 'full'
              ? () => referencePages(db, selection)
              : publicPages,
          ),
    rows: async function* () {
      for await (const { data } of readPages(db, selection, prerendered.csv)) yield data
    },
    committedAt: async () => {
      const commit = await commits.find(db, seq)
      if (!commit) throw new RangeError(`There is no commit ${seq}.`)
      return commit.at
    },
    datasets: () => datasets.listAtCommit(db, seq),
  }
}

/**
 * Opens an export as a lazy byte stream and returns its row count, which differs from the record count in crosswalk
 * formats.
 */
export const openExport = async (
  db: D1Database,
  format: Format,
  shape: TableShape,
  selection: Selection,
  address: string,
): Promise<{ readonly rows: number; readonly bytes: AsyncGenerator<Uint8Array> }> => {
  const { rows: records, total, snapshot } = selection
  const facts: RecordExportFacts = { commit: snapshot.seq, rows: records, total, records, address }
  const encoding = format.encoder(shape)
  if (!('write' in encoding))
    return { rows: records, bytes: encodeText(encoding, facts, readPages(db, selection, encoding)) }
  const source = createSource(db, shape, selection, snapshot.seq)
  const rows = (await encoding.countRows?.(source)) ?? records
  return { rows, bytes: encoding.write(source, { ...facts, rows }) }
}
