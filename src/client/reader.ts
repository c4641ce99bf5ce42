/** The worker that reads a file for the page of a new import, so that the page stays at hand. */

import type { Preview } from './import/preview.ts'
import { previewTable } from './import/preview-table.ts'
import { readObjects } from './import/read-objects.ts'

/** The bytes by which the kind of a file is found. */
const startLength = 65_536

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, i) => bytes[i] === byte)

/** Returns the encoding of a text; Windows-1252 if it is not Unicode. */
const findEncoding = (bytes: Uint8Array): string => {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le'
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

const read = async (file: File, report: (preview: Preview | undefined) => void): Promise<void> => {
  const bytes = new Uint8Array(await file.slice(0, startLength).arrayBuffer())
  const encoding = findEncoding(bytes)
  const isJson = /^\ufeff?\s*[[{]/.test(new TextDecoder(encoding).decode(bytes))
  if (isJson) return report(await readObjects(file))
  previewTable(file, encoding, report)
}

self.addEventListener('message', ({ data }: MessageEvent<File>) => {
  void read(data, (preview) => self.postMessage(preview))
})
