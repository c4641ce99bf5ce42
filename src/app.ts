/** The application: what happens around every request, and where each route is. */
import { Hono } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { auditRoutes } from './web/access/audit.routes.tsx'
import { checkForms } from './web/access/session.ts'
import { signingRoutes } from './web/access/sign-in.routes.tsx'
import { tokenRoutes } from './web/access/token.routes.tsx'
import { changeRoutes } from './web/changes/changes.routes.ts'
import type { AppEnv } from './web/context.ts'
import { datasetRoutes } from './web/datasets/dataset.routes.tsx'
import { duplicateRoutes } from './web/duplicates/duplicates.routes.tsx'
import { mergingRoutes } from './web/duplicates/merge.routes.tsx'
import { notFound, onError, onMethodNotAllowed } from './web/errors.tsx'
import { importing } from './web/imports/import.routes.ts'
import { submitting } from './web/incidents/create.routes.tsx'
import { historyRoutes } from './web/incidents/history.routes.tsx'
import { reading } from './web/incidents/read.routes.tsx'
import { redactingRoutes } from './web/incidents/redaction.routes.ts'
import { editing } from './web/incidents/update.routes.ts'
import { finishRedactions, guardPages, prepare, shareWithCare } from './web/middleware.ts'
import { receiptRoutes } from './web/receipts/receipt.routes.tsx'
import { queueRoutes } from './web/review/queue.routes.tsx'
import { suggestRoutes } from './web/review/suggestion.routes.tsx'
import { about } from './web/site/site.routes.tsx'
import { staticFiles } from './web/static-files.ts'

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
