// The scripts of the pages, as the real server sends them.
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildClient } from '../../../scripts/build-client.ts'
import { type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

let server: Server
let made: Readonly<Record<string, Readonly<Record<string, string>>>>
let scripts: readonly string[]

beforeAll(async () => {
  server = await startServer({ command: 'npm start', vars: {} })
  made = await buildClient()
  scripts = Object.values(made).flatMap((each) => Object.values(each))
})
printLogOnFailure(() => server)
afterAll(() => server?.stop())

describe('scripts of pages', () => {
  it('are sent by the assets, to be kept for good', async () => {
    for (const path of scripts) {
      const answer = await fetch(server.url + path)
      expect([path, answer.status]).toEqual([path, 200])
      expect(path).toMatch(/^\/client\/\w+-[a-z]{2}-[0-9a-f]{12}\.js$/)
      expect(answer.headers.get('Content-Type')).toMatch(/^text\/javascript\b/)
      expect(answer.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
    }
  })

  it('are those that the pages name', async () => {
    const page = await (await fetch(`${server.url}/submit`)).text()
    const [, src = ''] = /<script type="module" src="([^"]+)">/.exec(page) ?? []
    expect(scripts).toContain(src)
  })

  it('come from nowhere else, and only to pages that have one', async () => {
    const policyOf = async (path: string) => {
      const answer = await fetch(server.url + path, { headers: { accept: 'text/html' } })
      return answer.headers.get('Content-Security-Policy')
    }
    for (const path of ['/submit', '/', '/incidents'])
      expect([path, await policyOf(path)]).toEqual([
        path,
        expect.stringMatching(/^default-src 'none'; script-src 'self'; connect-src 'self'; /),
      ])
    // A list without records has no map.
    for (const path of ['/incidents?country=NZ', '/counts?by=country', '/codebook', '/nowhere'])
      expect([path, await policyOf(path)]).toEqual([
        path,
        expect.stringMatching(/^default-src 'none'; style-src 'self'; /),
      ])
  })

  it('are no file of another version', async () => {
    expect((await fetch(`${server.url}/client/form-en-000000000000.js`)).status).toBe(404)
  })

  it.each(['en', 'ar'])('keep the first visit small in %s', async (language) => {
    const sizeOf = async (path: string) => {
      const answer = await fetch(server.url + path, { headers: { 'accept-language': language } })
      return gzipSync(await answer.bytes(), { level: 9 }).length
    }
    const [page, style, form, checks = 0] = await Promise.all(
      ['/submit', '/sitrep.css', made.form?.[language] ?? '', made.checks?.[language] ?? ''].map(sizeOf),
    )
    const sizes = { page, style, form, checks }
    const total = Object.values(sizes).reduce((sum: number, size = 0) => sum + size, 0)
    expect(total, JSON.stringify(sizes)).toBeLessThan(60 * 1024)
    expect(total - checks, 'before somebody types').toBeLessThan(24_000)
  })
})
