// The lock of a local store. SQLite in two servers at once would fail requests with a 500. The lock is a socket, which
// the system closes however its process ends.
import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commands } from '../src/messages/en.ts'

/** Returns the address of a store's socket, short enough for every system. */
const addressOf = (store: string): string => {
  mkdirSync(store, { recursive: true })
  const name = `sitrep-${createHash('sha256').update(realpathSync(store)).digest('hex').slice(0, 32)}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

/** Listens on a socket; returns undefined if it exists already. */
const listen = (address: string): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer((client) => client.destroy())
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    server.listen(address, () => resolve(server.unref()))
  })

/** Returns whether a process listens on a socket; a killed one leaves its file. */
const isHeld = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const client = connect(address)
    client.once('connect', () => resolve(true)).once('error', () => resolve(false))
    client.once('connect', () => client.destroy())
  })

/**
 * Locks a store until this process ends or the lock is closed. Throws an Error if another process has it.
 */
export const lockStore = async (store: string): Promise<Server> => {
  const address = addressOf(store)
  const first = await listen(address)
  if (first) return first
  if (!(await isHeld(address))) {
    rmSync(address, { force: true })
    const second = await listen(address)
    if (second) return second
  }
  throw new Error(commands.server.storeInUse(store))
}
