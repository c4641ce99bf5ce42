import { beforeEach, describe, expect, it } from 'vitest'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { schemaVersion } from '../../../../src/record/schema-version.ts'
import { type Answer, ask, patchRecord, publishRecord, reviewRecord, submitRecord } from '../../client.ts'

const howMany = 7
let all: { id: string; path: string; etag: string }[]

beforeEach(async () => {
  all = []
  for (let i = 0; i < howMany; i++) {
    const { incident, path, etag } = await publishRecord({
      title: `t${i}`,
      series: i % 2 === 0 ? 'even' : 'odd',
    })
    all.push({ id: incident.id, path, etag })
    await submitRecord()
  }
})

const nextOf = (answer: Answer): string | undefined =>
  /^<([^>]+)>; rel="next"$/.exec(answer.headers.get('Link') ?? '')?.[1]

const read: Record<string, (text: string) => string[]> = {
  csv: (text) =>
    text
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.slice(0, 36)),
  json: (text) => JSON.parse(text).incidents.map(({ id }: StoredIncident) => id),
  ndjson: (text) =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line).id),
  geojson: (text) => JSON.parse(text).features.map(({ id }: { id: string }) => id),
}

/** Every page from an address on, each as its ids. */
const follow = async (
  address: string,
  name: string,
  between: () => Promise<unknown> = async () => {},
): Promise<string[][]> => {
  const pages: string[][] = []
  for (let next: string | undefined = address; next !== undefined; ) {
    const answer: Answer = await ask(next)
    expect(answer.status, answer.text).toBe(200)
    const ids = read[name]?.(answer.text) ?? []
    expect(answer.headers.get('Sitrep-Rows')).toBe(String(ids.length))
    pages.push(ids)
    next = nextOf(answer)
    await between()
  }
  return pages
}

const ids = () => all.map(({ id }) => id)

describe.each(Object.keys(read))('pages of %s', (name) => {
  it('hold every record once, in order, and end, however many a page has at most', async () => {
    for (const limit of [1, 2, 3, 6, 7, 8, 10_000]) {
      const pages = await follow(`/incidents.${name}?limit=${limit}`, name)
      expect([limit, pages.flat()]).toEqual([limit, ids()])
      expect([limit, pages.length]).toEqual([limit, Math.ceil(howMany / limit)])
      for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit)
    }
  })

  it('of a filter hold what the filter finds', async () => {
    const even = ids().filter((_, i) => i % 2 === 0)
    expect(await follow(`/incidents.${name}?series=even&limit=2`, name)).toEqual([
      even.slice(0, 2),
      even.slice(2),
    ])
  })

  it('are one snapshot, whatever happens between them', async () => {
    let i = 0
    const pages = await follow(`/incidents.${name}?limit=2`, name, async () => {
      const [edited, gone] = [all[i], all[howMany - 1 - i]]
      i++
      if (edited) await patchRecord(edited.path, edited.etag, { title: 'edited' })
      if (gone && gone !== edited) await reviewRecord(gone.path, 'retract')
      await publishRecord()
    })
    expect(pages.flat()).toEqual(ids())
  })

  it('together have the bytes of the whole, each pinned', async () => {
    const whole = await ask(`/incidents.${name}`)
    const [first, second] = await follow(`/incidents.${name}?limit=4`, name)
    expect([...(first ?? []), ...(second ?? [])]).toEqual(read[name]?.(whole.text))
    const page = await ask(`/incidents.${name}?limit=4`)
    const next = new URL(nextOf(page) ?? '', 'http://x.test')
    const wanted = {
      commit: whole.headers.get('Sitrep-Commit'),
      schema: schemaVersion,
      limit: '4',
      cursor: expect.any(String),
    }
    expect(Object.fromEntries(next.searchParams)).toEqual(wanted)
    expect(next.pathname).toBe(`/incidents.${name}`)
  })

  it('of a set that is empty, or behind the last record, are empty and the last', async () => {
    const last = (await follow(`/incidents.${name}?limit=3`, name)).length
    expect(last).toBe(3)
    for (const address of [
      `/incidents.${name}?country=SY&limit=2`,
      `/incidents.${name}?limit=2&cursor=9007199254740991`,
    ]) {
      expect(await follow(address, name)).toEqual([[]])
      expect((await ask(address)).headers.has('Link')).toBe(false)
    }
  })
})

