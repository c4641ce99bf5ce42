// The programs of examples/ against a live server, over a line that fails at first.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import {
  type Act,
  type Ended,
  exampleOf,
  examplePaths,
  type Language,
  languageNames,
  languages,
  readRecords,
  runExample,
  type StoredRow,
  startExample,
} from '../support/example-programs.ts'
import { root, type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'
import { unreliableProxy } from '../support/unreliable-proxy.ts'

interface Run extends Ended {
  /** What the line saw of it. */
  readonly log: readonly string[]
}

const folder = mkdtempSync(join(tmpdir(), 'sitrep-examples-'))
const runs = new Map<string, Run>()
let server: Server
/** What the mirrors of the second run must hold. */
let published: readonly StoredRow[]
/** The rows of the exported files. */
let exported: readonly string[][]

/** The arguments of each act. */
const argumentsOf: Readonly<Record<Act, (language: Language) => readonly string[]>> = {
  post: () => ['report.json'],
  import: (language) => ['rows.csv', `dataset=${language.toLowerCase()}&publish=true`],
  export: () => ['dataset=mirrored&country=IQ', 'incidents.csv'],
  follow: () => [],
}

/** The arguments of an export with a filter that does not exist. */
const refused = ['cuntry=IQ', 'refused.csv']

const optionsOf = (name: string) => ({ url: server.url, token: server.token, cwd: join(folder, name) })

const runOverBadLine = async (language: Language, act: Act): Promise<void> => {
  const { url, log, close } = await unreliableProxy(server.url)
  const ended = await runExample(language, act, {
    ...optionsOf(language),
    url,
    args: argumentsOf[act](language),
  })
  runs.set(exampleOf(language, act), { ...ended, log })
  close()
}

const send = async (path: string, body: unknown, type = 'application/json') => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await server.admin(path, { method: 'POST', headers: { 'Content-Type': type }, body: text })
  expect(answer.ok, await answer.clone().text()).toBe(true)
}

const record = (title: string) => ({
  event_type: 'battle',
  date: '2022-01-05',
  location: { country: 'IQ', latitude: 33.30000001, longitude: 44 },
  title: `${title}, "عين" \\ "incident": 😀`,
  sources: [{ publisher: 'Example News' }],
})

const importRecords = (title: string, from: number, to: number) => {
  const lines = Array.from({ length: to - from }, (_, i) =>
    JSON.stringify({ ...record(`${title} ${i}`), reference: `r${from + i}` }),
  )
  return send('/imports?publish=true&dataset=mirrored', lines.join('\n'), 'application/x-ndjson')
}

const listRecords = async (query = ''): Promise<StoredRow[]> =>
  readRecords(await (await server.admin(`/incidents.ndjson?${query}`)).text())
const readMirror = (of: string): StoredRow[] =>
  readRecords(readFileSync(join(folder, of, 'mirror.ndjson'), 'utf8'))

/** Changes records in every way that takes one out of the published set, and in others. */
const changeRecords = async (): Promise<void> => {
  const [one, two, three, four] = (await listRecords('dataset=mirrored&limit=4')).map(({ id }) => id)
  await send(`/incidents/${one}/review`, { decision: 'retract', reason: 'it was “not” so' })
  await send(`/incidents/${two}/merge`, { into: three, reason: 'one event' })
  await send(`/incidents/${four}/redact`, { remove: ['/title'], reason: 'a life' })
  await importRecords('new', 1490, 1510)
}

