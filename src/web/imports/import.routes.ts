/** Routes by which files of records come in, and their reports go out. */
import { Hono } from 'hono'
import { authorize } from '../../auth/permissions.ts'
import { toReadableStream } from '../../export/byte-stream.ts'
import { encodeCsv } from '../../export/csv/write-csv.ts'
import { mediaTypeOf } from '../../export/registry.ts'
import { type ImportQuery, parseImportQuery } from '../../ingest/request/import-query.ts'
import { oneOf, readParameters } from '../../ingest/request/parameters.ts'
import { problems } from '../../problems.ts'
import { templateColumns, templateNames } from '../../record/crosswalk/layouts.ts'
import { annotatedCsv, annotatedXlsx } from '../../services/imports/annotate.ts'
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
import { type AppContext, type AppEnv, idOf, searchOf } from '../context.ts'
import { prefersHtml } from '../headers.ts'
import { createReader, type ImportBody, readImportBody, tableTypes, textTypes } from './import-body.ts'
import { readReport, sendProgress, startImport, wantsProgress } from './run-import.ts'
import { showImport } from './show-import.tsx'
import { withUploadedBytes } from './upload.routes.ts'

/** Returns the file with the stored mapping that the request names. */
export const withStoredMapping = async (
  c: AppContext,
  { mapping }: ImportQuery,
  file: ImportBody,
): Promise<ImportBody> => {
  if (!mapping) return file
  if (file.mapping !== undefined) throw problems.invalidParameter('mapping', (m) => m.mappings.twice)
  return { ...file, mapping: await resolve(c.get('services'), c.get('actor'), mapping) }
}

const post = async (c: AppContext) => {
  authorize(c.get('actor'), 'import')
  const query = parseImportQuery(searchOf(c))
  const sent = await withUploadedBytes(c, query, await readImportBody(c))
  const file = await withStoredMapping(c, query, sent)
  const reader = createReader(query, file)
  const events = startImport(c, query, file, reader)
  return wantsProgress(c) ? sendProgress(c, events) : c.json(await readReport(events))
}

export const findOwnImport = (c: AppContext) => {
  authorize(c.get('actor'), 'import')
  return findImport(c.get('services').db, c.get('actor'), idOf(c))
}

const csvResponse = (c: AppContext, name: string, content: string | AsyncIterable<string>) =>
  c.body(typeof content === 'string' ? content : toReadableStream(content), 200, {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
  })

const getReport = async (c: AppContext) => {
  const found = await findOwnImport(c)
  if (prefersHtml(c)) return showImport(c, found)
  const row = await reportOf(c.get('services'), c.get('actor'), found)
  if (!row) throw problems.notFound('importUnfinished')
  return c.json(row)
}

/** An import whose files are there to be given back. */
export const findImportWithFiles = async (c: AppContext) => {
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
