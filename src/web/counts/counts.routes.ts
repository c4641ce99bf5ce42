/** Routes of counts. */
import { Hono } from 'hono'
import { type CountsFormatName, countsFormats } from '../../export/counts.ts'
import { parseCountsQuery } from '../../ingest/request/list-query.ts'
import type { Messages } from '../../messages/messages.ts'
import { resolveCounts } from '../../services/counts.ts'
import { type AppContext, type AppEnv, searchOf } from '../context.ts'
import { downloadName } from '../exports/file-name.ts'
import { isNotModified } from '../headers.ts'
import { assertSupported, createPin } from '../incidents/list-request.ts'

const useCsv = (m: Messages) => m.requests.useFormats(['CSV (/counts.csv)'])
const hints = { labels: useCsv, lang: useCsv, excel: useCsv }

/** Returns the name of a file of counts without its extension. */
const fileName = (search: URLSearchParams, commit: number): string =>
  downloadName([...search], commit, ['counts', ...search.getAll('by')].join(' '))

const sendCounts = (name: CountsFormatName) => async (c: AppContext) => {
  const { label, type, options, write } = countsFormats[name]
  const search = searchOf(c)
  const query = parseCountsQuery(search)
  assertSupported({ label, options, hints }, query)
  const { commit, note, count } = await resolveCounts(c.get('services'), c.get('actor'), query)
  const { headers } = await createPin(c, `/counts.${name}?${search}`, query)(commit)
  if (isNotModified(c, headers.ETag)) return c.body(null, 304, headers)
  const counts = count()
  return c.body(write(counts, query), 200, {
    ...headers,
    'Sitrep-Rows': String(counts.groups.length),
    ...(note === undefined ? {} : { 'Sitrep-Note': note }),
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${fileName(search, commit)}.${name}"`,
  })
}

export const countsRoutes = new Hono<AppEnv>()
  .get('/counts.csv', sendCounts('csv'))
  .get('/counts.json', sendCounts('json'))
