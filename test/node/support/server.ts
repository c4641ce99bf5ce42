/** The real server, on a port and a store of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { buildWorker } from './build-worker.ts'

export const root = fileURLToPath(new URL('../../..', import.meta.url))
const serve = fileURLToPath(new URL('serve-worker.ts', import.meta.url))

const startLimit = 90_000
const endLimit = 5_000

export interface Options {
  /** A store that is there already; without it, a new one that `stop` removes. */
  readonly store?: string
  /** Whether an empty store gets the demo: by `npm start`, unless another command is given. */
  readonly demo?: boolean
  readonly vars?: Readonly<Record<string, string>>
  /** What starts the server; the arguments go behind it. Without it the runtime serves the built Worker by itself. */
  readonly command?: string
  /** Where it is to listen; without it, where nothing does. */
  readonly port?: number
  /** A module that is served with the Worker beside it as `./index.js`; not with a command. */
  readonly main?: string
}

export interface Server {
  readonly url: string
  readonly port: number
  readonly store: string
  /** The admin's token, as the server printed it. */
  readonly token: string
  /** Everything that the server has printed. */
  readonly log: () => string
  /** A request with the admin's token. */
  readonly admin: (path: string, init?: RequestInit) => Promise<Response>
  /** Ends every process that was started, and removes the store if it was made here. */
  readonly stop: () => Promise<void>
  /** Ends every process at once, as a power cut would; the store stays. */
  readonly kill: () => Promise<void>
}

export const newStore = (): string => mkdtempSync(join(tmpdir(), 'sitrep-'))
export const removeStore = (store: string): void => rmSync(store, { recursive: true, force: true })

export const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const probe = createServer().once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => found(port))
    })
  })

const signalGroup = (pid: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(-pid, signal)
  } catch {
    return false
  }
}

/** Ends a process group; what does not listen is killed. */
const endGroup = async (pid: number, signal: NodeJS.Signals): Promise<void> => {
  signalGroup(pid, signal)
  for (const until = Date.now() + endLimit; signalGroup(pid, 0) && Date.now() < until; ) await pause(20)
  signalGroup(pid, 'SIGKILL')
}

const isUp = (url: string): Promise<boolean> =>
  fetch(`${url}/health`, { signal: AbortSignal.timeout(5_000) }).then(
    (answer) => answer.ok,
    () => false,
  )

/** Waits for the line that ends the start, and for /health; answers the token. */
const ready = async (child: ChildProcess, url: string, log: () => string): Promise<string> => {
  for (const until = Date.now() + startLimit; ; await pause(50)) {
    const token = /^Admin token: (\S+)$/m.exec(log())?.[1]
    if (token !== undefined && (await isUp(url))) return token
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > until)
      throw new Error(`The server did not start:\n${log().slice(-4000)}`)
  }
}

/** The process that serves, with all that it starts in a group of its own. */
const spawnServer = async (command: string | undefined, args: readonly string[]) => {
  const [program, ...before] =
    command === undefined
      ? [process.execPath, serve, await buildWorker()]
      : ['bash', '-c', `${command} -- "$@"`, 'bash']
  return spawn(program, [...before, ...args], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Starts a server and waits until it answers. */
export const startServer = async ({
  store: givenStore,
  demo = false,
  vars = {},
  command = demo ? 'npm start' : undefined,
  port: givenPort,
  main,
}: Options = {}): Promise<Server> => {
  const port = givenPort ?? (await freePort())
  const store = givenStore ?? newStore()
  const args = ['--port', String(port), '--persist-to', store]
  for (const [name, value] of Object.entries(vars)) args.push('--var', `${name}:${value}`)
  if (main !== undefined) args.push('--main', main)

  const child = await spawnServer(command, args)
  const { pid } = child
  if (pid === undefined) throw new Error('The server cannot be started.')
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
  const atExit = () => signalGroup(pid, 'SIGKILL')
  process.once('exit', atExit)

  const end = async (signal: NodeJS.Signals) => {
    await endGroup(pid, signal)
    process.off('exit', atExit)
  }
  const stop = async () => {
    await end('SIGTERM')
    if (givenStore === undefined) removeStore(store)
  }
  const url = `http://127.0.0.1:${port}`
  const log = () => printed
  try {
    const token = await ready(child, url, log)
    const admin = (path: string, { headers, ...init }: RequestInit = {}) =>
      fetch(url + path, { ...init, headers: { Authorization: `Bearer ${token}`, ...(headers as object) } })
    return { url, port, store, token, log, admin, stop, kill: () => end('SIGKILL') }
  } catch (error) {
    await stop()
    throw error
  }
}
