import { beforeEach, describe, expect, it } from 'vitest'
import { ask, publishRecord } from '../../client.ts'

let id: string
beforeEach(async () => {
  ;({ id } = (await publishRecord({ title: 'Shared' })).incident)
})

const page = { headers: { Accept: 'text/html' } }
const names = [
  'utm_source=x&utm_medium=y',
  'fbclid=x',
  'gclid=1',
  'mc_cid=1&mc_eid=2',
  'igshid=a',
  'ysclid=b',
  '_ga=1.2&_gl=3',
  'srsltid=1&gad_source=2&gad_campaignid=3&gclsrc=4',
  'mibextid=a&rdt_cid=b&epik=c&ref_src=d&ref_url=e',
  'mtm_campaign=a&pk_campaign=b&mc_tc=c',
]

describe('tracking names in an address', () => {
  it.each(names)('are ignored on pages: %s', async (query) => {
    for (const path of [
      '/',
      '/incidents',
      `/incidents/${id}`,
      `/incidents/${id}/history`,
      '/submit',
      '/codebook',
    ])
      expect([path, (await ask(`${path}?${query}`, page)).status]).toEqual([path, 200])
  })

  it('leave the filters beside them, and are in no link of the page', async () => {
    const answer = await ask('/incidents?country=SY&utm_source=x&fbclid=y', page)
    expect(answer.text).not.toContain('Shared')
    expect(answer.text).not.toMatch(/utm_source|fbclid/)
    expect(answer.headers.get('Content-Location')).toMatch(/^\/incidents\?country=SY&commit=\d+&schema=\w+$/)
  })

  it('are refused on data, and so is a mistyped filter on a page', async () => {
    for (const path of ['/incidents.csv?fbclid=x', `/incidents/${id}.json?utm_source=x`])
      expect((await ask(path)).status).toBe(400)
    const json = { headers: { Accept: 'application/json' } }
    expect((await ask('/incidents?utm_source=x', json)).status).toBe(400)
    expect((await ask('/incidents?cuntry=IQ&utm_source=x', page)).status).toBe(400)
  })
})
