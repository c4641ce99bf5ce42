/** The import command as a process, and servers that it meets. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server as HttpServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { root } from './server.ts'

/** Returns a function that writes a file, which is gone after the tests of a test file, and returns its path. */
export const temporaryFiles = (prefix: string) => {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  afterAll(() => rmSync(folder, { recursive: true }))
  return (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
}

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs a program in the folder of the repository. */
export const runProgram = (
  program: string,
  args: readonly string[],
  { env, cwd = root }: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', (text) => (said.out += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (said.err += text))
    child.on('close', (code) => resolve({ code, ...said }))
  })

/** Runs the command with a token; what Node itself is to do comes first. */
export const command = (
  args: readonly string[],
  { token = '', node = [] }: { readonly token?: string; readonly node?: readonly string[] } = {},
): Promise<Ended> =>
  runProgram(process.execPath, [...node, 'scripts/import.ts', ...args], {
    env: { ...process.env, SITREP_TOKEN: token },
  })

/** A server that does one thing with whatever comes. */
export const listening = async (
  answer: RequestListener,
): Promise<{ url: string; server: HttpServer; close: () => unknown }> => {
  const listener = createServer(answer)
  await new Promise<void>((ready) => listener.listen(0, '127.0.0.1', ready))
  const { port } = listener.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, server: listener, close: () => listener.close() }
}
