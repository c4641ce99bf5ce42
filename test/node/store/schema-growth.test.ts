// Stores that other versions wrote: opened by this one, and by one whose schema has grown.
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schemaVersion } from '../../../src/record/schema-version.ts'
import { buildPatchedWorker, type Edit } from '../support/build-worker.ts'
import {
  type AnswerParts,
  collectAnswers,
  fileAddresses,
  filterAddresses,
} from '../support/fixture-answers.ts'
import { removeStore, root, type Server, startServer } from '../support/server.ts'
import { copyStore, openFixture, readFixtureAnswers } from '../support/store-fixture.ts'

/** Stores by the version that wrote them; one that has landed is kept for ever. */
const fixtures = ['before-schema-version', 'schema-version'] as const

const migrate = (store: string) =>
  execFileSync(process.execPath, ['--no-warnings', 'scripts/migrate.ts', store], { cwd: root, stdio: 'pipe' })

const stores: string[] = []
const open = async (name: string): Promise<string> => {
  const store = await openFixture(name)
  stores.push(store)
  migrate(store)
  return store
}
const copyOf = (store: string): string => {
  const copy = copyStore(store)
  stores.push(copy)
  return copy
}
afterAll(() => {
  for (const store of stores) removeStore(store)
})

/** Whether an answer has labels, which may get better, or words of ours in a layout. */
const hasLabels = (path: string): boolean => /labels=true|profile=gtd/.test(path)

/** The parts of an answer that must be as they were, under the names that they have now. */
const expectedParts = (parts: AnswerParts, renamed: Readonly<Record<string, string>> = {}): AnswerParts =>
  Object.fromEntries(
    Object.entries(parts).map(([name, digest]) => [
      name.replace(/[^ ]+$/, (last) => renamed[last] ?? last),
      digest,
    ]),
  )

const get = (server: Server) => (path: string) => fetch(server.url + path)

describe.each(fixtures)('the store %s', (name) => {
  const answers = readFixtureAnswers(name)
  let server: Server
  beforeAll(async () => {
    server = await startServer({ store: await open(name) })
  })
  afterAll(() => server.stop())

  it.each(['public', 'admin'] as const)('is answered by this version as by its own: %s', async (who) => {
    const wanted = answers[who]
    const found = await collectAnswers(who === 'admin' ? server.admin : get(server), Object.keys(wanted))
    for (const [path, parts] of Object.entries(wanted))
      if (!hasLabels(path)) expect([path, found[path]]).toEqual([path, expect.objectContaining(parts)])
      else expect(Object.keys(found[path] ?? {}), path).toEqual(expect.arrayContaining(Object.keys(parts)))
  })

  it('has nothing stale, or has it rendered on the way', async () => {
    const { schema, stale_rows } = (await (await server.admin('/health')).json()) as Record<string, unknown>
    expect(schema).toBe(schemaVersion)
    expect(stale_rows).toBeTypeOf('number')
    expect((await fetch(`${server.url}/incidents.csv?commit=9&schema=1`)).status).toBe(410)
  })
})

