/** Routes of a record's versions. */
import { Hono } from 'hono'
import { may } from '../../auth/permissions.ts'
import type { Problem } from '../../problems.ts'
import { compare, type History, history } from '../../services/incidents/history.ts'
import { find } from '../../services/incidents/read.ts'
import { fromRow } from '../../services/version-row.ts'
import type { Version } from '../../store/incidents.ts'
import type { AppContext, AppEnv } from '../context.ts'
import { numbersOf, wrongParameter } from '../parameters.ts'
import { page } from '../render-page.tsx'
import { titleOf } from '../ui/incident-summary.tsx'
import { ComparisonPage } from './comparison-page.tsx'
import { HistoryPage } from './history-page.tsx'
import { deskOf } from './show-incident.tsx'

const names = ['from', 'to', 'cursor'] as const

const idOf = (c: AppContext): string => c.req.param('id') ?? ''

/** What an address asks for: two versions to compare, or the list behind a revision. */
const askedOf = (c: AppContext) => {
  const { from, to, cursor } = numbersOf(c, names)
  if (from === undefined && to === undefined) return { cursor }
  if (from !== undefined && to !== undefined && cursor === undefined) return { from, to }
  const given = Object.entries({ from, to, cursor }).find(([, value]) => value !== undefined)
  const means = 'A difference takes from and to, each the number of a revision, and nothing else.'
  throw wrongParameter(given?.[0] ?? 'from', means, String(given?.[1]))
}

const nextOf = (path: string, { next }: History): string | undefined =>
  next === undefined ? undefined : `${path}?cursor=${next}`

const asJson = async (c: AppContext) => {
  const [deps, actor, asked] = [c.get('deps'), c.get('actor'), askedOf(c)]
  if (asked.from !== undefined) return c.json(await compare(deps, actor, idOf(c), asked))
  const found = await history(deps, actor, idOf(c), asked.cursor)
  const next = nextOf(`/incidents/${idOf(c)}/history.json`, found)
  return c.json(
    { versions: found.versions },
    200,
    next === undefined ? {} : { Link: `<${next}>; rel="next"` },
  )
}

const versionNow = (c: AppContext, id: string): Promise<Version> =>
  find(c.get('deps'), c.get('actor'), id, { equals: {}, facets: {} })

interface Refused {
  readonly problem: Problem
  readonly reason: string
}

interface Pair {
  readonly from: number
  /** The current revision where none is named. */
  readonly to?: number
}

/** What differs between two versions, with the form that brings the first one back for those who may. */
export const showComparison = async (c: AppContext, id: string, { from, to }: Pair, refused?: Refused) => {
  const [deps, actor] = [c.get('deps'), c.get('actor')]
  const now = await versionNow(c, id)
  const { revision } = now
  const compared = await compare(deps, actor, id, { from, to: to ?? revision })
  const back = may(actor, 'edit') && from !== revision ? { revision, refused } : undefined
  return page(
    c,
    <ComparisonPage id={id} title={titleOf(fromRow(now, false))} {...compared} back={back} />,
    refused?.problem.status ?? 200,
    refused?.problem.headers,
  )
}

const asPage = async (c: AppContext) => {
  const [deps, actor, asked, id] = [c.get('deps'), c.get('actor'), askedOf(c), idOf(c)]
  if (asked.from !== undefined) return showComparison(c, id, asked)
  const found = await history(deps, actor, id, asked.cursor)
  const next = nextOf(`/incidents/${id}/history`, found)
  const now = await versionNow(c, id)
  const title = titleOf(fromRow(now, false))
  const named = may(actor, 'seeAll')
  // The address of a merged record leads to another: its desk is here.
  const desk = named && now.status === 'merged' ? await deskOf(c, now) : undefined
  const props = { id, title, versions: found.versions, next, named, desk }
  return page(c, <HistoryPage {...props} />)
}

export const historyRoutes = new Hono<AppEnv>()
  .get('/incidents/:id/history', asPage)
  .get('/incidents/:id/history.json', asJson)
