/** Which database answers, and what a reader is told of how far it is. */
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import {
  type Answer,
  admin,
  ask,
  browser,
  createHolder,
  expectProblem,
  type Handler,
  newestCommit,
  publishRecord,
  record,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { controlsOf } from '../../page-forms.ts'

const header = 'x-d1-bookmark'
const pattern = /^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{32}$/
const bookmark = '00000001-00000002-00000003-0123456789abcdef0123456789abcdef'
const bookmarkOf = ({ headers }: Answer): string | null => headers.get(header)

type Replica = Pick<D1Database, 'prepare'>

/**
 * A database with a replica, which answers sessions that begin anywhere, and a door to it. `starts` has the session
 * of each statement, which is none for the look-up of a token.
 */
const withReplica = (replica: Replica = env.DB) => {
  const starts: string[] = []
  const session = (start: string): D1DatabaseSession => {
    const inner = env.DB.withSession(start)
    const source = start === 'first-unconstrained' ? replica : inner
    return {
      prepare: (sql) => {
        starts.push(start)
        return source.prepare(sql)
      },
      batch: (statements) => inner.batch(statements),
      getBookmark: () => inner.getBookmark(),
    }
  }
  const DB = new Proxy(env.DB, {
    get: (db, name) => {
      if (name === 'withSession') return session
      const found = Reflect.get(db, name)
      return typeof found === 'function' ? found.bind(db) : found
    },
  })
  return { starts, door: withBindings({ DB }) }
}

/** The sessions of a request's statements, each once. */
const startsOf = async (asked: (door: Handler) => Promise<Answer>): Promise<string[]> => {
  const { starts, door } = withReplica()
  expect((await asked(door)).status).toBeLessThan(400)
  return [...new Set(starts)]
}

describe('the database that answers', () => {
  it('is any replica for the public, whatever its bookmark, and the primary for its own report', async () => {
    const { path } = await publishRecord()
    const { receipt } = await submitRecord()
    for (const address of [
      '/',
      '/incidents',
      '/incidents.csv',
      path,
      `${path}.json`,
      '/changes.json',
      '/datasets',
    ])
      for (const headers of [{}, { [header]: bookmark }])
        expect(await startsOf((door) => ask(address, { headers }, door))).toEqual(['first-unconstrained'])
    expect(await startsOf((door) => ask(receipt, {}, door))).toEqual(['first-primary'])
  })

  it('is the primary for every statement of a write, whatever the bookmark', async () => {
    const headers = { [header]: bookmark }
    expect(await startsOf((door) => ask('/incidents', { json: record(), headers }, door))).toEqual([
      'first-primary',
    ])
    expect(await startsOf((door) => admin('/incidents', { json: record(), headers }, door))).toEqual([
      'first-primary',
    ])
  })

  it('is one as far on as the bookmark for the holder of a token, and the primary without one', async () => {
    const { path } = await publishRecord()
    const { ask: as } = await createHolder('editor')
    for (const address of ['/queue', '/incidents.csv', path]) {
      expect(await startsOf((door) => as(address, {}, door))).toEqual(['first-primary'])
      const headers = { [header]: bookmark }
      expect(await startsOf((door) => as(address, { headers }, door))).toEqual([bookmark])
    }
  })

  it.each(['', 'x', 'first-unconstrained', bookmark.slice(1), `${bookmark}0`, bookmark.replace('a', 'g')])(
    'is the primary where the bookmark is malformed: "%s"',
    async (malformed) => {
      const headers = { [header]: malformed }
      expect(await startsOf((door) => admin('/queue', { headers }, door))).toEqual(['first-primary'])
    },
  )
})

describe('a bookmark', () => {
  it('is given to those who see every record alone: it grows with each draft', async () => {
    const { path, receipt } = await submitRecord()
    const [editor, contributor] = [await createHolder('editor'), await createHolder('contributor')]
    for (const answer of [
      await editor.ask('/queue.json'),
      await editor.ask(`${path}.json`),
      await editor.ask('/incidents', { json: record() }),
      await admin('/incidents.csv'),
    ])
      expect(bookmarkOf(answer)).toMatch(pattern)
    for (const answer of [
      await ask('/incidents.csv'),
      await ask(receipt),
      await ask('/incidents', { json: record() }),
      await contributor.ask('/incidents.csv'),
      await contributor.ask('/incidents', { json: record() }),
      await ask('/queue', { token: 'sitrep_nonsense' }),
    ]) {
      expect(bookmarkOf(answer)).toBeNull()
      expect(answer.headers.get('Access-Control-Expose-Headers') ?? '').not.toMatch(/bookmark/i)
    }
  })

  it('of a write is later than the one before it', async () => {
    const { ask: as } = await createHolder('editor')
    const before = bookmarkOf(await as('/queue.json')) ?? ''
    const after = bookmarkOf(await as('/incidents', { json: record() })) ?? ''
    expect([before, after].sort()).toEqual([before, after])
    expect(after).not.toBe(before)
  })

  it('follows a browser from its form to the page after it, in a cookie that no script reads', async () => {
    const { path } = await submitRecord()
    const { secret } = await createHolder('editor')
    const headers = { ...browser, Cookie: `sitrep_token=${secret}` }
    const page = await ask(path, { headers })
    const csrf = controlsOf(page.text).find(({ name }) => name === '_csrf')?.value ?? ''
    const form = { decision: 'publish', reason: 'x', _csrf: csrf }
    const answer = await ask(`${path}/review`, { form, headers })
    expect(answer.status).toBe(303)
    const [cookie = '', ...attributes] = (answer.headers.get('Set-Cookie') ?? '').split('; ')
    expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=600', 'Path=/', 'SameSite=Lax'])
    expect(cookie).toBe(`sitrep_bookmark=${bookmarkOf(answer)}`)
    const later = { ...headers, Cookie: `${headers.Cookie}; ${cookie}` }
    expect(await startsOf((door) => ask(path, { headers: later }, door))).toEqual([bookmarkOf(answer)])
    const forged = { ...headers, Cookie: `${headers.Cookie}; sitrep_bookmark=x` }
    expect(await startsOf((door) => ask(path, { headers: forged }, door))).toEqual(['first-primary'])
  })
})

/** A replica that has not heard of the last commits. */
const replicaAt = (commit: number): Replica => ({
  prepare: (sql) =>
    env.DB.prepare(sql.replace('FROM commits ORDER', `FROM commits WHERE seq <= ${commit} ORDER`)),
})

describe('a commit that a replica does not have yet', () => {
  it('is read from the primary where the address names it', async () => {
    const { path } = await publishRecord()
    const behind = await newestCommit()
    await publishRecord()
    const commit = behind + 1
    const { starts, door } = withReplica(replicaAt(behind))
    expect((await ask('/incidents.csv', {}, door)).headers.get('Sitrep-Commit')).toBe(String(behind))
    expect(new Set(starts)).toEqual(new Set(['first-unconstrained']))
    for (const address of [
      `/incidents.csv?commit=${commit}`,
      `/incidents?commit=${commit}`,
      `${path}.json?commit=${commit}`,
      `/changes.json?since=${commit}`,
    ]) {
      starts.length = 0
      const [answer, expected] = [await ask(address, {}, door), await ask(address)]
      expect([address, answer.status, answer.text]).toEqual([address, 200, expected.text])
      expect(starts).toContain('first-primary')
    }
    for (const address of [`/incidents.csv?commit=${commit + 1}`, `/changes.json?since=${commit + 1}`])
      expectProblem(await ask(address, {}, door), 'invalid-query')
  })
})

describe('the hour in which a token was used', () => {
  it('is written beside the answer, which does not fail with it', async () => {
    const { ask: as } = await createHolder('editor')
    await env.DB.prepare(
      "CREATE TRIGGER refuse BEFORE UPDATE ON tokens BEGIN SELECT RAISE(ABORT, 'refused'); END",
    ).run()
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect((await as('/queue.json', {}, withBindings({}))).status).toBe(200)
    expect(log.mock.calls.map(([failure]) => failure)).toEqual(['The use of a token was not recorded:'])
    log.mockRestore()
  })
})
