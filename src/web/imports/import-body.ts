/** Files on their way in: alone as the body, or in a form behind their mapping. */

import { readCrosswalkJson } from '../../ingest/crosswalk/json-reader.ts'
import { readMapping } from '../../ingest/mapping/parse-mapping.ts'
import type { ImportQuery } from '../../ingest/request/import-query.ts'
import { readJson } from '../../ingest/request/json.ts'
import { boundaryOf, readParts } from '../../ingest/request/multipart.ts'
import { crosswalk, flat, full, mapped, readCsvRows } from '../../ingest/rows/csv-reader.ts'
import { readJsonRows } from '../../ingest/rows/json-reader.ts'
import { problems } from '../../problems.ts'
import { layoutOf } from '../../record/crosswalk/layouts.ts'
import type { Reader } from '../../services/imports/import-file.ts'
import { mediaType } from '../body/read-body.ts'
import type { AppContext } from '../context.ts'

type Bytes = AsyncIterable<Uint8Array>

/** A file as it is sent. */
export interface Sent {
  readonly body: Bytes
  readonly type: string
  readonly mapping?: string
}

/** What a table is sent as. */
export const tables = ['text/csv', 'text/tab-separated-values', 'text/plain', 'application/vnd.ms-excel']
const lines = ['application/x-ndjson', 'application/ndjson', 'application/jsonl']
const taken = ['text/csv', 'application/x-ndjson', 'application/json', 'multipart/form-data']

const brokeOff = (error: unknown): never => {
  throw problems.bodyUnreadable(
    `The body broke off: ${error instanceof Error ? error.message : String(error)}`,
  )
}

/**
 * The body as it arrives; where it breaks off, that is a Problem. Reading begins at once: an answer that reports
 * progress begins before the body has been read, and whoever finds a body unread then may throw it away.
 */
const bytesOf = (c: AppContext): Bytes => {
  const reader = c.req.raw.body?.getReader()
  let next = reader?.read()
  next?.catch(() => undefined)
  return (async function* () {
    for (;;) {
      const { done = true, value } = (await next?.catch(brokeOff)) ?? {}
      if (done || !value) return
      yield value
      next = reader?.read()
    }
  })()
}

const mappingLimit = 256 * 1024

const textOf = async (body: Bytes): Promise<string> => {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  let text = ''
  const decode = (bytes?: Uint8Array): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch (error) {
      if (error instanceof TypeError) throw problems.bodyUnreadable('The mapping is not UTF-8.')
      throw error
    }
  }
  for await (const chunk of body) {
    text += decode(chunk)
    if (text.length > mappingLimit) throw problems.tooLarge(mappingLimit)
  }
  return text + decode()
}

const typeOfPart = (type: string): string =>
  type === '' || type === 'application/octet-stream' ? 'text/csv' : type

/** The parts `mapping` and `file` of a form; the mapping comes first, so that the file can be read as it arrives. */
const fromForm = async (c: AppContext): Promise<Sent> => {
  let mapping: string | undefined
  for await (const part of readParts(bytesOf(c), boundaryOf(c.req.header('Content-Type') ?? ''))) {
    if (part.name === 'mapping') mapping = await textOf(part.body)
    else if (part.name === 'file')
      return { body: part.body, type: typeOfPart(part.type), ...(mapping === undefined ? {} : { mapping }) }
    else throw problems.bodyUnreadable('The form has the parts mapping and file, in this order.')
  }
  throw problems.bodyUnreadable('The form has no part named file.')
}

/** The file of a request, whatever it is sent as. */
export const sent = async (c: AppContext): Promise<Sent> => {
  const type = mediaType(c)
  if (type === 'multipart/form-data') return fromForm(c)
  if (![...tables, ...lines, 'application/json'].includes(type)) throw problems.unsupportedType(type, taken)
  return { body: bytesOf(c), type }
}

/** What reads a file by the profile that is asked for. */
export const readerOf = ({ profile }: ImportQuery, { type, mapping }: Sent): Reader => {
  const layout = layoutOf(profile)
  const kind = lines.includes(type) ? 'lines' : type === 'application/json' ? 'array' : undefined
  if (kind && layout) return (chunks) => readCrosswalkJson(chunks, kind, layout)
  if (kind) return (chunks) => readJsonRows(chunks, kind)
  if (!tables.includes(type)) throw problems.unsupportedType(type, taken)
  if (layout) return (chunks) => readCsvRows(chunks, crosswalk(layout))
  if (profile === 'flat') return (chunks) => readCsvRows(chunks, flat)
  if (profile === 'full') return (chunks) => readCsvRows(chunks, full)
  if (mapping === undefined)
    throw problems.bodyUnreadable('profile=mapping takes a form with the parts mapping and file.')
  const stated = readMapping(readJson(new TextEncoder().encode(mapping)))
  if (!stated.mapping) throw problems.invalidRequest(stated.issues)
  const known = stated.mapping
  return (chunks) => readCsvRows(chunks, mapped(known))
}
