/** Routes of single commits, and of undoing them and imports. */
import { waitUntil } from 'cloudflare:workers'
import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize, can, type PermissionName } from '../../auth/permissions.ts'
import { wholeNumber } from '../../ingest/request/parameters.ts'
import { problems } from '../../problems.ts'
import { findCommit } from '../../services/bulk/describe-undo.ts'
import { type UndoReport, undoCommit, undoImport } from '../../services/bulk/undo.ts'
import { followImport } from '../../services/imports/follow-import.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { counted } from '../../store/batch.ts'
import { parse, readAction, reason } from '../body/action-body.ts'
import { type AppContext, type AppEnv, idOf } from '../context.ts'
import { findOwnImport } from '../imports/import.routes.ts'
import { importUrl } from '../imports/imports-page.tsx'
import { showImport } from '../imports/show-import.tsx'
import { respond } from '../respond.ts'
import type { FormError } from '../ui/decision-form.tsx'
import { renderPage } from '../ui/viewer.tsx'
import { CommitPage } from './commit-page.tsx'

const seqOf = (c: AppContext): number => {
  const seq = wholeNumber()(idOf(c))
  if (seq === undefined) throw problems.notFound('commit')
  return seq
}

const renderCommit = async (c: AppContext, formError?: FormError) => {
  const commit = await findCommit(c.get('services'), c.get('actor'), seqOf(c))
  return renderPage(c, <CommitPage commit={commit} formError={formError} />, formError?.problem)
}

const get = (c: AppContext) => {
  authorize(c.get('actor'), 'readAll')
  return renderCommit(c)
}

const schema = v.strictObject({ reason })

/** Runs an undo; its records are put into the index after the response. */
const runUndo = async (
  c: AppContext,
  undo: (context: ServiceContext) => Promise<UndoReport>,
): Promise<UndoReport> => {
  const services = c.get('services')
  const database = counted(services.db)
  const report = await undo({ ...services, db: database.db })
  const { reverted, retracted, rejected } = report
  waitUntil(followImport(database, { created: 0, updated: reverted + rejected, retracted }))
  return report
}

const handleUndo =
  (
    permission: PermissionName,
    undo: (context: ServiceContext, c: AppContext, reason: string) => Promise<UndoReport>,
    redisplay?: (c: AppContext, formError: FormError) => Promise<Response>,
  ) =>
  async (c: AppContext) => {
    authorize(c.get('actor'), permission)
    const { value, form } = await readAction(c)
    const act = () => {
      const { reason } = parse(schema, value, (m) => m.requests.body.reason)
      return runUndo(c, (context) => undo(context, c, reason))
    }
    return respond(c, form, act, {
      redirect: ({ commit }) => (can(c.get('actor'), 'readAll') ? `/commits/${commit}` : importUrl(idOf(c))),
      json: (report) => c.json(report),
      redisplay: (problem, { reason = '' }) =>
        problem.type !== 'not-found' && redisplay !== undefined && redisplay(c, { problem, reason }),
    })
  }

const postUndo = handleUndo(
  'review',
  (context, c, reason) => undoCommit(context, c.get('actor'), seqOf(c), reason),
  renderCommit,
)
const postUndoImport = handleUndo(
  'import',
  (context, c, reason) => undoImport(context, c.get('actor'), idOf(c), reason),
  async (c, { problem, reason }) => showImport(c, await findOwnImport(c), { problem, undoReason: reason }),
)

export const commitRoutes = new Hono<AppEnv>()
  .get('/commits/:id', get)
  .post('/commits/:id/undo', postUndo)
  .post('/imports/:id/undo', postUndoImport)
