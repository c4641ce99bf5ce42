// `npm run deploy [-- options]`: deploys Sitrep to Cloudflare. Asks for what the settings lack, creates the database and the
// bucket, applies migrations, and makes the first admin's token. Refuses to go on past a warning of the configuration.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { isAdminSecret } from '../schemas/token.ts'
import { commands } from '../src/messages/en.ts'
import { runCommand, UsageError } from './command-line.ts'
import {
  type BaseConfiguration,
  bucketOf,
  type CompleteSettings,
  createConfiguration,
  findWarnings,
} from './deploy/configuration.ts'
import { plans, readSettings, type Settings, writeSettings } from './deploy/settings.ts'
import {
  checkBuild,
  createBucket,
  createDatabase,
  listSecrets,
  migrate,
  sendWorker,
} from './deploy/wrangler.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const texts = commands.deploy

const options = {
  settings: { type: 'string' },
  plan: { type: 'string' },
  name: { type: 'string' },
  'admin-token-file': { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const

interface Arguments {
  readonly settings?: string
  readonly plan?: string
  readonly name?: string
  readonly 'admin-token-file'?: string
  readonly 'dry-run'?: boolean
}

/** Asks on the terminal, or reads the next line of a pipe. Throws a UsageError if nothing answers. */
async function ask(lines: AsyncIterator<string>, question: string, option: string): Promise<string> {
  process.stderr.write(`${question} `)
  const { value, done } = await lines.next()
  if (done) throw new UsageError(texts.lacks(option))
  return (value as string).trim()
}

/** Returns the settings with those of the arguments, and those that are lacking asked for. */
async function completeSettings(path: string, { plan, name }: Arguments): Promise<CompleteSettings> {
  const stored: Settings = readSettings(path)
  const input = createInterface({ input: process.stdin })
  const lines = input[Symbol.asyncIterator]()
  try {
    const chosenName = name ?? stored.name ?? ((await ask(lines, texts.askName, '--name')) || 'sitrep')
    const chosenPlan = plan ?? stored.plan ?? (await ask(lines, texts.askPlan, '--plan'))
    const found = plans.find((each) => each === chosenPlan)
    if (found === undefined) throw new UsageError(texts.wrongPlan(chosenPlan))
    return { ...stored, name: chosenName, plan: found }
  } finally {
    input.close()
  }
}

async function readBase(): Promise<BaseConfiguration> {
  const { experimental_readRawConfig: read } = await import('wrangler')
  return read({ config: join(root, 'wrangler.toml') }).rawConfig as unknown as BaseConfiguration
}

/** Writes the configuration beside wrangler.toml, because its paths are relative. Returns its path. */
function writeConfiguration(base: BaseConfiguration, settings: CompleteSettings, path: string): string {
  const config = join(root, `wrangler.${basename(path, '.json')}.json`)
  writeFileSync(config, `${JSON.stringify(createConfiguration(base, settings), undefined, 2)}\n`)
  return config
}

/** Returns the token in a file. Throws a UsageError if it is guessable. */
function readAdminToken(path: string): string {
  const token = readFileSync(path, 'utf8').trim()
  if (!isAdminSecret(token)) throw new UsageError(commands.start.adminToken)
  return token
}

/** Sends the Worker, with a first admin's token unless it has one. Returns what wrangler printed, and a token that was made. */
function send(
  config: string,
  given: string | undefined,
): { readonly output: string; readonly made?: string } {
  if (listSecrets(config).includes('ADMIN_TOKEN') && given === undefined)
    return { output: sendWorker(config, undefined) }
  const token = given ?? `sitrep_${randomBytes(32).toString('base64url')}`
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-deploy-'))
  try {
    const file = join(folder, 'secrets.json')
    writeFileSync(file, JSON.stringify({ ADMIN_TOKEN: token }), { mode: 0o600 })
    const output = sendWorker(config, file)
    return given === undefined ? { output, made: token } : { output }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Creates what the account lacks, and notes it at once, so that a deployment that breaks off goes on from there. */
function createStores(path: string, settings: CompleteSettings): CompleteSettings {
  let current = settings
  if (current.database_id === undefined) {
    current = { ...current, database_id: createDatabase(current.name) }
    writeSettings(path, current)
  }
  if (current.bucket === undefined) {
    createBucket(bucketOf(current))
    current = { ...current, bucket: bucketOf(current) }
    writeSettings(path, current)
  }
  return current
}

async function deploy(values: Arguments): Promise<void> {
  const path = resolve(values.settings ?? join(root, 'deploy.json'))
  const given = values['admin-token-file']
  const adminToken = given === undefined ? undefined : readAdminToken(given)
  const settings = await completeSettings(path, values)
  const base = await readBase()
  const warnings = findWarnings(base, settings)
  if (warnings.length > 0) throw new Error(texts.refused(warnings))
  const draft = writeConfiguration(base, settings, path)
  checkBuild(draft)
  console.log(texts.checked(settings.plan, settings.name))
  if (values['dry-run']) return
  writeSettings(path, settings)
  const config = writeConfiguration(base, createStores(path, settings), path)
  console.log(migrate(config).trim())
  const { output, made } = send(config, adminToken)
  console.log(output.trim())
  if (made !== undefined) console.log(texts.adminToken(made))
}

await runCommand({
  usage: texts.usage,
  options,
  run: async (values) => {
    await deploy(values)
    return undefined
  },
})
