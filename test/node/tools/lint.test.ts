import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const biome = at('node_modules/@biomejs/biome/bin/biome')
const rules = readFileSync(at('scripts/lint/rooms.grit'), 'utf8')

/** A room's files, as `rooms.grit` names them, and one file that stands for them. */
const fileOf = (room: string) =>
  room.endsWith('.ts') ? `src/${room}` : room === 'schemas' ? 'schemas/file.ts' : `src/${room}/file.ts`

/** The table of `rooms.grit`: each room and the rooms that its files may not import. */
const table = [
  ...rules.matchAll(/\$filename <: r"\.\*\/(\S+?)",\s+\$source <: r"'\\\.\.\*\/\(\?:(\S+)\)'"/g),
].map(([, files = '', names = '']) => ({
  room: files.replace('src/', '').replace('/.*', '').replace('\\', ''),
  refused: names.split('|').map((name) => name.replace('/.*', '').replace('\\', '')),
}))
const rooms = table.map(({ room }) => room)

const specifier = (from: string, to: string) => {
  const path = relative(dirname(fileOf(from)), fileOf(to))
  return path.startsWith('.') ? path : `./${path}`
}

const edges = rooms.flatMap((from) =>
  rooms.filter((to) => to !== from).map((to) => ({ from, to, specifier: specifier(from, to) })),
)
const isRefused = (from: string, to: string) =>
  table.some(({ room, refused }) => room === from && refused.includes(to))

/** [file, package, whether it may]. */
const packages: [file: string, name: string, may: boolean][] = [
  ['schemas/file.ts', 'valibot', true],
  ['schemas/file.ts', 'node:buffer', false],
  ['schemas/file.ts', 'hono', false],
  ['src/web/file.ts', 'hono/factory', true],
  ['src/app.ts', 'hono', true],
  ['src/services/file.ts', 'hono', false],
  ['src/problems.ts', 'hono/http-exception', false],
  ['src/store/file.ts', '@hono/factory', false],
  ['src/ingest/csv/file.ts', 'papaparse', true],
  ['src/export/csv/file.ts', 'papaparse', true],
  ['src/client/import/file.ts', 'papaparse', true],
  ['src/client/file.ts', 'papaparse', false],
  ['src/ingest/file.ts', 'papaparse', false],
  ['src/web/file.ts', 'papaparse', false],
]

/** [what, its file, its text, the category of the complaint]. */
const planted: [what: string, file: string, text: string, category: string | undefined][] = [
  [
    'a circle of types',
    'src/text/a.ts',
    "import type { B } from './b.ts'\nexport type A = B | 1\n",
    'lint/suspicious/noImportCycles',
  ],
  [
    'its other half',
    'src/text/b.ts',
    "import type { A } from './a.ts'\nexport type B = A[]\n",
    'lint/suspicious/noImportCycles',
  ],
  [
    'SQL outside the store',
    'src/services/sql.ts',
    "export const all = (db: D1Database) => db.prepare('SELECT 1')\n",
    'plugin',
  ],
  [
    'SQL in the store',
    'src/store/sql.ts',
    "export const all = (db: D1Database) => db.prepare('SELECT 1')\n",
    undefined,
  ],
  ['an old word as a function', 'src/record/w1.ts', 'export const twinsOf = 1\n', 'plugin'],
  ['an old word as a type', 'src/record/w2.ts', 'export interface Deps { readonly a: 1 }\n', 'plugin'],
  [
    'an old word as a member',
    'src/record/w3.ts',
    'export interface Page { readonly mostRows: 1 }\n',
    'plugin',
  ],
  [
    'an old word as a parameter',
    'src/record/w4.ts',
    'export const f = (seesWhole: boolean) => seesWhole\n',
    'plugin',
  ],
  ['a text between tags', 'src/web/t1.tsx', 'export const A = () => <p>Nothing here</p>\n', 'plugin'],
  ['a text in an attribute', 'src/web/t2.tsx', 'export const A = () => <p title="Nothing" />\n', 'plugin'],
  [
    'a text that an expression chooses',
    'src/web/t3.tsx',
    "export const A = ({ is }: { is: boolean }) => <p>{is ? <b /> : 'nothing'}</p>\n",
    'plugin',
  ],
  [
    'a text that is made of parts',
    'src/web/t4.tsx',
    `export const A = ({ n }: { n: number }) => <p>{n > 1 && \`\${n} more\`}</p>\n`,
    'plugin',
  ],
  ['a title in a table', 'src/web/t5.ts', "export const columns = [{ title: 'Date' }]\n", 'plugin'],
  ['a sentence', 'src/web/t6.ts', "export const hint = 'It is true or false.'\n", 'plugin'],
  [
    'signs, codes and names of classes',
    'src/web/t7.tsx',
    `export const A = ({ n }: { n: number }) => (\n  <p class="meta lead">\n    {n}: {\`\${n}–\${n}\`} · <a href={\`/a/\${n}\`}>{n === 1 ? 'x' : n}</a>\n  </p>\n)\n`,
    undefined,
  ],
  ['a text outside of pages', 'src/export/t8.ts', "export const hint = 'It is true or false.'\n", undefined],
  ['a word of the house', 'src/record/w5.ts', 'export const duplicatesOf = 1\n', undefined],
]

