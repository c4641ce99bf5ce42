/** Routes of counts: the page and its files. */
import { Hono } from 'hono'
import { type CountsFormatName, countsFormats } from '../../export/counts.ts'
import { type CountsQuery, parseCountsPageQuery, parseCountsQuery } from '../../ingest/request/list-query.ts'
import type { Messages } from '../../messages/messages.ts'
import { resolveCounts } from '../../services/counts.ts'
import { datasetColumns, findCited, isPublicList } from '../../services/listed-datasets.ts'
import { findWithoutWeapon } from '../../services/records-without-weapon.ts'
import { type AppContext, type AppEnv, messagesOf, searchOf } from '../context.ts'
import { downloadName } from '../exports/file-name.ts'
import { isNotModified, languageHeader, negotiate } from '../headers.ts'
import { assertSupported, createPin } from '../incidents/list-request.ts'
import { renderPage } from '../ui/viewer.tsx'
import { CountsPage } from './counts-page.tsx'

const useCsv = (m: Messages) => m.requests.useFormats(['CSV (/counts.csv)'])
const hints = { labels: useCsv, lang: useCsv, excel: useCsv }

/** Returns the name of a file of counts without its extension. */
const fileName = (search: URLSearchParams, commit: number): string =>
  downloadName([...search], commit, ['counts', ...search.getAll('by')].join(' '))

/** Returns the counts of a query, and the pinned URL of a path with it. */
const resolve = async (c: AppContext, path: string, query: CountsQuery, further?: readonly string[]) => {
  const counts = await resolveCounts(c.get('services'), c.get('actor'), query, further)
  const pin = await createPin(c, `${path}?${searchOf(c)}`, query)(counts.commit)
  return { ...counts, ...pin }
}

const sendCounts = async (c: AppContext, name: CountsFormatName) => {
  const { label, type, options, write } = countsFormats[name]
  const query = parseCountsQuery(searchOf(c))
  assertSupported({ label, options, hints }, query)
  const { commit, note, count, headers } = await resolve(c, `/counts.${name}`, query)
  if (isNotModified(c, headers.ETag)) return c.body(null, 304, headers)
  const counts = count()
  return c.body(write(counts, query), 200, {
    ...headers,
    'Sitrep-Rows': String(counts.groups.length),
    ...(note === undefined ? {} : { 'Sitrep-Note': note }),
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${fileName(searchOf(c), commit)}.${name}"`,
  })
}

const showCounts = async (c: AppContext) => {
  const messages = messagesOf(c)
  const { measure, ...query } = parseCountsPageQuery(searchOf(c))
  assertSupported({ label: messages.requests.list, options: [], hints }, query)
  const found = await resolve(c, '/counts', query, datasetColumns)
  const { commit, count, total, headers } = found
  if (isNotModified(c, headers.ETag)) return c.body(null, 304, { ...headers, ...languageHeader(messages) })
  const params = [...searchOf(c)].filter(([name, value]) => !['by', 'measure'].includes(name) && value !== '')
  const services = c.get('services')
  const [cited, withoutWeapon] = await Promise.all([
    isPublicList(query) ? findCited(services.db, found.resolved) : undefined,
    findWithoutWeapon(services, c.get('actor'), query),
  ])
  const name = fileName(searchOf(c), commit)
  const props = { counts: count(), total: total(), measure, query, params, name, cited, withoutWeapon }
  return renderPage(c, <CountsPage {...props} />, {
    headers: { ...headers, 'Sitrep-Rows': String(props.counts.groups.length) },
  })
}

/** Responds with a page, or with a file if the Accept header asks for one. */
const getCounts = (c: AppContext) => {
  const type = negotiate(c, 'text/csv', 'application/json')
  if (type === 'text/html') return showCounts(c)
  return sendCounts(c, type === 'text/csv' ? 'csv' : 'json')
}

export const countsRoutes = new Hono<AppEnv>()
  .get('/counts', getCounts)
  .get('/counts.csv', (c) => sendCounts(c, 'csv'))
  .get('/counts.json', (c) => sendCounts(c, 'json'))
