import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  admin,
  ask,
  browser,
  expectProblem,
  fields,
  newAddress,
  publishRecord,
  record,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { submittedFields } from '../../page-forms.ts'
import { fillStore } from '../../store/large-store.ts'

/** A limit that says how often each key was asked for, and lets so many through. */
const counting = (most = Number.POSITIVE_INFINITY) => {
  const keys: string[] = []
  const limit: RateLimit = {
    limit: async ({ key }) => ({ success: keys.push(key) <= most }),
  }
  return { keys, limit }
}

const html = { headers: browser }

describe('the limit of requests that look through many records', { timeout: 60_000 }, () => {
  const fillWithReports = async () => {
    await fillStore(12_000, { publish: false })
    await publishRecord()
  }

  it('counts pages of the public that have to pass many unpublished records, and no other request', async () => {
    await fillWithReports()
    const { keys, limit } = counting()
    const door = withBindings({ SCAN_RATE: limit })
    const counted = async (path: string, asked = {}, act = ask) => {
      const before = keys.length
      expect([path, (await act(path, asked, door)).status]).toEqual([path, 200])
      return keys.length - before
    }
    for (const path of ['/incidents', '/incidents?limit=5']) {
      expect([path, await counted(path, html)]).toEqual([path, 1])
      expect([path, await counted(path, html, admin)]).toEqual([path, 0])
    }
    expect(await counted('/incidents.csv?limit=5')).toBe(1)
    for (const query of ['', '?near=0,0,20000', '?q=rockets&limit=5', '?tag=bench', '?sort=date&limit=5'])
      expect([query, await counted(`/incidents.csv${query}`)]).toEqual([query, 0])
    expect(await counted('/datasets', html)).toBe(0)
  })

  it('refuses whoever has had enough looked through, in a page as in a file', async () => {
    await fillWithReports()
    const door = withBindings({ SCAN_RATE: counting(0).limit })
    for (const path of ['/incidents', '/incidents.csv', '/incidents.csv.sha256']) {
      const refused = await ask(`${path}?limit=5`, { headers: { Accept: 'text/csv' } }, door)
      expectProblem(refused, 'rate-limited')
      expect(refused.headers.get('Retry-After')).toBe('60')
    }
    expect((await ask('/incidents', html, door)).status).toBe(429)
  })
})

describe('the limits count', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1'],
    ['2001:db8:1:ffff::9', '2001:db8:1'],
    ['2001:db8::9', '2001:db8:0'],
    ['::1', '0:0:0'],
    ['1:2:3:4:5:6:7:8:9::', '1:2:3:4:5:6:7:8:9::'],
  ])('by the address, of IPv6 by its first 48 bits: %s', async (address, key) => {
    const { keys, limit } = counting()
    const asked = { json: record(), headers: { 'CF-Connecting-IP': address } }
    await ask('/incidents', asked, withBindings({ PUBLIC_RATE: limit }))
    expect(keys).toEqual([key])
  })

  it.each([
    ['192.0.2.7', '192.0.2'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8'],
    ['::1', '0:0'],
    ['1:2:3:4:5:6:7:8:9::', '1:2:3:4:5:6:7:8:9::'],
  ])('reports by the network as well, an IPv4 /24 or an IPv6 /32: %s', async (address, key) => {
    const { keys, limit } = counting(2)
    const headers = { 'CF-Connecting-IP': address }
    const door = withBindings({ NETWORK_RATE: limit })
    for (const json of [record(), [record(), record()]]) await ask('/incidents', { json, headers }, door)
    expect(keys).toEqual([key, key, key])
    const refused = await ask('/incidents', { json: record(), headers }, door)
    expect(expectProblem(refused, 'rate-limited').detail).toContain('your network')
    expect(refused.headers.get('Retry-After')).toBe('60')
  })

  it.each(['PUBLIC_RATE', 'NETWORK_RATE'])(
    'a report, and leaves its form as it was typed: %s',
    async (rate) => {
      const { receipt } = await submitRecord()
      const { path } = await publishRecord()
      const door = withBindings({ [rate]: counting(0).limit })
      for (const [page, action, over] of [
        ['/submit', '/incidents', fields()],
        [receipt, receipt, {}],
        [`${path}/suggest`, `${path}/suggestions`, { _reason: 'A source.' }],
      ] as const) {
        const form = submittedFields((await ask(page, html)).text, { ...over, title: 'Typed by hand' })
        const refused = await ask(action, { form, ...html }, door)
        expect([action, refused.status, refused.headers.get('Retry-After')]).toEqual([action, 429, '60'])
        expect(refused.text).toContain('in 60 seconds')
        const again = submittedFields(refused.text)
        expect(again).toMatchObject({ title: 'Typed by hand' })
        expect([action, (await ask(action, { form: again, ...html })).status]).toEqual([action, 303])
        expectProblem(await ask(action, { form }, door), 'rate-limited')
      }
    },
  )

  it('no address that its sender can write', async () => {
    const { keys, limit } = counting()
    const door = withBindings({ PUBLIC_RATE: limit, TRUST_CLIENT_ADDRESS: 'false' })
    for (let i = 0; i < 3; i++)
      await ask('/incidents', { json: record(), headers: { 'CF-Connecting-IP': newAddress() } }, door)
    expect(new Set(keys).size).toBe(1)
  })

  it('what is tried at signing in, apart from what is submitted', async () => {
    const headers = { ...browser, 'CF-Connecting-IP': newAddress() }
    const { keys, limit } = counting(2)
    const door = withBindings({ PUBLIC_RATE: limit })
    const enter = (token: string) => ask('/sign-in', { form: { token }, headers }, door)
    expect((await enter('wrong')).status).toBe(401)
    expect((await enter(env.ADMIN_TOKEN)).status).toBe(303)
    const refused = await enter(env.ADMIN_TOKEN)
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '60'])
    await ask(
      '/incidents',
      { json: record(), headers: { 'CF-Connecting-IP': headers['CF-Connecting-IP'] } },
      door,
    )
    expect(new Set(keys).size).toBe(2)
  })
})