describe.each(['csv', 'json', 'ndjson'])('sorted pages of %s', (name) => {
  // Two tie, and one is unknown.
  const dates = ['2022-03', '2021-05-01', '2022-03-01', '2020', '2021-05-01/2023', '2022-01-01', '2019-12-31']

  it('are together the whole, however many records a page has at most', async () => {
    for (const [i, date] of dates.entries()) {
      const deaths = i % 3 === 0 ? {} : { casualties: { deaths: { best: i % 2 } } }
      const { path, etag } = all[i] ?? { path: '', etag: '' }
      expect((await patchRecord(path, etag, { date, ...deaths })).status).toBe(200)
    }
    for (const [sort, order] of [
      ['date', [6, 3, 1, 4, 5, 0, 2]],
      ['-date', [2, 0, 5, 4, 1, 3, 6]],
      ['deaths', [2, 4, 1, 5, 0, 3, 6]],
      ['-deaths', [5, 1, 4, 2, 6, 3, 0]],
      ['created', [0, 1, 2, 3, 4, 5, 6]],
      ['-created', [6, 5, 4, 3, 2, 1, 0]],
    ] as const) {
      const wanted = order.map((i) => ids()[i])
      for (const limit of [undefined, 1, 2, 3, 6, 7, 8]) {
        const paged = limit === undefined ? '' : `&limit=${limit}`
        const pages = await follow(`/incidents.${name}?sort=${sort}${paged}`, name)
        expect([sort, limit, pages.flat()]).toEqual([sort, limit, wanted])
        expect(pages).toHaveLength(Math.ceil(howMany / (limit ?? howMany)))
      }
      const [even] = await follow(`/incidents.${name}?sort=${sort}&series=even`, name)
      expect(even).toEqual(order.filter((i) => i % 2 === 0).map((i) => ids()[i]))
    }
  })

  it('are one snapshot, whatever happens between them', async () => {
    let i = 0
    const pages = await follow(`/incidents.${name}?sort=-created&limit=2`, name, async () => {
      const { path, etag } = all[i++] ?? { path: '', etag: '' }
      await patchRecord(path, etag, { date: '2019' })
      await publishRecord()
    })
    expect(pages.flat()).toEqual(ids().reverse())
  })
})

describe('a sorted file', () => {
  it('has its order in the full profile and in the layouts of other projects', async () => {
    const latest = all[2] ?? { path: '', etag: '' }
    expect((await patchRecord(latest.path, latest.etag, { date: '2023-01-01' })).status).toBe(200)
    const full = await ask('/incidents.csv?profile=full&sort=-date&limit=1')
    expect(full.text).toContain(all[2]?.id)
    const acled = await ask('/incidents.csv?profile=acled&sort=-date')
    const years = acled.text.split('\r\n').map((line) => /\b202[23]\b/.exec(line)?.[0])
    expect(years.slice(1, -1)).toEqual(['2023', ...Array.from({ length: howMany - 1 }, () => '2022')])
    const digest = await ask('/incidents.csv.sha256?sort=-date')
    expect([digest.status, digest.text.length > 64]).toEqual([200, true])
  })
})

describe('a cursor', () => {
  it('may stand without a limit: the rest follows in one', async () => {
    const next = new URL(nextOf(await ask('/incidents.json?limit=3')) ?? '', 'http://x.test')
    next.searchParams.delete('limit')
    const rest = await ask(next.pathname + next.search)
    expect(read.json?.(rest.text)).toEqual(ids().slice(3))
    expect([rest.headers.get('Sitrep-Rows'), rest.headers.has('Link')]).toEqual(['4', false])
  })
})

describe('the page of the list', () => {
  it('shows the records in order, how many there are in all, and the way to the next page', async () => {
    const first = await ask('/incidents?limit=5&series=even')
    expect(first.text).toContain('4 incidents')
    expect(first.text).not.toContain('rel="next"')
    const pages: string[] = []
    for (let at: string | undefined = '/incidents?limit=3'; at !== undefined; ) {
      const { text }: Answer = await ask(at)
      expect(text).toContain('7 incidents')
      pages.push([...text.matchAll(/dir="auto">(t\d)</g)].map(([, title]) => title).join(' '))
      at = /<a href="([^"]+)" rel="next">/.exec(text)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(pages).toEqual(['t0 t1 t2', 't3 t4 t5', 't6'])
  })

  it('links to the same query as files', async () => {
    const { text } = await ask('/incidents?series=even&limit=5&cursor=1')
    for (const name of Object.keys(read)) {
      const href = new RegExp(`<a href="(/incidents\\.${name}[^"]*)"`)
        .exec(text)?.[1]
        ?.replaceAll('&amp;', '&')
      expect(new URL(href ?? '', 'http://x.test').searchParams.get('series')).toBe('even')
      expect((await ask(href ?? '')).status).toBe(200)
    }
  })
})

describe('limit=0', () => {
  it.each([
    ['', howMany],
    ['&series=odd', 3],
    ['&series=odd&sort=-date', 3],
    ['&q=t1', 1],
    ['&country=SY', 0],
  ])('answers with the number of records and none of them: %s', async (filters, total) => {
    const answer = await ask(`/incidents.json?limit=0${filters}`)
    expect(answer.data()).toMatchObject({ rows: total, incidents: [] })
    expect([answer.headers.get('Sitrep-Rows'), nextOf(answer)]).toEqual([String(total), undefined])
    const csv = await ask(`/incidents.csv?limit=0${filters}`)
    expect([csv.text.split('\r\n').length, csv.headers.get('Sitrep-Rows')]).toEqual([2, String(total)])
  })
})

describe('the last page', () => {
  it('has no next page, full or not', async () => {
    for (const limit of [howMany, howMany + 1])
      for (const filters of ['', '&event_type=remote_violence', '&sort=date'])
        expect(nextOf(await ask(`/incidents.json?limit=${limit}${filters}`))).toBeUndefined()
  })

  it('comes after a cursor that is beyond every record too, and is empty', async () => {
    const answer = await ask(`/incidents.json?limit=2&cursor=${Number.MAX_SAFE_INTEGER}`)
    expect([answer.status, answer.data().incidents, nextOf(answer)]).toEqual([200, [], undefined])
  })
})
