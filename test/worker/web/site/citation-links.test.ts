import { describe, expect, it } from 'vitest'
import { formatNames } from '../../../../src/export/registry.ts'
import { type Answer, admin, ask, origin, publishRecord } from '../../client.ts'

/** The targets of a Link header by their relations. */
const linksOf = ({ headers }: Answer): Record<string, string> =>
  Object.fromEntries(
    (headers.get('Link') ?? '').split(', ').map((link) => {
      const [, target = '', rel = ''] = /^<([^>]*)>; rel="([\w-]+)"$/.exec(link) ?? []
      return [rel, target]
    }),
  )

const describeTrial = (licence: string | null) =>
  admin('/datasets/trial', { method: 'PUT', json: { title: 'Trial', licence } })

const url = 'https://creativecommons.org/licenses/by/4.0/'
const html = { headers: { Accept: 'text/html' } }

/** What describes the rows or records of a response; the codebook describes the others. */
const descriptions: Readonly<Record<string, string>> = {
  '.csv': '/schemas/incidents.table.json',
  '.ndjson': '/schemas/incident.json',
}

describe('the links of a response', () => {
  it.each(['', ...formatNames.map((name) => `.${name}`)])(
    'lead from /incidents%s to its description, the licence of its dataset and the pinned list',
    async (ending) => {
      await describeTrial(url)
      await publishRecord({ dataset: 'trial' })
      const answer = await ask(`/incidents${ending}?dataset=trial`, ending === '' ? html : {})
      const pinned = answer.headers.get('Content-Location')
      expect(linksOf(answer)).toEqual({
        describedby: descriptions[ending] ?? '/codebook',
        'cite-as': origin + pinned,
        license: url,
      })
      expect(linksOf(await ask(pinned ?? '', ending === '' ? html : {}))).toEqual(linksOf(answer))
    },
  )

  it('are not on a page of a list: scripts follow its Link to the end', async () => {
    for (let i = 0; i < 2; i++) await publishRecord({ dataset: 'trial' })
    const first = await ask('/incidents.csv?dataset=trial&limit=1')
    expect(Object.keys(linksOf(first))).toEqual(['next'])
    expect((await ask(linksOf(first).next ?? '')).headers.has('Link')).toBe(false)
  })

  it.each([null, 'CC BY 4.0', 'javascript:alert(1)', 'https://'])(
    'name no licence that is no address: %j',
    async (licence) => {
      await describeTrial(licence)
      const { path } = await publishRecord({ dataset: 'trial' })
      for (const each of ['/incidents.csv?dataset=trial', path, `${path}.json`])
        expect(linksOf(await ask(each))).not.toHaveProperty('license')
    },
  )

  it('name no licence for records of several datasets', async () => {
    await describeTrial(url)
    await publishRecord({ dataset: 'trial' })
    for (const query of ['', '?dataset=trial,reports', '?country=IQ'])
      expect(Object.keys(linksOf(await ask(`/incidents.csv${query}`)))).toEqual(['describedby', 'cite-as'])
  })

  it('lead from the layout of another project to the codebook', async () => {
    await publishRecord({ dataset: 'trial' })
    expect(linksOf(await ask('/incidents.csv?profile=acled')).describedby).toBe('/codebook')
  })

  it('keep a licence inside its link', async () => {
    await describeTrial('https://example.org/a>; rel="next", <b')
    await publishRecord({ dataset: 'trial' })
    const { license, ...others } = linksOf(await ask('/incidents.csv?dataset=trial'))
    expect(license).toBe('https://example.org/a%3E;%20rel=%22next%22,%20%3Cb')
    expect(others).not.toHaveProperty('next')
  })

  it('lead from a record to its licence and to its page at its commit', async () => {
    await describeTrial(url)
    const { path } = await publishRecord({ dataset: 'trial' })
    for (const [answer, describedby] of [
      [await ask(`${path}.json`), '/schemas/incident.json'],
      [await ask(path, html), '/codebook'],
    ] as const) {
      const links = linksOf(answer)
      expect(links).toEqual({
        describedby,
        'cite-as': `${origin}${path}?commit=2`,
        license: url,
      })
      expect((await ask((links['cite-as'] ?? '').replace(origin, ''), html)).status).toBe(200)
    }
  })
})
