/** Addresses and ids are shown letter for letter: nothing in them turns them around. */
import { describe, expect, it } from 'vitest'
import { admin, ask, browser, publishRecord } from '../../client.ts'

const marks = [...'\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069']
const turned = (text: string) => marks.map((mark) => `${text}${mark}`).join('')
const any = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

describe('a mark of direction', () => {
  it('in an address or an id is not stored, and is nowhere on the page', async () => {
    const { path } = await publishRecord({
      reference: turned('ref'),
      sources: [
        { url: turned('https://example.org/moc.') },
        {
          publisher: 'Example',
          key: turned('k'),
          url: turned('https://example.org/b'),
          archive_url: turned('https://example.org/c'),
        },
      ],
      links: [{ type: 'related', incident: turned('other'), source: turned('k') }],
      external: { scheme: 'acled', id: turned('ext') },
    })
    const { text } = await ask(path, { headers: browser })
    const shown = text.replaceAll(/href="[^"]*"/g, '')
    expect(shown.match(any)).toBe(null)
    const { reference, sources } = (await ask(`${path}.json`)).data()
    const once = (text: string) => text.repeat(marks.length)
    expect([reference, sources[1].url]).toEqual([once('ref'), once('https://example.org/b')])
  })

  it('in the licence of a dataset is a code, too', async () => {
    const licence = turned('https://example.org/licence')
    await admin('/datasets/reports', { method: 'PUT', json: { title: 'Reports', licence } })
    const { text } = await ask('/datasets', { headers: browser })
    expect(text.replaceAll(/href="[^"]*"/g, '').match(any)).toBe(null)
  })
})
