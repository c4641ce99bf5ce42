import { env } from 'cloudflare:workers'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { readParts } from '../../../../src/ingest/request/multipart.ts'
import { admin, expectProblem } from '../../client.ts'
import {
  dumpRecordTables,
  importBody,
  recordsOf,
  reportCounts,
  send,
  streamInPieces,
  utf8,
} from '../../services/imports/send-file.ts'

const mapping = JSON.stringify({
  columns: {
    nr: 'reference',
    day: 'date',
    where: 'location.country',
    who: { to: 'actors.*.name', split: ';' },
  },
  constants: { event_type: 'battle', 'sources.0.publisher': 'Example News' },
})
const table = 'nr,day,where,who\r\nm1,2022-01-05,IQ,A;B\r\nm2,2022-01-06,IQ,\r\n'

const boundary = 'a-boundary'
const part = (name: string, body: string, type = '') =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="x"\r\n${type && `Content-Type: ${type}\r\n`}\r\n${body}\r\n`
const end = `--${boundary}--\r\n`
const form = (...parts: readonly string[]) => parts.join('')
const formType = `multipart/form-data; boundary=${boundary}`
const mapped = 'profile=mapping&dataset=mapped&publish=true'

describe('a form of a mapping and a file', () => {
  const whole = form(part('mapping', mapping, 'application/json'), part('file', table, 'text/csv'), end)

  it.each([1, 7, 64, 100_000])('is imported, in pieces of %i bytes too', async (size) => {
    const report = await importBody(mapped, streamInPieces(utf8.encode(whole), size), formType)
    expect(reportCounts(report)).toEqual([2, 0, 0, 0, 0])
    const [first, second] = await recordsOf('mapped')
    expect(first).toMatchObject({
      reference: 'm1',
      date: '2022-01-05',
      actors: [{ name: 'A' }, { name: 'B' }],
    })
    expect(second?.actors).toBeUndefined()
    expect((await admin(`/imports/${report.import}/file`)).text).toBe(table)
    const kept = await env.DB.prepare('SELECT mapping FROM imports').first<string>('mapping')
    expect(JSON.parse(kept ?? '')).toEqual(JSON.parse(mapping))
  })

  it('is read wherever it is cut in two, with names without quotes, a preamble and an epilogue', async () => {
    const bare = `before\r\n${whole.replaceAll(/"(mapping|file)"/g, '$1')}after`
    const bytes = utf8.encode(bare)
    for (let at = 0; at <= bytes.length; at++) {
      const parts = []
      const pieces = [bytes.subarray(0, at), bytes.subarray(at)]
      for await (const { name, type, body } of readParts(pieces, formType)) {
        let text = ''
        for await (const chunk of body) text += Buffer.from(chunk).toString()
        parts.push([name, type, text])
      }
      expect([at, parts]).toEqual([
        at,
        [
          ['mapping', 'application/json', mapping],
          ['file', 'text/csv', table],
        ],
      ])
    }
  })

  it('is told what the standard wants where its lines end with LF alone', async () => {
    const answer = await send(mapped, whole.replaceAll('\r\n', '\n'), formType)
    expect(expectProblem(answer, 'body-unreadable').detail).toContain('CRLF')
  })

  it('names the columns of the file in its errors', async () => {
    const report = await importBody(mapped, whole.replace('2022-01-06', 'never'), formType)
    expect(report.errors).toMatchObject([
      { row: 2, line: 3, column: 'day', rule: 'date.invalid', received: 'never' },
    ])
  })

  it.each([
    ['the file first', form(part('file', table), part('mapping', mapping), end), 400],
    ['no mapping', form(part('file', table), end), 400],
    ['no file', form(part('mapping', mapping), end), 400],
    ['another part', form(part('mapping', mapping), part('other', 'x'), part('file', table), end), 400],
    ['no parts', end, 400],
    ['an empty body', '', 400],
    ['cut off in the mapping', whole.slice(0, 150), 400],
    ['cut off in the file', whole.slice(0, whole.indexOf('2022-01-06')), 400],
    ['cut off before the last boundary', form(part('mapping', mapping), part('file', table)), 400],
    ['a mapping that is no JSON', form(part('mapping', '{'), part('file', table), end), 400],
    [
      'a mapping of an unknown field',
      form(part('mapping', mapping.replace('reference', 'refrence')), part('file', table), end),
      422,
    ],
    [
      'a mapping that is too large',
      form(part('mapping', ' '.repeat(300_000)), part('file', table), end),
      413,
    ],
  ])('is refused with nothing stored: %s', async (_, body, status) => {
    const before = await dumpRecordTables()
    const answer = await send(mapped, body, formType)
    expect([answer.status, answer.type], answer.text.slice(0, 500)).toEqual([
      status,
      'application/problem+json',
    ])
    expect(await dumpRecordTables()).toEqual(before)
  })

  it('is refused where the mapping is no UTF-8, or the type names no boundary', async () => {
    const bytes = utf8.encode(whole)
    bytes[whole.indexOf('nr')] = 0xff
    expectProblem(await send(mapped, bytes, formType), 'body-unreadable')
    expectProblem(await send(mapped, whole, 'multipart/form-data'), 'body-unreadable')
  })
})
