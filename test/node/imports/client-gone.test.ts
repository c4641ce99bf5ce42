// An import whose client has gone ends, and leaves nothing.
import { once } from 'node:events'
import { connect } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseFile } from '../../../scripts/vacuum.ts'
import { type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

const rows = 12_000
const line = (i: number): string =>
  `${JSON.stringify({
    dataset: 'd',
    reference: `r${i}`,
    event_type: 'battle',
    date: '2022-01-05',
    location: { country: 'IQ' },
    links: [{ type: 'related', incident: `r${i + 1}` }],
    sources: [{ publisher: 'Example News' }],
  })}\n`
const file = Array.from({ length: rows }, (_, i) => line(i)).join('')

let server: Server
beforeAll(async () => {
  server = await startServer()
})
printLogOnFailure(() => server)
afterAll(() => server?.stop())

const head = (accept: string): string =>
  [
    'POST /imports?dataset=d HTTP/1.1',
    `Host: 127.0.0.1:${server.port}`,
    `Authorization: Bearer ${server.token}`,
    `Accept: ${accept}`,
    'Content-Type: application/x-ndjson',
    `Content-Length: ${file.length}`,
    '',
    '',
  ].join('\r\n')

/** Sends some of the file as a client that wants this answer; the connection when it has been sent. */
const sending = async (accept: string, text: string) => {
  const socket = connect(server.port, '127.0.0.1').on('error', () => undefined)
  await new Promise((sent) => socket.write(head(accept) + text, sent))
  return socket
}

const count = (table: string): number => {
  const db = new DatabaseSync(databaseFile(server.store), { readOnly: true })
  try {
    return Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n)
  } finally {
    db.close()
  }
}

/** Waits until an import has staged something. */
const staged = async (): Promise<void> => {
  while (count('import_chunks') === 0) await pause(20)
}

/** The same file, sent by a client that stays: it makes every record, and nobody else does. */
const expectNothingDone = async () => {
  const answer = await server.admin('/imports?dataset=d&dry_run=true', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-ndjson' },
    body: file,
  })
  expect(await answer.json()).toMatchObject({ created: rows })
  expect(count('incidents')).toBe(0)
  expect(count('import_chunks')).toBe(0)
  expect(count('incident_body')).toBe(0)
}

describe('an import ends, and leaves nothing, when its client goes', () => {
  it('behind the last byte, by a reset', async () => {
    const socket = await sending('application/json', file)
    await staged()
    socket.resetAndDestroy()
    await expectNothingDone()
  })

  it('while it reads of the progress', async () => {
    const socket = await sending('application/x-ndjson', file)
    await once(socket, 'data')
    await staged()
    socket.destroy()
    await expectNothingDone()
  })

  it('in the middle of the file', async () => {
    const socket = await sending('application/json', file.slice(0, file.length * 0.75))
    await staged()
    socket.destroy()
    await expectNothingDone()
  })
})
