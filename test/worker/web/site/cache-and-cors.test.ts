import { describe, expect, it } from 'vitest'
import { admin, ask, browser, fields, publishRecord, record, submitRecord } from '../../client.ts'

const exposed = [
  'Sitrep-Commit',
  'Sitrep-Rows',
  'Sitrep-Chain',
  'Sitrep-Note',
  'ETag',
  'Content-Location',
  'Content-Disposition',
  'Content-Range',
  'Accept-Ranges',
  'Link',
  'Retry-After',
]
const cors = (headers: Headers) => [...headers.keys()].filter((name) => name.startsWith('access-control'))

describe('what is public', () => {
  it('may be read from any site, with the headers that matter', async () => {
    const { path } = await publishRecord()
    for (const address of [
      '/',
      '/incidents',
      '/incidents.csv',
      '/incidents.json',
      '/incidents.ndjson',
      path,
      `${path}.json`,
      '/codebook',
      '/problems/internal',
    ])
      for (const method of ['GET', 'HEAD']) {
        const { headers } = await ask(address, { method, headers: { Origin: 'https://elsewhere.test' } })
        expect([address, headers.get('Access-Control-Allow-Origin')]).toEqual([address, '*'])
        expect(headers.get('Access-Control-Expose-Headers')?.split(', ').sort()).toEqual(exposed.toSorted())
        expect(headers.has('Access-Control-Allow-Credentials')).toBe(false)
        expect(headers.get('Cache-Control')).toMatch(/^public/)
        expect(headers.get('Vary')).toMatch(/\bAuthorization\b/)
      }
  })

  it('tells other sites why there is nothing', async () => {
    for (const address of ['/nothing-here', '/incidents.csv?contry=IQ', '/incidents.csv?schema=2'])
      expect((await ask(address)).headers.get('Access-Control-Allow-Origin')).toBe('*')
  })

  it('is asked for anew at the address of what is current', async () => {
    await publishRecord()
    expect((await ask('/incidents.csv')).headers.get('Cache-Control')).toMatch(/no-cache|max-age=0/)
    expect((await ask('/health')).headers.get('Cache-Control')).toMatch(/no-store/)
    expect((await ask('/submit')).headers.get('Cache-Control')).toBe('private, no-cache')
  })
})

describe('what is told to somebody with a token', () => {
  it('is for nobody else: no cache, no other site', async () => {
    const { path } = await publishRecord()
    for (const address of [
      '/',
      '/incidents',
      '/incidents.csv',
      '/incidents.json?commit=1',
      path,
      `${path}.json`,
      '/codebook',
      '/health',
      '/nothing-here',
      '/incidents.csv?contry=IQ',
    ]) {
      const { headers } = await admin(address)
      expect([address, headers.get('Cache-Control')]).toEqual([address, 'private, no-store'])
      expect(cors(headers)).toEqual([])
    }
  })

  it('is for nobody else as an answer to a change either', async () => {
    const { path } = await publishRecord()
    const json = { decision: 'retract', reason: 'x' }
    for (const answer of [
      await admin('/incidents', { json: record() }),
      await admin(`${path}/review`, { json }),
    ]) {
      expect(answer.headers.get('Cache-Control')).toBe('private, no-store')
      expect(cors(answer.headers)).toEqual([])
    }
  })
})

describe('what is told to who files something', () => {
  it('is for nobody else: the answer, the receipt, the form', async () => {
    const { receipt } = await submitRecord()
    for (const answer of [
      await ask('/incidents', { json: record() }),
      await ask('/incidents', { form: fields(), headers: browser }),
      await ask('/incidents', { json: {} }),
      await ask('/submit', { form: fields(), headers: browser }),
      await ask(receipt),
      await ask(receipt, { headers: { Accept: 'text/html' } }),
    ]) {
      expect(answer.headers.get('Cache-Control')).toBe('private, no-store')
      expect(cors(answer.headers)).toEqual([])
    }
  })

  it('is not found by searching, and not told to other sites by a link', async () => {
    const { receipt } = await submitRecord()
    const page = await ask(receipt, { headers: { Accept: 'text/html' } })
    expect(page.headers.get('X-Robots-Tag')).toMatch(/noindex/)
    expect(page.headers.get('Referrer-Policy')).toMatch(/^(same-origin|no-referrer)$/)
  })
})

describe('every page', () => {
  it('runs no script but its own, is in no frame, and sends forms nowhere else', async () => {
    const { path, receipt } = await publishRecord()
    const withScript = [receipt, '/submit']
    for (const address of [
      '/',
      '/incidents',
      '/incidents?dataset=reports',
      '/datasets',
      path,
      receipt,
      '/submit',
      '/codebook',
      '/problems/internal',
      '/nothing-here',
    ]) {
      const { headers, text, type } = await ask(address, { headers: { Accept: 'text/html' } })
      expect([address, type]).toEqual([address, 'text/html; charset=UTF-8'])
      const policy = headers.get('Content-Security-Policy') ?? ''
      for (const each of [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
      ])
        expect(policy).toContain(each)
      expect(policy).not.toMatch(/unsafe|\*/)
      const scripts = [...text.matchAll(/<script (?!type="application\/ld\+json">)([^>]*)>/g)].map(
        ([, its]) => its,
      )
      if (withScript.includes(address)) {
        expect(policy).toContain(
          "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'none'; ",
        )
        expect(scripts).toEqual([expect.stringMatching(/^type="module" src="\/client\/\w+-en-\w+\.js"$/)])
      } else expect([/script-src|connect-src/.test(policy), scripts]).toEqual([false, []])
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(text).not.toMatch(/\son[a-z]+=|\sstyle=|javascript:/i)
    }
  })
})
