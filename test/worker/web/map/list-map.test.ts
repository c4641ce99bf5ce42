/** The map of the list: each record is counted once, and links lead to as many as they say. */
import { describe, expect, it } from 'vitest'
import { admin, ask, patchRecord, publishRecord, reviewRecord, submitRecord } from '../../client.ts'

const at = (latitude: number, longitude: number, more: object = {}) => ({
  location: { country: 'IQ', latitude, longitude, precision: 'exact', ...more },
})

const decode = (href: string): string => href.replaceAll('&amp;', '&')

/** Returns the number in each circle, with the address of its list. */
const circlesIn = (html: string): [count: number, href: string][] =>
  [...html.matchAll(/<a href="([^"]+)" aria-label="(\d+) incidents?"><circle/g)].map(
    ([, href = '', count]) => [Number(count), decode(href)],
  )

/** Returns the label of each area, with the address of its list; of ground in dispute after a mark. */
const areasIn = (html: string): [label: string, href: string][] =>
  [...html.matchAll(/<a href="([^"]+)" aria-label="([^"]+)"><path (class="disputed" )?d="M/g)].map(
    ([, href = '', label = '', isDisputed]) => [isDisputed ? `! ${label}` : label, decode(href)],
  )

const inArea = (country: string, admin1: string, more: object = {}) => ({
  location: { country, admin1, precision: 'admin1', ...more },
})

const imageIn = (html: string): string | undefined => /<image href="([^"]+)"/.exec(html)?.[1]

const notesIn = (html: string): string[] => {
  const map = /<(section|div)[^>]* class="list-map".*?<\/\1>/s.exec(html)?.[0] ?? ''
  return [...map.matchAll(/<li>(?:<a href="([^"]+)">)?([^<]+)(?:<\/a>)?<\/li>|<p>(\d[^<]*)<\/p>/g)].map(
    ([, href, label, text]) => text ?? [label, ...(href ? [decode(href)] : [])].join(' '),
  )
}

const publishPlaces = async () => {
  for (const part of [
    at(33.3, 44.3),
    at(33.31, 44.31),
    at(36.3, 43.1, { precision: 'near' }),
    at(33.3, 44.3, { precision: 'admin1', admin1: 'Baghdad' }),
    at(33, 44, { precision: 'country' }),
    { location: { country: 'IQ', precision: 'admin1', admin1: 'Anbar' } },
    { location: { country: 'IQ', place: 'Hit' } },
    at(30.5, 47.8, { place: 'Basra', withheld: 'point' }),
  ])
    await publishRecord(part)
}

