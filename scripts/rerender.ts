// `npm run rerender [-- --url URL --token-file FILE]`: derives stored rows, search words and filters with the schema of
// the server, in batches. It can be interrupted at any time and started again. Without a URL it serves the local
// store itself.
import { commands } from '../src/messages/en.ts'
import { runCommand, UsageError } from './command-line.ts'
import { serviceOptions, withService } from './local-server.ts'
import { refusedTokenOptions } from './token.ts'

const options = {
  ...serviceOptions,
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

const parseLimit = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,3}$/.test(text) || Number(text) > 5000) throw new UsageError(commands.rerender.limit(text))
  return Number(text)
}

await runCommand({
  usage: commands.rerender.usage,
  options,
  refusedOptions: refusedTokenOptions,
  run: async ({ limit: limitText, ...service }) => {
    const limit = parseLimit(limitText)
    return withService(service, (url, token) => rerender(url, token, limit))
  },
})
