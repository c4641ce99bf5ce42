/** Reading a table in the browser, piece by piece: only its first rows are held. */
import Papa from 'papaparse'
import { maxSampleRows, type Preview, reportInterval } from './preview.ts'

/** The bytes that are read at once. */
const chunkSize = 1024 * 1024

/** Reads a table. Reports what it has read, at last all; `report` gets undefined if it cannot be read. */
export const previewTable = (
  file: File,
  encoding: string,
  report: (preview: Preview | undefined) => void,
): void => {
  let columns: readonly string[] | undefined
  const rows: string[][] = []
  let count = 0
  let reportedAt = 0
  const send = (isComplete: boolean) => report({ columns: columns ?? [], rows, count, isComplete })
  Papa.parse<string[]>(file, {
    encoding,
    chunkSize,
    skipEmptyLines: true,
    chunk: ({ data }) => {
      const header = columns === undefined ? data.shift() : undefined
      if (header) columns = header.map((name) => name.trim())
      rows.push(...data.slice(0, maxSampleRows - rows.length))
      count += data.length
      if (performance.now() - reportedAt < reportInterval) return
      reportedAt = performance.now()
      send(false)
    },
    complete: () => send(true),
    error: () => report(undefined),
  })
}
