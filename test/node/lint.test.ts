import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const biome = at('node_modules/@biomejs/biome/bin/biome')

/** [file, what it imports]; each is one edge that runs against the direction of imports. */
const refused: [file: string, specifier: string][] = [
  ['schemas/incident.ts', 'hono'],
  ['schemas/incident.ts', 'node:buffer'],
  ['schemas/incident.ts', '@valibot/to-json-schema'],
  ['schemas/incident.ts', '../src/derive/columns.ts'],
  ['schemas/crosswalk/ucdp.ts', '../../src/problems.ts'],
  ['src/problems.ts', './store/incidents.ts'],
  ['src/problems.ts', 'hono/http-exception'],
  ['src/derive/columns.ts', '../ingest/json.ts'],
  ['src/derive/columns.ts', '../export/ndjson.ts'],
  ['src/derive/columns.ts', '../store/incidents.ts'],
  ['src/auth/tokens.ts', '../workflow/submit.ts'],
  ['src/auth/tokens.ts', '../http/routes.ts'],
  ['src/auth/tokens.ts', 'hono/factory'],
  ['src/ingest/json.ts', '../export/ndjson.ts'],
  ['src/ingest/json.ts', '../store/incidents.ts'],
  ['src/ingest/json.ts', 'papaparse'],
  ['src/ingest/csv.ts', '../store/incidents.ts'],
  ['src/ingest/csv.ts', 'hono'],
  ['src/export/ndjson.ts', '../ingest/json.ts'],
  ['src/export/ndjson.ts', '../store/incidents.ts'],
  ['src/export/ndjson.ts', 'papaparse'],
  ['src/export/csv.ts', '../store/incidents.ts'],
  ['src/store/incidents.ts', '../ingest/json.ts'],
  ['src/store/incidents.ts', '../export/ndjson.ts'],
  ['src/store/incidents.ts', '../workflow/submit.ts'],
  ['src/store/incidents.ts', '../app.ts'],
  ['src/workflow/submit.ts', '../http/routes.ts'],
  ['src/workflow/submit.ts', '../pages/form.tsx'],
  ['src/workflow/submit.ts', '../app.ts'],
  ['src/workflow/submit.ts', 'hono'],
  ['src/workflow/submit.ts', 'papaparse'],
  ['src/http/routes.ts', '../app.ts'],
  ['src/http/routes.ts', 'papaparse'],
  ['src/pages/form.tsx', '../app.ts'],
  ['src/pages/form.tsx', '../index.ts'],
  ['src/app.ts', './index.ts'],
  ['src/app.ts', 'papaparse'],
  ['src/index.ts', 'hono'],
]

const allowed: [file: string, specifier: string][] = [
  ['schemas/incident.ts', 'valibot'],
  ['schemas/crosswalk/ucdp.ts', '../codes.ts'],
  ['src/derive/columns.ts', '../../schemas/incident.ts'],
  ['src/ingest/csv.ts', 'papaparse'],
  ['src/export/csv-guard.ts', 'papaparse'],
  ['src/store/incidents.ts', '../problems.ts'],
  ['src/workflow/submit.ts', '../store/incidents.ts'],
  ['src/http/routes.ts', 'hono/factory'],
  ['src/pages/form.tsx', '../workflow/submit.ts'],
  ['src/app.ts', './http/routes.ts'],
  ['src/index.ts', './app.ts'],
]

interface Diagnostic {
  readonly category: string
  readonly location: { readonly path: string; readonly start: { readonly line: number } }
}

const all = [...refused, ...allowed]
const files = [...new Set(all.map(([file]) => file))]

/** The specifiers of a file, one on each of its lines. */
const specifiersOf = (file: string) => all.filter(([each]) => each === file).map(([, specifier]) => specifier)

describe('the direction of imports', () => {
  const tree = mkdtempSync(join(tmpdir(), 'sitrep-lint-'))
  afterAll(() => rmSync(tree, { recursive: true, force: true }))

  let diagnostics: Diagnostic[]
  beforeAll(() => {
    for (const file of ['biome.json', '.gitignore']) cpSync(at(file), join(tree, file))
    for (const file of files) {
      mkdirSync(dirname(join(tree, file)), { recursive: true })
      const lines = specifiersOf(file).map((specifier) => `export { thing } from '${specifier}'\n`)
      writeFileSync(join(tree, file), lines.join(''))
    }
    execFileSync('git', ['init', '--quiet', tree])
    const args = [
      biome,
      'lint',
      '--reporter=json',
      '--max-diagnostics=none',
      '--only=style/noRestrictedImports',
    ]
    const ran = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8' })
    diagnostics = JSON.parse(ran.stdout).diagnostics
  })

  /** The rules that biome names for one import of a file. */
  const lint = (file: string, specifier: string) =>
    diagnostics
      .filter(({ location }) => location.path === file)
      .filter(({ location }) => specifiersOf(file)[location.start.line - 1] === specifier)
      .map(({ category }) => category)

  it.each(refused)('refuses %s importing %s', (file, specifier) => {
    expect(lint(file, specifier)).toEqual(['lint/style/noRestrictedImports'])
  })

  it.each(allowed)('accepts %s importing %s', (file, specifier) => {
    expect(lint(file, specifier)).toEqual([])
  })
})

describe('the check of the Worker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-config-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const config = readFileSync(at('wrangler.toml'), 'utf8').replace('src/index.ts', at('src/index.ts'))
  const scripts = JSON.parse(readFileSync(at('package.json'), 'utf8')).scripts as Record<string, string>

  /** The last command of `npm run check:worker`, with another configuration. */
  const check = (text: string) => {
    const file = join(folder, 'wrangler.toml')
    writeFileSync(file, text)
    const command = `${scripts['check:worker']?.split('&&').at(-1)} --config ${file}`
    const env = {
      ...process.env,
      PATH: `${at('node_modules/.bin')}:${process.env.PATH}`,
      WRANGLER_SEND_METRICS: 'false',
    }
    return spawnSync('bash', ['-c', command], { cwd: at('.'), env, encoding: 'utf8' })
  }

  it.each([
    ['as it is', config, 0],
    ['with a key misspelt', config.replace('keep_names', 'keep_name'), 1],
    ['with a table misspelt', config.replace('[observability]', '[observabilty]'), 1],
    ['with a key of a table misspelt', config.replace('migrations_dir', 'migration_dir'), 1],
  ])(
    'takes or refuses the configuration %s',
    (_, text, status) => {
      const ran = check(text)
      expect(ran.status, ran.stdout + ran.stderr).toBe(status)
    },
    60_000,
  )
})
