/** The real server, on a port and a store of its own. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import {
  endGroup,
  exitSignal,
  freePort,
  signalGroup,
  waitForHealth,
} from '../../../scripts/server-process.ts'
import { buildWorker } from './build-worker.ts'

export const root = fileURLToPath(new URL('../../..', import.meta.url))
const serve = fileURLToPath(new URL('serve-worker.ts', import.meta.url))

const startLimit = 90_000

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
  /** The folder of the built Worker; without it, the one of this version. */
  readonly worker?: string | undefined
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

/** Waits for the line that ends the start, and for /health; returns the token. */
const waitForToken = async (url: string, log: () => string, ended: AbortSignal): Promise<string> => {
  const until = Date.now() + startLimit
  let token: string | undefined
  while (token === undefined && !ended.aborted && Date.now() < until) {
    await pause(10)
    token = /^Admin token: (\S+)$/m.exec(log())?.[1]
  }
  const health = waitForHealth(url, '', ended, { request: 5_000, all: Math.max(0, until - Date.now()) })
  const error = await health.then(
    () => undefined,
    (error: Error) => error.message,
  )
  if (token === undefined || error !== undefined)
    throw new Error(`The server did not start (${error ?? 'no token'}):\n${log().slice(-4000)}`)
  return token
}

/** The process that serves, with all that it starts in a group of its own. */
const spawnServer = async (
  command: string | undefined,
  args: readonly string[],
  worker: string | undefined,
) => {
  const [program, ...before] =
    command === undefined
      ? [process.execPath, serve, worker ?? (await buildWorker())]
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
  worker,
}: Options = {}): Promise<Server> => {
  const port = givenPort ?? (await freePort())
  const store = givenStore ?? newStore()
  const args = ['--port', String(port), '--persist-to', store]
  for (const [name, value] of Object.entries(vars)) args.push('--var', `${name}:${value}`)
  if (main !== undefined) args.push('--main', main)

  const child = await spawnServer(command, args, worker)
  const { pid } = child
  if (pid === undefined) throw new Error('The server cannot be started.')
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
  const ended = exitSignal(child)
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
    const token = await waitForToken(url, log, ended)
    const admin = (path: string, { headers, ...init }: RequestInit = {}) =>
      fetch(url + path, { ...init, headers: { Authorization: `Bearer ${token}`, ...(headers as object) } })
    return { url, port, store, token, log, admin, stop, kill: () => end('SIGKILL') }
  } catch (error) {
    await stop()
    throw error
  }
}
