// `npm run db:decode` from outside: what it prints of the store of a server.
import { execFile } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newStore, removeStore, root, type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

const titles = ['Café ^ "ضربة" \\ 😀', 'Plain']
let server: Server
const ids: string[] = []

const decode = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((done) => {
    const command = ['--no-warnings', 'scripts/decode-store.ts', ...args]
    execFile(process.execPath, command, { cwd: root }, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    )
  })

const rowsOf = (out: string): Record<string, unknown>[] =>
  out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))

beforeAll(async () => {
  server = await startServer()
  for (const title of titles) {
    const body = JSON.stringify({
      event_type: 'battle',
      date: '2022-01-05',
      location: { country: 'IQ' },
      title,
      tags: ['border'],
      sources: [{ url: 'https://example.org/a' }],
    })
    const headers = { 'Content-Type': 'application/json' }
    const answer = await server.admin('/incidents', { method: 'POST', headers, body })
    ids.push(((await answer.json()) as { incident: { id: string } }).incident.id)
  }
})
printLogOnFailure(() => server)
afterAll(() => server?.stop())

describe('npm run db:decode', () => {
  const here = () => ['--persist-to', server.store]

  it('prints the record of an id with its texts as they were given', async () => {
    for (const [i, title] of titles.entries()) {
      const { code, out } = await decode(...here(), '--id', ids[i] ?? '')
      const rows = rowsOf(out)
      expect([code, rows.length]).toEqual([0, 1])
      const texts = Object.values(rows[0] ?? {}).map(String)
      expect(texts.filter((text) => text.includes(`"title":${JSON.stringify(title)}`))).toHaveLength(1)
      expect(texts.filter((text) => /\^[@-O]+\^|\u007f/.test(text))).toEqual([])
    }
  })

  it('prints the rows of a table, and tells of more than its limit', async () => {
    const all = await decode('incidents', ...here())
    expect([all.code, rowsOf(all.out).map(({ id }) => id), all.err]).toEqual([0, ids, ''])
    const first = await decode('incidents', ...here(), '--limit', '1')
    expect(rowsOf(first.out).map(({ id }) => id)).toEqual(ids.slice(0, 1))
    expect(first.err).toBe('There are more rows than 1: see --limit.\n')
  })

  it('leaves a text as it is that is not in the storage encoding', async () => {
    const { out } = await decode('incidents', ...here(), '--limit', '1')
    expect(JSON.stringify(rowsOf(out))).toContain('^^tag=border^^')
  })

  it.each([
    ['a table that is none', ['incident'], 'There is no table incident. Did you mean incidents? Tables are'],
    ['ids of what has none', ['commits', '--id', 'a'], 'The table commits has no ids.'],
    ['a limit that is none', ['--limit', '0'], "--limit is a number from 1, not '0'."],
    ['two tables', ['incidents', 'commits'], 'Name one table.'],
    ['an option that is none', ['--ids', 'a'], "Unknown option '--ids'. Did you mean --id?"],
  ])('ends with 2 and its usage when it is asked wrongly: %s', async (_, args, said) => {
    const { code, out, err } = await decode(...here(), ...args)
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(said)])
    expect(err).toContain('npm run db:decode -- [TABLE] [options]')
  })

  it('says where no store is', async () => {
    const store = newStore()
    const { code, err } = await decode('--persist-to', store)
    expect([code, err]).toEqual([2, expect.stringContaining(`There is no store in ${store}.`)])
    removeStore(store)
  })
})
