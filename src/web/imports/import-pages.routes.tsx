/** Routes of the pages by which files are imported. */
import { Hono } from 'hono'
import { authorize } from '../../auth/permissions.ts'
import { once, parameterIssue, readParameters, wholeNumber } from '../../ingest/request/parameters.ts'
import { problems } from '../../problems.ts'
import { list as listDatasets } from '../../services/datasets.ts'
import { type ImportListQuery, listImports } from '../../services/imports/list-imports.ts'
import { readFileForm } from '../body/file-form.ts'
import { jsonType } from '../body/read-body.ts'
import { type AppContext, type AppEnv, messagesOf, searchOf } from '../context.ts'
import { linkHeader, negotiate } from '../headers.ts'
import { respond } from '../respond.ts'
import { renderPage } from '../ui/viewer.tsx'
import { findImportWithFiles } from './import.routes.ts'
import { ImportsPage, importUrl } from './imports-page.tsx'
import { NewImportPage, type NewImportPageProps } from './new-import-page.tsx'
import { rerun } from './rerun.ts'
import { readReport, sendProgress, startImport, wantsProgress } from './run-import.ts'
import { readRunInput } from './run-input.ts'
import { showImport } from './show-import.tsx'
import { maxUploadBytes, readUpload } from './upload.ts'

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
  const page = <NewImportPage {...props} datasets={slugs} maxMegabytes={maxUploadBytes / 1_000_000} />
  return renderPage(c, page, props.problem)
}

const getForm = (c: AppContext) => {
  authorize(c.get('actor'), 'import')
  readParameters(searchOf(c), {})
  return renderForm(c)
}

/** Rehearses the file of a form. */
const postForm = async (c: AppContext) => {
  authorize(c.get('actor'), 'import')
  const { fields, file: part } = await readFileForm(c)
  const typed = Object.fromEntries(fields)
  const act = async () => {
    if (!part) throw problems.invalidRequest([parameterIssue('file', (m) => m.importPages.fileMissing)])
    const { query, file, reader, settings, isUnmatched } = await readUpload(c, typed, part)
    const page = { settings: JSON.stringify(settings), messages: messagesOf(c) }
    const events = startImport(c, query, file, reader, page)
    return wantsProgress(c) ? sendProgress(c, events) : { ...(await readReport(events)), isUnmatched }
  }
  return respond(c, typed, act, {
    redirect: (result) =>
      result instanceof Response ? result : importUrl(result.import, result.isUnmatched ? '/mapping' : ''),
    json: (result) => (result instanceof Response ? result : c.json(result)),
    redisplay: (problem) => renderForm(c, { typed, problem }),
  })
}

const postRun = async (c: AppContext) => {
  const found = await findImportWithFiles(c)
  const { form, parse } = await readRunInput(c)
  const act = async () => {
    const { dry_run: dryRun, ...input } = parse()
    const events = await rerun(c, found, { dryRun, ...input })
    return wantsProgress(c) ? sendProgress(c, events) : readReport(events)
  }
  return respond(c, form, act, {
    redirect: (result) => (result instanceof Response ? result : importUrl(result.import)),
    json: (result) => (result instanceof Response ? result : c.json(result)),
    redisplay: (problem) => showImport(c, found, { problem }),
  })
}

export const importPageRoutes = new Hono<AppEnv>()
  .get('/imports', getList)
  .get('/imports.json', getJson)
  .get('/imports/new', getForm)
  .post('/imports/new', postForm)
  .post('/imports/:id/runs', postRun)
