// A backup begins again if the store is no longer that of its commit.
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { writeBackup } from '../../../scripts/archive/write-backup.ts'

const folder = mkdtempSync(join(tmpdir(), 'sitrep-moved-'))
const tables = { row_counts: ['name', 'rows'], commits: ['seq'], incidents: ['commit_seq'] }

/** The last commit that rewrote something, and the number of rows, at each request for them. */
let rewrites: number[]
let counts: number[]

const answerTo = (path: string): object => {
  const { pathname, searchParams } = new URL(path, 'http://sitrep.test')
  if (pathname === '/backup')
    return { commit: 3, at: 'x', rewrite: rewrites.shift() ?? 0, schema: '', migrations: [], tables }
  const table = searchParams.get('table') as keyof typeof tables
  if (table !== 'row_counts' || searchParams.has('after')) return { columns: tables[table], rows: [] }
  return { columns: tables.row_counts, rows: [['remarks', counts.shift() ?? 5]], next: ['remarks'] }
}

const server = createServer((request, response) => {
  response.setHeader('Content-Type', 'application/json')
  response.end(JSON.stringify(answerTo(request.url ?? '')))
})

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

const write = async (name: string) => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const service = { url, token: '' }
  await writeBackup({ service, path: join(folder, name), name: url, withFiles: false })
  const attempts = 1 + said.mock.calls.length
  said.mockRestore()
  return attempts
}

it.each([
  ['as long as nothing moves', [], [], 1],
  ['after a token was rotated', [0, 0, 4], [], 2],
  ['after a row was deleted', [], [5, 4], 2],
])('is written %s', async (name, moved, counted, attempts) => {
  rewrites = moved
  counts = counted
  expect(await write(name)).toBe(attempts)
})
