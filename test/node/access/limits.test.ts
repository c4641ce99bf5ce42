// The limits of `npm start` count whoever asks, whatever address the request claims.
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

let server: Server
beforeAll(async () => {
  server = await startServer({ demo: true })
})
printLogOnFailure(() => server)
afterAll(() => server?.stop())

/** The local runtime counts by the minutes of the clock. */
const roomInMinute = async (milliseconds: number) => {
  const left = 60_000 - (Date.now() % 60_000)
  if (left < milliseconds) await pause(left + 50)
}

it('refuses the thirty-first submission, each from another invented address', async () => {
  await roomInMinute(20_000)
  const statuses = await Promise.all(
    Array.from({ length: 31 }, async (_, i) => {
      const headers = { 'Content-Type': 'application/json', 'CF-Connecting-IP': `198.51.100.${i}` }
      const answer = await fetch(`${server.url}/incidents`, { method: 'POST', headers, body: '{}' })
      return answer.status
    }),
  )
  expect(statuses.sort()).toEqual([...Array(30).fill(422), 429])
})
