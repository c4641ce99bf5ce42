/** What only this build answers: sorts, counts and the list of likely duplicates. */
import { runs } from './environment.ts'
import { median, type Row } from './results.ts'
import { plantedWords } from './search-records.ts'
import { type Answer, milliseconds, request, requestOk } from './search-requests.ts'
import type { StoreFacts } from './search-store.ts'
import type { Server } from './servers.ts'

const sorts = ['date', '-date', 'created', '-created', 'deaths', '-deaths'] as const
const pageSize = 50
const maxStep = 10_000

/** Measures a request, after one unmeasured. */
const timed = async (what: string, limit: string, read: () => Promise<Answer>): Promise<Row> => {
  await read()
  const times: number[] = []
  for (let i = 0; i < runs; i++) times.push((await read()).milliseconds)
  const range = `${milliseconds(Math.min(...times))}–${milliseconds(Math.max(...times))}`
  return { what, ours: milliseconds(median(times)), limit, ratio: `(${range})` }
}

/** Returns whether the build has an address; one without it answers 400 or 404. */
const supports = async (server: Server, path: string): Promise<boolean> => {
  const { status, text } = await request(server, path)
  if (status === 200) return true
  if (status === 400 || status === 404) return false
  throw new Error(`${path} was answered with ${status}: ${text.slice(0, 500)}`)
}

const missing = (what: string, limit: string): Row => ({ what, ours: 'not in this build', limit, ratio: '' })

const rowsOf = async (server: Server, query: string): Promise<number> => {
  const { headers } = await requestOk(server, `/incidents.csv?${query}`, { method: 'HEAD', withToken: true })
  return Number(headers['sitrep-rows'])
}

/** Returns the cursor of the next page; undefined on the last one. */
const nextCursor = ({ headers }: Answer): string | undefined => {
  const url = /<([^>]+)>; rel="next"/.exec(String(headers.link ?? ''))?.[1]
  const cursor = url && new URL(url, 'http://next.invalid').searchParams.get('cursor')
  return cursor ?? undefined
}

/** Returns the cursor after this many records, reached by the pages before. */
const cursorAfter = async (server: Server, sort: string, count: number): Promise<string> => {
  let cursor: string | undefined
  for (let left = count; left > 0; left -= maxStep) {
    const limit = Math.min(left, maxStep)
    const after = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const path = `/incidents.csv?fields=id&sort=${sort}&limit=${limit}${after}`
    cursor = nextCursor(await requestOk(server, path))
    if (cursor === undefined) throw new Error(`${path} has no next page.`)
  }
  return cursor ?? ''
}

async function* measureSorts(server: Server): AsyncGenerator<Row> {
  const total = await rowsOf(server, '')
  const places = [
    ['first', 0],
    ['middle', total >> 1],
    ['last', total - pageSize],
  ] as const
  for (const sort of sorts) {
    const what = `page of sort=${sort}`
    const isSupported = await supports(server, `/incidents.json?limit=1&sort=${sort}`)
    for (const [place, count] of places) {
      if (!isSupported) {
        yield missing(`${place} ${what}`, '100 ms')
        continue
      }
      const cursor =
        count === 0 ? '' : `&cursor=${encodeURIComponent(await cursorAfter(server, sort, count))}`
      yield timed(`${place} ${what}`, '100 ms', async () => {
        const answer = await requestOk(server, `/incidents.json?limit=${pageSize}&sort=${sort}${cursor}`)
        const { rows } = JSON.parse(answer.text) as { rows: number }
        const isLast = nextCursor(answer) === undefined
        if (rows !== pageSize || isLast !== (place === 'last'))
          throw new Error(`The ${place} ${what} has ${rows} rows, and ${isLast ? 'no' : 'a'} next page.`)
        return answer
      })
    }
  }
}

const groupings = ['country', 'event_type,month', 'weapon'] as const
const countFilters = [
  ['without a filter', ''],
  ['with one filter', 'country=SY'],
  [
    'with several filters',
    `country=SY,IQ,YE&from=2015-01-01&to=2018-12-31&min_deaths=1&q=${plantedWords.common}&actor=IS`,
  ],
] as const

interface Counts {
  readonly counts: readonly { readonly records: number }[]
}

/** Throws an Error unless the groups have this many records together. A record has several weapons or none. */
const assertTotal = ({ text }: Answer, by: string, rows: number): void => {
  const total = (JSON.parse(text) as Counts).counts.reduce((sum, { records }) => sum + records, 0)
  if (by !== 'weapon' && total !== rows)
    throw new Error(`The counts by ${by} have ${total} records in all, not ${rows}.`)
}

async function* measureCounts(server: Server): AsyncGenerator<Row> {
  const isSupported = await supports(server, '/counts.json?by=country')
  for (const [filtered, query] of countFilters) {
    const rows = await rowsOf(server, query)
    for (const by of groupings) {
      const what = `counts by ${by} ${filtered}, ${rows} records`
      if (isSupported)
        yield timed(what, '', async () => {
          const answer = await requestOk(server, `/counts.json?by=${by}${query && `&${query}`}`)
          assertTotal(answer, by, rows)
          return answer
        })
      else yield missing(what, '')
    }
  }
}

async function* measureDuplicates(server: Server, { pairs }: StoreFacts): AsyncGenerator<Row> {
  const read = () => requestOk(server, '/duplicates', { withToken: true, accept: 'text/html' })
  const { text } = await read()
  const shown = pairs.filter((ids) => ids.every((id) => text.includes(id))).length
  yield timed(`/duplicates, ${shown} of ${pairs.length} planted pairs on the first page`, '300 ms', read)
}

/** Measures the routes of this build alone. Rows name those that it lacks. */
export async function* measureNewRoutes(server: Server, facts: StoreFacts): AsyncGenerator<Row> {
  yield* measureSorts(server)
  yield* measureCounts(server)
  yield* measureDuplicates(server, facts)
}
