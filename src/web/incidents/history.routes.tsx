/** Routes of a record's versions. */
import { Hono } from 'hono'
import { can } from '../../auth/permissions.ts'
import { once, parameterIssue, readParameters, wholeNumber } from '../../ingest/request/parameters.ts'
import { compareVersions, type History, listVersions } from '../../services/incidents/history.ts'
import { toResponse } from '../../services/version-row.ts'
import { type AppContext, type AppEnv, findCurrent, idOf, searchOf } from '../context.ts'
import { linkHeader } from '../headers.ts'
import type { FormError } from '../ui/decision-form.tsx'
import { incidentTitle } from '../ui/incident-summary.tsx'
import { renderPage } from '../ui/viewer.tsx'
import { ComparisonPage } from './comparison-page.tsx'
import { HistoryPage } from './history-page.tsx'
import { renderReviewPanel } from './show-incident.tsx'

const revision = once(wholeNumber({ min: 1 }), 'It is a whole number from 1 on.')

/** What an address asks for: two versions to compare, or the list behind a revision. */
const readHistoryQuery = (c: AppContext) =>
  readParameters(
    searchOf(c),
    { from: revision, to: revision, cursor: revision },
    {
      findConflicts: ({ from, to, cursor }) => {
        const isRange = from !== undefined && to !== undefined && cursor === undefined
        if ((from === undefined && to === undefined) || isRange) return []
        const [name, value] = from === undefined ? ['to', to] : ['from', from]
        const detail = 'A difference takes from and to, each the number of a revision, and nothing else.'
        return [parameterIssue(name, detail, value)]
      },
    },
  )

const nextHistoryUrl = (path: string, { next }: History): string | undefined =>
  next === undefined ? undefined : `${path}?cursor=${next}`

const getJson = async (c: AppContext) => {
  const [services, actor, { from, to, cursor }] = [c.get('services'), c.get('actor'), readHistoryQuery(c)]
  if (from !== undefined && to !== undefined)
    return c.json(await compareVersions(services, actor, idOf(c), { from, to }))
  const result = await listVersions(services, actor, idOf(c), cursor)
  const next = nextHistoryUrl(`/incidents/${idOf(c)}/history.json`, result)
  return c.json({ versions: result.versions }, 200, linkHeader({ next }))
}

interface RevisionRange {
  readonly from: number
  /** The current revision where none is named. */
  readonly to?: number
}

/** What differs between two versions, with the form that reverts to the first one for those who may. */
export const renderComparison = async (c: AppContext, { from, to }: RevisionRange, formError?: FormError) => {
  const [services, actor, current] = [c.get('services'), c.get('actor'), await findCurrent(c)]
  const { id, revision } = current
  const comparison = await compareVersions(services, actor, id, { from, to: to ?? revision })
  const revert = can(actor, 'edit') && from !== revision ? { revision, formError } : undefined
  const title = incidentTitle(toResponse(current, { view: 'public' }))
  const page = <ComparisonPage id={id} title={title} {...comparison} revert={revert} />
  return renderPage(c, page, formError?.problem)
}

const getPage = async (c: AppContext) => {
  const [services, actor, id] = [c.get('services'), c.get('actor'), idOf(c)]
  const { from, to, cursor } = readHistoryQuery(c)
  if (from !== undefined && to !== undefined) return renderComparison(c, { from, to })
  const result = await listVersions(services, actor, id, cursor)
  const next = nextHistoryUrl(`/incidents/${id}/history`, result)
  const current = await findCurrent(c)
  const title = incidentTitle(toResponse(current, { view: 'public' }))
  const showActors = can(actor, 'readAll')
  // The address of a merged record leads to another: its desk is here.
  const hasPanel = showActors && current.status === 'merged'
  const reviewPanel = hasPanel ? await renderReviewPanel(c, current) : undefined
  const props = { id, title, versions: result.versions, next, showActors, reviewPanel }
  return renderPage(c, <HistoryPage {...props} />)
}

export const historyRoutes = new Hono<AppEnv>()
  .get('/incidents/:id/history', getPage)
  .get('/incidents/:id/history.json', getJson)
