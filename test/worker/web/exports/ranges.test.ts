import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { minCachedRows } from '../../../../src/services/exports/export-cache.ts'
import {
  type Answer,
  admin,
  ask,
  expectProblem,
  publishRecord,
  type RequestOptions,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { redactRecord } from '../incidents/redact-record.ts'
import { dayOf, importRecords } from './import-records.ts'

const seedMany = () => importRecords(minCachedRows, (i) => ({ title: `Title ${i}`, date: dayOf(i) }))
const sizes = [
  ['small', () => publishRecord({ title: 'عين' })],
  ['large', seedMany],
] as const

const ranged = (range: string, headers: Readonly<Record<string, string>> = {}): RequestOptions => ({
  headers: { Range: range, ...headers },
})
const pinOf = ({ headers }: Answer): string => headers.get('Content-Location') ?? ''
const lengths = ({ status, headers }: Answer) => [
  status,
  headers.get('Content-Length'),
  headers.get('Content-Range'),
]
const cachedKeys = async () => (await env.FILES.list({ prefix: 'exports/' })).objects.length

describe.each(sizes)('a %s file', { timeout: 60_000 }, (size, seed) => {
  it.each(['csv', 'geojson', 'parquet', 'zip'])('gives one range of its bytes: %s', async (name) => {
    await seed()
    const whole = await ask(`/incidents.${name}`)
    const { bytes } = whole
    const total = bytes.length
    const cases: readonly (readonly [range: string, first: number, last: number])[] = [
      ['bytes=0-0', 0, 0],
      ['bytes=10-19', 10, 19],
      ['bytes=10-', 10, total - 1],
      ['bytes=-7', total - 7, total - 1],
      [`bytes=-${total + 9}`, 0, total - 1],
      [`bytes=${total - 3}-${total + 50}`, total - 3, total - 1],
      ['Bytes= 0-4 ', 0, 4],
    ]
    for (const [range, first, last] of cases) {
      const part = await ask(pinOf(whole), ranged(range))
      expect([range, ...lengths(part)]).toEqual([
        range,
        206,
        String(last - first + 1),
        `bytes ${first}-${last}/${total}`,
      ])
      expect([range, part.bytes]).toEqual([range, bytes.slice(first, last + 1)])
      for (const each of ['ETag', 'Content-Type', 'Sitrep-Rows', 'Content-Location'])
        expect([each, part.headers.get(each)]).toEqual([each, whole.headers.get(each)])
      expect(part.headers.get('Cache-Control')).toMatch(/^public, .*no-transform/)
    }
  })

  it('is sent whole for several ranges, other units and what is no range', async () => {
    await seed()
    const pin = pinOf(await ask('/incidents.csv'))
    for (const range of ['bytes=0-1,4-5', 'rows=0-1', 'bytes=5-1', 'bytes=-', 'bytes=a-b', 'bytes 0-1'])
      expect([range, (await ask(pin, ranged(range))).status]).toEqual([range, 200])
  })

  it('has no bytes beyond its end, and says how many it has', async () => {
    await seed()
    const whole = await ask('/incidents.csv')
    for (const range of [`bytes=${whole.bytes.length}-`, 'bytes=-0', 'bytes=90000000-90000001']) {
      const answer = await ask(pinOf(whole), ranged(range))
      expectProblem(answer, 'range-not-satisfiable')
      expect(answer.headers.get('Content-Range')).toBe(`bytes */${whole.bytes.length}`)
    }
  })

  it('gives a range under If-Range for its ETag alone', async () => {
    await seed()
    const whole = await ask('/incidents.csv')
    const etag = whole.headers.get('ETag') ?? ''
    const statusWith = async (condition: string) =>
      (await ask(pinOf(whole), ranged('bytes=1-2', { 'If-Range': condition }))).status
    expect(await statusWith(etag)).toBe(206)
    for (const condition of ['"other"', `W/${etag}`, 'Sat, 29 Nov 2025 10:00:00 GMT'])
      expect([condition, await statusWith(condition)]).toEqual([condition, 200])
    expect((await ask(pinOf(whole), ranged('bytes=1-2', { 'If-None-Match': etag }))).status).toBe(304)
  })

  it('says to HEAD at its pinned address what GET says', async () => {
    await seed()
    const pin = pinOf(await ask('/incidents.csv'))
    const head = await ask(pin, { method: 'HEAD' })
    const get = await ask(pin)
    expect([head.status, head.bytes.length]).toEqual([200, 0])
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(get.headers))
    expect(head.headers.get('Content-Length')).toBe(String(get.bytes.length))
    expect(head.headers.get('Accept-Ranges')).toBe('bytes')
    expect((await ask(pin, { method: 'HEAD', ...ranged('bytes=0-1') })).status).toBe(200)
  })

  it('gives the rest of a download from another address only to one who names the version', async () => {
    await seed()
    const whole = await ask('/incidents.csv')
    const etag = whole.headers.get('ETag') ?? ''
    expect((await ask('/incidents.csv', ranged('bytes=9-'))).status).toBe(200)
    expect((await ask('/incidents.csv', ranged('bytes=9-', { 'If-Range': etag }))).status).toBe(206)
    expect((await ask('/incidents.csv', ranged('bytes=9-20'))).status).toBe(206)
  })

  it('gives no range of what was redacted', async () => {
    await seed()
    const { path } = await publishRecord({ title: 'Secret' })
    const pin = pinOf(await ask('/incidents.csv'))
    expect((await ask(pin, ranged('bytes=0-9'))).status).toBe(206)
    expect((await redactRecord(path, { erase: ['Secret'] })).status).toBe(200)
    expectProblem(await ask(pin, ranged('bytes=0-9')), 'redacted')
    expect((await ask(pin, { method: 'HEAD' })).status).toBe(410)
    expect([size, await cachedKeys()]).toEqual([size, 0])
  })
})

