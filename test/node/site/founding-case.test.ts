// The founding case: one news report, nine incidents; in by curl, out of every format, nothing flattened away.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { header, record, referenceOf, repeated, rows, withoutStamps } from '../support/founding-case.ts'
import { type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

const run = promisify(execFile)

/** What curl gets: the status, and the body. */
const curl = async (...args: string[]) => {
  const { stdout } = await run('curl', ['-sS', '-w', '\\n%{http_code}', ...args], { maxBuffer: 2 ** 26 })
  const end = stdout.lastIndexOf('\n')
  return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) }
}

interface Stored {
  readonly id: string
  readonly reference: string
  readonly status: string
  readonly warnings: readonly { readonly rule: string }[]
}

interface Answer {
  readonly status: number
  readonly body: { readonly incident: Stored; readonly warnings: Stored['warnings'] }
}

/** A link to a record that comes later is told as a warning; 1 to 4 name 9 so, and 6 names 8 and 9. */
const later: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 1, 4: 1, 6: 2 }
const warningsOf = (which: number): string[] => Array(later[which] ?? 0).fill('link.unresolved')

const all = [1, 2, 3, 4, 5, 6, 7, 8, 9]
const files = mkdtempSync(join(tmpdir(), 'sitrep-founding-'))
const answers = new Map<number, Answer>()
let server: Server

const idOf = (which: number): string => answers.get(which)?.body.incident.id ?? ''
const fetchText = async (path: string) => (await fetch(server.url + path)).text()

const fileIt = async (which: number): Promise<Answer> => {
  const path = join(files, `${which}.json`)
  writeFileSync(path, JSON.stringify(record(which)))
  const { status, body } = await curl(
    ...['-H', `Authorization: Bearer ${server.token}`, '-H', 'Content-Type: application/json'],
    ...['--data-binary', `@${path}`, `${server.url}/incidents?publish=true`],
  )
  return { status, body: JSON.parse(body) }
}

beforeAll(async () => {
  server = await startServer()
  for (const which of all) answers.set(which, await fileIt(which))
})
printLogOnFailure(() => server)
afterAll(async () => {
  await server?.stop()
  rmSync(files, { recursive: true })
})

describe('the nine going in by curl', () => {
  it.each(all)('takes incident %i as published, and warns only of links to what comes later', (which) => {
    expect(answers.get(which)).toMatchObject({ status: 201, body: { incident: { status: 'published' } } })
    expect(answers.get(which)?.body.warnings.map(({ rule }) => rule)).toEqual(warningsOf(which))
  })
})