beforeAll(async () => {
  server = await startServer()
  await importRecords('first', 0, 1500)
  const header = 'reference,event_type,date,country,sources'
  for (const language of languageNames) {
    mkdirSync(join(folder, language))
    writeFileSync(join(folder, language, 'report.json'), JSON.stringify(record(language)))
    writeFileSync(
      join(folder, language, 'rows.csv'),
      `${header}\na,battle,2022,IQ,News\nb,battle,2022,IQ,News\n`,
    )
  }
  const acts = Object.keys(argumentsOf) as Act[]
  await Promise.all(languageNames.flatMap((language) => acts.map((act) => runOverBadLine(language, act))))
  exported = parse(await (await fetch(`${server.url}/incidents.csv?dataset=mirrored`)).text())
  await changeRecords()
  published = await listRecords()
  await Promise.all(
    languageNames.flatMap((language) => [
      runExample(language, 'follow', optionsOf(language)),
      runExample(language, 'export', { ...optionsOf(language), args: refused }).then((ended) =>
        runs.set(`${language} refused`, { ...ended, log: [] }),
      ),
    ]),
  )
})
printLogOnFailure(() => server)
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Leaves the test out if the program of the language is not there, except in CI. */
const skipWithout = (context: TestContext, language: Language, code: Ended['code']): void => {
  if (code === undefined && process.env.CI === undefined)
    context.skip(`${languages[language][0]} is not there.`)
}

/** Returns what the line saw of a run that must succeed. */
const logOf = (context: TestContext, language: Language, act: Act): readonly string[] => {
  const { code, err, log } = runs.get(exampleOf(language, act)) as Run
  skipWithout(context, language, code)
  expect([code, err]).toEqual([0, ''])
  return log
}

it('are all run here, and short', () => {
  const paths = examplePaths()
  expect([...runs.keys()]).toEqual(expect.arrayContaining(paths))
  for (const path of paths)
    expect(readFileSync(join(root, path), 'utf8').trimEnd().split('\n').length, path).toBeLessThanOrEqual(40)
})

describe.each(languageNames)('%s', (language) => {
  it('files a report once, although the first answer is lost', async (context) => {
    expect(logOf(context, language, 'post')).toEqual(['POST 429', 'POST lost', 'POST 201'])
    const filed = await listRecords('status=submitted')
    expect(filed.filter(({ title }) => title === record(language).title)).toHaveLength(1)
  })

  it('imports a file once', async (context) => {
    expect(logOf(context, language, 'import')).toEqual(['POST 429', 'POST lost', 'POST 200'])
    expect(await listRecords(`dataset=${language.toLowerCase()}`)).toHaveLength(2)
  })

  it('exports every page', (context) => {
    expect(logOf(context, language, 'export').filter((line) => line === 'GET 200')).toHaveLength(3)
    expect(parse(readFileSync(join(folder, language, 'incidents.csv')))).toEqual(exported)
  })

  it('ends with the reason and without a file if an export is refused', (context) => {
    const { code, err } = runs.get(`${language} refused`) as Run
    skipWithout(context, language, code)
    expect([code, err]).toEqual([1, expect.stringContaining('country')])
    expect(existsSync(join(folder, language, 'refused.csv'))).toBe(false)
  })

  it('follows retractions, merges, redactions and edits from its cursor', (context) => {
    expect(logOf(context, language, 'follow').slice(0, 3)).toEqual(['GET 503', 'GET lost', 'GET 200'])
    expect(readMirror(language)).toEqual(published)
  })
})

it('a mirror ends with what is published if it is killed at any time while records change', async () => {
  mkdirSync(join(folder, 'killed'))
  const follow = (milliseconds?: number) => {
    const child = startExample('python', 'follow', optionsOf('killed'))
    if (milliseconds !== undefined) setTimeout(() => child.kill('SIGKILL'), milliseconds)
    return new Promise<number | null>((done) => child.on('exit', done))
  }
  const ends: (number | null)[] = []
  for (let round = 0; round < 8; round++) {
    const ended = follow(60 + round * 40)
    const [id] = (await listRecords('dataset=mirrored&limit=1')).map(({ id }) => id)
    if (round % 2) await send(`/incidents/${id}/review`, { decision: 'retract', reason: 'to see it go' })
    else await importRecords(`round ${round}`, round * 150, round * 150 + 300)
    ends.push(await ended)
  }
  expect(ends).toContain(null)
  expect(await follow()).toBe(0)
  expect(readMirror('killed')).toEqual(await listRecords())
})