describe('a large file', { timeout: 60_000 }, () => {
  it('is kept by its first range', async () => {
    await seedMany()
    const pin = '/incidents.csv?commit=1'
    const part = await ask(pin, ranged('bytes=0-9'))
    expect(part.status).toBe(206)
    const withoutRecords = withBindings({ EXPORT_RATE: { limit: async () => ({ success: false }) } as never })
    const whole = await ask(pin, {}, withoutRecords)
    expect(whole.headers.get('Content-Length')).toBe(String(whole.bytes.length))
    expect(part.bytes).toEqual(whole.bytes.slice(0, 10))
  })

  it('is sent whole where it cannot be kept', async () => {
    await seedMany()
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const refuse = () => Promise.reject(new Error('The bucket is full.'))
    const FILES = new Proxy(env.FILES, {
      get: (bucket, name) => {
        if (name === 'put' || name === 'createMultipartUpload') return refuse
        const own = Reflect.get(bucket, name)
        return typeof own === 'function' ? own.bind(bucket) : own
      },
    })
    const answer = await ask('/incidents.csv?commit=1', ranged('bytes=0-9'), withBindings({ FILES }))
    expect(log).toHaveBeenCalled()
    log.mockRestore()
    expect([answer.status, answer.text]).toEqual([200, (await ask('/incidents.csv?commit=1')).text])
  })

  it('is not kept by HEAD at the address that is not pinned, nor for an editor', async () => {
    await seedMany()
    const head = await ask('/incidents.csv', { method: 'HEAD' })
    expect([head.status, head.headers.get('Content-Length')]).toEqual([200, null])
    expect((await admin('/incidents.csv?commit=1', ranged('bytes=0-9'))).status).toBe(200)
    expect(await cachedKeys()).toBe(0)
  })
})

describe('a small file of an editor', () => {
  it('has a length and ranges, of what the editor sees, and HEAD is no download', async () => {
    await publishRecord()
    await submitRecord({ title: 'Draft' })
    const path = '/incidents.csv?status=published,submitted'
    const downloads = async () => (await admin('/commits.json')).text.split('/incidents.csv?status=').length
    const before = await downloads()
    const head = await admin(path, { method: 'HEAD' })
    expect(await downloads()).toBe(before)
    const whole = await admin(path)
    expect(await downloads()).toBe(before + 1)
    expect(head.headers.get('Content-Length')).toBe(String(whole.bytes.length))
    const part = await admin(path, ranged('bytes=0-9'))
    expect([part.status, part.bytes]).toEqual([206, whole.bytes.slice(0, 10)])
    expect(part.headers.get('Cache-Control')).toBe('private, no-store')
  })
})
