// `npm start [-- arguments]`: migrations, an admin token, `wrangler dev`, and on an empty store the demo.
// Takes `--no-demo` and `--persist-to DIR`; every other argument goes to `wrangler dev` as it is.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { constants } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { waitForHealth } from './health.ts'
import { runtimeEnv as env } from './runtime-env.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
// wrangler's own program without its launcher, so that a signal meets one process and not two.
const wrangler = ['--no-warnings', fileURLToPath(import.meta.resolve('wrangler'))]
const migrations = join(root, 'scripts/migrate.ts')
const demoFile = join(root, 'demo/january-2022.json')

type Settings = {
  persistTo: string
  withDemo: boolean
  ip: string
  port: number
  token: string
  wranglerArgs: string[]
}

/** The last value of an option, written `--name value` or `--name=value`. */
function optionValue(args: string[], name: string): string | undefined {
  const at = args.findLastIndex((arg) => arg === name || arg.startsWith(`${name}=`))
  if (at === -1) return undefined
  return args[at] === name ? args[at + 1] : args[at]?.slice(name.length + 1)
}

/** The arguments without an option and its one value. */
function withoutOption(args: string[], name: string): string[] {
  return args.filter((arg, i) => arg !== name && !arg.startsWith(`${name}=`) && args[i - 1] !== name)
}

/** The value of `--var NAME:value`, if one was given; one `--var` may be followed by several pairs. */
function variableValue(args: string[], name: string): string | undefined {
  const pair = args.findLast((arg) => arg.replace(/^--var=/, '').startsWith(`${name}:`))
  return pair?.slice(pair.indexOf(':') + 1)
}

/** The store's own admin token, made at its first start. */
function localToken(persistTo: string): string {
  const path = join(persistTo, 'admin-token')
  if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  const token = `sitrep_${randomBytes(32).toString('base64url')}`
  mkdirSync(persistTo, { recursive: true })
  writeFileSync(path, `${token}\n`, { mode: 0o600 })
  return token
}

function readSettings(argv: string[]): Settings {
  const args = withoutOption(argv, '--persist-to').filter((arg) => arg !== '--no-demo')
  const persistTo = resolve(optionValue(argv, '--persist-to') ?? join(root, '.wrangler/state'))
  const ip = optionValue(args, '--ip') ?? '127.0.0.1'
  const port = Number(optionValue(args, '--port') ?? 8787)
  const tokenArgument = variableValue(args, 'ADMIN_TOKEN')
  const token = tokenArgument ?? localToken(persistTo)

  const wranglerArgs = withoutOption(withoutOption(args, '--ip'), '--port')
  wranglerArgs.push('--ip', ip, '--port', String(port), '--persist-to', persistTo)
  if (optionValue(args, '--inspector-port') === undefined) wranglerArgs.push('--inspector-port', '0')
  if (tokenArgument === undefined) wranglerArgs.push('--var', `ADMIN_TOKEN:${token}`)
  if (variableValue(args, 'PUBLIC_SUBMISSIONS') === undefined)
    wranglerArgs.push('--var', 'PUBLIC_SUBMISSIONS:true')
  // The local runtime keeps a CF-Connecting-IP that a client wrote, and drops the address of its socket then.
  wranglerArgs.push('--var', 'TRUST_CLIENT_ADDRESS:false')
  return { persistTo, withDemo: !argv.includes('--no-demo'), ip, port, token, wranglerArgs }
}

/** Refuses early, so that the demo never goes to another server on the same port. */
async function assertPortFree({ ip, port }: Settings): Promise<void> {
  await new Promise<void>((free, taken) => {
    const probe = createServer().once('error', taken)
    probe.listen(port, ip === '*' ? undefined : ip, () => probe.close(() => free()))
  }).catch((error: Error) => {
    throw new Error(
      `cannot listen on ${ip}:${port} (${error.message}); choose another: npm start -- --port N`,
    )
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
 * The server, as a child in this process group: a signal to the group reaches both.
 * The channel between them closes when this process dies without a word (SIGKILL), and the server ends too.
 */
function serve({ wranglerArgs, token }: Settings): ChildProcess {
  const endWithParent = 'data:text/javascript,process.once("disconnect",()=>process.kill(process.pid))'
  const args = ['--import', endWithParent, ...wrangler, 'dev', '--show-interactive-dev-session=false']
  return spawn(process.execPath, [...args, ...wranglerArgs], {
    cwd: root,
    // Given here too, or wrangler warns that a required secret is missing from the environment.
    env: { ...env, ADMIN_TOKEN: token },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

const hasExited = (server: ChildProcess) => server.exitCode !== null || server.signalCode !== null

async function stop(server: ChildProcess): Promise<void> {
  if (hasExited(server)) return
  server.kill('SIGTERM')
  await new Promise((done) => server.once('exit', done))
}

/** Submits the demo's records through HTTP, as anyone would. Answers how many. */
async function loadDemo(url: string, token: string): Promise<number> {
  const incidents = JSON.parse(readFileSync(demoFile, 'utf8')) as unknown[]
  for (const [i, incident] of incidents.entries()) {
    const answer = await fetch(`${url}/incidents?publish=true`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(incident),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`demo record ${i + 1} was refused with ${answer.status}:\n${text}`)
  }
  return incidents.length
}

/** Passes a request to end on to the server, and ends with the server's own code. */
function forwardSignals(server: ChildProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => server.kill(signal))
  process.on('exit', () => server.kill('SIGKILL'))
  server.once('exit', (code, signal) => {
    process.exitCode ||= code ?? 128 + (signal ? constants.signals[signal] : 0)
  })
}

async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2))
  await assertPortFree(settings)
  migrate(settings)
  const server = serve(settings)
  const controller = new AbortController()
  server.once('exit', () => controller.abort())
  forwardSignals(server)

  const host = settings.ip === '0.0.0.0' || settings.ip === '*' ? '127.0.0.1' : settings.ip
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${settings.port}`
  try {
    const commit = await waitForHealth(url, settings.token, controller.signal)
    const demoRecords = settings.withDemo && commit === 0 ? await loadDemo(url, settings.token) : 0
    if (demoRecords) console.log(`\nDemo: ${demoRecords} incidents loaded.`)
    console.log(`\nSitrep:      ${url.replace('127.0.0.1', 'localhost')}\nAdmin token: ${settings.token}\n`)
  } catch (error) {
    await stop(server)
    throw error
  }
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
