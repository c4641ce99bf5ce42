/** Routes by which files of records come in, and their reports go out. */
import { waitUntil } from 'cloudflare:workers'
import { Hono } from 'hono'
import { authorize } from '../../auth/permissions.ts'
import { toReadableStream } from '../../export/byte-stream.ts'
import { encodeCsv } from '../../export/csv/write-csv.ts'
import { mediaTypeOf } from '../../export/registry.ts'
import { type ImportQuery, parseImportQuery } from '../../ingest/request/import-query.ts'
import { oneOf, readParameters } from '../../ingest/request/parameters.ts'
import { Problem, problems, stateIssue } from '../../problems.ts'
import { findLayout, templateColumns, templateNames } from '../../record/crosswalk/layouts.ts'
import { annotatedCsv, annotatedXlsx } from '../../services/imports/annotate.ts'
import { followImport } from '../../services/imports/follow-import.ts'
import { importFile } from '../../services/imports/import-file.ts'
import {
  assertFilesAvailable,
  encodingOf,
  errorsCsv,
  findImport,
  parseStored,
  readErrors,
  readOriginal,
  reportOf,
} from '../../services/imports/read-import.ts'
import { resolve } from '../../services/mappings.ts'
import { counted } from '../../store/batch.ts'
import { type AppContext, type AppEnv, idOf, searchOf } from '../context.ts'
import { createReader, type ImportBody, readImportBody, tableTypes, textTypes } from './import-body.ts'

type ImportEvents = ReturnType<typeof importFile>

/** An import that ends itself when its client has gone: the runtime would stop it before it has tidied up. */
async function* lasting(events: ImportEvents, database: ReturnType<typeof counted>): ImportEvents {
  const { promise, resolve } = Promise.withResolvers<void>()
  waitUntil(promise)
  try {
    for await (const event of events) {
      if (event.kind === 'done') waitUntil(followImport(database, event.report))
      yield event
    }
  } finally {
    resolve()
  }
}

/** Progress as NDJSON; the last line is the report, or the problem. */
async function* toNdjson(events: ImportEvents): AsyncGenerator<string> {
  try {
    for await (const event of events) {
      const { kind, ...progress } = event
      yield `${JSON.stringify(kind === 'done' ? event.report : { progress })}\n`
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { type, title, status, detail } = error
    const errors = error.errors.map(stateIssue)
    yield `${JSON.stringify({ problem: { type: `/problems/${type}`, title, status, detail, errors } })}\n`
  }
}

/** Returns the file with the stored mapping that the request names. */
const withStoredMapping = async (
  c: AppContext,
  { mapping }: ImportQuery,
  file: ImportBody,
): Promise<ImportBody> => {
  if (!mapping) return file
  if (file.mapping !== undefined) throw problems.invalidParameter('mapping', (m) => m.mappings.twice)
  return { ...file, mapping: await resolve(c.get('services'), c.get('actor'), mapping) }
}

const post = async (c: AppContext) => {
  const actor = c.get('actor')
  authorize(actor, 'import')
  const query = parseImportQuery(searchOf(c))
  const file = await withStoredMapping(c, query, await readImportBody(c))
  const reader = createReader(query, file)
  const layout = findLayout(query.profile)
  const options = {
    ...query,
    dataset: query.dataset ?? query.mapping?.dataset ?? layout?.scheme,
    closed: layout?.isRestricted ?? false,
    contentType: file.type,
    mapping: file.mapping,
  }
  const services = c.get('services')
  const database = counted(services.db)
  const context = { ...services, db: database.db }
  const events = lasting(importFile(context, c.env.FILES, actor, options, file.body, reader), database)
  if (c.req.header('Accept')?.includes('application/x-ndjson'))
    return c.body(toReadableStream(toNdjson(events)), 200, { 'Content-Type': 'application/x-ndjson' })
  for await (const event of events) if (event.kind === 'done') return c.json(event.report)
  throw new Error('The import ended without a report.')
}

const findOwnImport = (c: AppContext) => {
  authorize(c.get('actor'), 'import')
  return findImport(c.get('services').db, c.get('actor'), idOf(c))
}

const csvResponse = (c: AppContext, name: string, content: string | AsyncIterable<string>) =>
  c.body(typeof content === 'string' ? content : toReadableStream(content), 200, {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
  })

const getReport = async (c: AppContext) => {
  const row = await reportOf(c.get('services'), c.get('actor'), await findOwnImport(c))
  if (!row) throw problems.notFound('importUnfinished')
  return c.json(row)
}

/** An import whose files are there to be given back. */
const findImportWithFiles = async (c: AppContext) => {
  const row = await findOwnImport(c)
  await assertFilesAvailable(c.get('services').db, row.redacted_by)
  return row
}

const getErrors = async (c: AppContext) => {
  const { id } = await findImportWithFiles(c)
  return csvResponse(c, `errors-${id}`, errorsCsv(readErrors(c.env.FILES, id)))
}

/** An import of a table, with its report. */
const findImportedTable = async (c: AppContext) => {
  const { id, content_type: type, report } = await findImportWithFiles(c)
  if (!tableTypes.includes(type)) throw problems.notFound('annotatedTableOnly')
  if (report === null) throw problems.notFound('importUnfinished')
  return { id, report: parseStored(report) }
}

const getAnnotated = async (c: AppContext) => {
  const { id, report } = await findImportedTable(c)
  return csvResponse(c, `annotated-${id}`, await annotatedCsv(c.env.FILES, id, report))
}

const getAnnotatedWorkbook = async (c: AppContext) => {
  const { id, report } = await findImportedTable(c)
  return c.body(toReadableStream(await annotatedXlsx(c.env.FILES, id, report)), 200, {
    'Content-Type': mediaTypeOf('xlsx'),
    'Content-Disposition': `attachment; filename="annotated-${id}.xlsx"`,
  })
}

const getOriginal = async (c: AppContext) => {
  const found = await findImportWithFiles(c)
  const charset = textTypes.includes(found.content_type) ? encodingOf(found) : undefined
  return c.body(await readOriginal(c.env.FILES, found.id), 200, {
    'Content-Type': found.content_type + (charset === undefined ? '' : `; charset=${charset}`),
    'Content-Disposition': 'attachment',
  })
}

/** A header of the columns that an import of the same profile reads. */
const getTemplate = (c: AppContext) => {
  const { profile = 'flat' } = readParameters(searchOf(c), { profile: oneOf(templateNames) })
  return csvResponse(c, `template-${profile}`, encodeCsv([templateColumns(profile)]))
}

export const importRoutes = new Hono<AppEnv>()
  .post('/imports', post)
  .get('/imports/:id/errors.csv', getErrors)
  .get('/imports/:id/annotated.csv', getAnnotated)
  .get('/imports/:id/annotated.xlsx', getAnnotatedWorkbook)
  .get('/imports/:id/file', getOriginal)
  .get('/imports/:id', getReport)
  .get('/template.csv', getTemplate)
