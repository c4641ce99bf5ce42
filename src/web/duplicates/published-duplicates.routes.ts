/** The route of published records that may describe the event of a report before it is filed. */
import { Hono } from 'hono'
import { parseJson } from '../../ingest/request/parse-body.ts'
import { findPublishedDuplicates } from '../../services/duplicates/find-published.ts'
import { jsonType, readBodyOfType } from '../body/read-body.ts'
import type { AppContext, AppEnv } from '../context.ts'
import { limitDuplicateSearch } from '../rate-limits.ts'

const post = async (c: AppContext) => {
  await limitDuplicateSearch(c)
  const candidate = parseJson(await readBodyOfType(c, jsonType))
  const found = await findPublishedDuplicates(c.get('services'), candidate)
  return c.json({ possible_duplicates: found })
}

export const publishedDuplicatesRoutes = new Hono<AppEnv>().post('/possible-duplicates', post)
