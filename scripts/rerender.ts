// `npm run rerender [-- --url URL --token-file FILE]`: derives stored rows, search words and filters with the schema of
// the server, in batches. It can be interrupted at any time and started again. Without a URL it serves the local
// store itself.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commands } from '../src/messages/en.ts'
import { runCommand, UsageError } from './command-line.ts'
import { runtimeEnv } from './runtime-env.ts'
import { exitSignal, freePort, stopProcess, waitForHealth } from './server-process.ts'
import { readToken, refusedTokenOptions, tokenOptions } from './token.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const options = {
  url: { type: 'string' },
  ...tokenOptions,
  'persist-to': { type: 'string' },
  limit: { type: 'string' },
} as const

interface Version {
  readonly id: string
  readonly revision: number
}

interface Answer {
  readonly schema: string
  readonly rendered: number
  readonly without_row: readonly Version[]
  readonly skipped: readonly Version[]
  readonly cursor: string | null
  readonly stale_rows: number
}

/** Runs one batch. Throws an Error with the text of the response if it is rejected. */
const step = async (url: string, token: string, body: object): Promise<Answer> => {
  const answer = await fetch(new URL('/rerender', url), {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      Accept: 'application/json',
    },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(commands.rerender.failed(url, answer.status, text))
  return JSON.parse(text) as Answer
}

/** Runs all batches. Returns 1 if versions remain that cannot be stored. */
const rerender = async (url: string, token: string, limit: number | undefined): Promise<number> => {
  const began = Date.now()
  let rendered = 0
  for (let after: string | null | undefined; after !== null; ) {
    const answer = await step(url, token, { ...(after && { after }), ...(limit && { limit }) })
    rendered += answer.rendered
    for (const { id, revision } of answer.without_row)
      console.error(commands.rerender.withoutRow(id, revision))
    for (const { id, revision } of answer.skipped) console.error(commands.rerender.tooLarge(id, revision))
    after = answer.cursor
    if (process.stderr.isTTY)
      process.stderr.write(`\r${commands.rerender.progress(rendered, answer.stale_rows)}`)
    if (after !== null) continue
    if (process.stderr.isTTY) process.stderr.write('\n')
    const seconds = (Date.now() - began) / 1000
    console.log(commands.rerender.done(answer.schema, rendered, seconds.toFixed(1), answer.stale_rows))
    return answer.stale_rows === 0 ? 0 : 1
  }
  return 0
}

/** Serves a local store on a free port while `act` runs. */
const withLocalServer = async (
  store: string,
  act: (url: string, token: string) => Promise<number>,
): Promise<number> => {
  const port = await freePort()
  const args = ['scripts/start.ts', '--no-demo', '--port', String(port), '--persist-to', store]
  const server = spawn(process.execPath, ['--no-warnings', ...args], {
    cwd: root,
    env: runtimeEnv,
    stdio: ['ignore', 'ignore', 'inherit'],
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

const parseLimit = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,3}$/.test(text) || Number(text) > 5000) throw new UsageError(commands.rerender.limit(text))
  return Number(text)
}

await runCommand({
  usage: commands.rerender.usage,
  options,
  refusedOptions: refusedTokenOptions,
  run: async ({ url, 'token-file': tokenFile, 'persist-to': store, limit: limitText }) => {
    const limit = parseLimit(limitText)
    if (url === undefined)
      return withLocalServer(store ?? join(root, '.wrangler/state'), (localUrl, localToken) =>
        rerender(localUrl, localToken, limit),
      )
    if (!URL.canParse(url)) throw new UsageError(commands.rerender.url(url))
    const token = await readToken(tokenFile)
    if (token === undefined) throw new UsageError(commands.rerender.noToken)
    return rerender(url, token, limit)
  },
})
