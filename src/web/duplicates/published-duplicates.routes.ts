/** The route of published records that may describe the event of a report before it is filed. */
import { Hono } from 'hono'
import { parsers } from '../../ingest/request/list-parameters.ts'
import { readParameters } from '../../ingest/request/parameters.ts'
import { parseJson } from '../../ingest/request/parse-body.ts'
import { catalogues, defaultLanguage } from '../../messages/messages.ts'
import { stateDuplicate } from '../../services/duplicates/find-duplicates.ts'
import { findPublishedDuplicates } from '../../services/duplicates/find-published.ts'
import { jsonType, readBodyOfType } from '../body/read-body.ts'
import { type AppContext, type AppEnv, searchOf } from '../context.ts'
import { limitDuplicateSearch } from '../rate-limits.ts'

const post = async (c: AppContext) => {
  const { lang = defaultLanguage } = readParameters(searchOf(c), { lang: parsers.lang })
  await limitDuplicateSearch(c)
  const candidate = parseJson(await readBodyOfType(c, jsonType))
  const found = await findPublishedDuplicates(c.get('services'), candidate)
  return c.json({ possible_duplicates: found.map((each) => stateDuplicate(each, catalogues[lang])) })
}

export const publishedDuplicatesRoutes = new Hono<AppEnv>().post('/possible-duplicates', post)
