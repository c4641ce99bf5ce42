/** The Worker as `wrangler deploy` sends it, and a store with all its tables, for the servers of a run. */
import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const cli = fileURLToPath(import.meta.resolve('wrangler'))

const node = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['--no-warnings', ...args], {
    cwd: root,
    env: { ...process.env, CI: 'true', WRANGLER_SEND_METRICS: 'false' },
  })

const build = async (folder: string): Promise<void> => {
  const { unstable_getMiniflareWorkerOptions } = await import('wrangler')
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(root, 'wrangler.toml'))
  writeFileSync(join(folder, 'options.json'), JSON.stringify(workerOptions))
  await Promise.all([
    node(cli, 'deploy', '--dry-run', '--outdir', folder),
    node('scripts/migrate.ts', join(folder, 'store')),
  ])
}

/** The folder of them, new for each run. Who asks first builds it; the others wait. */
export const buildWorker = async (): Promise<string> => {
  const folder = join(tmpdir(), 'built')
  const done = join(folder, 'done')
  if (mkdirSync(folder, { recursive: true }) !== undefined) {
    await build(folder).catch((error) => {
      rmSync(folder, { recursive: true })
      throw error
    })
    writeFileSync(done, '')
  }
  for (; !existsSync(done); await pause(50))
    if (!existsSync(folder)) throw new Error('The Worker was not built, as another file tells.')
  return folder
}

/** A change of a source: a text that must be there, and what stands there instead; a pattern must match somewhere. */
export type Edit = readonly [file: string, from: string | RegExp, to: string]

const copied = ['src', 'scripts', 'schemas', 'public', 'wrangler.toml', 'package.json', 'tsconfig.json']

/** The folder of a Worker of this version with other sources, new for each call. */
export const buildPatchedWorker = async (edits: readonly Edit[]): Promise<string> => {
  const built = await buildWorker()
  const sources = mkdtempSync(join(tmpdir(), 'sitrep-patched-'))
  for (const name of copied) cpSync(join(root, name), join(sources, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(sources, 'node_modules'))
  for (const [file, from, to] of edits) {
    const before = readFileSync(join(sources, file), 'utf8')
    const after = before.replaceAll(from, to)
    if (after === before) throw new Error(`${file} has no ${from}.`)
    writeFileSync(join(sources, file), after)
  }
  const folder = join(sources, 'built')
  await node(cli, 'deploy', '--dry-run', '--outdir', folder, '--config', join(sources, 'wrangler.toml'))
  for (const name of ['options.json', 'store'])
    cpSync(join(built, name), join(folder, name), { recursive: true })
  return folder
}
