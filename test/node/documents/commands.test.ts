// Every command and every block of the documents runs as its reader would run it.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { experimental_getWranglerCommands } from 'wrangler'
import { parseSettings } from '../../../scripts/deploy/settings.ts'
import {
  type Block,
  type CommandResult,
  commandsOf,
  type Document,
  documents,
  findDocument,
  runCommands,
} from '../support/documents.ts'
import { header } from '../support/founding-case.ts'
import { root, type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

const needsAccount = 'needs an account'
const archived = 'test/node/store/archive.test.ts runs it'
const deploysElsewhere = `${needsAccount}; test/node/tools/deploy.test.ts runs it with a program in the place of wrangler`
const runsTests = 'runs these tests, or a part of them'

/** Commands that are not run here, and why. */
const notRun: Readonly<Record<string, string>> = {
  'npm ci': 'CI runs it before any test',
  'npm start': 'the server of these tests runs it',
  'npm start -- --port 8790 --persist-to DIR': 'every server of these tests starts so',
  'npm start -- --no-demo': 'every server of these tests but one starts so',
  'npm start -- --no-demo --persist-to restored': 'every server of these tests but one starts so',
  'npm start -- --var NAME:VALUE': 'servers of these tests get their settings so',
  'npm test': runsTests,
  'npm test -- test/pure/schemas/rules.test.ts': runsTests,
  'npm run test:watch': 'does not end; test/node/tools holds that it is there',
  'npm run dev': 'does not end; test/node/tools holds that it is there',
  'npm run check': runsTests,
  'curl -C -': 'test/node/exports/range-clients.test.ts runs it',
  'npm run build:import': 'changes the working tree; test/node/imports compares what it makes',
  'npm run build:api': 'changes the working tree; test/node/schemas compares what it makes',
  'npm run build:third-party': 'changes the working tree; test/node/documents compares what it makes',
  'npm run build:client': 'npm ci, npm start and every run of the tests run it',
  'npm run build:places -- --packages FOLDER --debian FOLDER':
    'needs packages that the repository does not install',
  'npm run build:outlines -- --packages FOLDER --debian FOLDER':
    'needs packages that the repository does not install',
  'npm pack': 'test/node/imports/import-package.test.ts runs it',
  'npm run format': 'changes the working tree',
  'npm run bench': 'takes an hour',
  'npm run bench csv': 'takes minutes',
  'npm run bench texts': 'takes minutes',
  'npm run bench rerenders': 'takes minutes',
  'npm run bench search': 'takes minutes',
  'node test/node/support/golden.ts': 'changes the working tree',
  'npm run bench -- --save duplicates': 'takes minutes and writes bench/results.json',
  'npm run db:decode': 'test/node/tools runs it',
  'npm run rerender': 'test/node/store/schema-growth.test.ts runs it',
  'npm run rerender -- --url https://sitrep.example': needsAccount,
  'npm run backup -- FILE': archived,
  'npm run backup -- sitrep.backup --files': archived,
  'npm run backup -- sitrep.backup --files --url https://sitrep.example': needsAccount,
  'npm run restore -- FILE': archived,
  'npm run restore -- sitrep.backup --persist-to restored': archived,
  'npm run restore -- sitrep.backup --url https://sitrep.example': needsAccount,
  'npm run verify': archived,
  'npm run verify -- sitrep.backup': archived,
  'npm run verify -- --url https://sitrep.example': needsAccount,
  'npm run bench -- --save exports': 'takes minutes and writes bench/results.json',
  'npm run deploy': deploysElsewhere,
  'npm run deploy -- --plan paid --name sitrep --dry-run': deploysElsewhere,
  'npm run deploy -- --admin-token-file FILE': deploysElsewhere,
  'npm run deploy -- --settings deploy-staging.json --name sitrep-staging': deploysElsewhere,
  'npm audit --omit=dev': 'asks the registry, which these tests do without',
  'npx wrangler login': needsAccount,
  'npx wrangler rollback --name sitrep': needsAccount,
  'npx wrangler d1 create sitrep --jurisdiction eu': needsAccount,
  'npx wrangler d1 create sitrep': needsAccount,
  'npx wrangler r2 bucket create sitrep-files': needsAccount,
  'npx wrangler r2 bucket lifecycle add sitrep-files exports exports/ --expire-days 30 --abort-multipart-days 1':
    needsAccount,
  'npx wrangler d1 migrations apply sitrep --remote': needsAccount,
  'npx wrangler secret put ADMIN_TOKEN': needsAccount,
  'npx wrangler secret put ADMIN_TOKEN --config wrangler.deploy.json': needsAccount,
  'npx wrangler secret put TURNSTILE_SECRET --config wrangler.deploy.json': needsAccount,
  'npx wrangler deploy': `${needsAccount}; npm test makes a dry run of it`,
  'npx wrangler d1 time-travel info DB --config wrangler.deploy.json': needsAccount,
  'npx wrangler tail': needsAccount,
  'npx wrangler tail --config wrangler.deploy.json': needsAccount,
  'python3 verify.py http://localhost:8787': 'test/node/changes/verify.test.ts runs it',
}

/** Blocks of text that show no output, by their first line, and why. */
const notOutput: Readonly<Record<string, string>> = {
  'Sitrep-Chain: "5f0c…";commit=9': 'an example of a header',
  'ingest: split JSON by one pass over the text that is pending': 'an example of a commit message',
  let: 'Power Query, which only Excel runs; test/node/documents/names.test.ts compares its columns',
  '=IMPORTDATA("https://sitrep.example/incidents.csv?country=IQ&from=2022-01-01&fields=id,date_start,country,deaths_best,title&excel=true")':
    'only Google Sheets runs it; its address is asked below',
  '/vsicurl/https://sitrep.example/incidents.geojson?country=IQ': 'what a person types into QGIS',
}

/** Whether a block is a file of examples/, which test/node/examples runs. */
const isExample = ({ info }: Block): boolean => info.startsWith('examples/')

/** Blocks that another test runs. */
const runElsewhere = (block: Block): boolean => isExample(block) || block.info === 'verify.py'

const json = <T>({ out }: CommandResult): T => JSON.parse(out) as T
const rowsOf = ({ out }: Pick<CommandResult, 'out'>): Record<string, string>[] =>
  parse(out, { columns: true })
const firstLine = ({ out }: CommandResult): string => out.slice(0, out.indexOf('\r\n'))

interface Stored {
  readonly id: string
  readonly status: string
  readonly revision: number
  readonly outcome?: string
  readonly reference?: string
}
type Answer = { readonly incident: Stored; readonly warnings: unknown[]; readonly receipt: string }
type Check = (ran: CommandResult) => unknown

let server: Server
let desk: { id: string; token: string }

/**
 * What commands must give, by their beginning, beyond the output that the document shows. A command has one or the
 * other; an assignment must give a value.
 */
const checks: readonly (readonly [beginning: string, check: Check])[] = [
  [
    'curl -X POST http://localhost:8787/incidents \\',
    (ran) => {
      expect(ran.err).toMatch(/201$/)
      const { incident, warnings, receipt } = json<Answer>(ran)
      expect(incident).toMatchObject({ status: 'submitted', revision: 1 })
      expect(warnings).toEqual([])
      expect(receipt).toMatch(/^\/receipts\/[\w-]+$/)
    },
  ],
  [
    "curl 'http://localhost:8787/incidents.csv?country=IQ&from=2022-01-01'",
    (ran) => {
      expect(firstLine(ran)).toBe(header.join(','))
      const found = rowsOf(ran).map(({ reference }) => reference)
      expect(found).toEqual([1, 2, 3, 4, 5].map((which) => `jan-2022-${which}`))
    },
  ],
  ['TOKEN=', ({ out }) => expect(out).toBe(server.token)],
  [
    'curl -X PATCH ',
    (ran) => expect(json<Answer>(ran).incident).toMatchObject({ revision: 2, outcome: 'mixed' }),
  ],
  [
    'curl -X POST "http://localhost:8787/incidents/$ID/review"',
    (ran) => expect(json<Answer>(ran).incident).toMatchObject({ status: 'published' }),
  ],
  [
    'DESK=',
    ({ out }) => {
      desk = JSON.parse(out)
      expect(desk).toMatchObject({ name: 'Desk', role: 'editor', expires_at: '2099-12-31T23:59:59.999Z' })
    },
  ],
  ['DESK_ID=', ({ out }) => expect(out).toBe(desk.id)],
  ['DESK_TOKEN=', ({ out }) => expect(out).toBe(desk.token)],
  [
    "curl -s 'http://localhost:8787/incidents.csv?status=submitted'",
    (ran) => expect(firstLine(ran)).toBe(header.join(',')),
  ],
  [
    "curl -s 'http://localhost:8787/commits.json",
    (ran) => {
      const [taken, granted] = json<{ commits: unknown[] }>(ran).commits
      expect(taken).toMatchObject({ kind: 'export', name: 'Desk', actor: desk.id })
      expect(granted).toMatchObject({ kind: 'grant', actor: 'admin', reason: 'editor: Desk' })
    },
  ],
  [
    'curl -s "http://localhost:8787/tokens/$DESK_ID/limits"',
    (ran) =>
      expect(json<object>(ran)).toMatchObject({
        datasets: ['reports'],
        expires_at: '2099-06-30T23:59:59.999Z',
      }),
  ],
  [
    'curl -s "http://localhost:8787/tokens/$DESK_ID/rotate"',
    (ran) =>
      expect(json<object>(ran)).toMatchObject({
        id: desk.id,
        token: expect.stringMatching(/^sitrep_/),
        former_secret_until: expect.any(String),
      }),
  ],
  [
    'curl -X DELETE "http://localhost:8787/tokens/$DESK_ID"',
    async ({ err }) => {
      expect(err).toMatch(/204$/)
      const headers = { Authorization: `Bearer ${desk.token}` }
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
    'curl -X PUT "http://localhost:8787/queue/$CORRECTION/assignee"',
    (ran) => expect(json<{ assignee: object }>(ran).assignee).toMatchObject({ actor: 'admin' }),
  ],
  [
    "curl -s 'http://localhost:8787/queue.json?country=IQ'",
    (ran) =>
      expect(json<{ waiting: object[] }>(ran).waiting).toContainEqual(
        expect.objectContaining({ kind: 'suggestion', changed: ['/location/place'] }),
      ),
  ],
  [
    'curl -X POST "http://localhost:8787/suggestions/$CORRECTION/review"',
    (ran) =>
      expect(json<Answer>(ran).incident).toMatchObject({
        revision: 4,
        location: { place: 'Ain al-Asad' },
      }),
  ],
  [
    'npm run import -- demo/attacks.csv --to http://localhost:8787 --dataset attacks --publish',
    ({ out }) => expect(out).toContain('2 created, 0 updated, 0 retracted, 0 unchanged.'),
  ],
  ...['ucdp', 'acled'].map(
    (layout) =>
      [
        `npm run import -- ${layout}_rows.csv`,
        ({ out }: CommandResult) => expect(out).toContain('1 created, 0 updated, 0 retracted, 0 unchanged.'),
      ] as const,
  ),
  [
    'curl -s "http://localhost:8787/incidents.parquet?commit=$COMMIT" -o "sitrep-c$COMMIT.parquet"',
    ({ out }) => expect(out).toBe(''),
  ],
  [
    "curl -s 'http://localhost:8787/incidents.ndjson?series",
    ({ out }) => {
      const found = out.trimEnd().split('\n')
      const read = found.map((line) => JSON.parse(line) as Stored)
      expect(read.map(({ reference }) => reference)).toEqual(['jan-2022-1', 'jan-2022-2'])
      expect(read.every(({ outcome }) => outcome === 'intercepted')).toBe(true)
    },
  ],
]

interface Step {
  readonly document: string
  readonly command: string
  /** What the document shows after the block, if this is the block's last command. */
  readonly shown?: string | undefined
}

/** The commands of a document with the output that a `text` block after them shows. */
const stepsOf = ({ name, blocks }: Document): Step[] =>
  blocks.flatMap((block, i) => {
    if (block.language !== 'sh') return []
    const next = blocks[i + 1]
    const commands = commandsOf(block)
    return commands.map((command, at) => ({
      document: name,
      command,
      shown: at === commands.length - 1 && next?.language === 'text' ? next.text : undefined,
    }))
  })

const steps = documents.flatMap(stepsOf)
const toRun = steps.filter(({ command }) => !Object.hasOwn(notRun, command))
const programs = documents.flatMap(({ name, blocks }) =>
  blocks
    .filter((block) => ['python', 'r', 'sql'].includes(block.language) && !runElsewhere(block))
    .map((block) => ({ document: name, ...block })),
)

/** The working folder: the repository by links, so that what the commands write stays out of it. */
const folder = mkdtempSync(join(tmpdir(), 'sitrep-documents-'))

/** A command or program with the address and the store of this server in place of the usual ones. */
const here = (text: string): string =>
  text.replaceAll('localhost:8787', `localhost:${server.port}`).replaceAll('.wrangler/state', server.store)

const results = new Map<Step, CommandResult>()
beforeAll(async () => {
  for (const name of readdirSync(root))
    if (!name.startsWith('.')) symlinkSync(join(root, name), join(folder, name))
  server = await startServer({ demo: true, command: 'npm start', vars: { SITE_ABOUT_EN: 'A test.' } })
  for (const { name } of documents) {
    const own = toRun.filter(({ document }) => document === name)
    const ran = await runCommands(
      own.map(({ command }) => here(command)),
      folder,
    )
    for (const [i, step] of own.entries()) results.set(step, ran[i] as CommandResult)
  }
})
printLogOnFailure(() => server)
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true })
})

