/** The application: what happens around every request, and where each route is. */
import { Hono } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { about } from './http/about.tsx'
import { auditRoutes } from './http/audit.tsx'
import { changeRoutes } from './http/changes.ts'
import type { AppEnv } from './http/context.ts'
import { datasetRoutes } from './http/datasets.tsx'
import { duplicateRoutes } from './http/duplicates.tsx'
import { editing } from './http/editing.ts'
import { notFound, onError, onMethodNotAllowed } from './http/errors.tsx'
import { historyRoutes } from './http/history.tsx'
import { importing } from './http/imports.ts'
import { mergingRoutes } from './http/merging.tsx'
import { finishRedactions, guardPages, prepare, shareWithCare } from './http/middleware.ts'
import { queueRoutes } from './http/queue.tsx'
import { reading } from './http/reading.tsx'
import { receiptRoutes } from './http/receipts.tsx'
import { redactingRoutes } from './http/redacting.ts'
import { checkForms } from './http/session.ts'
import { signingRoutes } from './http/signing.tsx'
import { staticFiles } from './http/static.ts'
import { submitting } from './http/submitting.tsx'
import { suggestRoutes } from './http/suggesting.tsx'
import { tokenRoutes } from './http/tokens.tsx'

export const app = new Hono<AppEnv>()
app.onError(onError)
app.notFound(notFound)
app.use(guardPages)
app.route('/', staticFiles)
app.use(shareWithCare)
app.use(methodNotAllowed<AppEnv>({ app, onMethodNotAllowed }))
app.use(prepare)
app.use(checkForms)
app.use(finishRedactions)
app.route('/', about)
app.route('/', submitting)
app.route('/', editing)
app.route('/', historyRoutes)
app.route('/', importing)
app.route('/', datasetRoutes)
app.route('/', changeRoutes)
app.route('/', queueRoutes)
app.route('/', mergingRoutes)
app.route('/', duplicateRoutes)
app.route('/', redactingRoutes)
app.route('/', suggestRoutes)
app.route('/', reading)
app.route('/', receiptRoutes)
app.route('/', signingRoutes)
app.route('/', tokenRoutes)
app.route('/', auditRoutes)
