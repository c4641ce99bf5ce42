import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type Answer,
  ask,
  type Door,
  database,
  expectProblem,
  publish,
  requestOf,
  withBindings,
} from './client.ts'

/** So large that a page of the database holds a few of them. */
const large = (i: number) => ({
  series: 's',
  sources: Array.from({ length: 100 }, (_, j) => ({
    url: `https://example.org/${i}/${j}/${'a'.repeat(1900)}`,
  })),
})
const howMany = 12
const names = ['csv', 'json', 'ndjson'] as const
const queries = ['', '?series=s', '?series=s&limit=11']
const addresses = names.flatMap((name) => queries.map((query) => `/incidents.${name}${query}`))

beforeEach(async () => {
  for (let i = 0; i < howMany; i++) await publish(large(i))
})

interface Tampering {
  /** The query for a page that fails, from 1. */
  readonly failing?: number
  /** By how many the records are miscounted. */
  readonly miscounted?: number
}

const fault = 'D1_ERROR: the disk is gone'

/** The application with a database that is watched, and tampered with. */
const watched = ({ failing, miscounted = 0 }: Tampering = {}) => {
  const seen = { pages: 0, queries: 0 }
  const isPage = (sql: string) => sql.includes('group_concat')
  const first = async (statement: D1PreparedStatement, sql: string) => {
    if (!isPage(sql)) {
      const row = await statement.first<{ published?: number }>()
      return row?.published === undefined ? row : { ...row, published: row.published + miscounted }
    }
    seen.queries++
    if (seen.pages + 1 === failing) throw new Error(fault)
    const row = await statement.first<{ text: string | null; rows: number }>()
    if (row?.text) seen.pages++
    return row
  }
  const raw = async (statement: D1PreparedStatement) => {
    const rows = await statement.raw<[number]>()
    return miscounted < 0
      ? rows
      : [...rows, ...Array.from({ length: miscounted }, () => [Number.MAX_SAFE_INTEGER])]
  }
  const watch = (statement: D1PreparedStatement, sql: string): D1PreparedStatement =>
    new Proxy(statement, {
      get: (target, name) => {
        if (name === 'bind') return (...values: unknown[]) => watch(target.bind(...values), sql)
        if (name === 'first') return () => first(target, sql)
        if (name === 'raw') return () => raw(target)
        const own = Reflect.get(target, name)
        return typeof own === 'function' ? own.bind(target) : own
      },
    })
  const DB = database({ prepare: (sql: string) => watch(env.DB.prepare(sql), sql) })
  return { seen, door: withBindings({ DB }) }
}

const open = async (address: string, door: Door) => {
  const response = await door(requestOf(address))
  expect(response.status).toBe(200)
  if (!response.body) throw new Error('There is no body.')
  return response.body.getReader()
}

/** What a reader gets until the file ends or breaks. */
const readAll = async (
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<{ text: string; broken: boolean }> => {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let text = ''
  for (;;) {
    const piece = await reader.read().catch(() => undefined)
    if (piece === undefined) return { text, broken: true }
    if (piece.done) return { text, broken: false }
    text += decoder.decode(piece.value, { stream: true })
  }
}

const pause = () => new Promise((done) => setTimeout(done, 20))

describe('a file of several pages', { timeout: 30_000 }, () => {
  it('is whole, in the order of its records, whatever the format and the query', async () => {
    for (const address of addresses) {
      const { seen, door } = watched()
      const { text, broken } = await readAll(await open(address, door))
      expect([address, broken]).toEqual([address, false])
      expect(seen.pages).toBeGreaterThan(1)
      const found = [...text.matchAll(/example\.org\/(\d+)\/0\//g)].map(([, i]) => Number(i))
      expect([address, found]).toEqual([
        address,
        Array.from({ length: address.includes('limit') ? 11 : howMany }, (_, i) => i),
      ])
      expect((await ask(address)).text).toBe(text)
    }
  })

  it('breaks for its reader where the database fails: at the first page, in the middle, at the last', async () => {
    for (const address of addresses) {
      const whole: Answer = await ask(address)
      const { seen, door } = watched()
      await readAll(await open(address, door))
      for (let failing = 1; failing <= seen.pages; failing++) {
        const { text, broken } = await readAll(await open(address, watched({ failing }).door))
        expect([address, failing, broken]).toEqual([address, failing, true])
        expect([address, failing, whole.text.startsWith(text)]).toEqual([address, failing, true])
        expect(text.length).toBeLessThan(whole.text.length)
        expect(text).not.toMatch(/D1_ERROR|disk|problem/)
      }
    }
  })

  it('breaks for its reader where it has fewer or more records than it said', async () => {
    for (const name of names)
      for (const [query, miscounted] of [
        ['', 1],
        ['', -1],
        ['', 5],
        ['?series=s', 1],
      ] as const) {
        const address = `/incidents.${name}${query}`
        const response = await watched({ miscounted }).door(requestOf(address))
        expect(response.headers.get('Sitrep-Rows')).toBe(String(howMany + miscounted))
        const { text, broken } = await readAll(
          response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>,
        )
        expect([address, miscounted, broken]).toEqual([address, miscounted, true])
        if (name === 'json') expect(() => JSON.parse(text)).toThrow()
      }
  })

  it('is asked for no further than one page ahead of its reader', async () => {
    for (const address of addresses) {
      const { seen, door } = watched()
      const reader = await open(address, door)
      await pause()
      expect([address, seen.pages]).toEqual([address, 0])
      let bytes = 0
      while (bytes < 10_000) bytes += (await reader.read()).value?.byteLength ?? Number.NaN
      await pause()
      expect([address, seen.pages]).toEqual([address, 1])
      await reader.cancel()
    }
  })

  it('is not asked for any more when its reader goes away', async () => {
    for (const address of addresses) {
      const { seen, door } = watched()
      const reader = await open(address, door)
      let bytes = 0
      while (bytes < 10_000) bytes += (await reader.read()).value?.byteLength ?? Number.NaN
      await reader.cancel('seen enough')
      const { queries: before } = seen
      await pause()
      expect([address, seen.queries, seen.pages]).toEqual([address, before, 1])
    }
  })

  it('is not read at all for HEAD, nor for who has it already', async () => {
    for (const address of addresses) {
      const { seen, door } = watched()
      const head = await door(requestOf(address, { method: 'HEAD' }))
      expect([head.status, head.body]).toEqual([200, null])
      const headers = { 'If-None-Match': head.headers.get('ETag') ?? '' }
      expect((await door(requestOf(address, { headers }))).status).toBe(304)
      await pause()
      expect([address, seen.queries]).toEqual([address, 0])
    }
  })

  it('is a problem, and no file, where the database fails before it begins', async () => {
    const raw = () => Promise.reject(new Error(fault))
    const failing = (statement: D1PreparedStatement): D1PreparedStatement =>
      new Proxy(statement, {
        get: (target, name) =>
          name === 'bind'
            ? (...values: unknown[]) => failing(target.bind(...values))
            : name === 'raw'
              ? raw
              : Reflect.get(target, name),
      })
    const DB = database({
      prepare: (sql: string) =>
        sql.includes('json_each') || sql.includes('v.n') ? failing(env.DB.prepare(sql)) : env.DB.prepare(sql),
    })
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    for (const name of names)
      expectProblem(await ask(`/incidents.${name}?series=s`, {}, withBindings({ DB })), 'internal')
    log.mockRestore()
  })
})