interface Diagnostic {
  readonly category: string
  readonly location: { readonly path: string; readonly start: { readonly line: number } }
}

const lines = new Map<string, string[]>()
const add = (file: string, name: string) => {
  lines.set(file, [...(lines.get(file) ?? []), `export { thing } from '${name}'`])
}
for (const { from, specifier } of edges) add(fileOf(from), specifier)
for (const [file, name] of packages) add(file, name)

describe('the lint', () => {
  const tree = mkdtempSync(join(tmpdir(), 'sitrep-lint-'))
  afterAll(() => rmSync(tree, { recursive: true, force: true }))

  let diagnostics: Diagnostic[]
  beforeAll(() => {
    for (const file of ['biome.json', '.gitignore', 'scripts/lint'])
      cpSync(at(file), join(tree, file), { recursive: true })
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(tree, file)), { recursive: true })
      writeFileSync(join(tree, file), text)
    }
    for (const [file, imports] of lines) write(file, `${imports.join('\n')}\n`)
    for (const [, file, text] of planted) write(file, text)
    execFileSync('git', ['init', '--quiet', tree])
    const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none']
    const ran = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8' })
    diagnostics = JSON.parse(ran.stdout).diagnostics
  })

  const complaints = (file: string, line?: number) =>
    diagnostics
      .filter(
        ({ location }) => location.path === file && (line === undefined || location.start.line === line),
      )
      .map(({ category }) => category)
  const plugins = (file: string, line: number) =>
    complaints(file, line).filter((category) => category === 'plugin').length
  const lineOf = (file: string, name: string) =>
    (lines.get(file) ?? []).indexOf(`export { thing } from '${name}'`) + 1

  it('has a line for every room', () => {
    const found = readdirSync(at('src')).filter((name) => !name.endsWith('.d.ts'))
    expect(found.filter((name) => !rooms.includes(name))).toEqual([])
    expect(rooms).toContain('schemas')
  })

  it('lets of two rooms at most one import the other', () => {
    const both = edges.filter(({ from, to }) => !isRefused(from, to) && !isRefused(to, from))
    expect(both).toEqual([])
  })

  it.each(rooms)('refuses what the table says that %s may not import, and nothing else', (room) => {
    const refused = edges
      .filter(
        ({ from, specifier }) => from === room && plugins(fileOf(room), lineOf(fileOf(room), specifier)),
      )
      .map(({ to }) => to)
    expect(refused).toEqual(rooms.filter((to) => to !== room && isRefused(room, to)))
  })

  it.each(packages)('lets %s import %s: %s', (file, name, may) => {
    expect(plugins(file, lineOf(file, name))).toBe(may ? 0 : 1)
  })

  it.each(planted)('looks at %s in %s', (_, file, __, category) => {
    expect(complaints(file)).toEqual(category ? [category] : [])
  })
})

describe('the check of the Worker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-config-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  // The configuration is looked at here, and `npm run check:worker` itself builds the Worker.
  const main = join(folder, 'index.js')
  writeFileSync(main, 'export default {}')
  mkdirSync(join(folder, 'public/assets'), { recursive: true })
  const config = readFileSync(at('wrangler.toml'), 'utf8').replace('src/index.ts', main)
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
