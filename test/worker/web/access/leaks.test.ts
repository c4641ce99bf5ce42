/** What is private is told to nobody: every address answers as if it were not there. */
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { app } from '../../../../src/app.ts'
import { formatNames } from '../../../../src/export/registry.ts'
import { citationFormatNames } from '../../../../src/record/citation/citation-formats.ts'
import {
  admin,
  application,
  ask,
  browser,
  createHolder,
  patchedDatabase,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { buildWorld, privateMark, type TestWorld } from './two-worlds.ts'

interface Asks {
  readonly path: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
}

const html = { Accept: 'text/html' }
const unknown = '0197f3a0-1c2b-7d4e-8f60-718293a4b5c6'

const filters = [
  `dataset=${privateMark}-set`,
  `dataset=${privateMark}-se`,
  'country=YE',
  'event_type=unrest',
  `tag=${privateMark}-tag`,
  'tag=draft',
  `series=${privateMark}-series`,
  `actor=${privateMark}+actor`,
  'weapon=mortar',
  `source=${privateMark}+publisher`,
  `claimed_by=${privateMark}+claimant`,
  'min_deaths=50',
  'bbox=43,14,45,16',
  'near=15.3,44.2,50',
  'from=2023-05-01&to=2023-05-02',
  `q=${privateMark}`,
  `q=${privateMark}+since`,
  `q=${privateMark}+name`,
  `${privateMark}=1`,
  'status=submitted',
  'status=rejected',
  'status=submitted,published,rejected',
  'status=retracted',
  'status=merged',
  'limit=1',
]
const few = ['', `q=${privateMark}`, 'status=submitted,published']
const more = [
  ...few,
  'country=YE',
  'labels=true',
  'profile=full',
  'profile=ucdp',
  'fields=id,title,reference',
]

const listsOf = ({ cursors, commits, tags }: TestWorld): Asks[] => {
  const seqs = Array.from({ length: commits / 3 + 1 }, (_, i) => 3 * i + 2)
  const queries = [
    ...filters,
    ...cursors.map((cursor) => `limit=2&cursor=${cursor}`),
    'as_of=2024-06-15T12:00:10Z',
    `q=${privateMark}&commit=${commits}`,
  ]
  const paths = [
    ...queries.map((query) => `/incidents.json?${query}`),
    ...few.map((query) => `/incidents?${query}`),
    `/incidents?dataset=${privateMark}-set`,
    ...more.map((query) => `/incidents.csv?${query}`),
    ...seqs.flatMap((seq) => [
      `/incidents.json?commit=${seq}`,
      `/incidents.json?status=submitted,rejected&commit=${seq}`,
      `/incidents.csv?status=submitted,published&commit=${seq}`,
      `/changes.json?since=${seq}`,
    ]),
    ...[...formatNames, ...citationFormatNames].flatMap((name) =>
      few.map((query) => `/incidents.${name}?${query}`),
    ),
    `/incidents.bib?dataset=${privateMark}-set`,
    ...formatNames.map((name) => `/incidents.${name}.sha256?q=${privateMark}`),
    ...few.map((query) => `/counts.csv?by=status,day&${query}`),
    ...few.map((query) => `/counts?by=status,month&${query}`),
    ...queries.map((query) => `/counts.json?${query}`),
    '/places.json?country=IQ',
    '/places.json?country=YE',
    ...few.map((query) => `/incidents.points?${query}`),
    ...seqs.map((seq) => `/counts.json?by=country,event_type&commit=${seq}`),
    ...['ucdp', 'acled', 'gtd'].map((profile) => `/incidents.loss.csv?profile=${profile}`),
    '/incidents.atom',
    '/changes.ndjson?since=0',
    '/changes.ndjson?since=0&limit=1',
    '/chain.ndjson?since=0',
    '/chain.ndjson?since=0&limit=1',
    `/changes.ndjson?cursor=12.${Number(cursors[0]).toString(36)}`,
  ]
  const asked = [
    '/incidents.json',
    '/incidents.json?status=submitted',
    '/changes.json?since=0',
    '/datasets.json',
    '/counts.json',
    '/counts',
    '/places.json?country=IQ',
    '/incidents.points',
    '/incidents',
  ]
  return [
    ...paths.map((path) => ({ path })),
    ...asked.map((path) => ({ path, headers: { 'If-None-Match': tags.join(', ') } })),
  ]
}

/** Every address of something by its name, and what is there by each. */
const thingsOf = ({ publicIds, privateIds, suggestions, imports, commits, tags }: TestWorld): Asks[] => {
  const ids = [...publicIds, ...privateIds.slice(0, -1), unknown]
  const versions = [3, 6, commits].map((seq) => `commit=${seq}`)
  const records = ids.flatMap((id) => [
    { path: `/incidents/${id}` },
    { path: `/incidents/${id}`, headers: html },
    { path: `/incidents/${id}.json` },
    ...citationFormatNames.map((name) => ({ path: `/incidents/${id}.${name}` })),
    { path: `/incidents/${id}.json?as_of=2024-06-15T12:00:09Z` },
    { path: `/incidents/${id}.json`, headers: { 'If-None-Match': tags.join(', ') } },
    ...versions.map((version) => ({ path: `/incidents/${id}.json?${version}` })),
    { path: `/incidents/${id}?${versions[1]}` },
    { path: `/incidents/${id}/history` },
    { path: `/incidents/${id}/history.json` },
    { path: `/incidents/${id}/history.json?cursor=1` },
    ...[1, 2].map((from) => ({ path: `/incidents/${id}/history.json?from=${from}&to=4` })),
    { path: `/incidents/${id}/history?from=1&to=3` },
    { path: `/incidents/${id}/suggest` },
    { path: `/incidents/${id}/edit` },
    { path: `/incidents/${id}/comments` },
    { path: `/incidents/${id}/questions` },
    { path: `/incidents/${id}/answers` },
    { path: `/incidents/${id}/suggest?sent=true` },
    { path: `/incidents/${id}/merge?into=${publicIds[0]}` },
    { path: `/queue/${id}` },
  ])
  return [
    ...records,
    ...suggestions.map((id) => ({ path: `/queue/${id}` })),
    { path: `/tokens/${unknown}` },
    { path: `/uploads/${unknown}` },
    ...imports.flatMap((id) =>
      ['', '/errors.csv', '/annotated.csv', '/annotated.xlsx', '/file', '/mapping'].map((ending) => ({
        path: `/imports/${id}${ending}`,
      })),
    ),
    ...[
      '/my',
      '/my.json',
      '/queue',
      '/duplicates',
      '/queue.json',
      `/queue.json?dataset=${privateMark}-set`,
      '/admin',
      '/incidents/bulk',
      `/incidents/bulk?q=${privateMark}`,
      `/merge?into=${publicIds[0]}&from=${privateIds[0]}`,
      `/commits/${commits}`,
      '/imports',
      '/imports.json',
      '/imports/new',
      '/backup',
      `/backup/rows?table=tokens&commit=${commits}&at=2099-01-01T00:00:00.000Z`,
      '/backup/files',
      `/backup/file?key=imports/${imports[0] ?? unknown}/file`,
      '/tokens',
      '/tokens.json',
      '/commits',
      '/commits.json',
      '/commits.json?actor=public',
    ].map((path) => ({ path })),
    ...[
      '/',
      '/health',
      '/favicon.svg',
      '/robots.txt',
      '/sitemap.xml',
      '/sitemaps/1.xml',
      '/.well-known/security.txt',
      '/about',
      '/sitrep-import.mjs',
      '/sitrep.css',
      '/openapi.json',
      '/docs',
      '/datasets',
      '/datasets.json',
      `/datasets.json?${privateMark}=1`,
      ...['reports', `${privateMark}-set`].flatMap((slug) => [
        `/datasets/${slug}`,
        `/datasets/${slug}.json`,
        `/datasets/${slug}/edit`,
        `/datasets/${slug}/mappings.json`,
        `/datasets/${slug}/mappings/table`,
      ]),
      '/sign-in',
      '/submit',
      '/codebook',
      '/codebook.csv',
      '/codebook.json',
      '/codebook.md',
      '/schemas/incident.json',
      '/schemas/incidents.table.json',
      '/schemas/mapping.json',
      '/template.csv',
      '/problems/redacted',
      '/receipts/none',
      '/receipts/none/questions',
      `/${privateMark}`,
    ].map((path) => ({ path })),
    ...['', '/reports', `/${privateMark}-set`].map((slug) => ({ path: `/datasets${slug}`, headers: html })),
  ]
}

const routes = app.routes.filter(({ method }) => method !== 'ALL')

/** Other methods of every address, by which nothing is done. */
const methodsOf = ({ privateIds: [id] }: TestWorld): Asks[] =>
  [...new Set(routes.map(({ path }) => path))].flatMap((path) =>
    ['OPTIONS', 'HEAD'].map((method) => ({ path: path.replace(/:\w+/, id ?? ''), method })),
  )

const asksOf = (world: TestWorld): Asks[] => [...listsOf(world), ...thingsOf(world), ...methodsOf(world)]

/** Salts and digests of the chain, which are random whatever is private. */
const chance = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{64}\b/g
const hasChance = (path: string) => path.startsWith('/chain.ndjson') || path === '/health'

/** Whole answers by what was asked, in words. */
const answersTo = async (asks: readonly Asks[], token: string | undefined): Promise<Map<string, string>> => {
  const answers = new Map<string, string>()
  for (const { path, ...asked } of asks) {
    const { status, headers, bytes } = await ask(path, { ...asked, ...(token ? { token } : {}) }, application)
    const body = new TextDecoder('latin1').decode(bytes)
    const text = hasChance(path) ? body.replaceAll(chance, '') : body
    if (headers.has('Sitrep-Chain')) headers.set('Sitrep-Chain', 'random')
    const name = `${asked.method ?? 'GET'} ${path} ${JSON.stringify(asked.headers ?? '')}`
    answers.set(name, `${status} ${JSON.stringify([...headers])}\n${text}`)
  }
  return answers
}

describe('what is private', () => {
  it('shows in no answer to the public or to another contributor: all are as if it were not there', async () => {
    const world = await buildWorld(true)
    expect([world.privateIds.length, world.suggestions.length, world.imports.length]).toEqual([5, 2, 3])
    const asks = asksOf(world)
    const observers = [undefined, world.observer]
    const marked: Map<string, string>[] = []
    for (const token of observers) marked.push(await answersTo(asks, token))
    const other = await buildWorld(false)
    expect([other.observer, other.publicIds, other.commits]).toEqual([
      world.observer,
      world.publicIds,
      world.commits,
    ])
    for (const [i, token] of observers.entries()) {
      const answers = await answersTo(asks, token)
      for (const [name, answer] of marked[i] ?? [])
        expect(answer, `${token ? 'contributor' : 'public'}: ${name}`).toBe(answers.get(name))
    }
    const looked = new Set<string>()
    for (const [name, answer] of marked.flatMap((answers) => [...answers])) {
      const unasked = [privateMark, ...world.secrets].filter((secret) => !name.includes(secret))
      if (looked.has(answer)) continue
      expect([name, unasked.filter((secret) => answer.includes(secret))]).toEqual([name, []])
      if (unasked.length > world.secrets.length) looked.add(answer)
    }
    const asked = asks
      .filter(({ method = 'GET' }) => method === 'GET')
      .map(({ path }) => path.split('?')[0] ?? '')
    const unasked = routes.filter(({ method, path }) => {
      const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`)
      return method === 'GET' && !asked.some((each) => pattern.test(each))
    })
    expect(unasked.map(({ path }) => path)).toEqual([])
  })

  it('changes nothing of what the public gets: the same bytes at the same commit', async () => {
    await publishRecord({ title: 'First' })
    const paths = [
      '/',
      '/incidents',
      '/changes.ndjson?since=0',
      '/changes.json',
      '/datasets',
      '/datasets.json',
      '/counts.csv?by=status',
      '/places.json?country=IQ',
      '/incidents.points',
    ]
    const asks = [...paths, ...formatNames.map((name) => `/incidents.${name}`)].map((path) => ({ path }))
    const plain = async () =>
      [...(await answersTo(asks, undefined))].map(([name, answer]) => [name, answer] as const)
    const before = await plain()
    await reviewRecord((await submitRecord({ title: privateMark })).path, 'reject')
    expect(await plain()).toEqual(before)
  })

  it('crowds out nothing that is published: of a hundred links to a record and one, the one is shown', async () => {
    const { incident, path } = await publishRecord()
    const links = [{ type: 'related', incident: incident.id }]
    const body = Array.from({ length: 100 }, () => JSON.stringify(record({ links }))).join('\n')
    const headers = { 'Content-Type': 'application/x-ndjson' }
    expect((await admin('/imports', { method: 'POST', body, headers })).data().created).toBe(100)
    await publishRecord({ title: 'Shown there', links })
    expect((await ask(path, { headers: html })).text).toContain('Shown there')
  })
})

const digestText = expect.stringMatching(/^[0-9a-f]{64}$/)

/** Everything that the database is handed while somebody asks. */
const boundWhile = async (path: string, token: string): Promise<unknown[]> => {
  const bound: unknown[] = []
  const prepare = (sql: string) => {
    const statement = env.DB.prepare(sql)
    const bind = statement.bind.bind(statement)
    statement.bind = (...values: unknown[]) => {
      bound.push(...values)
      return bind(...values)
    }
    return statement
  }
  await ask(path, { token }, withBindings({ DB: patchedDatabase({ prepare }) }))
  return bound
}

describe('a secret that is given', () => {
  it('is compared by digests of one length, in a time that tells nothing, and looked up by its digest', async () => {
    const { secret, ask: as } = await createHolder('editor')
    const compared = vi.spyOn(crypto.subtle, 'timingSafeEqual')
    const wrong = [secret, env.ADMIN_TOKEN.slice(0, -1), `${env.ADMIN_TOKEN}x`, 'x', env.ADMIN_TOKEN]
    for (const token of wrong) {
      compared.mockClear()
      const bound = await boundWhile('/health', token)
      const sides = compared.mock.calls.flat().map((side) => new TextDecoder().decode(side as Uint8Array))
      expect(sides).toEqual([digestText, digestText])
      expect(JSON.stringify(bound)).not.toContain(token.slice(0, 20))
    }
    const cookie = { ...browser, Cookie: `sitrep_token=${secret}` }
    compared.mockClear()
    const form = { decision: 'publish', reason: 'x', _csrf: 'wrong' }
    const { path } = await submitRecord()
    expect((await ask(`${path}/review`, { form, headers: cookie }, application)).status).toBe(403)
    expect(compared).toHaveBeenCalledTimes(2)
    expect((await as(`${path}.json`)).data().status).toBe('submitted')
  })
})
