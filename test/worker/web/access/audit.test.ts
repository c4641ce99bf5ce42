import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { schemaVersion } from '../../../../src/record/schema-version.ts'
import * as audit from '../../../../src/store/audit.ts'
import {
  admin,
  ask,
  browser,
  createHolder,
  expectProblem,
  publishRecord,
  reviewRecord,
  submitRecord,
  type TokenHolder,
} from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'

interface Entry {
  readonly commit: number
  readonly actor: string
  readonly name: string | null
  readonly kind: string
  readonly reason: string | null
  readonly rows: number
  readonly address?: string
}

const entries = async (query = ''): Promise<Entry[]> => {
  const answer = await admin(`/commits.json${query}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.data().commits
}

const lines = (found: readonly Entry[]) =>
  found.map(({ commit, name, actor, kind, rows }) => `${commit} ${name ?? actor} ${kind} ${rows}`)

/** Commits 1 to 5, and the files that were taken behind some of them. */
const day = async (): Promise<TokenHolder> => {
  const desk = await createHolder('editor', { name: 'Desk' })
  const { path } = await submitRecord()
  await desk.ask('/incidents.csv')
  await desk.ask(`${path}/review`, { json: { decision: 'publish', reason: 'seen twice' } })
  await desk.ask('/incidents.parquet?country=IQ')
  await desk.ask('/incidents.json?limit=1')
  await publishRecord()
  await reviewRecord(path, 'retract', { reason: 'too soon' })
  return desk
}

describe('the audit', () => {
  it('tells every change and every file that somebody with a token took, newest first', async () => {
    const desk = await day()
    const found = await entries()
    expect(lines(found)).toEqual([
      '5 admin retract 1',
      '4 admin create 1',
      '3 Desk export 1',
      '3 Desk export 1',
      '3 Desk publish 1',
      '2 Desk export 0',
      '2 public create 1',
      '1 admin grant 0',
      '0 sitrep begin 0',
    ])
    expect(found[0]?.reason).toBe('too soon')
    expect(found[2]).toMatchObject({
      actor: desk.id,
      address: `/incidents.json?limit=1&commit=3&schema=${schemaVersion}`,
    })
    for (const { address } of found.filter(({ kind }) => kind === 'export'))
      expect((await admin(address ?? '')).status).toBe(200)
  })

  it('tells none of what the public takes, of what is not sent, and of what is no file', async () => {
    const desk = await createHolder('editor')
    const { path } = await publishRecord()
    const etag = (await desk.ask('/incidents.csv')).headers.get('ETag') ?? ''
    const before = await entries()
    await ask('/incidents.csv')
    await desk.ask('/incidents.csv', { method: 'HEAD' })
    expect((await desk.ask('/incidents.csv', { headers: { 'If-None-Match': etag } })).status).toBe(304)
    for (const address of ['/incidents.csv?contry=IQ', '/incidents', `${path}.json`, '/incidents.csv.sha256'])
      await desk.ask(address)
    expect(await entries()).toEqual(before)
  })

  it.each([1, 2, 3, 4, 5, 8, 9])('is paged by its key, each entry once: %d a page', async (limit) => {
    await day()
    const all = await entries()
    const paged: Entry[] = []
    let next: string | undefined = `/commits.json?limit=${limit}`
    while (next !== undefined) {
      expect(paged.length, 'the pages do not end').toBeLessThanOrEqual(all.length)
      const answer = await admin(next)
      paged.push(...answer.data().commits)
      next = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get('Link') ?? '')?.[1]
    }
    expect(paged).toEqual(all)
  })

  it('is asked for those of one actor, and goes on with them', async () => {
    const desk = await day()
    const answer = await admin(`/commits.json?actor=${desk.id}&limit=3`)
    const next = /^<([^>]+)>/.exec(answer.headers.get('Link') ?? '')?.[1] ?? ''
    expect(lines([...answer.data().commits, ...(await admin(next)).data().commits])).toEqual([
      '3 Desk export 1',
      '3 Desk export 1',
      '3 Desk publish 1',
      '2 Desk export 0',
    ])
    expect(lines(await entries('?actor=public'))).toEqual(['2 public create 1'])
    expect(await entries('?actor=nobody')).toEqual([])
  })

  it('is a page, too', async () => {
    const desk = await day()
    const page = await admin('/commits?limit=4', { headers: browser })
    for (const part of [
      `<bdi title="${desk.id}">Desk</bdi></a>`,
      'first admin',
      'too soon',
      '/incidents.json?limit=1&amp;commit=3',
      'rel="next"',
    ])
      expect(page.text).toContain(part)
    expect((await admin(`/commits?actor=${desk.id}`, { headers: browser })).text).not.toContain('too soon')
    expect((await admin('/commits?actor=nobody', { headers: browser })).text).toContain('No commits yet.')
    expect((await admin('/commits', { headers: browser })).text).toContain('the public')
  })

  it.each(['limit=0', 'limit=1001', 'limit=x', 'cursor=x', 'cursor=1', 'actr=x', 'limit=1&limit=2'])(
    'refuses what it does not take: %s',
    async (query) => {
      for (const path of ['/commits', '/commits.json'])
        expectProblem(await admin(`${path}?${query}`), 'invalid-query')
    },
  )

  it('reads no more rows than it gives, and an export writes one and its number', async () => {
    for (let i = 0; i < 30; i++) await submitRecord()
    for (let i = 0; i < 3; i++) await admin('/incidents.csv')
    const { db, log } = measureDatabase(env.DB)
    const limit = 10
    expect(await audit.list(db, audit.maxCursor, undefined, limit)).toHaveLength(limit)
    await audit.insert(db, Date.now(), { actor: 'admin', address: '/incidents.csv', commit: 30, rows: 0 })
    const ahead = 2
    expect(log[0]?.rowsRead).toBeLessThanOrEqual(2 * limit + ahead)
    expect(log.map(({ rowsWritten }) => rowsWritten)).toEqual([0, 2])
  })
})

describe('a redaction and the audit', () => {
  it('takes the texts that are erased out of the addresses of files that were taken', async () => {
    const desk = await createHolder('editor')
    const { path } = await publishRecord({ title: 'Zaynab “Z” saw it' })
    const searches = [
      'q=zaynab+%E2%80%9CZ%E2%80%9D+saw',
      'actor=Zaynab+%E2%80%9Cz%E2%80%9D',
      'q=other&country=IQ',
    ]
    for (const query of searches) expect((await desk.ask(`/incidents.csv?${query}`)).status).toBe(200)
    const erase = ['Zaynab “Z”']
    const answer = await admin(`${path}/redact`, { json: { reason: 'a life is at stake', erase } })
    expect(answer.status, answer.text).toBe(200)
    const addresses = (await entries()).flatMap(({ address }) => address ?? [])
    expect(addresses.map((each) => each.replace(/&commit=.*/, ''))).toEqual([
      '/incidents.csv?q=other&country=IQ',
      '/incidents.csv?actor=%5Bredacted%5D',
      '/incidents.csv?q=%5Bredacted%5D',
    ])
    expect((await env.DB.prepare('SELECT address FROM reads').all()).results).toHaveLength(3)
  })
})
