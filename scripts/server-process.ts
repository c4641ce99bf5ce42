/** Local servers: finding a free port, waiting until one responds, and ending one with all its children. */
import type { ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { commands } from '../src/messages/en.ts'

/** Listens for a moment. Returns the port, which the system chooses for 0; throws if it is taken. */
export const probePort = (port: number, host?: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(port, host, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })

/** Returns a free port of 127.0.0.1. */
export const freePort = (): Promise<number> => probePort(0, '127.0.0.1')

/**
 * Arguments of Node for a server that is spawned with a channel (`ipc` in `stdio`). The channel closes when the process
 * that spawned it is killed (SIGKILL), and then the server ends too. It does not keep the server from ending.
 */
export const endsWithParent = [
  '--import',
  'data:text/javascript,process.once("disconnect",()=>process.kill(process.pid));process.channel?.unref()',
] as const

interface Limits {
  /** Milliseconds for one request, including reading its response. */
  readonly request?: number
  /** Milliseconds for all requests. */
  readonly all?: number
}

/**
 * Asks `/health` until the server answers. Returns the number of the newest commit. Throws if the server ends first,
 * or after a long time.
 */
export const waitForHealth = async (
  url: string,
  token: string,
  ended: AbortSignal,
  { request = 60_000, all = 600_000 }: Limits = {},
): Promise<number> => {
  const until = Date.now() + all
  const headers = token === '' ? {} : { authorization: `Bearer ${token}` }
  while (!ended.aborted) {
    const signal = AbortSignal.any([ended, AbortSignal.timeout(request)])
    const commit = await fetch(`${url}/health`, { headers, signal })
      .then(async (answer) => (answer.ok ? ((await answer.json()) as { commit: number }).commit : undefined))
      .catch(() => undefined)
    if (commit !== undefined) return commit
    if (Date.now() > until) throw new Error(commands.server.noAnswer(url, all / 1000))
    await pause(50)
  }
  throw new Error(commands.server.ended)
}

const hasExited = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null

/** Returns a signal that is aborted when a process has ended. */
export const exitSignal = (child: ChildProcess): AbortSignal => {
  const controller = new AbortController()
  if (hasExited(child)) controller.abort()
  else child.once('exit', () => controller.abort())
  return controller.signal
}

/** Asks a process to end and waits until it has. It ends its own children. */
export const stopProcess = async (child: ChildProcess): Promise<void> => {
  if (hasExited(child)) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await exited
}

/** Sends a signal to each process of a group, 0 to check that there is one. Returns false if there is none. */
export const signalGroup = (group: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(-group, signal)
  } catch {
    return false
  }
}

/**
 * Ends the group of a process that was spawned `detached`. After `limit` milliseconds, kills the processes that
 * remain.
 */
export const endGroup = async (group: number, signal: NodeJS.Signals, limit = 5_000): Promise<void> => {
  signalGroup(group, signal)
  for (const until = Date.now() + limit; signalGroup(group, 0) && Date.now() < until; ) await pause(10)
  signalGroup(group, 'SIGKILL')
}
