/** Routes of a record's versions. */
import { Hono } from 'hono'
import { can } from '../../auth/permissions.ts'
import type { Problem } from '../../problems.ts'
import { compareVersions, type History, listVersions } from '../../services/incidents/history.ts'
import { find } from '../../services/incidents/read.ts'
import { toResponse } from '../../services/version-row.ts'
import type { Version } from '../../store/incidents.ts'
import type { AppContext, AppEnv } from '../context.ts'
import { invalidParameter, readNumberParameters } from '../parameters.ts'
import { renderPage } from '../render-page.tsx'
import { incidentTitle } from '../ui/incident-summary.tsx'
import { ComparisonPage } from './comparison-page.tsx'
import { HistoryPage } from './history-page.tsx'
import { renderReviewPanel } from './show-incident.tsx'

const parameterNames = ['from', 'to', 'cursor'] as const

const idOf = (c: AppContext): string => c.req.param('id') ?? ''

/** What an address asks for: two versions to compare, or the list behind a revision. */
const readHistoryQuery = (c: AppContext) => {
  const { from, to, cursor } = readNumberParameters(c, parameterNames)
  if (from === undefined && to === undefined) return { cursor }
  if (from !== undefined && to !== undefined && cursor === undefined) return { from, to }
  const parameter = Object.entries({ from, to, cursor }).find(([, value]) => value !== undefined)
  const expectation = 'A difference takes from and to, each the number of a revision, and nothing else.'
  throw invalidParameter(parameter?.[0] ?? 'from', expectation, String(parameter?.[1]))
}

const nextHistoryUrl = (path: string, { next }: History): string | undefined =>
  next === undefined ? undefined : `${path}?cursor=${next}`

const getJson = async (c: AppContext) => {
  const [services, actor, query] = [c.get('services'), c.get('actor'), readHistoryQuery(c)]
  if (query.from !== undefined) return c.json(await compareVersions(services, actor, idOf(c), query))
  const result = await listVersions(services, actor, idOf(c), query.cursor)
  const next = nextHistoryUrl(`/incidents/${idOf(c)}/history.json`, result)
  return c.json(
    { versions: result.versions },
    200,
    next === undefined ? {} : { Link: `<${next}>; rel="next"` },
  )
}

const findCurrent = (c: AppContext, id: string): Promise<Version> =>
  find(c.get('services'), c.get('actor'), id, { equals: {}, facets: {} })

interface FormError {
  readonly problem: Problem
  readonly reason: string
}

interface RevisionRange {
  readonly from: number
  /** The current revision where none is named. */
  readonly to?: number
}

/** What differs between two versions, with the form that brings the first one back for those who may. */
export const renderComparison = async (
  c: AppContext,
  id: string,
  { from, to }: RevisionRange,
  formError?: FormError,
) => {
  const [services, actor] = [c.get('services'), c.get('actor')]
  const current = await findCurrent(c, id)
  const { revision } = current
  const comparison = await compareVersions(services, actor, id, { from, to: to ?? revision })
  const revert = can(actor, 'edit') && from !== revision ? { revision, formError } : undefined
  return renderPage(
    c,
    <ComparisonPage
      id={id}
      title={incidentTitle(toResponse(current, false))}
      {...comparison}
      revert={revert}
    />,
    formError?.problem.status ?? 200,
    formError?.problem.headers,
  )
}

const getPage = async (c: AppContext) => {
  const [services, actor, query, id] = [c.get('services'), c.get('actor'), readHistoryQuery(c), idOf(c)]
  if (query.from !== undefined) return renderComparison(c, id, query)
  const result = await listVersions(services, actor, id, query.cursor)
  const next = nextHistoryUrl(`/incidents/${id}/history`, result)
  const current = await findCurrent(c, id)
  const title = incidentTitle(toResponse(current, false))
  const showActors = can(actor, 'seeAll')
  // The address of a merged record leads to another: its desk is here.
  const reviewPanel =
    showActors && current.status === 'merged' ? await renderReviewPanel(c, current) : undefined
  const props = { id, title, versions: result.versions, next, showActors, reviewPanel }
  return renderPage(c, <HistoryPage {...props} />)
}

export const historyRoutes = new Hono<AppEnv>()
  .get('/incidents/:id/history', getPage)
  .get('/incidents/:id/history.json', getJson)
