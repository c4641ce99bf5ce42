import { describe, expect, it } from 'vitest'
import { disputedAreas } from '../../../../schemas/disputed-areas.ts'
import { codebookFiles } from '../../../../src/export/codebook.ts'
import { codebookEntries } from '../../../../src/record/codebook/codebook.ts'
import { ask, browser } from '../../client.ts'

describe.each(Object.entries(codebookFiles))('/codebook.%s', (extension, { type, write }) => {
  it('is the codebook, for any site', async () => {
    const { status, text, headers } = await ask(`/codebook.${extension}`)
    expect([status, headers.get('Content-Type'), text]).toEqual([200, type, write()])
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(headers.get('Cache-Control')).toBe('public, no-cache')
  })

  it('is not sent to who has it', async () => {
    const etag = (await ask(`/codebook.${extension}`)).headers.get('ETag') ?? ''
    const again = await ask(`/codebook.${extension}`, { headers: { 'If-None-Match': etag } })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  it('is what /codebook answers to who accepts it', async () => {
    const { headers, text } = await ask('/codebook', { headers: { Accept: type.split(';')[0] ?? '' } })
    expect([headers.get('Content-Location'), text]).toEqual([`/codebook.${extension}`, write()])
  })
})

describe('the page of the codebook', () => {
  it('has an anchor for each field, code and rule, and for each column of the flat row', async () => {
    const { text } = await ask('/codebook', { headers: browser })
    const anchors = new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    const expected = codebookEntries().filter(({ table = 'incidents' }) => table === 'incidents')
    expect(expected.filter(({ id }) => !anchors.has(id)).map(({ id }) => id)).toEqual([])
    const targets = [...text.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    expect(targets.filter((id) => !anchors.has(id))).toEqual([])
  })

  it.each([
    ['field-tags', ['example: <code>[&quot;us-forces&quot;]</code>', 'ACLED: <code>tags</code>']],
    [
      'field-outcome',
      ['code of <a href="#codes-outcome"><bdi>outcome</bdi></a>', 'GTD: <code>success</code>'],
    ],
    [
      'column-deaths_best',
      [
        '<strong>Casualties: Deaths: Best.</strong>',
        'whole number, people',
        'example: <code>3</code>',
        'UCDP GED: <code>best</code>',
      ],
    ],
    ['column-outcome', ['<a href="#codes-outcome">code</a>', 'stated', 'example: <code>mixed</code>']],
    ['codes-targets.type-military', ['GTD: <code>targtype1=4, targtype1_txt=Military</code>']],
    ['rule-date.order', ['Not in the JSON Schema: it compares values.']],
  ])('says what is at %s', async (id, expected) => {
    const { text } = await ask('/codebook', { headers: browser })
    const [, entry = ''] = text.split(` id="${id}"`)
    const [own = ''] = entry.split('</dd>')
    for (const each of expected) expect(own).toContain(each)
  })

  it('has at most 40 KB', async () => {
    const { text } = await ask('/codebook', { headers: browser })
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
    expect((await new Response(stream).arrayBuffer()).byteLength).toBeLessThanOrEqual(40 * 1024)
  })
})

it('lists the disputed areas with the countries that pass, their days and their sources', async () => {
  const { text } = await ask('/codebook', { headers: browser })
  const rows = text.split('<tr>').map((row) => row.replace(/<[^>]+>/g, '|').replace(/&#39;/g, "'"))
  for (const { name, codes, source } of disputedAreas) {
    const row = rows.find((each) => each.includes(`|${name}|`)) ?? ''
    for (const said of [...codes.map((code) => `(${code})`), source]) expect(row).toContain(said)
  }
  const oblasts = rows.find((row) => row.includes('Kherson'))
  expect(oblasts).toContain('from 30 September 2022')
  expect(rows.find((row) => row.includes('Montenegro (ME)'))).toContain('Serbia (RS)')
})
