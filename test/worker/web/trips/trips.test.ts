/** Every trip to a database that is far away costs 20 to 200 milliseconds: each route has a number that it may take. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { app } from '../../../../src/app.ts'
import { requestOf, withBindings } from '../../client.ts'
import { countTrips, oversizedStatements } from '../../measured-database.ts'
import { type RouteCase, routeCases } from './route-cases.ts'
import { buildWorld } from './world.ts'

/** The routes of the application; middleware takes every method. */
const routes = new Set(
  app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`),
)

const requestCosts = async (route: string, { as, path, asked }: RouteCase) => {
  const world = await buildWorld()
  const { db, log, trips } = countTrips(env.DB)
  const options = asked?.(world) ?? {}
  const token = as === 'public' ? {} : { token: world.tokens[as] }
  const [method = '', pattern = ''] = route.split(' ')
  const request = requestOf(path?.(world) ?? pattern, { method, ...options, ...token })
  const response = await withBindings({ DB: db })(request)
  const reader = response.body?.getReader()
  let piece = await reader?.read()
  const beforeFirstByte = trips.count
  while (piece && !piece.done) piece = await reader?.read()
  expect(oversizedStatements(log)).toEqual([])
  return { status: response.status, trips: beforeFirstByte, statements: trips.statements }
}

describe('the trips to the database, one after another, before the first byte', () => {
  it('are known of every route', () => {
    expect(Object.keys(routeCases).sort()).toEqual([...routes].sort())
  })

  const cases = Object.entries(routeCases).flatMap(([route, each]) =>
    each.map((one) => [route, one.as, one.name ?? '', one] as const),
  )
  it.each(cases)('of %s for %s %s', async (route, _as, _name, one) => {
    const { status = 200, trips, statements } = one
    expect(await requestCosts(route, one)).toEqual({ status, trips, statements })
  })
})
