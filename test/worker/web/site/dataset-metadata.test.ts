import { describe, expect, it } from 'vitest'
import { formatNames, mediaTypeOf } from '../../../../src/export/registry.ts'
import { admin, ask, origin, patchRecord, publishRecord, reviewRecord, submitRecord } from '../../client.ts'

const html = { headers: { Accept: 'text/html' } }

/** The data blocks of a page, as a program that does not know the page reads them. */
const blocksOf = async (path: string) => {
  const { text, headers } = await ask(path, html)
  expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  return [...text.matchAll(/<script([^>]*)>(.*?)<\/script>/gs)].map(([, attributes = '', data = '']) => {
    expect(attributes).toBe(' type="application/ld+json"')
    return JSON.parse(data)
  })
}

const describeTrial = (over: object = {}) =>
  admin('/datasets/trial', {
    method: 'PUT',
    json: { title: 'Trial', licence: 'https://creativecommons.org/licenses/by/4.0/', ...over },
  })

const filesOf = (query: string) =>
  formatNames.map((name) =>
    expect.objectContaining({
      '@type': 'DataDownload',
      encodingFormat: mediaTypeOf(name),
      contentUrl: `${origin}/incidents.${name}${query}`,
    }),
  )

describe('the description for search engines', () => {
  it('is that of the register on the home page, with every file', async () => {
    await publishRecord()
    const [data, ...others] = await blocksOf('/')
    expect(others).toEqual([])
    expect(data).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Dataset',
      url: `${origin}/`,
      version: '1',
      isAccessibleForFree: true,
      distribution: filesOf(''),
    })
    expect(data.description.length).toBeGreaterThan(50)
    expect(data).not.toHaveProperty('license')
  })

  it('is that of a dataset on its list, with its licence, its words and the days that it covers', async () => {
    await describeTrial({ description: 'What it has.', attribution: 'The trial, 2022' })
    await publishRecord({ dataset: 'trial', date: '2021-03' })
    await publishRecord({ dataset: 'trial', date: '2022-02-01/2022-02-03' })
    await publishRecord({ date: '2019-01-01' })
    const [data] = await blocksOf('/incidents?dataset=trial')
    expect(data).toMatchObject({
      name: 'Trial',
      description: 'What it has.',
      url: `${origin}/incidents?dataset=trial`,
      license: 'https://creativecommons.org/licenses/by/4.0/',
      creditText: 'The trial, 2022',
      temporalCoverage: '2021-03-01/2022-02-03',
      distribution: filesOf('?dataset=trial'),
    })
    expect((await blocksOf('/datasets'))[0]).toMatchObject({
      '@type': 'DataCatalog',
      dataset: [{ name: 'reports' }, { name: 'Trial', license: data.license }].map(({ name, ...rest }) =>
        expect.objectContaining({ name: name === 'reports' ? 'Reports' : name, ...rest }),
      ),
    })
  })

  it('covers no day of a record that was changed, retracted or not published', async () => {
    await describeTrial({ licence: 'CC BY 4.0' })
    const moved = await publishRecord({ dataset: 'trial', date: '1999-01-01' })
    await patchRecord(moved.path, moved.etag, { date: '2020-05-05' })
    const gone = await publishRecord({ dataset: 'trial', date: '2024-01-01' })
    await reviewRecord(gone.path, 'retract')
    await submitRecord({ dataset: 'trial', date: '1998-01-01' })
    const [data] = await blocksOf('/incidents?dataset=trial')
    expect(data.temporalCoverage).toBe('2020-05-05/2020-05-05')
    expect(data.license).toEqual({ '@type': 'CreativeWork', name: 'CC BY 4.0' })
  })

  it('ends where its element does, whatever the texts are', async () => {
    const title = '</script><script>alert(1)</script><!-- &lt; \u2028 "'
    await describeTrial({ title, description: title, attribution: title })
    await publishRecord({ dataset: 'trial' })
    for (const path of ['/incidents?dataset=trial', '/datasets']) {
      const blocks = await blocksOf(path)
      expect(blocks).toHaveLength(1)
      expect(JSON.stringify(blocks)).toContain(JSON.stringify(title).slice(1, -1))
    }
  })

  it.each([
    '/incidents',
    '/incidents?dataset=trial,reports',
    '/incidents?dataset=trial&country=IQ',
    '/incidents?dataset=none',
  ])('is not on a list that is no dataset: %s', async (path) => {
    await publishRecord({ dataset: 'trial' })
    expect(await blocksOf(path)).toEqual([])
  })
})
