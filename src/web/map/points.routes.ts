/** The route of the points of a list, for maps. */
import { Hono } from 'hono'
import { feedFilters, parseQuery } from '../../ingest/request/list-query.ts'
import { encodePoints, pointColumns } from '../../record/map/map-points.ts'
import { bytesOfPoint } from '../../record/map/point-file.ts'
import { resolveQuery } from '../../services/exports/resolve-query.ts'
import { type AppContext, type AppEnv, searchOf } from '../context.ts'
import { isNotModified } from '../headers.ts'
import { createPin } from '../incidents/list-request.ts'

const sendPoints = async (c: AppContext) => {
  const search = searchOf(c)
  const query = parseQuery(search, feedFilters)
  const { snapshot, matches = [] } = await resolveQuery(c.get('services'), c.get('actor'), query, {
    columns: pointColumns,
  })
  const { headers } = await createPin(c, `/incidents.points?${search}`, query)(snapshot.seq)
  if (isNotModified(c, headers.ETag)) return c.body(null, 304, headers)
  const points = encodePoints(matches)
  return c.body(points, 200, {
    ...headers,
    'Sitrep-Rows': String(points.length / bytesOfPoint),
    'Content-Type': 'application/octet-stream',
  })
}

export const pointsRoutes = new Hono<AppEnv>().get('/incidents.points', sendPoints)
