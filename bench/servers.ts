/** Starts servers to measure, and ends those that it started. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { runtimeEnv } from '../scripts/runtime-env.ts'
import { endGroup, exitSignal, freePort, waitForHealth } from '../scripts/server-process.ts'

export interface Server {
  readonly url: string
  readonly inspectorPort: number
  readonly token: string
  readonly pid: number
  readonly stop: () => Promise<void>
}

const token = 'sitrep_bench_0123456789abcdefghijklmn'
const env = { ...runtimeEnv, ADMIN_TOKEN: token }

const maxStartMilliseconds = 120_000

/** Returns the server of a process that leads its group, once it responds. */
const waitForServer = async (
  child: ChildProcess,
  port: number,
  inspectorPort = 0,
  all = maxStartMilliseconds,
): Promise<Server> => {
  const url = `http://127.0.0.1:${port}`
  await waitForHealth(url, '', exitSignal(child), { all })
  const { pid = 0 } = child
  return { url, inspectorPort, token, pid, stop: () => endGroup(pid, 'SIGTERM', 60_000) }
}

const options = { detached: true, stdio: 'ignore', env } as const

interface ServeOptions {
  /** The folder of another build. */
  readonly root?: string
  /** How long migrations and start may take, in milliseconds. */
  readonly maxMilliseconds?: number
}

/** Starts Sitrep by its own command. */
export const serveSitrep = async (
  store: string,
  { root, maxMilliseconds }: ServeOptions = {},
): Promise<Server> => {
  const port = await freePort()
  const inspectorPort = await freePort()
  const args = [
    'start',
    '--',
    '--no-demo',
    '--ip',
    '127.0.0.1',
    '--port',
    String(port),
    '--inspector-port',
    String(inspectorPort),
    '--persist-to',
    store,
  ]
  const child = spawn('npm', [...args, '--var', `ADMIN_TOKEN:${token}`], {
    ...options,
    ...(root && { cwd: root }),
  })
  return waitForServer(child, port, inspectorPort, maxMilliseconds)
}

/** Starts the bare handler, on a database with the same tables and triggers. */
export const serveBare = async (store: string): Promise<Server> => {
  const config = ['--config', 'bench/bare/wrangler.toml', '--persist-to', store]
  mkdirSync(store, { recursive: true })
  execFileSync('npx', ['wrangler', 'd1', 'migrations', 'apply', 'sitrep', '--local', ...config], {
    env,
    stdio: 'ignore',
  })
  const port = await freePort()
  const args = [
    'wrangler',
    'dev',
    ...config,
    '--ip',
    '127.0.0.1',
    '--port',
    String(port),
    '--inspector-port',
    '0',
  ]
  return waitForServer(spawn('npx', args, options), port)
}

/** Makes a commit that changes no record, so that no file of the new commit is cached. */
export const newCommit = async ({ url, token }: Server): Promise<void> => {
  const response = await fetch(`${url}/datasets/bench`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ title: `Bench ${crypto.randomUUID()}` }),
  })
  if (!response.ok) throw new Error(`The dataset was answered with ${response.status}.`)
}

const fileOf = (pid: string, name: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

/** Returns the fields of a process's stat after its name. */
const statOf = (pid: string): string[] => {
  const stat = fileOf(pid, 'stat')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** Returns the ids of the runtime's processes in a server's group; Linux only. */
const runtimesOf = ({ pid }: Server): string[] =>
  readdirSync('/proc').filter(
    (id) => /^\d+$/.test(id) && Number(statOf(id)[2]) === pid && /^workerd/m.test(fileOf(id, 'comm')),
  )

/** Returns the peak resident memory of the runtime in bytes. */
export const peakMemory = (server: Server): number =>
  Math.max(
    0,
    ...runtimesOf(server).map((id) => Number(/^VmHWM:\s*(\d+)/m.exec(fileOf(id, 'status'))?.[1] ?? 0) * 1024),
  )

const ticks = 100

/** Returns the processor time of the runtime in seconds. */
export const processorTime = (server: Server): number =>
  runtimesOf(server)
    .flatMap((id) => statOf(id).slice(11, 13).map(Number))
    .reduce((sum, each) => sum + each, 0) / ticks