const withoutSpace = (text: string): string => text.replace(/\s+/g, '')

/** The shown output as a pattern: `…` stands for anything; spaces and line breaks do not count. */
const toPattern = (shown: string): RegExp =>
  new RegExp(
    withoutSpace(shown)
      .split('…')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[\\s\\S]*?'),
  )

/** The status that a command shows by a problem, else success. */
const expectedStatus = (shown = ''): RegExp => {
  const status = /^\{"type":[\s\S]*?"status":\s*(\d{3})/.exec(shown)?.[1]
  return status ? new RegExp(`${status}$`) : /(2\d\d|30[38])$/
}

describe('the commands of the documents', () => {
  it('start a server that has nine incidents and prints its address and token', () => {
    expect(server.log()).toContain('9 incidents loaded')
    expect(server.log()).toContain(`http://localhost:${server.port}`)
    expect(readFileSync(join(server.store, 'admin-token'), 'utf8').trim()).toBe(server.token)
  })

  it.for(toRun.map((step) => [step.document, step.command.split('\n')[0], step] as const))(
    '%s: %s',
    async ([_document, _line, step], context) => {
      const { command, shown } = step
      const ran = results.get(step)
      if (!ran) throw new Error('It did not run.')
      const missing = /(\w+): command not found/.exec(ran.err)?.[1]
      if (missing !== undefined && process.env.CI === undefined) context.skip(`${missing} is not there.`)
      expect(ran.code, ran.err).toBe(0)
      if (/^curl|=\$\(curl/.test(command)) expect(ran.err).toMatch(expectedStatus(shown))
      const found = checks.filter(([beginning]) => command.startsWith(beginning))
      const isAssignment = /^(?:export )?\w+=/.test(command)
      const written = /(?:-o|>) (\w+\.\w+)$|-o (\w+\.\w+) /m.exec(command)?.slice(1).find(Boolean)
      expect(
        isAssignment || written !== undefined || shown !== undefined || found.length === 1,
        'the document shows no output, and no check is here',
      ).toBe(true)
      if (isAssignment) expect(ran.out).not.toBe('')
      if (written !== undefined) expect(statSync(join(folder, written)).size).toBeGreaterThan(0)
      if (shown !== undefined) expect(withoutSpace(ran.out)).toMatch(toPattern(here(shown)))
      for (const [, check] of found) await check(ran)
    },
  )

  it('have no check and no reason that no command needs', () => {
    const commands = steps.map(({ command }) => command)
    const inText = documents.flatMap(({ codeSpans }) => codeSpans)
    expect(
      checks
        .map(([beginning]) => beginning)
        .filter((beginning) => !commands.some((command) => command.startsWith(beginning))),
    ).toEqual([])
    expect(Object.keys(notRun).filter((command) => ![...commands, ...inText].includes(command))).toEqual([])
  })

  it('are all run, or named here with the reason, in running text too', () => {
    const inText = documents.flatMap(({ codeSpans }) =>
      codeSpans.filter((code) => /^(npm|npx|curl|node|wrangler|git) /.test(code)),
    )
    const known = [...steps.map(({ command }) => command), ...Object.keys(notRun)]
    expect(inText.filter((command) => !known.includes(command))).toEqual([])
  })

  it('show files of examples/ as they are', () => {
    const shown = documents.flatMap(({ blocks }) => blocks.filter(isExample))
    expect(shown.length).toBeGreaterThan(0)
    for (const { info, text } of shown) expect(text, info).toBe(readFileSync(join(root, info), 'utf8'))
  })

  it('are in blocks that a test runs or compares', () => {
    const untested = documents.flatMap(({ name, blocks }) =>
      blocks
        .filter(({ language, info, text }, i) => {
          if (['sh', 'python', 'r', 'sql'].includes(language) || info.startsWith('examples/')) return false
          if (language === 'text')
            return blocks[i - 1]?.language !== 'sh' && !Object.hasOwn(notOutput, text.split('\n')[0] ?? '')
          // test/node/site/other-sites.test.ts opens these.
          if (name === 'docs/filing.md' && ['html', 'js'].includes(language)) return false
          // The settings of a deployment are read below.
          if (name === 'docs/operating.md' && language === 'json') return false
          // test/node/documents/mapping-language.test.ts reads these.
          return (
            name !== 'docs/importing.md' ||
            !['csv', 'json mapping', 'json records', 'json rows'].includes(`${language} ${info}`.trim())
          )
        })
        .map(({ line }) => `${name}:${line}`),
    )
    expect(untested).toEqual([])
  })
})

const lacksLibrary = /No module named|there is no package called/

/** What a program prints. Without the program or its library the test is left out, except in CI. */
const printed = (context: TestContext, program: string, ...args: string[]): string => {
  const ran: SpawnSyncReturns<string> = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
  const lacking = ran.error !== undefined || lacksLibrary.test(ran.stderr)
  if (lacking && process.env.CI === undefined) context.skip(`${program} is not there, or lacks a library.`)
  expect([ran.error, ran.status], ran.stderr).toEqual([undefined, 0])
  return ran.stdout
}

const interpreters: Readonly<Record<string, readonly [program: string, file: string]>> = {
  python: ['/usr/bin/python3', 'program.py'],
  r: ['/usr/bin/Rscript', 'program.R'],
}

const runSql = async (sql: string): Promise<string> => {
  const instance = await DuckDBInstance.create()
  const connection = await instance.connect()
  try {
    await connection.run(`SET file_search_path = '${folder}'`)
    const rows = (await connection.runAndReadAll(sql)).getRowsJson()
    return rows.map((row) => row.join(' ')).join('\n')
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** What a program shows in its last lines: comments that begin with `#>` or `-->`. */
const shownBy = (text: string): string =>
  [...text.matchAll(/^(?:#>|-->) ?(.*)$/gm)].map(([, line = '']) => line).join('\n')

describe('the programs of the documents', () => {
  it.for(programs.map((block) => [block.document, block.language, block.line, block] as const))(
    '%s: %s at line %i',
    { timeout: 60_000 },
    async ([_document, language, _line, block], context) => {
      const text = here(block.text)
      const shown = shownBy(text)
      expect(shown, 'the block shows no output').not.toBe('')
      const interpreter = interpreters[language]
      if (interpreter) writeFileSync(join(folder, interpreter[1]), text)
      const out = interpreter ? printed(context, ...interpreter) : await runSql(text)
      expect(withoutSpace(out)).toMatch(toPattern(shown))
    },
  )
})

describe('the deployment', () => {
  const wrangler = experimental_getWranglerCommands()
  const commands = stepsOf(findDocument('docs/operating.md'))
    .map(({ command }) => command)
    .filter((command) => command.startsWith('npx wrangler '))

  it.each(commands)('names a command of wrangler with its options: %s', (command) => {
    const words = command.split(' ').slice(2)
    let found = wrangler.registry
    for (let next = found.subtree.get(words[0] ?? ''); next; next = found.subtree.get(words[0] ?? '')) {
      found = next
      words.shift()
    }
    const { definition } = found
    if (definition?.type !== 'command') throw new Error(`wrangler has no such command: ${command}`)
    const options = words.filter((word) => word.startsWith('--')).map((word) => word.slice('--'.length))
    const known = Object.keys({ ...wrangler.globalFlags, ...definition.args })
    expect(known).toEqual(expect.arrayContaining(options))
  })

  it('has settings that the command takes', () => {
    const { blocks } = findDocument('docs/operating.md')
    const shown = blocks.filter(({ language }) => language === 'json')
    expect(shown).toHaveLength(1)
    for (const { text } of shown)
      expect(parseSettings(text, 'deploy.json')).toMatchObject({
        plan: 'paid',
        vars: { SITE_NAME: 'Reports' },
      })
  })

  it('names the database, the bucket and the prefix of the configuration', () => {
    const toml = readFileSync(join(root, 'wrangler.toml'), 'utf8')
    for (const command of commands) {
      const name = /\b(sitrep(?:-\w+)?|[A-Z]+_TOKEN)\b/.exec(command)?.[1]
      if (name) expect(toml).toContain(`"${name}"`)
    }
    const [, rule, prefix] = /lifecycle add \S+ (\S+) (\S+)/.exec(commands.join('\n')) ?? []
    expect(prefix).toBe(`${rule}/`)
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

/** The names in the sentence that begins with these words. */
const namesIn = (document: Document, beginning: string): string[] => {
  const at = document.prose.indexOf(beginning)
  if (at === -1) throw new Error(`${document.name} has no sentence that begins with "${beginning}".`)
  const sentence = document.prose.slice(at, document.prose.indexOf(';', at))
  return [...sentence.matchAll(/`(\w+)`/g)].map(([, name = '']) => name)
}

describe('what the documents say of the server', () => {
  const withRows = /^\/[\w.]+(\?[\w=&,.-]+)?$/
  const inBlocks = /https:\/\/sitrep\.example(\/[\w./]+\?[^"\s]+)/g
  const paths = new Set(
    documents.flatMap(({ codeSpans, blocks }) => [
      ...codeSpans.filter((code) => withRows.test(code)),
      ...blocks.flatMap(({ text }) => [...text.matchAll(inBlocks)].map(([, path = '']) => path)),
    ]),
  )

  it.each([...paths])('has a page or file at its address: %s', async (path) => {
    const asEditor = /^\/(admin|queue|tokens|commits|duplicates|imports|my|backup)\b/.test(path)
    const answer = await (asEditor ? server.admin(path) : fetch(server.url + path))
    const isPostOnly = answer.status === 405 && answer.headers.get('Allow')?.includes('POST')
    expect(answer.ok || isPostOnly, `${answer.status}`).toBe(true)
  })

  it.each(namesIn(findDocument('docs/downloading.md'), 'Filters are'))('filters by %s', async (name) => {
    const answer = await fetch(`${server.url}/incidents.csv?${name}=${examples[name]}`)
    expect(answer.status, await answer.text()).toBe(200)
    expect(Number(answer.headers.get('Sitrep-Rows'))).toBeGreaterThan(0)
  })

  it('sends with every file its commit, its rows, and an address that gives the same bytes later', async () => {
    const { codeSpans } = findDocument('docs/downloading.md')
    const file = await fetch(`${server.url}/incidents.csv?country=IQ`)
    const bytes = await file.text()
    for (const name of ['Sitrep-Commit', 'Sitrep-Rows', 'Content-Location']) expect(codeSpans).toContain(name)
    expect(Number(file.headers.get('Sitrep-Rows'))).toBe(rowsOf({ out: bytes }).length)
    const body = JSON.stringify({ decision: 'retract', reason: 'to see that the file stays' })
    const headers = { 'Content-Type': 'application/json' }
    const id = rowsOf({ out: bytes })[0]?.id
    const reviewed = await server.admin(`/incidents/${id}/review`, { method: 'POST', headers, body })
    expect(reviewed.status, await reviewed.text()).toBe(200)
    const [later, pinned] = await Promise.all([
      fetch(`${server.url}/incidents.csv?country=IQ`),
      fetch(server.url + file.headers.get('Content-Location')),
    ])
    expect(Number(later.headers.get('Sitrep-Commit'))).toBeGreaterThan(
      Number(file.headers.get('Sitrep-Commit')),
    )
    expect(await pinned.text()).toBe(bytes)
    expect((await fetch(`${server.url}/incidents/${id}`)).status).toBe(410)
  })
})
