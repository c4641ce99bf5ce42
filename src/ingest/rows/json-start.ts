/** Refuses files that are sent as JSON and are something else, by their beginning. */
import type { Buffer } from 'node:buffer'
import { echo } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
import { binaryFormat } from '../csv/foreign-format.ts'
import { peek } from './peek.ts'
import type { SourceEvent } from './source-row.ts'

type Chunks = AsyncIterable<Uint8Array>

/** The bytes that are looked at: at most the first line, which may be long. */
const maxStart = 4096

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

/** Returns why the beginning of a file is not that of JSON; undefined if it can be. */
const findForeign = (start: Buffer): ((messages: Messages) => string) | undefined => {
  const format = binaryFormat(start.subarray(0, 512).toString('latin1'))
  if (format) return ({ tables }) => tables.foreign(tables.formats[format])
  const text = start
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart()
  const [line = ''] = text.split(/\r|\n/, 1)
  // The reader of JSON knows what is wrong with UTF-16.
  return /^[!-z|~]/.test(line) && line[0] !== '[' && !isJson(line)
    ? (m) => m.tables.notJson(String(echo(line.slice(0, 40))))
    : undefined
}

/**
 * Yields the events of a reader of JSON; `unreadable` if the file does not begin like JSON.
 */
export async function* readJsonFile(
  chunks: Chunks,
  read: (chunks: Chunks) => AsyncIterable<SourceEvent>,
): AsyncGenerator<SourceEvent> {
  const { start, chunks: whole, end } = await peek(chunks, maxStart)
  const say = findForeign(start.subarray(0, maxStart))
  if (say === undefined) yield* read(whole)
  else {
    await end()
    yield { kind: 'unreadable', faults: [{ line: 1, rule: 'json.foreign', say }] }
  }
}
