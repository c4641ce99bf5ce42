/** Servers on this machine: a free port, the wait until one answers, the end of one with all that it started. */
import type { ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** Listens for a moment. Returns the port, which the system chooses for 0; throws if it is taken. */
export const probePort = (port: number, host?: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(port, host, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })

/** A port of 127.0.0.1 on which nothing listens. */
export const freePort = (): Promise<number> => probePort(0, '127.0.0.1')

interface Limits {
  /** Milliseconds for one request, its answer read to the end. */
  readonly request?: number
  /** Milliseconds for all of them. */
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
    if (Date.now() > until) throw new Error(`no answer from ${url}/health after ${all / 1000} s`)
    await pause(50)
  }
  throw new Error('the server ended before it answered')
}

const hasExited = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null

/** A signal that is aborted when a process has ended. */
export const exitSignal = (child: ChildProcess): AbortSignal => {
  const controller = new AbortController()
  if (hasExited(child)) controller.abort()
  else child.once('exit', () => controller.abort())
  return controller.signal
}

/** Asks a process to end, and waits until it has. It ends what it started itself. */
export const stopProcess = async (child: ChildProcess): Promise<void> => {
  if (hasExited(child)) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await exited
}

/** Sends a signal to each process of a group, 0 to ask whether there is one. False if there is none. */
export const signalGroup = (group: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(-group, signal)
  } catch {
    return false
  }
}

/** Ends the group of a process that was spawned `detached`. Kills what has not ended after some milliseconds. */
export const endGroup = async (group: number, signal: NodeJS.Signals, limit = 5_000): Promise<void> => {
  signalGroup(group, signal)
  for (const until = Date.now() + limit; signalGroup(group, 0) && Date.now() < until; ) await pause(10)
  signalGroup(group, 'SIGKILL')
}
