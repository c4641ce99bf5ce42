import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { minCachedRows } from '../../../../src/services/exports/export-cache.ts'
import {
  ask,
  expectProblem,
  type Handler,
  patchedDatabase,
  publishRecord,
  requestOf,
  withBindings,
} from '../../client.ts'
import { dayOf, importRecords } from './import-records.ts'

const names = ['csv', 'json', 'ndjson', 'geojson'] as const
/** Files that are made of records, one of them in two readings. */
const made = ['parquet', 'xlsx', 'zip', 'csv?profile=full'] as const
const everyName = (query: string) => names.map((name) => `/incidents.${name}${query}`)

const url = (i: number, j: number) => `https://example.org/${i}/${j}/`

/** So many records that their file is not held in memory; they are numbered. */
const seedFrom = (first: number, howMany: number) =>
  importRecords(howMany, (i) => ({
    series: 's',
    title: `Title ${i}`,
    date: dayOf(i),
    sources: [{ url: url(first + i, 0) }],
  }))

const large = 12 + minCachedRows
const many = minCachedRows + 5

/** Records of which some are so large that a page of everything holds a few of them. */
const seedLarge = async () => {
  const longUrl = (i: number, j: number) => `${url(i, j)}${'a'.repeat(1900)}`
  for (let i = 0; i < 12; i++)
    await publishRecord({
      series: 's',
      sources: Array.from({ length: 100 }, (_, j) => ({ url: longUrl(i, j) })),
    })
  await seedFrom(12, minCachedRows)
}

/** So many records that a filtered set has several pages. */
const seedMany = () => seedFrom(0, many)

interface Tampering {
  /** The query for a page that fails, from 1. */
  readonly failing?: number
  /** By how many the records are miscounted. */
  readonly miscounted?: number
}

const fault = 'D1_ERROR: the disk is gone'

/** A bucket that keeps nothing, so that every file is read from the database. */
const nothingKept = new Proxy(env.FILES, { get: () => async () => null })

