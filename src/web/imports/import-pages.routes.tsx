/** Routes of the pages by which files are imported. */
import { Hono } from 'hono'
import { authorize } from '../../auth/permissions.ts'
import type { Part } from '../../ingest/request/multipart.ts'
import { once, parameterIssue, readParameters, wholeNumber } from '../../ingest/request/parameters.ts'
import { problems } from '../../problems.ts'
import { list as listDatasets } from '../../services/datasets.ts'
import { type ImportListQuery, listImports } from '../../services/imports/list-imports.ts'
import { assertNotSent } from '../../services/imports/sent-import.ts'
import { defaultPartBytes, maxRequestBytes, maxUploadBytes } from '../../services/imports/upload-limits.ts'
import type { Import } from '../../store/imports/imports.ts'
import { readFileForm } from '../body/file-form.ts'
import { jsonType } from '../body/read-body.ts'
import { type AppContext, type AppEnv, messagesOf, searchOf } from '../context.ts'
import { linkHeader, negotiate } from '../headers.ts'
import { respond } from '../respond.ts'
import { renderPage } from '../ui/viewer.tsx'
import { findImportWithFiles } from './import.routes.ts'
import { ImportsPage, importUrl } from './imports-page.tsx'
import { NewImportPage, type NewImportPageProps, type TypedImport } from './new-import-page.tsx'
import { readRehearsal } from './rehearsal.ts'
import { rerun } from './rerun.ts'
import { type ImportEvents, readReport, sendProgress, startImport, wantsProgress } from './run-import.ts'
import { type RunInput, readRunInput } from './run-input.ts'
import { showImport } from './show-import.tsx'

const defaultLimit = 50
const maxLimit = 500
const idPattern = /^[0-9a-f-]{36}$/

const listParameters = {
  limit: once(wholeNumber({ min: 1, max: maxLimit }), (m) => m.requests.range(1, maxLimit)),
  cursor: once(
    (value) => (idPattern.test(value) ? value : undefined),
    (m) => m.requests.cursor,
  ),
}

const readImportsPage = async (c: AppContext, path: string) => {
  const search = searchOf(c)
  const { limit = defaultLimit, cursor: before } = readParameters(search, listParameters)
  const query: ImportListQuery = { limit, before }
  const { imports, next } = await listImports(c.get('services'), c.get('actor'), query)
  if (next !== undefined) search.set('cursor', next)
  return { imports, next: next === undefined ? undefined : `${path}?${search}` }
}

const getJson = async (c: AppContext) => {
  const { imports, next } = await readImportsPage(c, '/imports.json')
  return c.json({ imports }, 200, linkHeader({ next }))
}

const getList = async (c: AppContext) => {
  if (negotiate(c, jsonType) === jsonType) return getJson(c)
  return renderPage(c, <ImportsPage {...(await readImportsPage(c, '/imports'))} />)
}

const renderForm = async (c: AppContext, props: Pick<NewImportPageProps, 'typed' | 'problem'> = {}) => {
  const { datasets } = await listDatasets(c.get('services'), c.get('actor'))
  const slugs = datasets.map(({ slug }) => slug)
  const sizes = { maxRequestBytes, maxUploadBytes, partBytes: defaultPartBytes }
  const page = <NewImportPage {...props} {...sizes} datasets={slugs} />
  return renderPage(c, page, { ...(props.problem && { status: props.problem.status }), script: 'import' })
}

const getForm = (c: AppContext) => {
  authorize(c.get('actor'), 'import')
  readParameters(searchOf(c), {})
  return renderForm(c)
}

/** Rehearses a file; the last event has the report. Throws a Problem that names the fields that are wrong. */
async function* rehearse(c: AppContext, typed: TypedImport, part: Part | undefined): ImportEvents {
  if (!part) throw problems.invalidRequest([parameterIssue('file', (m) => m.importPages.fileMissing)])
  const { query, file, reader, settings } = await readRehearsal(c, typed, part)
  yield* startImport(c, query, file, reader, { settings: JSON.stringify(settings), messages: messagesOf(c) })
}

/** Rehearses the file of a form. */
const postForm = async (c: AppContext) => {
  authorize(c.get('actor'), 'import')
  const { fields, file } = await readFileForm(c)
  const typed = Object.fromEntries(fields)
  const events = rehearse(c, typed, file)
  if (wantsProgress(c)) return sendProgress(c, events, messagesOf(c))
  return respond(c, typed, () => readReport(events), {
    redirect: (report) => importUrl(report.import),
    json: (report) => c.json(report),
    redisplay: (problem) => renderForm(c, { typed, problem }),
  })
}

/** Imports a stored file again as a request says; the last event has the report. */
async function* runAgain(c: AppContext, found: Import, parse: () => RunInput): ImportEvents {
  const { dry_run: dryRun, sent, ...input } = parse()
  if (!dryRun) await assertNotSent(c.get('services'), c.get('actor'), found, sent)
  yield* await rerun(c, found, { dryRun, ...input })
}

const postRun = async (c: AppContext) => {
  const found = await findImportWithFiles(c)
  const { form, parse } = await readRunInput(c)
  const events = runAgain(c, found, parse)
  if (wantsProgress(c)) return sendProgress(c, events, messagesOf(c))
  return respond(c, form, () => readReport(events), {
    redirect: (report) => importUrl(report.import),
    json: (report) => c.json(report),
    redisplay: (problem, typed) => showImport(c, found, { problem, typed }),
  })
}

export const importPageRoutes = new Hono<AppEnv>()
  .get('/imports', getList)
  .get('/imports.json', getJson)
  .get('/imports/new', getForm)
  .post('/imports/new', postForm)
  .post('/imports/:id/runs', postRun)
