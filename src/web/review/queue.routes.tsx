/** Routes of the queue and of what waits in it. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { Problem } from '../../problems.ts'
import { find } from '../../services/incidents/read.ts'
import { findAdjacent, listQueue } from '../../services/review/queue.ts'
import { declineMany, findForReview, reviewSuggestion } from '../../services/review/suggestions.ts'
import { etagOf, toResponse } from '../../services/version-row.ts'
import { parse, readAction, reason, revisionNumber } from '../body/action-body.ts'
import { type AppContext, type AppEnv, prefersHtml } from '../context.ts'
import { showIncident } from '../incidents/show-incident.tsx'
import { renderPage } from '../render-page.tsx'
import { QueuePage } from './queue-page.tsx'
import { parseQueueSearch, type QueueQuery, queueUrl, readQueueQuery } from './queue-query.ts'
import { SuggestionPage } from './suggestion-page.tsx'

const readQueuePage = async (c: AppContext, path: string) => {
  authorize(c.get('actor'), 'review')
  const { cursor: after, before, params, search, filter } = readQueueQuery(c, { of: 'page' })
  const found = await listQueue(c.get('services'), c.get('actor'), filter, { after, before })
  const pageUrl = (name: string, key: number | undefined) =>
    key === undefined ? undefined : `${path}?${search && `${search}&`}${name}=${key}`
  return { found, params, previous: pageUrl('before', found.previous), next: pageUrl('cursor', found.next) }
}

const getJson = async (c: AppContext) => {
  const { found, previous, next } = await readQueuePage(c, '/queue.json')
  const links = [
    ...(previous === undefined ? [] : [`<${previous}>; rel="prev"`]),
    ...(next === undefined ? [] : [`<${next}>; rel="next"`]),
  ]
  return c.json({ waiting: found.items }, 200, links.length > 0 ? { Link: links.join(', ') } : {})
}

const getPage = async (c: AppContext) => {
  const { found, ...rest } = await readQueuePage(c, '/queue')
  return renderPage(c, <QueuePage items={found.items} {...rest} />)
}

interface FormError {
  readonly problem: Problem
  readonly reason: string
}

const renderSuggestion = async (
  c: AppContext,
  id: string,
  queueQuery: Pick<QueueQuery, 'search'> & Partial<QueueQuery>,
  formError?: FormError,
) => {
  const [services, actor] = [c.get('services'), c.get('actor')]
  const { suggestion, current, changes, changedSince } = await findForReview(services, actor, id)
  const neighbours = await findAdjacent(services, queueQuery.filter ?? {}, suggestion.n)
  const toUrl = (each: { readonly id: string } | undefined) => each && queueUrl(queueQuery, each.id)
  const links = {
    search: queueQuery.search,
    previous: toUrl(neighbours.previous),
    next: toUrl(neighbours.next),
  }
  return renderPage(
    c,
    <SuggestionPage
      record={toResponse(current, { view: 'full' })}
      suggestion={suggestion}
      changes={changes}
      changedSince={changedSince}
      queue={links}
      formError={formError}
    />,
    formError?.problem.status ?? 200,
    formError?.problem.headers,
  )
}

/** Something that waits, or waited: a record with its desk, or a suggested correction. */
const getItem = async (c: AppContext) => {
  authorize(c.get('actor'), 'review')
  const id = c.req.param('id') ?? ''
  const queueQuery = readQueueQuery(c, { of: 'entry' })
  try {
    const version = await find(c.get('services'), c.get('actor'), id)
    return await showIncident(c, version, { queue: queueQuery })
  } catch (error) {
    if (!(error instanceof Problem && error.type === 'not-found')) throw error
    return renderSuggestion(c, id, queueQuery)
  }
}

const decisionSchema = v.strictObject({
  decision: v.picklist(['accept', 'decline'], 'decision is one of accept, decline.'),
  reason: v.optional(reason),
  revision: v.optional(revisionNumber('revision')),
})

const postDecision = async (c: AppContext) => {
  authorize(c.get('actor'), 'review')
  const id = c.req.param('id') ?? ''
  const { value, form } = await readAction(c)
  const queueQuery = parseQueueSearch(form?._queue ?? '')
  try {
    const input = parse(decisionSchema, value, 'An object with decision and reason')
    const version = await reviewSuggestion(c.get('services'), c.get('actor'), { id, ...input })
    if (form) return c.redirect(queueUrl(queueQuery, id), 303)
    return c.json({ incident: toResponse(version, { view: 'full' }) }, 200, { ETag: etagOf(version) })
  } catch (error) {
    if (!(form && prefersHtml(c) && error instanceof Problem) || error.type === 'not-found') throw error
    return renderSuggestion(c, id, queueQuery, { problem: error, reason: form.reason ?? '' })
  }
}

const mostDeclined = 1000
const declining = v.strictObject({
  reason,
  suggestions: v.pipe(
    v.array(v.string('suggestions are ids.'), 'suggestions is a list of ids.'),
    v.minLength(1, 'suggestions names at least one.'),
    v.maxLength(mostDeclined, `suggestions names at most ${mostDeclined}.`),
  ),
})

/** The form of the queue's page names each that is chosen in a field of its own. */
const declined = async (c: AppContext) => {
  authorize(c.get('actor'), 'review')
  const { value, form } = await readAction(c)
  const { reason: why, ...chosen } = value as Readonly<Record<string, unknown>>
  const asked = form ? { reason: why, suggestions: Object.keys(chosen) } : value
  const said = parse(declining, asked, 'An object with suggestions and reason')
  const done = await declineMany(
    c.get('services'),
    c.get('actor'),
    [...new Set(said.suggestions)],
    said.reason,
  )
  return form ? c.redirect(queueUrl(parseQueueSearch(form._queue ?? '')), 303) : c.json(done)
}

export const queueRoutes = new Hono<AppEnv>()
  .get('/queue', getPage)
  .get('/queue.json', getJson)
  .get('/queue/:id', getItem)
  .post('/suggestions/:id/review', postDecision)
  .post('/suggestions/decline', declined)
