/** Routes of the versions of a record. */

import { Hono } from 'hono'
import { canIn } from '../../auth/permissions.ts'
import { once, parameterIssue, readParameters, wholeNumber } from '../../ingest/request/parameters.ts'
import { compareVersions, type History, listVersions } from '../../services/incidents/history.ts'
import { toResponse } from '../../services/version-row.ts'
import { type AppContext, type AppEnv, findCurrent, idOf, messagesOf, searchOf } from '../context.ts'
import { linkHeader } from '../headers.ts'
import type { FormError } from '../ui/decision-form.tsx'
import { incidentTitle } from '../ui/incident-summary.tsx'
import { renderPage } from '../ui/viewer.tsx'
import { ComparisonPage } from './comparison-page.tsx'
import { HistoryPage } from './history-page.tsx'
import { renderReviewPanel } from './show-incident.tsx'

const revision = once(wholeNumber({ min: 1 }), (m) => m.requests.revision)

/** Reads the parameters: two versions to compare, or the revision after which the list continues. */
const readHistoryQuery = (c: AppContext) =>
  readParameters(
    searchOf(c),
    { from: revision, to: revision, cursor: revision },
    {
      findConflicts: ({ from, to, cursor }) => {
        const isRange = from !== undefined && to !== undefined && cursor === undefined
        if ((from === undefined && to === undefined) || isRange) return []
        const [name, value] = from === undefined ? ['to', to] : ['from', from]
        return [parameterIssue(name, (m) => m.requests.comparison, value)]
      },
    },
  )

const nextHistoryUrl = (path: string, { next }: Pick<History, 'next'>): string | undefined =>
  next === undefined ? undefined : `${path}?cursor=${next}`

const getJson = async (c: AppContext) => {
  const [services, actor, { from, to, cursor }] = [c.get('services'), c.get('actor'), readHistoryQuery(c)]
  if (from !== undefined && to !== undefined)
    return c.json((await compareVersions(services, actor, idOf(c), { from, to })).comparison)
  const result = await listVersions(services, actor, idOf(c), cursor)
  const next = nextHistoryUrl(`/incidents/${idOf(c)}/history.json`, result)
  return c.json({ versions: result.versions }, 200, linkHeader({ next }))
}

interface RevisionRange {
  readonly from: number
  /** Undefined means the current revision. */
  readonly to?: number
}

/** Renders the comparison of two versions, with the form to revert for those who may. */
export const renderComparison = async (c: AppContext, { from, to }: RevisionRange, formError?: FormError) => {
  const [services, actor] = [c.get('services'), c.get('actor')]
  const range = { from, to: to ?? (await findCurrent(c)).revision }
  const { current, comparison } = await compareVersions(services, actor, idOf(c), range)
  const { id, revision } = current
  const revert =
    canIn(actor, 'edit', current.datasetSlug) && from !== revision ? { revision, formError } : undefined
  const title = incidentTitle(toResponse(current, { view: 'public' }), messagesOf(c))
  const page = <ComparisonPage id={id} title={title} {...comparison} revert={revert} />
  return renderPage(c, page, formError?.problem)
}

const getPage = async (c: AppContext) => {
  const [services, actor, id] = [c.get('services'), c.get('actor'), idOf(c)]
  const { from, to, cursor } = readHistoryQuery(c)
  if (from !== undefined && to !== undefined) return renderComparison(c, { from, to })
  const { current, ...result } = await listVersions(services, actor, id, cursor)
  const next = nextHistoryUrl(`/incidents/${id}/history`, result)
  const title = incidentTitle(toResponse(current, { view: 'public' }), messagesOf(c))
  const showActors = canIn(actor, 'readAll', current.datasetSlug)
  // The address of a merged record redirects, so its review panel is here.
  const hasPanel = showActors && current.status === 'merged'
  const reviewPanel = hasPanel ? await renderReviewPanel(c, current) : undefined
  const props = { id, title, versions: result.versions, next, showActors, reviewPanel }
  return renderPage(c, <HistoryPage {...props} />)
}

export const historyRoutes = new Hono<AppEnv>()
  .get('/incidents/:id/history', getPage)
  .get('/incidents/:id/history.json', getJson)
