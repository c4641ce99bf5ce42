/** Routes of bulk edits. */
import { waitUntil } from 'cloudflare:workers'
import { Hono } from 'hono'
import { authorize } from '../../auth/permissions.ts'
import { type Problem, stateIssue } from '../../problems.ts'
import { type BulkReport, countMatching, editMany } from '../../services/bulk/edit-many.ts'
import { followImport } from '../../services/imports/follow-import.ts'
import { counted } from '../../store/batch.ts'
import { readAction } from '../body/action-body.ts'
import { type AppContext, type AppEnv, searchOf } from '../context.ts'
import { respond } from '../respond.ts'
import { renderPage } from '../ui/viewer.tsx'
import { bodyOfForm, filterParamsIn, parseBulkEdit, parseFilter } from './bulk-body.ts'
import { BulkPage } from './bulk-page.tsx'

/** Runs a bulk edit; its records are put into the index after the response. */
const runEdit = async (c: AppContext, body: unknown): Promise<BulkReport> => {
  const services = c.get('services')
  const database = counted(services.db)
  const report = await editMany({ ...services, db: database.db }, c.get('actor'), parseBulkEdit(body))
  if (report.commit !== null)
    waitUntil(followImport(database, { created: 0, updated: report.changed, retracted: 0 }))
  return report
}

const get = async (c: AppContext) => {
  const actor = c.get('actor')
  authorize(actor, 'edit')
  const params = filterParamsIn(searchOf(c).toString())
  const total = await countMatching(c.get('services'), actor, parseFilter(searchOf(c).toString()))
  return renderPage(c, <BulkPage params={params} total={total} typed={{}} />)
}

type Fields = Readonly<Record<string, string>>

/** Renders the page as it was typed, with a rehearsal or an error. */
const showAgain = (c: AppContext, form: Fields, found: { report?: BulkReport; problem?: Problem }) => {
  const { _csrf: _, confirm: __, rehearsed: ___, ...typed } = form
  const { report, problem } = found
  const formError = problem && { problem, reason: form.reason ?? '' }
  const props = { params: filterParamsIn(form.filter ?? ''), typed, report, formError }
  return renderPage(c, <BulkPage {...props} />, problem)
}

const post = async (c: AppContext) => {
  authorize(c.get('actor'), 'edit')
  const { value, form } = await readAction(c)
  return respond(c, form, () => runEdit(c, form ? bodyOfForm(form) : value), {
    redirect: (report) =>
      report.commit === null ? showAgain(c, form ?? {}, { report }) : `/commits/${report.commit}`,
    json: (report) => c.json({ ...report, errors: report.errors.map(stateIssue) }),
    redisplay: (problem, typed) => showAgain(c, typed, { problem }),
  })
}

export const bulkRoutes = new Hono<AppEnv>().get('/incidents/bulk', get).post('/incidents/bulk', post)
