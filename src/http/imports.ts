/** Routes by which files of records come in, and their reports go out. */
import { Hono } from 'hono'
import { permit } from '../auth/permissions.ts'
import { flatColumns } from '../derive/columns.ts'
import { layoutOf } from '../derive/crosswalk/layouts.ts'
import { pulled } from '../export/stream.ts'
import { readCrosswalkJson } from '../ingest/crosswalk-json.ts'
import { crosswalk, flat, full, mapped, readCsvRows } from '../ingest/csv-rows.ts'
import { type ImportQuery, readImportQuery } from '../ingest/import-query.ts'
import { readJson } from '../ingest/json.ts'
import { readJsonRows } from '../ingest/json-rows.ts'
import { readMapping } from '../ingest/mapping.ts'
import { boundaryOf, readParts } from '../ingest/multipart.ts'
import { Problem, problems } from '../problems.ts'
import { errorsOf, findImport, importFile, originalOf, type Reader } from '../workflow/import-file.ts'
import { annotatedCsv, errorsCsv } from '../workflow/import-given-back.ts'
import { mediaType } from './body.ts'
import type { AppContext, AppEnv } from './context.ts'

type Bytes = AsyncIterable<Uint8Array>

interface Sent {
  readonly body: Bytes
  readonly type: string
  readonly mapping?: string
}

const tables = ['text/csv', 'text/tab-separated-values', 'text/plain', 'application/vnd.ms-excel']
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

const sent = async (c: AppContext): Promise<Sent> => {
  const type = mediaType(c)
  if (type === 'multipart/form-data') return fromForm(c)
  if (![...tables, ...lines, 'application/json'].includes(type)) throw problems.unsupportedType(type, taken)
  return { body: bytesOf(c), type }
}

const readerOf = ({ profile }: ImportQuery, { type, mapping }: Sent): Reader => {
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

const encoder = new TextEncoder()

async function* encoded(source: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of source) yield encoder.encode(text)
}

/** Text that is made while it is sent. */
const streamed = (source: AsyncIterable<string>): ReadableStream<Uint8Array> => pulled(encoded(source))

type Events = ReturnType<typeof importFile>

/** Progress as NDJSON; the last line is the report, or the problem. */
async function* asLines(events: Events): AsyncGenerator<string> {
  try {
    for await (const event of events) {
      const { kind, ...progress } = event
      yield `${JSON.stringify(kind === 'done' ? event.report : { progress })}\n`
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { type, title, status, detail, errors } = error
    yield `${JSON.stringify({ problem: { type: `/problems/${type}`, title, status, detail, errors } })}\n`
  }
}

const post = async (c: AppContext) => {
  const actor = c.get('actor')
  permit(actor, 'import')
  const query = readImportQuery(new URL(c.req.url).searchParams)
  const file = await sent(c)
  const reader = readerOf(query, file)
  const layout = layoutOf(query.profile)
  const ask = {
    ...query,
    dataset: query.dataset ?? layout?.scheme,
    closed: layout?.closed ?? false,
    contentType: file.type,
    mapping: file.mapping,
  }
  const events = importFile(c.get('deps'), c.env.FILES, actor, ask, file.body, reader)
  if (c.req.header('Accept')?.includes('application/x-ndjson'))
    return c.body(streamed(asLines(events)), 200, { 'Content-Type': 'application/x-ndjson' })
  for await (const event of events) if (event.kind === 'done') return c.json(event.report)
  throw new Error('The import ended without a report.')
}

const importOf = (c: AppContext) => {
  permit(c.get('actor'), 'import')
  return findImport(c.get('deps').db, c.get('actor'), c.req.param('id') ?? '')
}

const csv = (c: AppContext, name: string, source: AsyncIterable<string>) =>
  c.body(streamed(source), 200, {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
  })

const report = async (c: AppContext) => {
  const found = await importOf(c)
  if (found.report === null)
    throw problems.notFound('This import has not ended, or was cut off. Send the file again.')
  return c.body(found.report, 200, { 'Content-Type': 'application/json' })
}

const errors = async (c: AppContext) => {
  const { id } = await importOf(c)
  return csv(c, `errors-${id}`, errorsCsv(errorsOf(c.env.FILES, id)))
}

const annotated = async (c: AppContext) => {
  const { id, content_type: type } = await importOf(c)
  if (!tables.includes(type))
    throw problems.notFound('Only a table is given back annotated; errors.csv has every error.')
  const original = await originalOf(c.env.FILES, id)
  return csv(c, `annotated-${id}`, annotatedCsv(original, errorsOf(c.env.FILES, id)))
}

const original = async (c: AppContext) => {
  const { id, content_type: type } = await importOf(c)
  return c.body(await originalOf(c.env.FILES, id), 200, {
    'Content-Type': type,
    'Content-Disposition': 'attachment',
  })
}

/** A header of the columns that a person fills in. */
const template = (c: AppContext) => {
  const search = new URL(c.req.url).searchParams
  const wrong = [...search.keys()].filter((name) => name !== 'profile')
  const profile = search.get('profile') ?? 'flat'
  if (wrong.length > 0 || profile !== 'flat')
    throw problems.queryRefused([
      {
        parameter: wrong[0] ?? 'profile',
        rule: 'parameter.invalid',
        detail: 'A template takes profile=flat.',
      },
    ])
  const names = flatColumns.filter(({ derived }) => !derived).map(({ name }) => name)
  return c.body(`${names.join(',')}\r\n`, 200, {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': 'attachment; filename="template-flat.csv"',
  })
}

export const importing = new Hono<AppEnv>()
  .post('/imports', post)
  .get('/imports/:id/errors.csv', errors)
  .get('/imports/:id/annotated.csv', annotated)
  .get('/imports/:id/file', original)
  .get('/imports/:id', report)
  .get('/template.csv', template)