describe('the map of a list', () => {
  it('shows exact and near places as circles, and says what it does not show', async () => {
    await publishPlaces()
    const { text } = await ask('/incidents?country=IQ')
    expect(imageIn(text)).toBe('/outlines/IQ.svg#own')
    expect(circlesIn(text)).toEqual([
      [2, '/incidents?country=IQ&bbox=44.3%2C33.3%2C44.31%2C33.31&geo_precision=exact%2Cnear'],
      [1, '/incidents?country=IQ&bbox=43.1%2C36.3%2C43.1%2C36.3&geo_precision=exact%2Cnear'],
    ])
    expect(notesIn(text)).toEqual([
      '2 incidents are drawn as areas, darker for more: the place is known or public only to the first-level area.',
      'Baghdad: 1 incident /incidents?country=IQ&admin1=Baghdad&geo_precision=admin1',
      'Anbar: 1 incident /incidents?country=IQ&admin1=Anbar&geo_precision=admin1',
      '1 incident is not on the map, because only a larger area is known:',
      'Country: 1 /incidents?country=IQ&geo_precision=country',
      '2 incidents are not on the map, because their coordinates are not stated or withheld.',
    ])
  })

  it('has links to lists of as many records as they say', async () => {
    await publishPlaces()
    for (const path of [
      '/incidents',
      '/incidents?geo_precision=near,country',
      '/incidents?near=33.3,44.3,50',
    ]) {
      const { text } = await ask(path)
      const circles = circlesIn(text)
      expect([path, circles.length > 0]).toEqual([path, true])
      for (const [count, href] of circles) {
        expect((await ask(href)).text).toContain(`>${count} incident`)
        expect((await ask(href.replace('/incidents', '/incidents.json'))).data().incidents).toHaveLength(
          count,
        )
      }
    }
  })

  it('shows places that are known to the first-level area as areas, by all their names', async () => {
    for (const part of [
      inArea('IQ', 'Anbar'),
      inArea('IQ', 'Al-Anbār province', { latitude: 33, longitude: 42 }),
      inArea('IQ', 'الأنبار', { precision: 'admin2', admin2: 'Hit' }),
      inArea('SY', 'Aleppo'),
      inArea('IQ', 'Atlantis'),
      inArea('IQ', 'Anbar', { precision: 'area' }),
      { location: { country: 'IQ', precision: 'admin1' } },
    ])
      await publishRecord(part)
    const { text } = await ask('/incidents')
    expect(circlesIn(text)).toEqual([])
    const anbar = encodeURIComponent('Anbar,Al-Anbār province,الأنبار').replaceAll('%20', '+')
    expect(areasIn(text)).toEqual([
      ['Anbar, Iraq: 3 incidents', `/incidents?country=IQ&admin1=${anbar}&geo_precision=admin1%2Cadmin2`],
      ['Aleppo, Syria: 1 incident', '/incidents?country=SY&admin1=Aleppo&geo_precision=admin1'],
    ])
    for (const [label, href] of areasIn(text)) {
      const [, count] = /: (\d+)/.exec(label) ?? []
      expect((await ask(href.replace('/incidents', '/incidents.json'))).data().rows).toBe(Number(count))
    }
    expect(text).toContain('aria-label="Map of 4 incidents as areas"')
    expect(notesIn(text).slice(3)).toEqual([
      '3 incidents are not on the map, because only a larger area is known:',
      'First-level area: 2',
      'Area or line: 1 /incidents?geo_precision=area',
    ])
  })

  it('shows a withheld place as its area, and no more', async () => {
    const base = { country: 'IQ', place: 'Base', admin1: 'Kirkuk', latitude: 35.4, longitude: 44.3 }
    await publishRecord({ location: { ...base, precision: 'exact', withheld: 'place' } })
    await publishRecord({ location: { ...base, precision: 'exact', withheld: 'point' } })
    const { text } = await ask('/incidents?country=IQ')
    expect(areasIn(text)).toEqual([
      [
        'Kirkuk: 2 incidents without a closer point; the list has all there',
        '/incidents?country=IQ&admin1=Kirkuk',
      ],
    ])
    expect(circlesIn(text)).toEqual([])
    expect(text).not.toMatch(/35\.4|44\.3/)
    // An editor's map is the public's: its points are those of the index.
    expect(circlesIn((await admin('/incidents?country=IQ')).text)).toEqual([])
  })

  it('draws an area of disputed ground dashed, the same for all who claim it, and cuts such ground out', async () => {
    for (const country of ['UA', 'RU']) await publishRecord(inArea(country, 'Crimea'))
    await publishRecord(inArea('SY', 'Quneitra'))
    const { text } = await ask('/incidents')
    expect(areasIn(text).map(([label]) => label)).toEqual([
      '! Crimea, Ukraine: 1 incident',
      '! Crimea, Russia: 1 incident',
      'Quneitra, Syria: 1 incident',
    ])
    const [ukraine, russia] = [...text.matchAll(/class="disputed" d="([^"]+)"/g)].map(([, path]) => path)
    expect(russia).toBe(ukraine)
  })

  it('is of the areas of the version that is listed', async () => {
    const { path, etag } = await publishRecord(inArea('IQ', 'Anbar'))
    const { headers } = await ask('/incidents')
    await patchRecord(path, etag, inArea('IQ', 'Basra'))
    expect(areasIn((await ask('/incidents')).text).map(([label]) => label)).toEqual([
      'Basra, Iraq: 1 incident',
    ])
    const pinned = (await ask(headers.get('Content-Location') ?? '')).text
    expect(areasIn(pinned).map(([label]) => label)).toEqual(['Anbar, Iraq: 1 incident'])
  })

  it('names what its script reads: the points at the commit, the outlines, the list without a box', async () => {
    await publishPlaces()
    const { text } = await ask('/incidents?country=IQ&sort=-date&bbox=43,33,45,37')
    const read = (name: string) => decode(new RegExp(`data-${name}="([^"]+)"`).exec(text)?.[1] ?? '')
    expect(read('points')).toBe('/incidents.points?country=IQ&bbox=43%2C33%2C45%2C37&commit=8')
    expect((await ask(read('points'))).headers.get('Sitrep-Rows')).toBe('5')
    expect(read('list')).toBe('/incidents?country=IQ&sort=-date')
    expect(read('outlines')).toMatch(/^\/outlines\/[A-Z]{2}\.json$/)
    expect(text).toMatch(/<script type="module" src="\/client\/explore-en-\w+\.js">/)
    const pinned = await ask('/incidents?commit=1')
    expect(pinned.text).toContain('data-points="/incidents.points?commit=1"')
  })

  it('shows points whose precision is not stated, with a link to all in their box', async () => {
    await publishRecord({ location: { country: 'IQ', latitude: 33.3, longitude: 44.3 } })
    const { text } = await ask('/incidents?limit=1')
    expect(circlesIn(text)).toEqual([[1, '/incidents?bbox=44.3%2C33.3%2C44.3%2C33.3']])
  })

  it('is of the version that is listed: not of one before an edit or a retraction', async () => {
    const edited = await publishRecord(at(33.3, 44.3))
    const { path } = await publishRecord(at(33.3, 44.3))
    const { headers } = await ask('/incidents')
    await patchRecord(edited.path, edited.etag, at(36.3, 43.1))
    await reviewRecord(path, 'retract', { reason: 'x' })
    expect(
      circlesIn((await ask('/incidents')).text).map(([count, href]) => [count, href.includes('36.3')]),
    ).toEqual([[1, true]])
    const [[count, href] = [0, '']] = circlesIn((await ask(headers.get('Content-Location') ?? '')).text)
    expect(count).toBe(2)
    expect(href).toContain('commit=2')
    expect((await ask(href)).text).toContain('2 incidents')
  })

  it('goes nearer to the points of a box, and shows all on the first page only', async () => {
    for (let i = 0; i < 3; i++) await publishRecord(at(33.3 + i / 20, 44.3))
    const { text } = await ask('/incidents?bbox=44,33,45,34&country=IQ&limit=2')
    expect(circlesIn(text).map(([count]) => count)).toEqual([1, 1, 1])
    const next = decode(/<a href="([^"]+)" rel="next">/.exec(text)?.[1] ?? '')
    expect((await ask(next)).text).not.toContain('list-map')
  })

  it('is of the reader: editors see reports that are not published if they ask for them', async () => {
    await submitRecord(at(33.3, 44.3))
    expect((await ask('/incidents')).text).not.toContain('list-map')
    expect(circlesIn((await admin('/incidents?status=submitted')).text)).toHaveLength(1)
  })

  it('is left out of an empty list, and has no drawing without a point', async () => {
    expect((await ask('/incidents')).text).not.toContain('list-map')
    await publishRecord({ location: { country: 'IQ' } })
    const { text } = await ask('/incidents')
    expect(imageIn(text)).toBeUndefined()
    expect(text).not.toContain('>Map<')
    expect(notesIn(text)).toEqual([
      '1 incident is not on the map, because its coordinates are not stated or withheld.',
    ])
  })
})
