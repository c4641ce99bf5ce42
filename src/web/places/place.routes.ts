/** The route of the places of published records. */
import { Hono } from 'hono'
import { publicActor } from '../../auth/authenticate.ts'
import { parseQuery } from '../../ingest/request/list-query.ts'
import { problems } from '../../problems.ts'
import { resolvePlaces } from '../../services/places.ts'
import { type AppContext, type AppEnv, searchOf } from '../context.ts'
import { isNotModified, listEtag } from '../headers.ts'
import { rateLimitExports } from '../rate-limits.ts'

/** Returns the country of a URL. Throws invalid-query if it names none or several. */
const readCountry = (c: AppContext): string => {
  const [country, ...others] = parseQuery(searchOf(c), ['country']).equals.country ?? []
  if (country === undefined || others.length > 0)
    throw problems.invalidParameter('country', (m) => m.requests.oneCountry)
  return country
}

const sendPlaces = async (c: AppContext) => {
  const country = readCountry(c)
  await rateLimitExports(c)
  const { commit, list } = await resolvePlaces(c.get('services'), country)
  const headers = {
    'Cache-Control': 'public, no-cache',
    'Sitrep-Commit': String(commit),
    ETag: await listEtag(`/places.json?country=${country} at ${commit}`, publicActor),
  }
  if (isNotModified(c, headers.ETag)) return c.body(null, 304, headers)
  return c.json({ commit, country, places: await list() }, 200, headers)
}

export const placeRoutes = new Hono<AppEnv>().get('/places.json', sendPlaces)
