/** The worker that reads a workbook for the page of a new import. */

import { readSheetRows } from '../ingest/xlsx/sheet-reader.ts'
import { openWorkbook, selectSheet } from '../ingest/xlsx/workbook.ts'
import { maxSampleRows, type Preview, reportInterval } from './import/preview.ts'

/** How many times as large as on the server the texts of a workbook may be. */
const scale = 4

/** Reads the sheet that an import reads. Reports what it has read, at last all. Throws an Error if it cannot be read. */
const read = async (file: File, report: (preview: Preview) => void): Promise<void> => {
  const readBytes = async (offset: number, length: number) =>
    new Uint8Array(await file.slice(offset, offset + length).arrayBuffer())
  const workbook = await openWorkbook({ size: file.size, read: readBytes }, scale)
  let columns: readonly string[] | undefined
  const rows: (readonly string[])[] = []
  let [count, reportedAt] = [0, 0]
  const send = (isComplete: boolean) => report({ columns: columns ?? [], rows, count, isComplete })
  const sheet = workbook.readSheet(selectSheet(workbook, undefined))
  for await (const piece of readSheetRows(workbook, sheet)) {
    const found = piece.rows.map(({ cells }) => Array.from(cells, (cell = '') => cell))
    if (columns === undefined) columns = found.shift()
    rows.push(...found.slice(0, maxSampleRows - rows.length))
    count += found.length
    if (performance.now() - reportedAt < reportInterval) continue
    reportedAt = performance.now()
    send(false)
  }
  send(true)
}

self.addEventListener('message', ({ data }: MessageEvent<File>) => {
  // The server names the fault of a workbook.
  read(data, (preview) => self.postMessage(preview)).catch(() => self.postMessage(undefined))
})
