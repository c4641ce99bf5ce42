// `npm start [-- options]`: runs migrations, creates an admin token, starts `wrangler dev`, and loads the demo into
// an empty store.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isAdminSecret } from '../schemas/token.ts'
import { commands } from '../src/messages/en.ts'
import { runCommand, UsageError } from './command-line.ts'
import { runtimeEnv as env } from './runtime-env.ts'
import { endsWithParent, exitSignal, probePort, stopProcess, waitForHealth } from './server-process.ts'
import { lockStore } from './store-lock.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
// wrangler's own program without its launcher, so that a signal meets one process and not two.
const wrangler = ['--no-warnings', fileURLToPath(import.meta.resolve('wrangler'))]
const migrations = join(root, 'scripts/migrate.ts')
const demoFile = join(root, 'demo/january-2022.json')

const options = {
  port: { type: 'string' },
  ip: { type: 'string' },
  'persist-to': { type: 'string' },
  'no-demo': { type: 'boolean' },
  var: { type: 'string', multiple: true },
  'inspector-port': { type: 'string' },
} as const

interface Arguments {
  readonly port?: string
  readonly ip?: string
  readonly 'persist-to'?: string
  readonly 'no-demo'?: boolean
  readonly var?: string[]
  readonly 'inspector-port'?: string
}

interface Settings {
  readonly persistTo: string
  readonly withDemo: boolean
  readonly ip: string
  readonly port: number
  readonly token: string
  readonly wranglerArgs: readonly string[]
}

/** Returns a port. Throws a UsageError if the text is not one. */
function parsePort(option: string, text: string): number {
  if (!/^\d+$/.test(text) || Number(text) > 65_535) throw new UsageError(commands.start.port(option, text))
  return Number(text)
}

/** Returns the given variables by name. Throws a UsageError if one has no name. */
function parseVariables(pairs: readonly string[]): Map<string, string> {
  const wrong = pairs.find((pair) => pair.indexOf(':') < 1)
  if (wrong !== undefined) throw new UsageError(commands.start.variable(wrong))
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]))
}

/** Returns the store's admin token, which is created at its first start. */
function localToken(persistTo: string): string {
  const path = join(persistTo, 'admin-token')
  if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  const token = `sitrep_${randomBytes(32).toString('base64url')}`
  mkdirSync(persistTo, { recursive: true })
  writeFileSync(path, `${token}\n`, { mode: 0o600 })
  return token
}

function readSettings(values: Arguments, passedOn: readonly string[]): Settings {
  const persistTo = resolve(values['persist-to'] ?? join(root, '.wrangler/state'))
  const ip = values.ip ?? '127.0.0.1'
  const port = parsePort('port', values.port ?? '8787')
  const inspectorPort = parsePort('inspector-port', values['inspector-port'] ?? '0')
  const given = parseVariables(values.var ?? [])
  const token = given.get('ADMIN_TOKEN') ?? localToken(persistTo)
  if (!isAdminSecret(token)) throw new UsageError(commands.start.adminToken)
  const variables = new Map([['PUBLIC_SUBMISSIONS', 'true'], ...given])
  variables.set('ADMIN_TOKEN', token)
  // The local runtime keeps a CF-Connecting-IP header from a client, and then drops the address of the socket.
  variables.set('TRUST_CLIENT_ADDRESS', 'false')

  const wranglerArgs = [
    ...['--ip', ip, '--port', String(port), '--inspector-port', String(inspectorPort)],
    ...['--persist-to', persistTo],
    ...[...variables].flatMap(([name, value]) => ['--var', `${name}:${value}`]),
    ...passedOn,
  ]
  return { persistTo, withDemo: !values['no-demo'], ip, port, token, wranglerArgs }
}

/** Throws an Error early, so that the demo never goes to another server on the same port. */
async function assertPortFree({ ip, port }: Settings): Promise<void> {
  await probePort(port, ip === '*' ? undefined : ip).catch((error: Error) => {
    throw new Error(commands.start.portTaken(`${ip}:${port}`, error.message))
  })
}

function migrate({ persistTo }: Settings): void {
  const result = spawnSync(process.execPath, ['--no-warnings', migrations, persistTo], {
    env,
    encoding: 'utf8',
  })
  if (result.status !== 0) throw new Error(result.stderr)
}

/**
 * Starts the server as a child in this process group, so that a signal to the group reaches both. The channel between
 * them closes when this process is killed (SIGKILL), and then the server ends too.
 */
function serve({ wranglerArgs, token }: Settings): ChildProcess {
  const args = [...endsWithParent, ...wrangler, 'dev', '--show-interactive-dev-session=false']
  return spawn(process.execPath, [...args, ...wranglerArgs], {
    cwd: root,
    // Set here too: otherwise wrangler warns that a required secret is missing from the environment.
    env: { ...env, ADMIN_TOKEN: token },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

/** Submits the demo's records through the API. Returns their number. */
async function loadDemo(url: string, token: string): Promise<number> {
  const incidents = JSON.parse(readFileSync(demoFile, 'utf8')) as unknown[]
  for (const [i, incident] of incidents.entries()) {
    const answer = await fetch(`${url}/incidents?publish=true`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(incident),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(commands.start.demoRejected(i + 1, answer.status, text))
  }
  return incidents.length
}

/** Forwards termination signals to the server, and exits with the server's code. */
function forwardSignals(server: ChildProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => server.kill(signal))
  process.on('exit', () => server.kill('SIGKILL'))
  server.once('exit', (code, signal) => {
    process.exitCode ||= code ?? 128 + (signal ? constants.signals[signal] : 0)
  })
}

async function start(settings: Settings): Promise<void> {
  await assertPortFree(settings)
  await lockStore(settings.persistTo)
  migrate(settings)
  const server = serve(settings)
  const ended = exitSignal(server)
  forwardSignals(server)

  const host = settings.ip === '0.0.0.0' || settings.ip === '*' ? '127.0.0.1' : settings.ip
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${settings.port}`
  try {
    const commit = await waitForHealth(url, settings.token, ended)
    const demoRecords = settings.withDemo && commit === 0 ? await loadDemo(url, settings.token) : 0
    if (demoRecords) console.log(commands.start.demoLoaded(demoRecords))
    console.log(commands.start.ready(url.replace('127.0.0.1', 'localhost'), settings.token))
  } catch (error) {
    await stopProcess(server)
    throw error
  }
}

await runCommand({
  usage: commands.start.usage,
  options,
  passesUnknown: true,
  run: async (values, _, passedOn) => {
    await start(readSettings(values, passedOn))
    return undefined
  },
})
