import type { IncomingMessage, RequestListener } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { command, type Ended, listening, temporaryFiles } from '../support/import-command.ts'

const written = temporaryFiles('sitrep-responses-')
const file = written('data.csv', 'date,country\n2022-01-05,IQ\n')

const again = 'nothing is stored twice'

/** Runs the command before a server with this listener. */
const runBefore = async (listener: RequestListener): Promise<Ended> => {
  const { url, close } = await listening(listener)
  const ended = await command([file, '--to', url])
  close()
  return ended
}

const problem = (status: number) =>
  JSON.stringify({ type: '/problems/some', title: 'A title', status, detail: 'A detail.' })
const html = '<!DOCTYPE html><title>Not a Sitrep</title>'

interface Case {
  readonly status: number
  readonly body: string
  readonly says: readonly string[]
  readonly advisesRetry: boolean
  readonly headers?: Readonly<Record<string, string>>
}
const cases: readonly Case[] = [
  { status: 400, body: problem(400), says: ['A title. A detail.'], advisesRetry: false },
  {
    status: 401,
    body: problem(401),
    says: ['A detail.', 'SITREP_TOKEN', '--token-file'],
    advisesRetry: false,
  },
  { status: 403, body: problem(403), says: ['A detail.'], advisesRetry: false },
  { status: 409, body: problem(409), says: ['A detail.'], advisesRetry: false },
  { status: 422, body: problem(422), says: ['A detail.'], advisesRetry: false },
  {
    status: 429,
    body: problem(429),
    says: ['after 60 seconds'],
    advisesRetry: true,
    headers: { 'Retry-After': '60' },
  },
  { status: 503, body: problem(503), says: ['A detail.', 'later'], advisesRetry: true },
  { status: 502, body: html, says: ['answered 502'], advisesRetry: true },
  { status: 413, body: html, says: ['--part-bytes'], advisesRetry: false },
  { status: 404, body: html, says: ['answered 404, but not as a Sitrep', '--to'], advisesRetry: false },
  { status: 200, body: html, says: ['answered 200, but not as a Sitrep'], advisesRetry: false },
  {
    status: 301,
    body: '',
    says: ['https://sitrep.example. Give it after --to.'],
    advisesRetry: false,
    headers: { Location: 'https://sitrep.example/imports' },
  },
]

describe('a response to the import command', () => {
  it.each(cases)(
    'of $status is told with what helps: $says',
    async ({ status, body, headers, says, advisesRetry }) => {
      const { code, err } = await runBefore((request, response) => {
        request.resume().on('end', () => response.writeHead(status, headers).end(body))
      })
      expect(code).toBe(1)
      for (const each of says) expect(err).toContain(each)
      expect(err.includes(again)).toBe(advisesRetry)
    },
  )

  it('that needs no file is read before any of it is sent', async () => {
    const received: number[] = []
    const { url, server, close } = await listening(() => undefined)
    server.on('checkContinue', (request: IncomingMessage, response) => {
      request.on('data', (chunk: Buffer) => received.push(chunk.length))
      response.writeHead(409, { Connection: 'close' }).end(problem(409))
    })
    const large = written('large.csv', 'x'.repeat(5_000_000))
    const { code, err } = await command([large, '--to', url])
    expect([code, err, received]).toEqual([1, 'A title. A detail.\n', []])
    close()
  })

  it('comes from a server that does not know of 100 Continue', async () => {
    const server = createTcpServer((socket) =>
      socket.on('data', (chunk) => {
        const answer = problem(422)
        if (String(chunk).includes('2022-01-05'))
          socket.end(`HTTP/1.1 422 No\r\nContent-Length: ${answer.length}\r\n\r\n${answer}`)
      }),
    )
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const { port } = server.address() as { port: number }
    const { code, err } = await command([file, '--to', `http://127.0.0.1:${port}`])
    expect([code, err]).toEqual([1, 'A title. A detail.\n'])
    server.close()
  })
})

const report = {
  import: 'an-id',
  ...{ rows: 62, created: 0, updated: 0, unchanged: 0, retracted: 0, rejected: 30 },
  detail: 'Nothing was stored.',
  errors: Array.from({ length: 30 }, (_, i) => ({
    ...{ row: i + 1, line: i + 2, column: 'Date', rule: 'date.invalid', detail: 'There is no month 13.' },
    received: i < 20 ? '2022-13-01' : 2022,
  })),
  error_count: 30,
  warnings: { 'location.outside': 1 },
  notes: { 'number.text': 62, 'columns.ignored': 1 },
  notices: [
    {
      kind: 'note',
      rule: 'number.text',
      column: 'Wounded',
      received: 'several',
      count: 62,
      rows: [3, 17, 20],
    },
    { kind: 'note', rule: 'columns.ignored', column: 'x', count: 1, rows: [] },
    { kind: 'warning', rule: 'location.outside', column: 'country', received: 'IQ', count: 1, rows: [4] },
  ],
}

describe('the report of an import', () => {
  it('is printed by rule, column and value with the rows', async () => {
    const { code, out } = await runBefore((_, response) => response.end(JSON.stringify(report)))
    expect(code).toBe(1)
    for (const line of [
      "Warning location.outside: 1\n  country: 'IQ', 1 row (row 4)\n",
      "Note number.text: 62\n  Wounded: 'several', 62 rows (rows 3, 17, 20, …)\n",
      'Note columns.ignored: 1\n  x, 1 row\n',
      "Error date.invalid: 30\n  Date: '2022-13-01', 20 rows (rows 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …)\n",
      '  Date: 2022, 10 rows (rows 21, 22, 23, 24, 25, 26, 27, 28, 29, 30)\n',
    ])
      expect(out).toContain(line)
  })

  it('is bounded, however many values it has', async () => {
    const notices = Array.from({ length: 500 }, (_, i) => ({
      ...{ kind: 'note', rule: 'number.text', column: 'Wounded', count: 1, rows: [i] },
      received: `${i} ${'x'.repeat(300)}`,
    }))
    const body = JSON.stringify({ ...report, errors: [], error_count: 0, rejected: 0, notices })
    const { code, out } = await runBefore((_, response) => response.end(body))
    expect(code).toBe(0)
    expect(out).toContain('495 more values')
    expect(out.length).toBeLessThan(3000)
  })
})
