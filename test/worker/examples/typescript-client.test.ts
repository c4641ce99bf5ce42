import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  type Change,
  type ClientOptions,
  type NewIncident,
  SitrepClient,
  SitrepError,
} from '../../../examples/typescript/sitrep-client.ts'
import { origin, record, worker } from '../client.ts'

const createClient = (options: Partial<ClientOptions> = {}) =>
  new SitrepClient({ url: origin, token: env.ADMIN_TOKEN, fetch: worker, ...options })

const report = record() as NewIncident

/** A line that fails as told, once for each failure, and a clock that stands. */
const createBadLine = (...failures: readonly (number | 'cut' | 'lost')[]) => {
  const waits: number[] = []
  const keys: (string | null)[] = []
  const fetch = async (request: Request) => {
    keys.push(request.headers.get('Idempotency-Key'))
    const failure = failures[keys.length - 1]
    if (failure === undefined) return worker(request)
    if (failure === 'lost') await worker(request)
    if (typeof failure === 'string') throw new TypeError(failure)
    return Response.json({ title: 'Later' }, { status: failure, headers: { 'Retry-After': '7' } })
  }
  const pause = async (seconds: number) => void waits.push(seconds)
  return { client: createClient({ fetch, pause }), waits, keys }
}

const collect = async <T>(values: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const value of values) all.push(value)
  return all
}

describe('the client in TypeScript', () => {
  it.each([
    [
      [429, 503],
      [7, 7],
    ],
    [
      ['cut', 'cut', 429],
      [1, 2, 7],
    ],
    [['lost'], [1]],
  ] as const)('files one report with one key, after %j', async (failures, expectedWaits) => {
    const { client, waits, keys } = createBadLine(...failures)
    const { incident } = await client.create(report, { publish: true })
    expect(waits).toEqual(expectedWaits)
    expect([new Set(keys).size, keys.length]).toEqual([1, failures.length + 1])
    expect(await collect(createClient().list())).toEqual([incident])
  })

  it.each([
    [['cut', 'cut', 'cut', 'cut', 'cut'], 'cut'],
    [[503, 503, 503, 503, 503], 'Later'],
  ] as const)('gives up after five attempts: %j', async (failures, message) => {
    const { client, waits } = createBadLine(...failures)
    await expect(client.create(report)).rejects.toThrow(message)
    expect(waits).toHaveLength(4)
  })

  it('throws the problem of a refusal at once', async () => {
    const { client, waits } = createBadLine()
    const refused = await client.create({ ...report, date: '2022-13-05' }).catch((error) => error)
    expect(refused).toBeInstanceOf(SitrepError)
    expect(refused.problem).toMatchObject({
      status: 422,
      errors: [{ pointer: '/date', rule: 'date.invalid' }],
    })
    expect(refused.message).toContain('There is no month 13.')
    expect(waits).toEqual([])
  })

  it('throws the status of a refusal that is no problem', async () => {
    const client = createClient({
      fetch: async () => new Response('<h1>', { status: 502, statusText: 'Bad Gateway' }),
    })
    await expect(client.create(report)).rejects.toThrow('Bad Gateway')
  })

  it('imports a file, lists every page of it, and follows it', async () => {
    const client = createClient()
    const rows = Array.from({ length: 5 }, (_, i) => JSON.stringify(record({ reference: `r${i}` })))
    const parameters = { dataset: 'filed', publish: true }
    const imported = () => client.importFile(rows.join('\n'), 'application/x-ndjson', parameters)
    expect(await imported()).toMatchObject({ created: 5, rejected: 0, errors: [] })
    expect(await imported()).toMatchObject({ created: 0, unchanged: 5 })
    const listed = await collect(client.list({ dataset: 'filed', limit: 2 }))
    expect(listed.map(({ reference }) => reference)).toEqual(['r0', 'r1', 'r2', 'r3', 'r4'])
    const changes: Change[] = (await collect(client.changes())).flat()
    expect(changes.map(({ kind, incident }) => [kind, incident?.id])).toEqual(
      listed.map(({ id }) => ['create', id]),
    )
    expect((await collect(client.changes(changes[2]?.cursor))).flat()).toEqual(changes.slice(3))
  })
})