/** The application with a database that is watched, and tampered with. */
const watched = ({ failing, miscounted = 0 }: Tampering = {}) => {
  const seen = { pages: 0, queries: 0 }
  const ofPage = async <T>(read: () => Promise<T>, isPage: (result: T) => boolean): Promise<T> => {
    seen.queries++
    if (seen.pages + 1 === failing) throw new Error(fault)
    const result = await read()
    if (isPage(result)) seen.pages++
    return result
  }
  const all = (statement: D1PreparedStatement) =>
    ofPage(
      () => statement.all<{ text: string | null }>(),
      ({ results }) => results.some(({ text }) => Boolean(text)),
    )
  /** Other numbers of published records, and entries of records that are not there. */
  const miscount = (row: Record<string, unknown>, i: number) => {
    if (typeof row.published === 'number') return [{ ...row, published: row.published + miscounted }]
    if (!('rowKey' in row && 'removed' in row) || i >= miscounted) return [row]
    return [row, { ...row, rowKey: Number.MAX_SAFE_INTEGER }]
  }
  const batch = async <T>(statements: D1PreparedStatement[]): Promise<D1Result<T>[]> => {
    const results = await env.DB.batch<Record<string, unknown>>(statements)
    return results.map((result) => ({ ...result, results: result.results.flatMap(miscount) }) as D1Result<T>)
  }
  const watch = (statement: D1PreparedStatement, isPage: boolean): D1PreparedStatement =>
    new Proxy(statement, {
      get: (target, name) => {
        if (name === 'bind') return (...values: unknown[]) => watch(target.bind(...values), isPage)
        if (name === 'all' && isPage) return () => all(target)
        const own = Reflect.get(target, name)
        return typeof own === 'function' ? own.bind(target) : own
      },
    })
  const DB = patchedDatabase({
    prepare: (sql: string) =>
      sql.includes(' AS text') && !sql.includes('index_parts')
        ? watch(env.DB.prepare(sql), true)
        : env.DB.prepare(sql),
    batch,
  })
  return { seen, door: withBindings({ DB, FILES: nothingKept }) }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>

const open = async (address: string, door: Handler): Promise<Reader> => {
  const response = await door(requestOf(address))
  expect(response.status).toBe(200)
  if (!response.body) throw new Error('There is no body.')
  return response.body.getReader()
}

/** What a reader gets until the file ends or breaks; what is not text is read as Latin-1. */
const readAll = async (reader: Reader, encoding = 'utf-8'): Promise<{ text: string; broken: boolean }> => {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  let text = ''
  for (;;) {
    const piece = await reader.read().catch(() => undefined)
    if (piece === undefined) return { text, broken: true }
    if (piece.done) return { text, broken: false }
    text += decoder.decode(piece.value, { stream: true })
  }
}

/** Reads as far as the first page of records. */
const readFirstPage = async (reader: Reader): Promise<void> => {
  for (let bytes = 0; bytes < 10_000; ) bytes += (await reader.read()).value?.byteLength ?? Number.NaN
}

const pause = () => new Promise((done) => setTimeout(done, 20))

const isWhole = async (address: string, howMany: number) => {
  const { seen, door } = watched()
  const { text, broken } = await readAll(await open(address, door))
  expect([address, broken]).toEqual([address, false])
  expect(seen.pages).toBeGreaterThan(1)
  const found = [...text.matchAll(/example\.org\/(\d+)\/0\//g)].map(([, i]) => Number(i))
  expect([address, found]).toEqual([address, Array.from({ length: howMany }, (_, i) => i)])
  expect((await ask(address)).text).toBe(text)
  return { text, pages: seen.pages }
}

const breaksAtEveryPage = async (address: string, howMany: number) => {
  const whole = await isWhole(address, howMany)
  for (let failing = 1; failing <= whole.pages; failing++) {
    const { text, broken } = await readAll(await open(address, watched({ failing }).door))
    expect([address, failing, broken]).toEqual([address, failing, true])
    expect([address, failing, whole.text.startsWith(text)]).toEqual([address, failing, true])
    expect(text.length).toBeLessThan(whole.text.length)
    expect(text).not.toMatch(/D1_ERROR|disk|problem/)
  }
}

const breaksWhenMiscounted = async (address: string, howMany: number, miscounted: number) => {
  const response = await watched({ miscounted }).door(requestOf(address))
  expect(response.headers.get('Sitrep-Rows')).toBe(String(howMany + miscounted))
  const { text, broken } = await readAll(response.body?.getReader() as Reader)
  expect([address, miscounted, broken]).toEqual([address, miscounted, true])
  if (address.includes('.json')) expect(() => JSON.parse(text)).toThrow()
}

const isReadAsItIsTaken = async (address: string) => {
  const { seen, door } = watched()
  const reader = await open(address, door)
  await pause()
  expect([address, seen.pages]).toEqual([address, 0])
  await readFirstPage(reader)
  await pause()
  expect([address, seen.pages]).toEqual([address, 1])
  const { queries } = seen
  await reader.cancel('seen enough')
  await pause()
  expect([address, seen.pages, seen.queries]).toEqual([address, 1, queries])
}

describe('a file that is made of records', { timeout: 120_000 }, () => {
  const readWith = async (address: string, tampering?: Tampering) => {
    const { seen, door } = watched(tampering)
    return { ...(await readAll(await open(address, door), 'latin1')), ...seen }
  }

  it.each(made)('breaks for its reader wherever the database fails: %s', async (name) => {
    await seedLarge()
    const whole = await readWith(`/incidents.${name}`)
    expect([whole.broken, whole.pages > 1]).toEqual([false, true])
    for (let failing = 1; failing <= whole.pages; failing++) {
      const { text, broken } = await readWith(`/incidents.${name}`, { failing })
      expect([failing, broken, text.length < whole.text.length]).toEqual([failing, true, true])
      expect(text).not.toMatch(/D1_ERROR|disk|problem/)
    }
  })

  it.each(made)('breaks for its reader where it has other records than it said: %s', async (name) => {
    await seedMany()
    for (const miscounted of [1, -1])
      expect([miscounted, (await readWith(`/incidents.${name}`, { miscounted })).broken]).toEqual([
        miscounted,
        true,
      ])
  })

  it.each(made)('is read no further when its reader goes away, nor for HEAD: %s', async (name) => {
    await seedLarge()
    const address = `/incidents.${name}`
    const head = watched()
    expect((await head.door(requestOf(address, { method: 'HEAD' }))).status).toBe(200)
    await pause()
    expect(head.seen.pages).toBe(0)
    const { seen, door } = watched()
    const reader = await open(address, door)
    await reader.read()
    await pause()
    const { queries } = seen
    await reader.cancel('seen enough')
    await pause()
    expect(seen.queries).toBe(queries)
  })
})

describe('a file of several pages', { timeout: 120_000 }, () => {
  it('is whole, and breaks for its reader wherever the database fails', async () => {
    await seedLarge()
    for (const address of everyName('')) await breaksAtEveryPage(address, large)
  })

  it('breaks for its reader where it has fewer or more records than it said', async () => {
    await seedLarge()
    for (const address of everyName(''))
      for (const miscounted of [1, -1, 5]) await breaksWhenMiscounted(address, large, miscounted)
  })

  it('is read no further than its reader takes it, and no more when the reader goes away', async () => {
    await seedLarge()
    for (const address of everyName('')) await isReadAsItIsTaken(address)
  })

  it('does all that when it is filtered, too', async () => {
    await seedMany()
    for (const address of everyName('?series=s')) {
      await breaksAtEveryPage(address, many)
      await isReadAsItIsTaken(address)
    }
    for (const address of everyName(`?series=s&limit=${many - 2}`)) await breaksAtEveryPage(address, many - 2)
  })

  it('is not read at all for HEAD, nor for who has it already', async () => {
    await seedMany()
    for (const address of [...everyName(''), ...everyName('?series=s')]) {
      const { seen, door } = watched()
      const head = await door(requestOf(address, { method: 'HEAD' }))
      expect([head.status, head.body]).toEqual([200, null])
      const headers = { 'If-None-Match': head.headers.get('ETag') ?? '' }
      expect((await door(requestOf(address, { headers }))).status).toBe(304)
      await pause()
      expect([address, seen.queries]).toEqual([address, 0])
    }
  })

  it('is a problem, and no file, where the database fails and it is small', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    await publishRecord({ series: 's' })
    for (const address of [...everyName(''), ...everyName('?series=s')])
      for (const tampering of [{ failing: 1 }, { miscounted: 1 }])
        expectProblem(await ask(address, {}, watched(tampering).door), 'internal')
    log.mockRestore()
  })

  it('is a problem, and no file, where the database fails before it begins', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const prepare = (sql: string) => {
      if (!sql.includes('FROM commits')) throw new Error(fault)
      return env.DB.prepare(sql)
    }
    const door = withBindings({ DB: patchedDatabase({ prepare }) })
    for (const address of everyName('?series=s')) expectProblem(await ask(address, {}, door), 'internal')
    log.mockRestore()
  })
})