const sourcesWith = (name: string): string[] =>
  execFileSync('git', ['grep', '-l', name, '--', 'src', 'schemas'], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n')

/** A schema that has grown: a field and a code more, a rule more, two codes withdrawn, two fields renamed. */
const growth: readonly Edit[] = [
  [
    'schemas/incident.ts',
    '  outcome: field(code(codes.outcome), {',
    "  alarm: field(text(200), { title: 'Alarm', help: 'How people were warned.', example: 'sirens' }),\n  outcome: field(code(codes.outcome), {",
  ],
  [
    'schemas/vocabularies.ts',
    "  rocket: [\n    'Rocket',",
    "  siren: ['Siren', ''],\n  rocket: [\n    'Rocket',",
  ],
  [
    'schemas/vocabularies.ts',
    "If it steers itself, choose missile.',\n  ],",
    "If it steers itself, choose missile.',\n    'missile',\n  ],",
  ],
  ['schemas/vocabularies.ts', /(mixed: \[\n.*\n.*\n)/g, '$1    true,\n'],
  [
    'schemas/cross-field-rules.ts',
    'export const crossFieldRules: readonly CrossFieldRule[] = [',
    `export const crossFieldRules: readonly CrossFieldRule[] = [
  ({ title }, _, report) => {
    if (title?.startsWith('Another')) report(issue(['title'], 'text.slug', () => 'The title begins with Another.'))
  },`,
  ],
  ...sourcesWith('date_note').map((file): Edit => [file, 'date_note', 'when_note']),
  [
    'schemas/incident.ts',
    '  when_note: field(text(200), {',
    "  when_note: field(text(200), {\n    formerName: 'date_note',",
  ],
  [
    'schemas/incident.ts',
    /note: field\(text\(1000\), \{\s*title: 'Note on the damage'/g,
    "remark: field(text(1000), {\n    formerName: 'note',\n    title: 'Note on the damage'",
  ],
]
const renamed = { date_note: 'when_note', 'damage.note': 'damage.remark', damage_note: 'damage_remark' }

/** Digests of whole answers. */
const digestsOf = async (server: Server, paths: readonly string[]): Promise<Record<string, string>> => {
  const digests: Record<string, string> = {}
  for (const path of paths) {
    const answer = await fetch(server.url + path)
    const body = Buffer.from(await answer.arrayBuffer())
    digests[path] = `${answer.status} ${createHash('sha256').update(body).digest('hex')}`
  }
  return digests
}

const textFiles = fileAddresses.filter((path) => !/\.(?:zip|xlsx)/.test(path))
const fewPins = ['/incidents.csv?commit=9', '/incidents.json?commit=15', '/incidents.csv?commit=24']

describe('a store under a schema that has grown', () => {
  const answers = readFixtureAnswers('before-schema-version').public
  let worker: string
  let server: Server
  let before: Record<string, string>
  const health = async () =>
    (await (await server.admin('/health')).json()) as { schema: string; stale_rows: number }
  const paths = [...textFiles, ...fewPins]

  beforeAll(async () => {
    const [store, built] = await Promise.all([open('before-schema-version'), buildPatchedWorker(growth)])
    worker = built
    server = await startServer({ store: copyOf(store), worker })
  })
  afterAll(() => server.stop())

  it('is answered in every format with header and cells that agree, and with what it had', async () => {
    expect((await health()).stale_rows).toBeGreaterThan(50)
    expect((await health()).schema).not.toBe(schemaVersion)
    const found = await collectAnswers(get(server), [
      ...fileAddresses.filter((path) => !path.includes('xlsx?p')),
      ...fewPins,
    ])
    for (const [path, parts] of Object.entries(found)) {
      const wanted = expectedParts(answers[path] ?? {}, renamed)
      if (hasLabels(path))
        expect(Object.keys(parts), path).toEqual(expect.arrayContaining(Object.keys(wanted)))
      else {
        // A JSON field holds what was renamed in it.
        const { damage: _, ...rest } = wanted
        expect([path, parts]).toEqual([path, expect.objectContaining(rest)])
      }
    }
    const [header = [], ...rows] = parse(
      await (await fetch(`${server.url}/incidents.csv`)).text(),
    ) as string[][]
    expect(header).toEqual(expect.arrayContaining(['alarm', 'when_note']))
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([header.length]))
    before = await digestsOf(server, paths)
  })

  it('filters by what its columns are not derived from anew', async () => {
    const [filter = ''] = filterAddresses
    expect((await fetch(server.url + filter)).status).toBe(200)
  })

  it('takes edits of records that break a new rule or have a withdrawn code, and warns', async () => {
    const copy = copyOf(server.store)
    await server.stop()
    const other = await startServer({ store: copy, worker })
    const { incidents } = (await (await fetch(`${other.url}/incidents.json?dataset=fixture`)).json()) as {
      incidents: { id: string; revision: number; title?: string }[]
    }
    const record = incidents.find(({ title }) => title === 'Another title')
    const patch = (body: object) =>
      other.admin(`/incidents/${record?.id}`, {
        method: 'PATCH',
        body: JSON.stringify(body),
        headers: {
          'If-Match': `"${record?.id}.${record?.revision}"`,
          'Content-Type': 'application/merge-patch+json',
        },
      })
    const refused = await patch({ title: 'Good', weapons: [{ type: 'small_arms', source: 'x' }] })
    expect(refused.status).toBe(422)
    const edited = await patch({ summary: 'Edited.', alarm: 'sirens', date_note: 'at noon' })
    const { incident } = (await edited.json()) as { incident: Record<string, unknown> }
    expect([edited.status, incident]).toMatchObject([200, { alarm: 'sirens', when_note: 'at noon' }])
    const rules = (incident.warnings as { rule: string; detail: string }[]).map(({ rule }) => rule)
    expect(rules).toEqual(expect.arrayContaining(['code.withdrawn', 'text.slug']))
    const create = (body: object) =>
      other.admin('/incidents', {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      })
    const base = {
      event_type: 'remote_violence',
      date: '2022-01-05',
      location: { country: 'IQ' },
      sources: [{ publisher: 'x' }],
    }
    const withdrawn = await create({ ...base, outcome: 'mixed', weapons: [{ type: 'rocket' }] })
    const { errors } = (await withdrawn.json()) as { errors: { rule: string; detail: string }[] }
    expect([withdrawn.status, errors.map(({ detail }) => detail)]).toEqual([
      422,
      [
        'The code mixed was withdrawn. Choose another one.',
        'The code rocket was withdrawn. Use missile instead.',
      ],
    ])
    const former = await create({ ...base, date_note: 'dusk' })
    expect([former.status, await former.json()]).toMatchObject([
      201,
      {
        incident: { when_note: 'dusk' },
        warnings: [
          {
            rule: 'field.renamed',
            pointer: '/when_note',
            detail: 'date_note is called when_note now. Use the new name.',
          },
          { rule: 'summary.empty' },
        ],
      },
    ])
    const csv =
      'date,country,event_type,date_note,source_urls\n2022-01-05,IQ,other,dusk,https://example.org/x\n'
    const imported = await other.admin('/imports?profile=flat&dataset=csv&publish=true', {
      method: 'POST',
      body: csv,
      headers: { 'Content-Type': 'text/csv' },
    })
    expect(await imported.json()).toMatchObject({ created: 1, rejected: 0, notes: { 'column.renamed': 1 } })
    const fields = await fetch(`${other.url}/incidents.csv?dataset=csv&fields=date_note`)
    expect(await fields.text()).toBe('when_note\r\ndusk\r\n')
    await other.stop()
    server = await startServer({ store: server.store, worker })
  })

  it('has the same bytes while it is rendered again, killed half way, and after', async () => {
    const { stale_rows: all } = await health()
    const run = spawn(
      process.execPath,
      ['--no-warnings', 'scripts/rerender.ts', '--url', server.url, '--limit', '1'],
      { cwd: root, stdio: 'ignore', env: { ...process.env, SITREP_TOKEN: server.token } },
    )
    for (let left = all; left > all - 9; left = (await health()).stale_rows);
    run.kill('SIGKILL')
    await server.kill()
    server = await startServer({ store: server.store, worker })
    const { stale_rows: half } = await health()
    expect(half).toBeGreaterThan(0)
    expect(half).toBeLessThan(all)
    expect(await digestsOf(server, paths)).toEqual(before)

    const args = ['--no-warnings', 'scripts/rerender.ts', '--url', server.url]
    const env = { ...process.env, SITREP_TOKEN: server.token }
    const said = await new Promise<string>((resolve, reject) => {
      const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
      let text = ''
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      child.once('error', reject).once('close', () => resolve(text))
    })
    expect(said).toContain(`${half} versions rendered`)
    expect((await health()).stale_rows).toBe(0)
    expect(await digestsOf(server, paths)).toEqual(before)
    const stored = await (await fetch(`${server.url}/incidents.json`)).text()
    expect(stored).not.toContain('date_note')
  })
})
