/** The calls of wrangler that a deployment makes, as programs of their own. */
import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commands } from '../../src/messages/en.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A wrangler on the path is taken, as `npm run` puts it there; else that of the repository. */
const env = {
  ...process.env,
  PATH: [process.env.PATH, join(root, 'node_modules/.bin')].join(delimiter),
  WRANGLER_SEND_METRICS: 'false',
}

export interface WranglerResult {
  readonly status: number
  /** All that it printed. */
  readonly output: string
}

/** Runs wrangler in the root of the repository. Throws an Error if it cannot be started. */
export const tryWrangler = (args: readonly string[]): WranglerResult => {
  const { status, stdout, stderr, error } = spawnSync('wrangler', args, { cwd: root, env, encoding: 'utf8' })
  if (error) throw new Error(commands.deploy.noWrangler(error.message))
  return { status: status ?? 1, output: `${stdout}${stderr}` }
}

/** Runs wrangler and returns what it printed. Throws an Error with that if it fails. */
export const runWrangler = (args: readonly string[]): string => {
  const { status, output } = tryWrangler(args)
  if (status !== 0) throw new Error(commands.deploy.failed(args.slice(0, 4).join(' '), output.trim()))
  return output
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/

/** Creates a database and returns its id. */
export const createDatabase = (name: string): string => {
  const output = runWrangler(['d1', 'create', name])
  const [id] = uuid.exec(output) ?? []
  if (id === undefined) throw new Error(commands.deploy.failed(`d1 create ${name}`, output.trim()))
  return id
}

/** Creates a bucket, unless it exists, with a rule that deletes cached files after 30 days. */
export const createBucket = (name: string): void => {
  const { status, output } = tryWrangler(['r2', 'bucket', 'create', name])
  if (status !== 0 && !/already exists/.test(output))
    throw new Error(commands.deploy.failed(`r2 bucket create ${name}`, output.trim()))
  const rule = ['exports', 'exports/', '--expire-days', '30', '--abort-multipart-days', '1', '--force']
  runWrangler(['r2', 'bucket', 'lifecycle', 'add', name, ...rule])
}

/** Returns the names of the secrets of a Worker; none if it is not deployed yet. */
export const listSecrets = (config: string): string[] => {
  const { status, output } = tryWrangler(['secret', 'list', '--config', config, '--format', 'json'])
  if (status !== 0) {
    if (/10007|not found|does not exist/i.test(output)) return []
    throw new Error(commands.deploy.failed('secret list', output.trim()))
  }
  const json = output.slice(output.indexOf('['), output.lastIndexOf(']') + 1)
  return (JSON.parse(json) as { name: string }[]).map(({ name }) => name)
}

/** Applies the migrations that the database lacks. */
export const migrate = (config: string): string =>
  runWrangler(['d1', 'migrations', 'apply', 'DB', '--remote', '--config', config])

/** Builds the Worker without sending it. Throws an Error if wrangler fails or warns of something. */
export const checkBuild = (config: string): void => {
  const output = runWrangler(['deploy', '--dry-run', '--outdir', 'dist', '--config', config])
  if (/WARNING/.test(output)) throw new Error(commands.deploy.warned(output.trim()))
}

/** Sends the Worker, with secrets from a file if there are new ones. Returns what wrangler printed. */
export const sendWorker = (config: string, secretsFile: string | undefined): string =>
  runWrangler([
    'deploy',
    '--config',
    config,
    ...(secretsFile === undefined ? [] : ['--secrets-file', secretsFile]),
  ])
