/** Routes of the queue and of what waits in it. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { permit } from '../../auth/permissions.ts'
import { Problem } from '../../problems.ts'
import { find } from '../../services/incidents/read.ts'
import { around, queue } from '../../services/review/queue.ts'
import { declineMany, open, settle } from '../../services/review/suggestions.ts'
import { etagOf, fromRow } from '../../services/version-row.ts'
import { judged, readAct, reason, revisionNumber } from '../body/action-body.ts'
import { type AppContext, type AppEnv, prefersPage } from '../context.ts'
import { showRecord } from '../incidents/show-incident.tsx'
import { wrongParameter } from '../parameters.ts'
import { page } from '../render-page.tsx'
import { QueuePage } from './queue-page.tsx'
import { type QueueQuery, queueAddress, readQueueQuery, searchFrom } from './queue-query.ts'
import { SuggestionPage } from './suggestion-page.tsx'

const read = async (c: AppContext, path: string) => {
  permit(c.get('actor'), 'review')
  const asked = readQueueQuery(c, true)
  if (asked.cursor !== undefined && asked.before !== undefined)
    throw wrongParameter('before', 'It is not taken together with cursor.', String(asked.before))
  const { cursor: after, before, params, filter } = asked
  const found = await queue(c.get('deps'), c.get('actor'), filter, { after, before })
  const to = (name: string, key: number | undefined) =>
    key === undefined
      ? undefined
      : `${path}?${new URLSearchParams([...params.map(([...pair]) => pair), [name, String(key)]])}`
  return { found, params, previous: to('before', found.previous), next: to('cursor', found.next) }
}

const asJson = async (c: AppContext) => {
  const { found, previous, next } = await read(c, '/queue.json')
  const links = [
    ...(previous === undefined ? [] : [`<${previous}>; rel="prev"`]),
    ...(next === undefined ? [] : [`<${next}>; rel="next"`]),
  ]
  return c.json({ waiting: found.items }, 200, links.length > 0 ? { Link: links.join(', ') } : {})
}

const asPage = async (c: AppContext) => {
  const { found, ...rest } = await read(c, '/queue')
  return page(c, <QueuePage items={found.items} {...rest} />)
}

interface Refused {
  readonly problem: Problem
  readonly reason: string
}

const showSuggestion = async (
  c: AppContext,
  id: string,
  queued: Pick<QueueQuery, 'search'> & Partial<QueueQuery>,
  refused?: Refused,
) => {
  const [deps, actor] = [c.get('deps'), c.get('actor')]
  const { suggestion, current, changes, overtaken } = await open(deps, actor, id)
  const beside = await around(deps, queued.filter ?? {}, suggestion.n)
  const address = (each: { readonly id: string } | undefined) => each && queueAddress(queued, each.id)
  const links = { search: queued.search, previous: address(beside.previous), next: address(beside.next) }
  return page(
    c,
    <SuggestionPage
      record={fromRow(current, true)}
      suggestion={suggestion}
      changes={changes}
      overtaken={overtaken}
      queue={links}
      refused={refused}
    />,
    refused?.problem.status ?? 200,
    refused?.problem.headers,
  )
}

/** Something that waits, or waited: a record with its desk, or a suggested correction. */
const one = async (c: AppContext) => {
  permit(c.get('actor'), 'review')
  const id = c.req.param('id') ?? ''
  const queued = readQueueQuery(c, false)
  try {
    const version = await find(c.get('deps'), c.get('actor'), id, { equals: {}, facets: {} })
    return await showRecord(c, version, { queue: queued })
  } catch (error) {
    if (!(error instanceof Problem && error.type === 'not-found')) throw error
    return showSuggestion(c, id, queued)
  }
}

const verdict = v.strictObject({
  decision: v.picklist(['accept', 'decline'], 'decision is one of accept, decline.'),
  reason: v.optional(reason),
  revision: v.optional(revisionNumber('revision')),
})

const decide = async (c: AppContext) => {
  permit(c.get('actor'), 'review')
  const id = c.req.param('id') ?? ''
  const { given, form } = await readAct(c)
  const queued = searchFrom(form?._queue ?? '')
  try {
    const said = judged(verdict, given, 'An object with decision and reason')
    const version = await settle(c.get('deps'), c.get('actor'), { id, ...said })
    if (form) return c.redirect(queueAddress(queued, id), 303)
    return c.json({ incident: fromRow(version, true) }, 200, { ETag: etagOf(version) })
  } catch (error) {
    if (!(form && prefersPage(c) && error instanceof Problem) || error.type === 'not-found') throw error
    return showSuggestion(c, id, queued, { problem: error, reason: form.reason ?? '' })
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
  permit(c.get('actor'), 'review')
  const { given, form } = await readAct(c)
  const { reason: why, ...chosen } = given as Readonly<Record<string, unknown>>
  const asked = form ? { reason: why, suggestions: Object.keys(chosen) } : given
  const said = judged(declining, asked, 'An object with suggestions and reason')
  const done = await declineMany(c.get('deps'), c.get('actor'), [...new Set(said.suggestions)], said.reason)
  return form ? c.redirect(queueAddress(searchFrom(form._queue ?? '')), 303) : c.json(done)
}

export const queueRoutes = new Hono<AppEnv>()
  .get('/queue', asPage)
  .get('/queue.json', asJson)
  .get('/queue/:id', one)
  .post('/suggestions/:id/review', decide)
  .post('/suggestions/decline', declined)
