/** The route of possible duplicates across a dataset. */

import { Hono } from 'hono'
import { authorize } from '../../auth/permissions.ts'
import { once, readParameters, text, wholeNumber } from '../../ingest/request/parameters.ts'
import { en } from '../../messages/en.ts'
import { listPairs } from '../../services/duplicates/find-duplicates.ts'
import { type AppContext, type AppEnv, pickParameters, searchOf } from '../context.ts'
import { renderPage } from '../ui/viewer.tsx'
import { DuplicatesPage } from './duplicates-page.tsx'

const parameters = { dataset: text, cursor: once(wholeNumber(), en.requests.cursor) }

/** Returns the URL of the query that a form sends along, rebuilt so that it can lead nowhere else. */
export const duplicatesUrl = (query: string): string => {
  const search = pickParameters(new URLSearchParams(query), Object.keys(parameters))
  return search.size === 0 ? '/duplicates' : `/duplicates?${search}`
}

const get = async (c: AppContext) => {
  authorize(c.get('actor'), 'merge')
  const { dataset = '', cursor } = readParameters(searchOf(c), parameters)
  const filter = { dataset: dataset || undefined, cursor }
  const { pairs, next } = await listPairs(c.get('services'), c.get('actor'), filter)
  // With every name, so that a form never sends it empty.
  const queryAt = (key?: number) => String(new URLSearchParams({ dataset, cursor: String(key ?? '') }))
  const nextUrl = next === undefined ? undefined : duplicatesUrl(queryAt(next))
  return renderPage(
    c,
    <DuplicatesPage pairs={pairs} dataset={dataset} returnQuery={queryAt(cursor)} next={nextUrl} />,
  )
}

export const duplicatesRoutes = new Hono<AppEnv>().get('/duplicates', get)
