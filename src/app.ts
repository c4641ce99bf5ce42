/** The application: what happens around every request, and where each route is. */
import { Hono } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { administrationRoutes } from './web/access/administration.routes.tsx'
import { auditRoutes } from './web/access/audit.routes.tsx'
import { csrf } from './web/access/session.ts'
import { signInRoutes } from './web/access/sign-in.routes.tsx'
import { tokenRoutes } from './web/access/token.routes.tsx'
import { backupRoutes } from './web/archive/backup.routes.ts'
import { restoreRoutes } from './web/archive/restore.routes.ts'
import { discardUnreadBody } from './web/body/discard-body.ts'
import { bulkRoutes } from './web/bulk/bulk.routes.tsx'
import { commitRoutes } from './web/bulk/commit.routes.tsx'
import { chainRoutes } from './web/changes/chain.routes.ts'
import { changesRoutes } from './web/changes/changes.routes.ts'
import { feedRoutes } from './web/changes/feed.routes.ts'
import type { AppEnv } from './web/context.ts'
import { countsRoutes } from './web/counts/counts.routes.tsx'
import { datasetRoutes } from './web/datasets/dataset.routes.tsx'
import { distinctRoutes } from './web/duplicates/distinct.routes.ts'
import { duplicatesRoutes } from './web/duplicates/duplicates.routes.tsx'
import { mergeRoutes } from './web/duplicates/merge.routes.tsx'
import { publishedDuplicatesRoutes } from './web/duplicates/published-duplicates.routes.ts'
import { notFound, onError, onMethodNotAllowed } from './web/errors.tsx'
import { importRoutes } from './web/imports/import.routes.ts'
import { importPageRoutes } from './web/imports/import-pages.routes.tsx'
import { mappingPageRoutes } from './web/imports/mapping-pages.routes.tsx'
import { uploadRoutes } from './web/imports/upload.routes.ts'
import { createRoutes } from './web/incidents/create.routes.tsx'
import { editRoutes } from './web/incidents/edit.routes.tsx'
import { historyRoutes } from './web/incidents/history.routes.tsx'
import { ownReportsRoutes } from './web/incidents/own-reports.routes.tsx'
import { readRoutes } from './web/incidents/read.routes.tsx'
import { redactionRoutes } from './web/incidents/redaction.routes.ts'
import { updateRoutes } from './web/incidents/update.routes.ts'
import { chooseLanguage } from './web/language.ts'
import { pointsRoutes } from './web/map/points.routes.ts'
import { mappingRoutes } from './web/mappings/mapping.routes.ts'
import {
  cacheAndCors,
  finishRedactions,
  removeTracking,
  requestContext,
  securityHeaders,
} from './web/middleware.ts'
import { placeRoutes } from './web/places/place.routes.ts'
import { receiptRoutes } from './web/receipts/receipt.routes.tsx'
import { receiptQuestionRoutes } from './web/receipts/receipt-question.routes.ts'
import { assigneeRoutes } from './web/review/assignee.routes.ts'
import { queueRoutes } from './web/review/queue.routes.tsx'
import { remarkRoutes } from './web/review/remark.routes.ts'
import { reviewManyRoutes } from './web/review/review-many.routes.tsx'
import { suggestionRoutes } from './web/review/suggestion.routes.tsx'
import { codebookFileRoutes, codebookRoutes } from './web/site/codebook/codebook.routes.tsx'
import { crawlerRoutes, robotsRoute } from './web/site/crawler.routes.ts'
import { rerenderRoutes } from './web/site/rerender.routes.ts'
import { schemaRoutes } from './web/site/schemas.routes.ts'
import { siteRoutes, staticRoutes } from './web/site/site.routes.tsx'

export const app = new Hono<AppEnv>()
app.onError(onError)
app.notFound(notFound)
app.use(securityHeaders)
app.use(discardUnreadBody)
app.route('/', staticRoutes)
app.route('/', schemaRoutes)
app.route('/', codebookFileRoutes)
app.route('/', robotsRoute)
app.use(cacheAndCors)
app.use(chooseLanguage)
app.use(methodNotAllowed<AppEnv>({ app, onMethodNotAllowed }))
app.use(removeTracking)
app.use(requestContext)
app.use(csrf)
app.use(finishRedactions)
app.route('/', siteRoutes)
app.route('/', codebookRoutes)
app.route('/', crawlerRoutes)
app.route('/', createRoutes)
app.route('/', publishedDuplicatesRoutes)
app.route('/', bulkRoutes)
app.route('/', commitRoutes)
app.route('/', updateRoutes)
app.route('/', editRoutes)
app.route('/', historyRoutes)
app.route('/', importPageRoutes)
app.route('/', mappingPageRoutes)
app.route('/', ownReportsRoutes)
app.route('/', importRoutes)
app.route('/', uploadRoutes)
app.route('/', countsRoutes)
app.route('/', placeRoutes)
app.route('/', pointsRoutes)
app.route('/', datasetRoutes)
app.route('/', mappingRoutes)
app.route('/', changesRoutes)
app.route('/', chainRoutes)
app.route('/', feedRoutes)
app.route('/', queueRoutes)
app.route('/', reviewManyRoutes)
app.route('/', assigneeRoutes)
app.route('/', remarkRoutes)
app.route('/', mergeRoutes)
app.route('/', distinctRoutes)
app.route('/', duplicatesRoutes)
app.route('/', redactionRoutes)
app.route('/', suggestionRoutes)
app.route('/', readRoutes)
app.route('/', receiptRoutes)
app.route('/', receiptQuestionRoutes)
app.route('/', signInRoutes)
app.route('/', tokenRoutes)
app.route('/', administrationRoutes)
app.route('/', auditRoutes)
app.route('/', rerenderRoutes)
app.route('/', backupRoutes)
app.route('/', restoreRoutes)