describe('the nine coming out', () => {
  it.each(all)('gives incident %i back as JSON with what went in, and nothing besides', async (which) => {
    const { status, body } = await curl(`${server.url}/incidents/${idOf(which)}.json`)
    expect(status).toBe(200)
    expect(withoutStamps(JSON.parse(body))).toEqual(record(which))
  })

  it('gives all of them in one JSON file, in the order in which they came', async () => {
    const { body } = await curl(`${server.url}/incidents.json`)
    const file = JSON.parse(body) as { commit: number; rows: number; incidents: Stored[] }
    expect(file).toMatchObject({ commit: 9, rows: 9 })
    expect(file.incidents.map(withoutStamps)).toEqual(all.map(record))
  })

  it('gives each of them on a line of NDJSON', async () => {
    const { body } = await curl(`${server.url}/incidents.ndjson`)
    expect(body.endsWith('\n')).toBe(true)
    const lines = body.trimEnd().split('\n')
    expect(lines.map((line) => withoutStamps(JSON.parse(line)))).toEqual(all.map(record))
  })

  it('gives the promised columns of CSV in the promised order', async () => {
    const { body } = await curl(`${server.url}/incidents.csv`)
    expect(body.slice(0, body.indexOf('\r\n')).split(',')).toEqual(header)
  })

  it.each(all)(
    'gives incident %i as the row of CSV that the report makes, unknown left empty',
    async (which) => {
      const { body } = await curl(`${server.url}/incidents.csv`)
      const read: Record<string, string>[] = parse(body, { columns: true })
      const { id, created_at, updated_at, ...row } = read[which - 1] ?? {}
      const { title, summary, date_note = '' } = record(which)
      const empty = Object.fromEntries(header.map((name) => [name, '']))
      const byServer = {
        id: idOf(which),
        dataset: 'january-2022',
        reference: referenceOf(which),
        revision: '1',
      }
      const warnings = repeated(later[which] ?? 0, 'link.unresolved')
      expect({ ...row, id, created_at: '', updated_at: '' }).toEqual({
        ...empty,
        ...byServer,
        ...{ status: 'published', warnings, title, summary, date_note },
        ...rows[which - 1],
      })
      expect(created_at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
      expect(updated_at).toBe(created_at)
    },
  )
})

const report = undefined
const officer = 'an unnamed Iraqi officer'
const kirby = 'John Kirby, a Pentagon spokesman'
const group = 'a group calling itself Qassem Al Jabarayn, in an online post'
const militaries = ['the Iraqi military', 'the US military']

/** [incident, part, who says it]; the report itself has no speaker. */
const speakers: [which: number, part: string, saidBy: (string | undefined)[]][] = [
  [1, 'weapons.0', [report]],
  [1, 'links.0', [kirby]],
  [2, 'weapons.0', [report]],
  [2, 'links.0', [kirby]],
  [3, 'weapons.0', [officer]],
  [3, 'weapons.1', [officer]],
  [3, 'casualties', [report]],
  [3, 'claims.0', [group]],
  [3, 'links.0', [kirby]],
  [4, 'weapons.0', militaries],
  [4, 'casualties', [report]],
  [4, 'links.0', [kirby]],
  [5, 'weapons.0', ['the Iraqi military']],
  [6, 'weapons.0', militaries],
  [6, 'casualties', [report]],
  [6, 'damage', ['the coalition']],
  [6, 'attributions.0', ['the coalition']],
  [6, 'links.0', ['the coalition']],
  [6, 'links.1', [kirby]],
  [7, 'weapons.0', ['the coalition']],
  [7, 'links.0', ['the coalition']],
  [9, 'casualties', [report]],
]

describe('who says what', () => {
  it.each(speakers)('names the speaker of incident %i, %s', async (which, part, saidBy) => {
    const stored = JSON.parse(await fetchText(`/incidents/${idOf(which)}.json`))
    const found = part.split('.').reduce((value, step) => value[step], stored)
    const keys: string[] = found.source.split('; ')
    const sources = record(which).sources
    expect(keys.map((key) => sources.find((each) => each.key === key)?.said_by)).toEqual(saidBy)
  })

  it('keeps a claim, an attribution, a possible motive and an act apart', async () => {
    const parts = await Promise.all(
      all.map(async (which) => JSON.parse(await fetchText(`/incidents/${idOf(which)}.json`))),
    )
    const having = (test: (stored: (typeof parts)[number]) => unknown) =>
      all.filter((which) => test(parts[which - 1]))
    const linked = (type: string) =>
      having(({ links = [] }) => links.some((link: { type: string }) => link.type === type))
    expect(having(({ claims }) => claims)).toEqual([3])
    expect(having(({ attributions }) => attributions)).toEqual([6])
    expect(linked('possible_motive')).toEqual([1, 2, 3, 4, 6])
    const acted = ({ actors = [] }) => actors.some((actor: { role: string }) => actor.role === 'perpetrator')
    expect(having(acted)).toEqual([7, 8, 9])
  })

  it('leads from the answer to the attack and back', async () => {
    const [attack, answer] = [idOf(6), idOf(7)]
    expect(await fetchText(`/incidents/${answer}`)).toContain(`href="/incidents/${attack}"`)
    expect(await fetchText(`/incidents/${attack}`)).toContain(`href="/incidents/${answer}"`)
  })

  it('invents no coordinates', async () => {
    expect(await fetchText('/incidents.json')).not.toMatch(/latitude|longitude|coordinates/)
    const pages = await Promise.all(all.map((which) => fetchText(`/incidents/${idOf(which)}`)))
    expect(pages.join('')).not.toMatch(/latitude|longitude|coordinates from/i)
  })
})
