// The README is tested as it is read: every command is run, every path opened, every name used.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { experimental_getWranglerCommands } from 'wrangler'
import { header } from '../support/founding-case.ts'
import {
  type CommandResult,
  codeSpans,
  commands,
  linkTargets,
  namesIn,
  runCommands,
} from '../support/readme.ts'
import { root, type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

/** Commands that are not run here, and why. */
const notRun: Readonly<Record<string, string>> = {
  'npm ci': 'CI runs it before any test',
  'npm test': 'it is what runs this test',
  'npx wrangler d1 create sitrep': 'needs an account',
  'npx wrangler r2 bucket create sitrep-files': 'needs an account',
  'npx wrangler r2 bucket lifecycle add sitrep-files exports exports/ --expire-days 30 --abort-multipart-days 1':
    'needs an account',
  'npx wrangler d1 migrations apply sitrep --remote': 'needs an account',
  'npx wrangler secret put ADMIN_TOKEN': 'needs an account',
  'npx wrangler deploy': 'needs an account; npm test makes a dry run of it',
  'npm run bench twins': 'it measures what test/node/duplicates/duplicates.test.ts asserts',
  'npm start -- --port 8790 --persist-to DIR': 'every server of these tests is started so',
  'npm start -- --no-demo': 'every server of these tests but one is started so',
}

const json = <T>({ out }: CommandResult): T => JSON.parse(out) as T
const rowsOf = ({ out }: Pick<CommandResult, 'out'>): Record<string, string>[] =>
  parse(out, { columns: true })

interface Stored {
  readonly id: string
  readonly status: string
  readonly revision: number
  readonly outcome?: string
  readonly reference?: string
}
type Answer = { readonly incident: Stored; readonly warnings: unknown[]; readonly receipt: string }

let server: Server
let filed: Stored
let made: { id: string; token: string }
let correction: string

/** What each command that is run must give, by its beginning. A variable's value is printed behind its command. */
const gives: readonly (readonly [beginning: string, check: (ran: CommandResult) => unknown])[] = [
  [
    'curl -X POST http://localhost:8787/incidents \\',
    (ran) => {
      expect(ran.err).toMatch(/201$/)
      const { incident, warnings, receipt } = json<Answer>(ran)
      filed = incident
      expect(incident).toMatchObject({ status: 'submitted', revision: 1 })
      expect(warnings).toEqual([])
      expect(receipt).toMatch(/^\/receipts\/[\w-]+$/)
    },
  ],
  [
    "curl 'http://localhost:8787/incidents.csv?country=IQ&from=2022-01-01'",
    (ran) => {
      expect(ran.out.slice(0, ran.out.indexOf('\r\n'))).toBe(header.join(','))
      const found = rowsOf(ran).map(({ reference }) => reference)
      expect(found).toEqual([1, 2, 3, 4, 5].map((which) => `jan-2022-${which}`))
    },
  ],
  ['TOKEN=', ({ out }) => expect(out).toBe(server.token)],
  ['ID=', ({ out }) => expect(out).toBe(filed.id)],
  ['ETAG=', ({ out }) => expect(out).toMatch(/^"[^"]+"$/)],
  [
    'curl -X PATCH ',
    (ran) =>
      expect(json<Answer>(ran).incident).toMatchObject({ id: filed.id, revision: 2, outcome: 'mixed' }),
  ],
  [
    'curl -X POST "http://localhost:8787/incidents/$ID/review"',
    (ran) => expect(json<Answer>(ran).incident).toMatchObject({ id: filed.id, status: 'published' }),
  ],
  [
    'DESK=',
    ({ out }) => {
      made = JSON.parse(out)
      expect(made).toMatchObject({ name: 'Desk', role: 'editor', expires_at: '2099-12-31T23:59:59.999Z' })
    },
  ],
  ['DESK_ID=', ({ out }) => expect(out).toBe(made.id)],
  ['DESK_TOKEN=', ({ out }) => expect(out).toBe(made.token)],
  [
    "curl -s 'http://localhost:8787/incidents.csv?status=submitted'",
    ({ out }) => expect(out.slice(0, out.indexOf('\r\n'))).toBe(header.join(',')),
  ],
  [
    "curl -s 'http://localhost:8787/commits.json",
    (ran) => {
      const [taken, granted] = json<{ commits: unknown[] }>(ran).commits
      expect(taken).toMatchObject({ kind: 'export', name: 'Desk', actor: made.id })
      expect(granted).toMatchObject({ kind: 'grant', actor: 'admin', reason: 'editor: Desk' })
    },
  ],
  [
    'curl -X DELETE "http://localhost:8787/tokens/$DESK_ID"',
    async ({ err }) => {
      expect(err).toMatch(/204$/)
      const headers = { Authorization: `Bearer ${made.token}` }
      expect((await fetch(`${server.url}/incidents`, { headers })).status).toBe(401)
    },
  ],
  [
    'curl -s "http://localhost:8787/incidents/$ID/history.json?from=1&to=3"',
    (ran) => {
      const { to, changes } = json<{ to: object; changes: unknown[] }>(ran)
      expect(to).toMatchObject({ kind: 'publish', reason: 'checked against the report' })
      expect(changes).toEqual([{ pointer: '/outcome', after: 'mixed' }])
    },
  ],
  [
    'CORRECTION=',
    ({ out }) => {
      correction = out
      expect(correction).toMatch(/^[0-9a-f-]{36}$/)
    },
  ],
  [
    "curl -s 'http://localhost:8787/queue.json?country=IQ'",
    (ran) => {
      const { waiting } = json<{ waiting: { id: string }[] }>(ran)
      expect(waiting).toMatchObject([{ kind: 'suggestion', id: correction, changed: ['/location/place'] }])
    },
  ],
  [
    'curl -X POST "http://localhost:8787/suggestions/$CORRECTION/review"',
    (ran) => {
      const stored = { revision: 4, location: { place: 'Ain al-Asad' } }
      expect(json<Answer>(ran).incident).toMatchObject({ id: filed.id, ...stored })
    },
  ],
  [
    'npm run import -- demo/attacks.csv',
    ({ out }) => expect(out).toContain('2 created, 0 updated, 0 retracted, 0 as they were.'),
  ],
  [
    "curl -s 'http://localhost:8787/incidents.parquet.sha256'",
    ({ out }) => expect(out).toMatch(/^[0-9a-f]{64} {2}incidents-\d+\.parquet\n?$/),
  ],
  [
    "curl -s 'http://localhost:8787/incidents.ndjson",
    ({ out }) => {
      const found = out.trimEnd().split('\n')
      const read = found.map((line) => JSON.parse(line) as Stored)
      expect(read.map(({ reference }) => reference)).toEqual(['jan-2022-1', 'jan-2022-2'])
      expect(read.every(({ outcome }) => outcome === 'intercepted')).toBe(true)
    },
  ],
]

const starts = 'npm start'
const run = commands.filter((command) => command !== starts && !Object.hasOwn(notRun, command))
/** A command with the address and the store of this server in place of the usual ones. */
const here = (command: string): string =>
  command.replaceAll('localhost:8787', `localhost:${server.port}`).replaceAll('.wrangler/state', server.store)

let ran: CommandResult[]
beforeAll(async () => {
  server = await startServer({ demo: true, command: commands.find((each) => each === starts) ?? 'false' })
  ran = await runCommands(run.map(here))
})
printLogOnFailure(() => server)
afterAll(() => server?.stop())

describe('the commands of the README', () => {
  it('start a server that has nine incidents and prints its address and token', () => {
    expect(server.log()).toContain('9 incidents loaded')
    expect(server.log()).toContain(`http://localhost:${server.port}`)
    expect(readFileSync(join(server.store, 'admin-token'), 'utf8').trim()).toBe(server.token)
  })

  it.each(run.map((command, i) => [command.split('\n')[0], i]))('work as written: %s', async (_, i) => {
    const checks = gives.filter(([beginning]) => run[i]?.startsWith(beginning))
    expect(checks, 'what the command gives is not known here').toHaveLength(1)
    expect(ran[i]?.code, ran[i]?.err).toBe(0)
    if (run[i]?.startsWith('curl')) expect(ran[i]?.err).toMatch(/20[014]$/)
    for (const [, check] of checks) await check(ran[i] as CommandResult)
  })

  it('are all run, or named here with the reason', () => {
    const inText = codeSpans.filter(
      (code) => /^(npm|npx|curl|node|wrangler) /.test(code) && code !== 'npm start',
    )
    const known = [starts, ...run, ...Object.keys(notRun)]
    expect([...commands, ...inText].filter((command) => !known.includes(command))).toEqual([])
    expect(Object.keys(notRun).filter((command) => ![...commands, ...inText].includes(command))).toEqual([])
  })

  const wrangler = experimental_getWranglerCommands()
  const deployment = commands.filter((command) => command.startsWith('npx wrangler '))
  it.each(deployment)('name what wrangler has: %s', (command) => {
    const behind = command.split(' ').slice(2)
    let found = wrangler.registry
    for (let next = found.subtree.get(behind[0] ?? ''); next; next = found.subtree.get(behind[0] ?? '')) {
      found = next
      behind.shift()
    }
    const { definition } = found
    if (definition?.type !== 'command') throw new Error(`wrangler has no such command: ${command}`)
    const options = behind.filter((word) => word.startsWith('--')).map((word) => word.slice('--'.length))
    expect(Object.keys(definition.args ?? {})).toEqual(expect.arrayContaining(options))
    const toml = readFileSync(join(root, 'wrangler.toml'), 'utf8')
    const operand = behind.filter((word, i) => !/^-/.test(word) && !/^--/.test(behind[i - 1] ?? ''))
    const [first, rule, prefix, ...more] = operand
    for (const name of [first, ...more].filter(Boolean)) expect(toml).toContain(`"${name}"`)
    if (prefix) expect(prefix).toBe(`${rule}/`)
  })
})

/** An example for each filter, by hand. */
const examples: Readonly<Record<string, string>> = {
  dataset: 'january-2022',
  country: 'IQ,SY',
  event_type: 'remote_violence',
  event_subtype: 'shelling',
  from: '2022-01-03',
  to: '2022-01-05',
  series: 'january-2022-attacks',
  status: 'published',
}

describe('what the README names', () => {
  const paths = [...new Set(codeSpans.filter((code) => /^\/[\w.]+$/.test(code)))]
  const files = [
    ...new Set([...linkTargets, ...codeSpans.filter((code) => /^[\w.]+(\/|\.toml)$/.test(code))]),
  ]

  const ofEditors = ['/queue']
  it.each(paths)('is at its address: %s', async (path) => {
    const answer = ofEditors.includes(path) ? server.admin(path) : fetch(server.url + path)
    expect((await answer).status).toBe(200)
  })

  it.each(files)('is in the tree: %s', (file) => {
    expect(existsSync(join(root, file)), file).toBe(true)
  })

  it('has a picture of a page that loads quickly', () => {
    const path = join(root, 'demo/incident.png')
    expect(statSync(path).size).toBeLessThan(300_000)
    expect(readFileSync(path).readUInt32BE(16)).toBe(1280)
  })

  it.each(namesIn('Filters are'))('is taken as a filter: %s', async (name) => {
    const answer = await fetch(`${server.url}/incidents.csv?${name}=${examples[name]}`)
    expect(answer.status, await answer.text()).toBe(200)
    expect(Number(answer.headers.get('Sitrep-Rows'))).toBeGreaterThan(0)
  })

  it('comes with every file: its commit, its rows, and an address that gives the same bytes later', async () => {
    const file = await fetch(`${server.url}/incidents.csv?country=IQ`)
    const bytes = await file.text()
    for (const name of ['Sitrep-Commit', 'Sitrep-Rows', 'Content-Location']) expect(codeSpans).toContain(name)
    expect(Number(file.headers.get('Sitrep-Rows'))).toBe(rowsOf({ out: bytes }).length)
    const body = JSON.stringify({ decision: 'retract', reason: 'to see that the file stays' })
    const headers = { 'Content-Type': 'application/json' }
    await server.admin(`/incidents/${filed.id}/review`, { method: 'POST', headers, body })
    const [later, pinned] = await Promise.all([
      fetch(`${server.url}/incidents.csv?country=IQ`),
      fetch(server.url + file.headers.get('Content-Location')),
    ])
    expect(Number(later.headers.get('Sitrep-Commit'))).toBe(Number(file.headers.get('Sitrep-Commit')) + 1)
    expect(await pinned.text()).toBe(bytes)
    expect((await fetch(`${server.url}/incidents/${filed.id}`)).status).toBe(410)
  })

  it('stands in the configuration', () => {
    const toml = readFileSync(join(root, 'wrangler.toml'), 'utf8')
    for (const name of ['database_id', 'PUBLIC_SUBMISSIONS', '[[ratelimits]]']) {
      expect(codeSpans).toContain(name)
      expect(toml).toContain(name)
    }
  })
})
