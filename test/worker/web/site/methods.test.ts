import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { app } from '../../../../src/app.ts'
import {
  admin,
  ask,
  createHolder,
  expectProblem,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
} from '../../client.ts'

const all = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** The routes of the application: a path with the methods that it takes. */
const routes = (): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>()
  for (const { path, method } of app.routes) {
    if (method === 'ALL') continue
    const methods = found.get(path) ?? new Set()
    methods.add(method)
    if (method === 'GET') methods.add('HEAD')
    found.set(path, methods)
  }
  return found
}

const someId = '0197f3a0-1c2b-7d4e-8f60-718293a4b5c6'
const addressOf = (path: string): string =>
  path
    .replace(':id', someId)
    .replace(':name', 'not-found')
    .replace(':part', '1')
    .replace(':secret', 'secret')
    .replace(':slug', 'trial')

/** Returns the methods that an address takes: a fixed path may be in the place of an id of another route. */
const methodsAt = (address: string): Set<string> => {
  const isOf = (path: string) =>
    new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`).test(address)
  return new Set([...routes()].flatMap(([path, methods]) => (isOf(path) ? [...methods] : [])))
}

const refused = [...routes().keys()].flatMap((path) => {
  const methods = methodsAt(addressOf(path))
  return all
    .filter((method) => !methods.has(method))
    .map((method) => [method, path, [...methods].sort()] as const)
})

describe('a method that an address does not take', () => {
  it('is looked for at every route that there is', () => {
    const paths = [...routes().keys()]
    expect(paths.every((path) => !addressOf(path).includes(':'))).toBe(true)
    for (const path of [
      '/',
      '/incidents',
      '/incidents.csv',
      '/incidents/:id',
      '/incidents/:id/review',
      '/receipts/:secret',
      '/datasets/:slug',
      '/imports/:id',
    ])
      expect(paths).toContain(path)
  })

  it.each(refused)('is refused with those that it takes: %s %s', async (method, path, allowed) => {
    for (const who of [ask, admin]) {
      const answer = await who(addressOf(path), { method })
      if (method === 'HEAD') expect([answer.status, answer.text]).toEqual([405, ''])
      else expectProblem(answer, 'method-not-allowed')
      expect(answer.headers.get('Allow')?.split(', ').sort()).toEqual(allowed)
      expect(answer.headers.has('Access-Control-Allow-Methods')).toBe(false)
    }
  })
})

describe('HEAD', () => {
  it('answers as GET does, without the body, wherever there is a GET', async () => {
    const { path, receipt } = await publishRecord({
      location: { country: 'IQ', latitude: 33.3, longitude: 44.4 },
    })
    const sent = { body: 'date,country\r\n', headers: { 'Content-Type': 'text/csv' } }
    const { import: imported } = (await admin('/imports', sent)).data()
    const mapping = '/datasets/reports/mappings/table'
    const constants = {
      event_type: 'battle',
      date: '2022-01-05',
      'location.country': 'IQ',
      'sources.0.publisher': 'Example News',
    }
    await admin(mapping, { method: 'PUT', json: { columns: {}, constants } })
    const other = await publishRecord()
    const { commit, at } = (await admin('/backup')).data()
    await env.FILES.put('imports/a/file', 'sent')
    const upload = (await admin('/uploads', { json: { bytes: 1 } })).headers.get('Location') ?? ''
    const own: Record<string, string> = {
      '/backup/rows': `/backup/rows?table=datasets&commit=${commit}&at=${at}`,
      '/backup/file': '/backup/file?key=imports/a/file',
      '/merge': `/merge?into=${other.incident.id}&from=${path.slice('/incidents/'.length)}`,
      '/commits/:id': `/commits/${other.incident.commit}`,
      '/incidents/:id/comments': `${path}/comments`,
      '/incidents/:id/questions': `${path}/questions`,
      '/receipts/:secret/questions': `${receipt}/questions`,
      '/datasets/:slug/mappings/:name': mapping,
      '/datasets/:slug/mappings.json': '/datasets/reports/mappings.json',
      '/datasets/:slug': '/datasets/reports',
      '/datasets/:slug/edit': '/datasets/reports/edit',
      '/incidents/:id': path,
      '/receipts/:secret': receipt,
      '/incidents.loss.csv': '/incidents.loss.csv?profile=ucdp',
      '/sitemaps/:name': '/sitemaps/1.xml',
      '/places.json': '/places.json?country=IQ',
      '/incidents/:id/edit': `${path}/edit`,
      '/incidents/:id/history': `${path}/history`,
      '/incidents/:id/history.json': `${path}/history.json`,
      '/incidents/:id/suggest': `${path}/suggest`,
      '/incidents/:id/merge': `${path}/merge`,
      '/tokens/:id': `/tokens/${(await createHolder('editor')).id}`,
      '/uploads/:id': upload,
      '/queue/:id': path.replace('/incidents', '/queue'),
    }
    const gets = [...routes()]
      // The operator has set no text for this page.
      .filter(([each, methods]) => methods.has('GET') && each !== '/about')
      .map(
        ([each]) =>
          own[each] ?? addressOf(each.startsWith('/imports/') ? each.replace(':id', imported) : each),
      )
    for (const address of [...gets, `${path}.json`]) {
      // The table of roles holds who may read what.
      const who = (await ask(address)).status === 401 ? admin : ask
      const [get, head] = [await who(address), await who(address, { method: 'HEAD' })]
      expect([address, head.status, head.text]).toEqual([address, 200, ''])
      // The bookmark is further on with each request, and a visitor without a key for the form gets one each time.
      const others = ['content-length', 'x-d1-bookmark', 'set-cookie']
      const told = (headers: Headers) => [...headers].filter(([name]) => !others.includes(name))
      expect(told(head.headers)).toEqual(told(get.headers))
      expect(get.bytes.length).toBeGreaterThan(0)
    }
  })

  it('answers problems with their status alone', async () => {
    for (const address of ['/about', '/nothing-here', `/incidents/${someId}.json`, `/problems/nonsense`]) {
      const head = await ask(address, { method: 'HEAD' })
      expect([head.status, head.text]).toEqual([404, ''])
    }
    expect((await ask('/incidents.csv?contry=IQ', { method: 'HEAD' })).status).toBe(400)
  })
})

describe('an address that there is not', () => {
  const addresses = [
    '/nothing-here',
    '/incidents/',
    '/incidents.xml',
    '/incidents.CSV',
    '/Incidents',
    '/incidents/a/b',
    '/incidents/a/review/b',
    `/incidents/${someId}/publish`,
    '/receipts',
    '/receipts/',
    '/problems',
    '/%2e%2e/%00',
    '/index.html/..%2f..%2fetc',
    '/💥',
    `/${'a/'.repeat(2000)}`,
  ]

  it.each(addresses)('is a problem, whatever the method: %.60s', async (address) => {
    for (const method of all) {
      const answer = await ask(address, { method })
      if (method === 'HEAD') expect([answer.status, answer.text]).toEqual([404, ''])
      else expectProblem(answer, 'not-found')
    }
  })

  it.each(addresses)('is a page for a browser: %.60s', async (address) => {
    const answer = await ask(address, { headers: { Accept: 'text/html' } })
    expect([answer.status, answer.type]).toEqual([404, 'text/html; charset=UTF-8'])
  })
})

describe('an id that is none', { timeout: 30_000 }, () => {
  const ids = async (): Promise<string[]> => {
    const { incident } = await submitRecord()
    await reviewRecord((await publishRecord()).path, 'retract')
    const { id } = incident
    const last = id.endsWith('0') ? '1' : '0'
    return [
      'x',
      '1',
      '-1',
      someId,
      id.toUpperCase(),
      id.slice(0, -1),
      `${id}0`,
      ` ${id}`,
      id.replaceAll('-', ''),
      `{${id}}`,
      `${id.slice(0, -1)}${last}`,
      'ffffffff-ffff-7fff-bfff-ffffffffffff',
      '00000000-0000-7000-8000-000000000000',
      '__proto__',
      '%00',
      '%E0%A4%A',
      "' OR 1=1 --",
      'x'.repeat(5000),
    ]
  }

  it('leads nowhere, for anybody, as a page or as data', async () => {
    for (const id of await ids())
      for (const suffix of ['', '.json', '.json?commit=1'])
        for (const who of [ask, admin])
          expectProblem(await who(`/incidents/${encodeURI(id)}${suffix}`), 'not-found')
  })

  it('is edited and reviewed by nobody, not even one that differs from another in its last digit', async () => {
    const { incident, path, etag } = await publishRecord()
    const headers = { 'If-Match': etag }
    for (const id of [...(await ids()), `${incident.id.slice(0, -1)}${incident.id.endsWith('0') ? 1 : 0}`])
      for (const answer of [
        await admin(`/incidents/${encodeURI(id)}`, { method: 'PUT', json: record(), headers }),
        await admin(`/incidents/${encodeURI(id)}`, { method: 'PATCH', json: { title: 'x' }, headers }),
        await reviewRecord(`/incidents/${encodeURI(id)}`, 'retract'),
      ])
        expectProblem(answer, 'not-found')
    expect((await ask(`${path}.json`)).data()).toEqual(incident)
  })
})
