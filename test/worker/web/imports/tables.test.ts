import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { admin, application, ask, expectProblem, requestOf } from '../../client.ts'
import { importBody, recordsOf, reportCounts, send, utf8 } from '../../services/imports/send-file.ts'

const header = 'reference,event_type,date,country,sources,summary\n'
const joined = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? utf8.encode(part) : part)]))
const hex = (text: string): number[] => (text.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16))

const [arabic, arabicBytes] = ['صوت بلغ قاعدة', hex('d5e6ca20c8e1db20dec7dacfc9')]
const [russian, russianBytes] = ['обстрел базы', hex('eee1f1f2f0e5eb20e1e0e7fb')]
const fileOf = (bytes: number[], country = 'IQ') =>
  joined(`${header}x1,battle,2022-01-05,${country},News,`, bytes, '\n')

const summaries = async () => (await recordsOf('shots')).map(({ summary }) => summary)

describe('the encoding of a file', () => {
  it.each([
    ['the charset', '', 'text/csv; charset=windows-1256', arabicBytes, arabic],
    ['the charset in quotes', '', 'text/csv;charset="CP1251"', russianBytes, russian],
    ['the parameter', '&encoding=windows-1256', 'text/csv', arabicBytes, arabic],
    [
      'the parameter, before a charset that is always sent',
      '&encoding=cp1251',
      'text/csv; charset=UTF-8',
      russianBytes,
      russian,
    ],
    ['the same by both', '&encoding=cp1256', 'text/csv; charset=windows-1256', arabicBytes, arabic],
  ])('is as stated by %s', async (_, query, type, bytes, text) => {
    const report = await importBody(`dataset=shots${query}`, fileOf(bytes), type)
    expect([report.encoding, report.notes['encoding.guessed']]).toEqual([
      text === arabic ? 'windows-1256' : 'windows-1251',
      undefined,
    ])
    expect(await summaries()).toEqual([text])
    const annotated = await admin(`/imports/${report.import}/annotated.csv`)
    expect(annotated.text).toContain(text)
    const original = await application(
      requestOf(`/imports/${report.import}/file`, { token: env.ADMIN_TOKEN }),
    )
    expect(original.headers.get('Content-Type')).toBe(`text/csv; charset=${report.encoding}`)
    expect(new Uint8Array(await original.arrayBuffer())).toEqual(fileOf(bytes))
  })

  it('is that of the part in a form', async () => {
    const mapping = JSON.stringify({
      columns: { summary: 'summary', date: 'date' },
      constants: { event_type: 'battle', 'location.country': 'IQ', 'sources.0.publisher': 'News' },
      rest: 'ignore',
    })
    const part = (name: string, type: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: ${type}\r\n\r\n`
    const form = joined(
      `${part('mapping', 'application/json')}${mapping}\r\n`,
      part('file', 'text/csv; charset=windows-1256'),
      [...fileOf(arabicBytes)],
      '\r\n--b--\r\n',
    )
    await importBody('profile=mapping&dataset=shots', form, 'multipart/form-data; boundary=b')
    expect(await summaries()).toEqual([arabic])
  })

  it.each([
    ['encoding=windows-1265', 'text/csv', /no encoding "windows-1265"\. Did you mean windows-125/],
    ['encoding=ansi', 'text/csv', /Examples are utf-8/],
    ['', 'text/csv; charset=windows-1265', /"windows-1265"\. Did you mean/],
    [
      'encoding=windows-1251',
      'text/csv; charset=windows-1256',
      /charset=windows-1256, .* encoding=windows-1251/,
    ],
    ['encoding=windows-1251', 'application/json', /JSON is always UTF-8/],
    ['', 'application/x-ndjson; charset=windows-1251', /JSON is always UTF-8/],
  ])('is refused where it is wrong: %s, %s', async (query, type, detail) => {
    const answer = await send(`dataset=shots&${query}`, fileOf(arabicBytes), type)
    expect([answer.status, answer.data().detail]).toEqual([400, expect.stringMatching(detail)])
  })

  it('must be stated before a file with a guess that is not certain is stored', async () => {
    const file = fileOf(arabicBytes)
    const dry = await importBody('dataset=shots&dry_run=true', file)
    expect(dry).toMatchObject({ created: 1, encoding: 'windows-1256', notes: { 'encoding.guessed': 1 } })
    expect(dry.notices).toContainEqual(
      expect.objectContaining({ rule: 'encoding.guessed', received: arabic }),
    )
    expect(dry.detail).toContain(`"${arabic}" in windows-1256`)
    for (const mode of ['all', 'valid']) {
      const answer = await send(`dataset=shots&mode=${mode}`, file)
      const { errors = [] } = expectProblem(answer, 'invalid-file')
      expect(errors).toMatchObject([{ rule: 'table.encoding_unstated', line: 2, received: arabic }])
      expect(errors[0]?.detail).toContain('send encoding=windows-1256')
    }
    expect(await recordsOf('shots')).toEqual([])
  })

  it('is named beside the faults of a header that it makes unreadable', async () => {
    const file = joined('reference,', russianBytes, '\n1,2\n')
    const rules = ['table.encoding_unstated', 'table.column_unknown']
    const { errors = [] } = expectProblem(await send('dataset=shots&dry_run=true', file), 'invalid-file')
    expect(errors.map(({ rule }) => rule)).toEqual(rules)
  })

  it('is Windows-1252 with a note where no other reading is plausible', async () => {
    const report = await importBody('dataset=shots', fileOf([...hex('636166e920617474617175e9')]))
    expect(report).toMatchObject({ created: 1, encoding: 'windows-1252', notes: { 'encoding.guessed': 1 } })
    expect(report.detail).toMatch(/read as windows-1252, for example "café attaqué".*encoding=/)
    expect(await summaries()).toEqual(['café attaqué'])
  })
})

describe('a file of another format', () => {
  it.each([
    ['JSON as CSV', '{"incidents": []}', 'text/csv', 'table.foreign', 'application/json'],
    ['CSV as JSON', header, 'application/json', 'json.foreign', 'text/csv'],
    ['CSV as NDJSON', `"reference","date"\n1,2\n`, 'application/x-ndjson', 'json.foreign', 'text/csv'],
    ['a gzip archive as JSON', '\x1f\x8b\x08', 'application/json', 'json.foreign', 'Content-Encoding: gzip'],
  ])('is named, with what to send: %s', async (_, text, type, rule, cure) => {
    const bytes = text.startsWith('\x1f') ? Uint8Array.of(0x1f, 0x8b, 0x08) : utf8.encode(text)
    const { errors = [] } = expectProblem(await send('dataset=shots', bytes, type), 'invalid-file')
    expect(errors).toMatchObject([{ line: 1, rule, detail: expect.stringContaining(cure) }])
  })

  it('is not NDJSON with a line that is no record', async () => {
    const report = await importBody('dataset=shots&mode=valid', '5\n', 'application/x-ndjson')
    expect(report.errors).toMatchObject([{ row: 1, rule: 'record.type' }])
  })
})

describe('a column without a name', () => {
  const file = (...lines: string[]) => `${lines.join('\n')}\n`
  const row = (reference: string) => `${reference},battle,2022-01-05,IQ,News`

  it('is passed over with a note where its cells are empty', async () => {
    const text = file(',reference,event_type,date,country,sources, ', `,${row('u1')},`, ` ,${row('u2')},`)
    const report = await importBody('dataset=shots', text)
    expect([reportCounts(report), report.notes['columns.unnamed']]).toEqual([[2, 0, 0, 0, 0], 2])
  })

  it.each([
    ['before the columns', ',reference,event_type,date,country,sources', `0,${row('u1')}`, 1, '0'],
    ['after them', 'reference,event_type,date,country,sources,', `${row('u1')},checked`, 6, 'checked'],
  ])('refuses the file where it has values: %s', async (_, head, line, place, received) => {
    const { errors = [] } = expectProblem(await send('dataset=shots', file(head, line)), 'invalid-file')
    expect(errors).toMatchObject([{ rule: 'table.column_empty', line: 2, received }])
    for (const cure of [`Column ${place} has no name`, 'index=False', 'row.names = FALSE'])
      expect(errors[0]?.detail).toContain(cure)
  })

  it('rejects the rows of a stray value, early or late', async () => {
    const many = Array.from({ length: 2500 }, (_, i) => `${row(`u${i}`)},`)
    many[2] += 'x'
    many[2400] += 'y'
    const text = file('reference,event_type,date,country,sources,', ...many)
    const report = await importBody('dataset=shots&mode=valid', text)
    expect(reportCounts(report)).toEqual([2498, 0, 0, 0, 2])
    expect(report.errors.map(({ line, rule }) => [line, rule])).toEqual([
      [4, 'table.column_empty'],
      [2402, 'table.column_empty'],
    ])
  }, 30_000)

  it('is left out by a mapping that ignores the rest', async () => {
    const mapping = JSON.stringify({
      columns: { date: 'date' },
      constants: { event_type: 'battle', 'location.country': 'IQ', 'sources.0.publisher': 'News' },
      rest: 'ignore',
    })
    const form = new FormData()
    form.set('mapping', mapping)
    form.set('file', new Blob([',date,\n0,2022-01-05,x\n']), 'table.csv')
    const answer = await admin('/imports?profile=mapping&dataset=shots', { method: 'POST', body: form })
    expect([answer.data().created, answer.data().notes['columns.unnamed']]).toEqual([1, 2])
  })

  it.each(['Unnamed: 0', '...1', 'X', 'rownames'])(
    'is known by the name that pandas or R gives it: %s',
    async (name) => {
      const text = file(`${name},reference,event_type,date,country,sources`, `0,${row('u1')}`)
      const { errors = [] } = expectProblem(await send('dataset=shots', text), 'invalid-file')
      expect(errors).toMatchObject([
        { rule: 'table.column_unknown', detail: expect.stringContaining('index=False') },
      ])
    },
  )
})

describe('a file that was cut off', () => {
  const whole = `${header}a1,battle,2022-01-05,IQ,News,x\na2,battle,2022-01-06,IQ,News,y\na3,battle,2022-01-07,IQ,News,z\n`
  const retract = 'dataset=shots&publish=true&mode=valid&missing=retract&reason=gone&confirm=0'

  it.each([
    ['in a row', whole.slice(0, whole.indexOf('News,y')), 'table.cut', 'text/csv'],
    ['in a quoted cell', `${whole.slice(0, whole.indexOf('News,y'))}"Ne`, 'table.quote_open', 'text/csv'],
    ['in a line of NDJSON', '{"reference": "a1", "date": "20', 'json.invalid', 'application/x-ndjson'],
    ['in an array', '[{"reference": "a1"}, {"refer', 'json.incomplete', 'application/json'],
  ])('retracts nothing, and says so: %s', async (_, text, rule, type) => {
    await importBody('dataset=shots&publish=true', whole)
    const report = await importBody(retract, text, type)
    expect([report.retracted, report.notes['retract.held_back']]).toEqual([0, 1])
    expect(report.errors.map((error) => error.rule)).toContain(rule)
    expect(report.detail).toContain('No record was retracted')
    expect((await recordsOf('shots')).every(({ status }) => status === 'published')).toBe(true)
  })

  it.each([
    ['in a row', 'a2,battle,2022-01-06,IQ'],
    ['too short', 'a2,battle,2022-01-06,IQ\n'],
    ['too long', 'a2,battle,2022-01-06,IQ,News,y,z\n'],
    ['text after a quote', 'a2,battle,2022-01-06,IQ,"News"x,y\n'],
    ['a NUL', 'a2,battle,2022-01-06,IQ,News,\0\n'],
  ])('stays refused as an annotated file until it is mended: %s', async (_, line) => {
    const good = 'a1,battle,2022-01-05,IQ,News,x\n'
    const first = await importBody('dataset=shots', `${header}${good}${line}`)
    const annotated = (await admin(`/imports/${first.import}/annotated.csv`)).text
    const again = await importBody('dataset=shots&mode=valid', annotated)
    expect(reportCounts(again)).toEqual([1, 0, 0, 0, 1])
    const mended = `${header.trim()},sitrep_errors\n${good.trim()},\na2,battle,2022-01-06,IQ,News,y,\n`
    expect(reportCounts(await importBody('dataset=shots', mended))).toEqual([1, 0, 1, 0, 0])
  })

  it('is mended where only an error of a value is left beside the row', async () => {
    const text = `${header.trim()},sitrep_errors\na1,battle,2022-01-05,IQ,News,x,date: There is no month 13. (date.invalid)\n`
    expect(reportCounts(await importBody('dataset=shots', text))).toEqual([1, 0, 0, 0, 0])
  })
})

describe('equal rows without a reference', () => {
  const line = 'battle,2022-05-01,IQ,News,same\n'
  const text = `event_type,date,country,sources,summary\n${line}battle,2022-05-01,IQ,News,other\n${line}${line}`

  it('are two records, with a note that names the line of the first', async () => {
    for (const [n, mode] of ['all', 'valid'].entries()) {
      const report = await importBody(`dataset=shots&mode=${mode}`, text)
      expect(reportCounts(report)).toEqual(n === 0 ? [4, 0, 0, 0, 0] : [0, 0, 4, 0, 0])
      expect(report.notices).toContainEqual(
        expect.objectContaining({ rule: 'rows.equal', received: 'equal to line 2', count: 2, rows: [3, 4] }),
      )
    }
  })
})

describe('a compressed body', () => {
  const pack = async (text: string, format: 'gzip' | 'deflate' = 'gzip') =>
    new Uint8Array(
      await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream(format))).arrayBuffer(),
    )
  const text = `${header}x1,battle,2022-01-05,IQ,News,x\n`
  const sendPacked = (body: BodyInit, coding: string) =>
    send('dataset=shots', body, 'text/csv', { 'Content-Encoding': coding })

  it.each([
    ['gzip', 'gzip'],
    ['x-gzip', 'gzip'],
    ['Deflate', 'deflate'],
  ] as const)('is unpacked, and kept unpacked: %s', async (coding, format) => {
    const answer = await sendPacked(await pack(text, format), coding)
    expect(answer.data()).toMatchObject({ created: 1, encoding: 'utf-8' })
    expect((await admin(`/imports/${answer.data().import}/file`)).text).toBe(text)
  })

  it('is taken as it is with the coding identity', async () => {
    expect((await sendPacked(text, 'identity')).data().created).toBe(1)
  })

  it.each(['br', 'zstd', 'gzip, gzip', 'x'])('is refused with another coding: %s', async (coding) => {
    const answer = await sendPacked(text, coding)
    expectProblem(answer, 'unsupported-coding')
    expect([answer.status, answer.headers.get('Accept-Encoding')]).toEqual([415, 'gzip, deflate'])
  })

  it('is refused where it is cut off or not compressed', async () => {
    for (const body of [(await pack(text)).slice(0, -9), utf8.encode(text)]) {
      const answer = await sendPacked(body, 'gzip')
      expect(expectProblem(answer, 'body-unreadable').detail).toContain('cannot be unpacked as gzip')
    }
    expect(await recordsOf('shots')).toEqual([])
  })

  it('is bounded by its size after unpacking', async () => {
    const line = utf8.encode(`${header}x,battle,2022-01-05,IQ,News,${'x'.repeat(1_000_000)}\n`)
    let sent = 0
    const lines = new ReadableStream<Uint8Array>({
      pull: (controller) => (sent++ < 106 ? controller.enqueue(line) : controller.close()),
    })
    const packed = lines.pipeThrough(new CompressionStream('gzip'))
    const bomb = new Uint8Array(await new Response(packed).arrayBuffer())
    expect(bomb.length).toBeLessThan(200_000)
    const answer = await sendPacked(bomb, 'gzip')
    expect(expectProblem(answer, 'too-large').detail).toContain('104857600 bytes')
    const record = JSON.stringify({ title: 'x'.repeat(300_000) })
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }
    expectProblem(
      await admin('/incidents', { method: 'POST', body: await pack(record), headers }),
      'too-large',
    )
  }, 60_000)

  it('is unpacked for a single report too', async () => {
    const record = {
      event_type: 'battle',
      date: '2022-01-05',
      location: { country: 'IQ' },
      sources: [{ publisher: 'News' }],
    }
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }
    const body = await pack(JSON.stringify(record))
    expect((await admin('/incidents', { method: 'POST', body, headers })).status).toBe(201)
    expectProblem(
      await ask('/incidents', { method: 'POST', body, headers: { ...headers, 'Content-Encoding': 'br' } }),
      'unsupported-coding',
    )
  })
})
