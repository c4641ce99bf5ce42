import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { en } from '../../../../src/messages/en.ts'
import { describeProblemType, type ProblemName, problemTypes } from '../../../../src/problems.ts'
import {
  type Answer,
  admin,
  ask,
  createHolder,
  expectProblem,
  fields,
  patchedDatabase,
  patchRecord,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
  withBindings,
} from '../../client.ts'

type Headers = Readonly<Record<string, string>>

/** A request that raises the problem; the headers say who asks for what. */
type Raise = (headers: Headers) => Promise<Answer>

const json = { 'Content-Type': 'application/json' }
const post = (headers: Headers, body: string, type = 'application/json') =>
  ask('/incidents', { body, headers: { 'Content-Type': type, ...headers } })

const refusing = patchedDatabase({
  batch: () => Promise.reject(new Error('D1_ERROR: sitrep:id_taken: SQLITE_CONSTRAINT')),
})
const exhausted: RateLimit = { limit: async () => ({ success: false }) }

const raised: Readonly<Record<Exclude<ProblemName, 'internal'>, Raise>> = {
  merged: async (headers) => {
    const [{ path }, { incident }] = [await publishRecord(), await publishRecord()]
    await admin(`${path}/merge`, { json: { into: incident.id, reason: 'x' } })
    return ask(path, { headers })
  },
  'invalid-query': (headers) => ask('/incidents.csv?contry=IQ', { headers }),
  'body-unreadable': (headers) => post(headers, '{"a":'),
  'token-needed': (headers) => ask('/incidents/x', { method: 'PATCH', body: '{}', headers }),
  'token-invalid': (headers) => ask('/incidents.csv', { token: 'sitrep_nonsense', headers }),
  forbidden: async (headers) => {
    const { ask: as } = await createHolder('editor')
    return as('/tokens.json', { headers })
  },
  'out-of-scope': async (headers) => {
    const { ask: as } = await createHolder('editor', { datasets: ['reports'] })
    return as('/datasets/other', { method: 'PUT', json: { publishable: true }, headers })
  },
  'cross-origin': (headers) =>
    post({ Origin: 'https://elsewhere.test', ...headers }, 'a=b', 'application/x-www-form-urlencoded'),
  'form-stale': (headers) =>
    ask('/incidents', { form: fields(), headers: { Cookie: `sitrep_token=${env.ADMIN_TOKEN}`, ...headers } }),
  'not-found': (headers) => ask('/nothing-here', { headers }),
  'method-not-allowed': (headers) => ask('/incidents.csv', { method: 'DELETE', headers }),
  'reference-taken': async (headers) => {
    await publishRecord({ reference: 'a' })
    return ask('/incidents', { json: record({ reference: 'a', title: 'x' }), headers })
  },
  'invalid-transition': async (headers) => {
    const { path } = await publishRecord()
    return admin(`${path}/review`, { json: { decision: 'publish', reason: 'x' }, headers })
  },
  'not-publishable': async (headers) => {
    await admin('/datasets/hidden', { method: 'PUT', json: { publishable: false } })
    return admin('/incidents?publish=true', { json: record({ dataset: 'hidden' }), headers })
  },
  'dataset-published': async (headers) => {
    await publishRecord()
    return admin('/datasets/reports', { method: 'PUT', json: { publishable: false }, headers })
  },
  conflict: (headers) => ask('/incidents', { json: record(), headers }, withBindings({ DB: refusing })),
  retracted: async (headers) => {
    const { path } = await publishRecord()
    await reviewRecord(path, 'retract')
    return ask(path, { headers })
  },
  'pin-expired': (headers) => ask('/incidents.csv?commit=0&schema=999', { headers }),
  'rerender-needed': async (headers) => {
    await publishRecord()
    await env.DB.prepare("UPDATE incident_body SET schema_version = '000000-000000'").run()
    return ask('/incidents.csv?country=IQ', { headers })
  },
  redacted: async (headers) => {
    const { path } = await publishRecord({ title: 'a secret' })
    await admin(`${path}/redact`, { json: { reason: 'it had to go', erase: ['secret'] } })
    return ask('/incidents.csv?commit=1', { headers })
  },
  'stale-revision': async (headers) => {
    const { path, etag } = await publishRecord()
    await patchRecord(path, etag, { title: 'x' })
    return patchRecord(path, etag, { title: 'y' }, headers)
  },
  'too-large': (headers) => post(headers, ' '.repeat(33 * 1024)),
  'unsupported-type': (headers) => post(headers, '{}', 'text/plain'),
  'unsupported-coding': (headers) => post({ ...headers, 'Content-Encoding': 'br' }, '{}'),
  'range-not-satisfiable': (headers) =>
    ask('/incidents.csv', { headers: { Range: 'bytes=100000-200000', ...headers } }),
  'invalid-record': (headers) => ask('/incidents', { json: {}, headers }),
  'invalid-request': async (headers) => {
    const { path } = await publishRecord()
    return admin(`${path}/review`, { json: {}, headers })
  },
  'invalid-file': (headers) =>
    admin('/imports?profile=flat', {
      body: 'dat,country\r\n2022,IQ\r\n',
      headers: { 'Content-Type': 'text/csv', ...headers },
    }),
  'idempotency-key-reused': async (headers) => {
    const key = { 'Idempotency-Key': 'k', ...headers }
    await ask('/incidents', { json: record(), headers: key })
    return ask('/incidents', { json: record({ title: 'x' }), headers: key })
  },
  'precondition-required': async (headers) => {
    const { path } = await publishRecord()
    return admin(path, { method: 'PATCH', body: '{}', headers: { ...json, ...headers } })
  },
  'suggestions-full': async (headers) => {
    const { path } = await publishRecord()
    const send = (i: number) =>
      ask(`${path}/suggestions`, { json: { reason: 'x', revision: 1, patch: { title: `${i}` } }, headers })
    for (let i = 0; i < 20; i++) await send(i)
    return send(20)
  },
  'second-editor-needed': (headers) =>
    admin(
      '/incidents?publish=true',
      { json: record({ location: { country: 'IQ', place: 'Hit', withheld: 'place' } }), headers },
      withBindings({ SECOND_REVIEW: 'withheld' }),
    ),
  'remarks-full': async (headers) => {
    const { path } = await submitRecord()
    for (let i = 0; i < 20; i++) await admin(`${path}/questions`, { json: { text: `${i}` } })
    return admin(`${path}/questions`, { json: { text: 'x' }, headers })
  },
  'form-held': (headers) =>
    ask('/incidents', { form: fields({ _served: '0', _website: 'https://spam.example' }), headers }),
  'queue-full': async (headers) => {
    await submitRecord()
    return ask('/incidents', { json: record(), headers }, withBindings({ MAX_WAITING: '1' }))
  },
  'restore-refused': (headers) => admin('/restore/end', { json: { rows: {} }, headers }),
  restoring: async (headers) => {
    const { migrations, tables } = (await admin('/backup')).data()
    await admin('/restore', { json: { id: 'x', migrations, tables } })
    return ask('/incidents', { json: record(), headers })
  },
  'rate-limited': (headers) =>
    ask('/incidents', { json: record(), headers }, withBindings({ PUBLIC_RATE: exhausted })),
}

