/** A server of a local store, for commands that need one while they run. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { commands } from '../src/messages/en.ts'
import { UsageError } from './command-line.ts'
import { runtimeEnv } from './runtime-env.ts'
import { endsWithParent, exitSignal, freePort, stopProcess, waitForHealth } from './server-process.ts'
import { readToken, tokenOptions } from './token.ts'

const root = join(import.meta.dirname, '..')

/** Something to do with a service, by its address and the token of an admin. Returns the exit code. */
export type ServiceAct = (url: string, token: string) => Promise<number>

/** Serves a local store on a free port while `act` runs. The server ends with this process, also if that is killed. */
const withLocalServer = async (store: string, act: ServiceAct): Promise<number> => {
  const port = await freePort()
  const args = ['scripts/start.ts', '--no-demo', '--port', String(port), '--persist-to', store]
  const server = spawn(process.execPath, ['--no-warnings', ...endsWithParent, ...args], {
    cwd: root,
    env: runtimeEnv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const end = () => server.kill('SIGTERM')
  process.once('exit', end)
  try {
    const url = `http://127.0.0.1:${port}`
    await waitForHealth(url, '', exitSignal(server))
    return await act(url, readFileSync(join(store, 'admin-token'), 'utf8').trim())
  } finally {
    await stopProcess(server)
    process.off('exit', end)
  }
}

/** The options that name a service: its address, or a local store. */
export const serviceOptions = {
  url: { type: 'string' },
  ...tokenOptions,
  'persist-to': { type: 'string' },
} as const

export interface ServiceName {
  readonly url?: string | undefined
  readonly 'token-file'?: string | undefined
  readonly 'persist-to'?: string | undefined
}

/** Returns the folder of the local store. */
export const storeOf = ({ 'persist-to': store }: ServiceName): string =>
  store ?? join(root, '.wrangler/state')

/** Runs `act` with the service of an address, else with a local store that is served meanwhile. */
export const withService = async (name: ServiceName, act: ServiceAct): Promise<number> => {
  const { url, 'token-file': tokenFile } = name
  if (url === undefined) return withLocalServer(storeOf(name), act)
  if (!URL.canParse(url)) throw new UsageError(commands.line.url(url))
  const token = await readToken(tokenFile)
  if (token === undefined) throw new UsageError(commands.line.noToken)
  return act(url, token)
}
