// The walks of CONTRIBUTING.md: each patch applies, type-checks with the others, and passes the tests that it concerns.
import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findDocument } from '../support/documents.ts'
import { root } from '../support/server.ts'

const patchFolder = join(root, 'test/fixtures/walks')
const names = readdirSync(patchFolder)
  .filter((name) => name.endsWith('.patch'))
  .map((name) => name.slice(0, -'.patch'.length))

/** The files that a patch touches. */
const filesOf = (name: string): string[] =>
  [...readFileSync(join(patchFolder, `${name}.patch`), 'utf8').matchAll(/^\+\+\+ b\/(.*)$/gm)].map(
    ([, path = '']) => path,
  )

const { text } = findDocument('CONTRIBUTING.md')

/** The sections of the walks by the patch that they name. */
const walks = new Map(
  text
    .slice(text.indexOf('## Walks'), text.indexOf('## Adding a language'))
    .split(/^### /m)
    .slice(1)
    .map((section) => [/walks\/([\w-]+)\.patch/.exec(section)?.[1] ?? '', section]),
)

/** Tests beyond those that the patches touch. */
const concerned = ['losses', 'codes'].map((name) => `test/pure/record/crosswalk/${name}.test.ts`)

const copied = ['src', 'schemas', 'test', 'scripts', 'bench', 'demo', 'examples', 'public'].concat([
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'wrangler.toml',
  'worker-configuration.d.ts',
])
const folder = mkdtempSync(join(tmpdir(), 'sitrep-walks-'))

/** Runs a program of the packages in the copy; answers what it printed, and its code. */
const run = (program: string, ...args: string[]): Promise<{ code: number; out: string }> => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  const options = { cwd: folder, env, maxBuffer: 2 ** 26 }
  return new Promise((done) => {
    execFile(process.execPath, [join(folder, 'node_modules', program), ...args], options, (error, out) =>
      done({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out }),
    )
  })
}

beforeAll(() => {
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the walks', () => {
  it('have a patch each, and each patch a walk', () => {
    expect([...walks.keys()].sort()).toEqual(names.toSorted())
  })

  it.each(names)('%s: names every file that its patch touches', (name) => {
    for (const file of filesOf(name)) expect(walks.get(name), file).toContain(`\`${file}\``)
  })

  it.each(names)('%s: applies', (name) => {
    execFileSync('git', ['apply', '-C1', join(patchFolder, `${name}.patch`)], { cwd: folder })
  })
})

describe.concurrent('all walks together', { timeout: 240_000 }, () => {
  it('type-check', async () => {
    expect(await run('typescript/bin/tsc')).toEqual({ code: 0, out: '' })
  })

  it('pass the tests that they concern', async () => {
    const tests = [...names.flatMap(filesOf), ...concerned].filter((file) =>
      /^test\/pure\/.*\.test\.ts$/.test(file),
    )
    const { code, out } = await run('vitest/vitest.mjs', 'run', '--project', 'pure', ...tests)
    expect(code, out.slice(-4000)).toBe(0)
  })
})