const names = Object.keys(problemTypes) as ProblemName[]
const cases = names.filter((name) => name !== 'internal').map((name) => [name, raised[name]] as const)

describe('a problem', () => {
  it('has a request that raises it, whatever its type', () => {
    expect(cases.filter(([, raise]) => raise === undefined)).toEqual([])
    expect(Object.keys(raised)).toHaveLength(names.length - 1)
  })

  it.each(cases)('is a document of its type, kept by no cache: %s', async (name, raise) => {
    const answer = await raise({ Accept: 'application/json' })
    expectProblem(answer, name)
    expect(answer.data().type).toBe(`/problems/${name}`)
    expect(answer.headers.get('Cache-Control')).toMatch(/\bno-store\b/)
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
  })

  // A held form is shown again, and nothing else raises form-held: form-guard.test.ts has the page.
  it.each(cases.filter(([name]) => name !== 'form-held'))(
    'is a page with the same status for a browser: %s',
    async (name, raise) => {
      const answer = await raise({ Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
      const { status } = problemTypes[name]
      const { title } = describeProblemType(name, en)
      expect([answer.status, answer.type]).toEqual([status, 'text/html; charset=UTF-8'])
      expect(answer.text).toContain(`<h1>${title}</h1>`)
      expect(answer.text).toMatch(/urn:uuid:[0-9a-f-]{36}/)
      expect(answer.headers.get('Cache-Control')).toMatch(/\bno-store\b/)
      expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    },
  )

  it.each(names)('has a page that explains its type: %s', async (name) => {
    const answer = await ask(`/problems/${name}`)
    const { title, description, remedy } = describeProblemType(name, en)
    const { status } = problemTypes[name]
    expect([answer.status, answer.type]).toEqual([200, 'text/html; charset=UTF-8'])
    const text = answer.text.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')
    for (const each of [title, description, remedy, `Status ${status}`]) expect(text).toContain(each)
    const [, example = ''] = /<pre[^>]*>(?:<code>)?({.*?})</s.exec(text) ?? []
    expect(JSON.parse(example)).toMatchObject({ type: `/problems/${name}`, title, status })
  })

  it.each(['nonsense', '__proto__', 'constructor', 'toString', 'Internal', 'internal/x', '%E0%A4%A'])(
    'has no page for what is no type: %s',
    async (name) => {
      expectProblem(await ask(`/problems/${name}`), 'not-found')
    },
  )

  it('is told under another instance each time', async () => {
    const told = await Promise.all([1, 2, 3].map(() => ask('/nothing-here')))
    expect(new Set(told.map((each) => each.data().instance)).size).toBe(3)
  })

  it('repeats what was sent as text, never as markup', async () => {
    const markup = '<script>alert(1)</script>'
    const headers = { Accept: 'text/html' }
    const pages = [
      await ask(`/incidents.csv?${encodeURIComponent(markup)}=1&country=${encodeURIComponent(markup)}`, {
        headers,
      }),
      await ask('/incidents', { json: { [markup]: markup, date: markup }, headers }),
      await ask('/incidents', {
        body: markup,
        headers: { ...headers, 'Content-Type': 'text/<script>alert(1)</script>' },
      }),
    ]
    for (const page of pages) {
      expect(page.text).not.toContain('<script')
      expect(page.text).toContain('&lt;script&gt;')
    }
  })
})

describe('a fault of ours', () => {
  const words = 'D1_ERROR: no such table: incidents at src/secret.ts'
  const broken = withBindings({
    DB: patchedDatabase({
      prepare: () => {
        throw new Error(words)
      },
    }),
  })

  it.each([
    ['GET', '/'],
    ['GET', '/health'],
    ['GET', '/incidents'],
    ['GET', '/incidents.csv'],
    ['GET', '/incidents.json?country=IQ'],
    ['GET', '/incidents/0197f3a0-1c2b-7d4e-8f60-718293a4b5c6'],
    ['GET', '/receipts/secret'],
    ['GET', '/datasets'],
    ['GET', '/datasets.json'],
    ['GET', '/counts'],
    ['GET', '/counts.csv'],
    ['PUT', '/datasets/trial'],
    ['POST', '/incidents'],
    ['PATCH', '/incidents/0197f3a0-1c2b-7d4e-8f60-718293a4b5c6'],
    ['POST', '/incidents/0197f3a0-1c2b-7d4e-8f60-718293a4b5c6/review'],
  ])(
    'is a problem that tells nothing of it, and is logged under its instance: %s %s',
    async (method, path) => {
      const log = vi.spyOn(console, 'error').mockImplementation(() => {})
      const bodies = { review: { decision: 'publish', reason: 'x' }, trial: { title: 'Trial' } }
      const sent = Object.entries(bodies).find(([end]) => path.endsWith(end))?.[1] ?? record()
      const body = method === 'GET' ? {} : { json: sent }
      const answer = await admin(path, { method, ...body }, broken)
      const { instance } = expectProblem(answer, 'internal')
      expect(answer.text).not.toMatch(/D1_ERROR|no such table|secret\.ts|\bat /)
      expect(log.mock.calls.map((call) => call.map(String).join(' ')).join('\n')).toMatch(
        new RegExp(`${instance.slice('urn:uuid:'.length)}.*${words}`),
      )
      log.mockRestore()
    },
  )

  it('is a page for a browser, without the words of the fault either', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const answer = await ask('/incidents', { headers: { Accept: 'text/html' } }, broken)
    log.mockRestore()
    expect([answer.status, answer.type]).toEqual([500, 'text/html; charset=UTF-8'])
    expect(answer.text).toContain(en.problems.internal.title)
    expect(answer.text).not.toMatch(/D1_ERROR|no such table|secret\.ts/)
  })

  it('in the middle of a write stores nothing', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const DB = patchedDatabase({ batch: () => Promise.reject(new Error(words)) })
    expectProblem(await ask('/incidents', { json: record() }, withBindings({ DB })), 'internal')
    log.mockRestore()
    expect((await ask('/health')).data()).toMatchObject({ status: 'ok', commit: 0 })
  })
})
