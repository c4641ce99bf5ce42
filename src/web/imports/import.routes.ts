/** Routes by which files of records come in, and their reports go out. */
import { waitUntil } from 'cloudflare:workers'
import { Hono } from 'hono'
import { permit } from '../../auth/permissions.ts'
import { pulled } from '../../export/byte-stream.ts'
import { readImportQuery } from '../../ingest/request/import-query.ts'
import { Problem, problems } from '../../problems.ts'
import { layoutOf } from '../../record/crosswalk/layouts.ts'
import { refuseCutOff } from '../../services/assert-not-redacted.ts'
import { annotatedCsv, errorsCsv } from '../../services/imports/error-files.ts'
import { errorsOf, findImport, importFile, originalOf, reportOf } from '../../services/imports/import-file.ts'
import type { AppContext, AppEnv } from '../context.ts'
import { readerOf, sent, tables } from './import-body.ts'
import { template } from './template.routes.ts'

const encoder = new TextEncoder()

async function* encoded(source: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of source) yield encoder.encode(text)
}

/** Text that is made while it is sent. */
const streamed = (source: AsyncIterable<string>): ReadableStream<Uint8Array> => pulled(encoded(source))

type Events = ReturnType<typeof importFile>

/** An import that ends itself when its client has gone: the runtime would stop it before it has tidied up. */
async function* lasting(events: Events): Events {
  const { promise, resolve } = Promise.withResolvers<void>()
  waitUntil(promise)
  try {
    yield* events
  } finally {
    resolve()
  }
}

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
  const events = lasting(importFile(c.get('deps'), c.env.FILES, actor, ask, file.body, reader))
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
  const found = await reportOf(c.get('deps'), c.get('actor'), await importOf(c))
  if (!found) throw problems.notFound('This import has not ended, or was cut off. Send the file again.')
  return c.json(found)
}

/** An import whose files are there to be given back. */
const wholeImport = async (c: AppContext) => {
  const found = await importOf(c)
  await refuseCutOff(c.get('deps').db, found.redacted_by)
  return found
}

const errors = async (c: AppContext) => {
  const { id } = await wholeImport(c)
  return csv(c, `errors-${id}`, errorsCsv(errorsOf(c.env.FILES, id)))
}

const annotated = async (c: AppContext) => {
  const { id, content_type: type } = await wholeImport(c)
  if (!tables.includes(type))
    throw problems.notFound('Only a table is given back annotated; errors.csv has every error.')
  const original = await originalOf(c.env.FILES, id)
  return csv(c, `annotated-${id}`, annotatedCsv(original, errorsOf(c.env.FILES, id)))
}

const original = async (c: AppContext) => {
  const { id, content_type: type } = await wholeImport(c)
  return c.body(await originalOf(c.env.FILES, id), 200, {
    'Content-Type': type,
    'Content-Disposition': 'attachment',
  })
}

export const importing = new Hono<AppEnv>()
  .post('/imports', post)
  .get('/imports/:id/errors.csv', errors)
  .get('/imports/:id/annotated.csv', annotated)
  .get('/imports/:id/file', original)
  .get('/imports/:id', report)
  .get('/template.csv', template)
