/** The token of a command: from a file, the environment or a prompt, since others can read a command line. */
import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { commands } from '../src/messages/en.ts'
import { UsageError } from './command-line.ts'

export const tokenOptions = { 'token-file': { type: 'string' } } as const

/** The options that a command refuses, with the reason. */
export const refusedTokenOptions = { token: commands.token.refused } as const

/** Asks for a token on the terminal, which does not show it. Returns an empty text if none is typed. */
const promptToken = (): Promise<string> =>
  new Promise((resolve) => {
    const output = new Writable({ write: (_chunk, _encoding, done) => done() })
    const lines = createInterface({ input: process.stdin, output, terminal: true })
    process.stderr.write(commands.token.prompt)
    lines.once('line', (line) => {
      resolve(line.trim())
      lines.close()
    })
    lines.once('SIGINT', () => process.exit(130))
    lines.once('close', () => {
      process.stderr.write('\n')
      resolve('')
    })
  })

const readTokenFile = (path: string): string => {
  if (!existsSync(path)) throw new UsageError(commands.token.noFile(path))
  const token = readFileSync(path, 'utf8').trim()
  if (token === '' || /\s/.test(token)) throw new UsageError(commands.token.notOne(path))
  return token
}

/**
 * Returns the token in the file, else the one in `SITREP_TOKEN`, else the one typed on a terminal; undefined without
 * any. Throws a UsageError if the file holds no token.
 */
export const readToken = async (file: string | undefined): Promise<string | undefined> => {
  if (file !== undefined) return readTokenFile(file)
  const token = process.env.SITREP_TOKEN?.trim() || (process.stdin.isTTY ? await promptToken() : '')
  return token === '' ? undefined : token
}
