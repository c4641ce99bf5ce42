// `npm run import` from outside: what it prints, how it ends, how much it holds; and a server that is killed meanwhile.
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultPartBytes } from '../../../src/services/imports/upload-limits.ts'
import { command, listening } from '../support/import-command.ts'
import { newStore, removeStore, type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'sitrep-import-'))
const written = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const header = 'reference,event_type,date,country,source_urls,summary'
const row = (reference: string, date = '2022-01-05', summary = `Shots were fired: ${reference}.`) =>
  `${reference},battle,${date},IQ,https://example.org/a,${summary}`
const fileOf = (name: string, ...rows: string[]) => written(name, `${[header, ...rows].join('\n')}\n`)

const good = fileOf('good.csv', row('a'), row('b'))
const bad = fileOf('bad.csv', row('c'), row('d', '2022-02-30'))
const unreadable = written('unreadable.csv', 'event_typ\nbattle\n')

const store = newStore()
let server: Server

beforeAll(async () => {
  server = await startServer({ store })
})
printLogOnFailure(() => server)
afterAll(async () => {
  await server?.stop()
  removeStore(store)
  rmSync(folder, { recursive: true })
})

const send = (file: string, ...more: string[]) =>
  command([file, '--to', server.url, '--dataset', 'sent', ...more], { token: server.token })

const stored = async (dataset: string): Promise<{ summary: string }[]> => {
  const answer = await server.admin(`/incidents.json?dataset=${dataset}&status=submitted`)
  return ((await answer.json()) as { incidents: { summary: string }[] }).incidents
}

describe('the import command', () => {
  it('ends with 0 when every row is good, and says that the same file again changes nothing', async () => {
    const first = await send(good)
    expect([first.code, first.err]).toEqual([0, ''])
    expect(first.out).toContain('2 created, 0 updated, 0 retracted, 0 unchanged.')
    const again = await send(good)
    expect([again.code, again.err]).toEqual([0, ''])
    expect(again.out).toContain('Nothing was stored: all rows are already stored.')
  })

  it.each([
    ['all', 2, 'Nothing was stored'],
    ['valid', 3, '1 created'],
  ])('ends with 1 when a row is rejected, and shows where: mode=%s', async (mode, there, said) => {
    const { code, out } = await send(bad, '--mode', mode)
    expect([code, (await stored('sent')).length]).toEqual([1, there])
    expect(out).toContain(said)
    expect(out).toMatch(/2 +│ +3 +│ +'date' +│ +'date.invalid' +│ +'2022-02-30'/)
    const [all] = /http\S+errors\.csv/.exec(out) ?? []
    expect(
      await (await fetch(all ?? '', { headers: { Authorization: `Bearer ${server.token}` } })).text(),
    ).toContain('date.invalid')
  })

  it('says why records of ACLED are not published, and does not advise to repeat it', async () => {
    const large = written('large-acled.csv', `event_id_cnty\n${'IRQ1\n'.repeat(1_000_000)}`)
    const { code, err } = await send(large, '--dataset', 'acled', '--profile', 'acled', '--publish')
    expect([code, err]).toEqual([1, expect.stringContaining('The licence of ACLED restricts redistribution')])
    expect(err).toContain('PUT /datasets/acled')
    expect(err).not.toContain('again')
  })

  it.each([
    ['a file that cannot be read', () => send(unreadable), 'Did you mean event_type?'],
    ['a wrong token', () => command([good, '--to', server.url], { token: 'wrong' }), 'token'],
    ['no server', () => command([good, '--to', 'http://127.0.0.1:9']), 'ECONNREFUSED'],
  ])('ends with 1 and says why: %s', async (_, run, said) => {
    const { code, err } = await run()
    expect([code, err]).toEqual([1, expect.stringContaining(said)])
    expect(err).not.toMatch(/^ +at /m)
  })

  it.each([
    ['no file', [], 'Name one file.'],
    ['two files', [good, bad], 'Name one file.'],
    ['a file that is not there', ['none.csv', '--to', 'http://localhost'], 'There is no file none.csv.'],
    ['a folder', ['schemas', '--to', 'http://localhost'], 'schemas is a folder.'],
    [
      'a mapping that is not there',
      [good, '--to', 'http://localhost', '--mapping', 'none.json'],
      'There is no file none.json.',
    ],
    [
      'a folder as mapping',
      [good, '--to', 'http://localhost', '--mapping', 'schemas'],
      'schemas is a folder.',
    ],
    ['no address', [good], '--to'],
    ['an address that is none', [good, '--to', 'localhost'], '--to'],
    ['an option that is none', [good, '--nonsense'], "Unknown option '--nonsense'"],
  ])('ends with 2 and its usage when it is asked wrongly: %s', async (_, args, said) => {
    const { code, err } = await command(args)
    expect([code, err]).toEqual([2, expect.stringContaining(said)])
    expect(err).toContain('npm run import -- FILE --to URL')
  })
})

describe('the import command before another server', () => {
  it('ends with 1 when the answer breaks off', async () => {
    const { url, close } = await listening((_, response) => {
      response.write('{"progress": {"rows": 1, "rejected": 0}}\n', () => response.destroy())
    })
    const { code, err } = await command([good, '--to', url])
    expect([code, err]).toEqual([1, expect.stringContaining('Send the file again: nothing is stored twice.')])
    close()
  })

  it('ends with 1 when the answer ends without a report', async () => {
    const { url, close } = await listening((_, response) => response.end('{"progress": {"rows": 1}}\n'))
    const { code, err } = await command([good, '--to', url])
    expect([code, err]).toEqual([1, expect.stringContaining('broke off before the report')])
    close()
  })

  /** In bytes; what the command may hold, in KiB. */
  const size = 384 * 1024 * 1024
  const most = 256 * 1024

  it.each([
    ['whole', 'large.csv.gz', 0],
    ['in parts', 'large.csv', Math.ceil(size / defaultPartBytes)],
  ])('sends a file as it reads it, larger than the memory that it takes: %s', async (_, name, parts) => {
    const received = { bytes: 0, parts: 0 }
    const { url, close } = await listening((request, response) => {
      const path = request.url ?? ''
      request.on('data', (chunk: Buffer) => {
        if (path !== '/uploads') received.bytes += chunk.length
      })
      request.on('end', () => {
        received.parts += Number(request.method === 'PUT')
        if (path === '/uploads') response.end(JSON.stringify({ id: 'u', parts }))
        else if (request.method === 'PUT') response.end()
        else response.end('{"title": "Enough", "detail": "That was all."}\n')
      })
    })
    const file = written(name, '')
    truncateSync(file, size)
    const tell = 'process.on("exit", () => console.log(process.resourceUsage().maxRSS))'
    const { code, out, err } = await command([file, '--to', url], {
      node: ['--import', `data:text/javascript,${tell}`],
    })
    expect([code, err, received]).toEqual([1, 'Enough. That was all.\n', { bytes: size, parts }])
    expect(Number(out)).toBeGreaterThan(0)
    expect(Number(out)).toBeLessThan(most)
    close()
  })
})

describe('a client that leaves in the middle of a large file', () => {
  /** How the local runtime has uploads in parts: 0 is open, 1 completed, 2 aborted. */
  const uploads = (): unknown[] =>
    readdirSync(store, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.sqlite'))
      .flatMap((name) => {
        const db = new DatabaseSync(join(store, name), { readOnly: true })
        const isBucket = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = '_mf_multipart_uploads'").get()
        const found = isBucket ? db.prepare('SELECT state FROM _mf_multipart_uploads').all() : []
        db.close()
        return found.map(({ state }) => state)
      })

  it('leaves no upload open, and nothing is stored', async () => {
    const summary = 'Shots were fired. '.repeat(50_000)
    const part = `${header}\n${Array.from({ length: 8 }, () => row('', '2022-01-05', summary)).join('\n')}`
    const socket = connect(server.port, '127.0.0.1')
    const sent = new Promise((done) => {
      socket.write(
        `POST /imports?dataset=left&mode=valid HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/csv\r\nAuthorization: Bearer ${server.token}\r\nContent-Length: ${2 * part.length}\r\n\r\n${part}`,
        done,
      )
    })
    await sent
    for (const until = Date.now() + 30_000; uploads().length === 0; await pause(50))
      if (Date.now() > until) throw new Error('No upload was begun.')
    expect(uploads()).toEqual([0])
    socket.destroy()
    for (const until = Date.now() + 30_000; uploads().includes(0); await pause(50))
      if (Date.now() > until) throw new Error('The upload is open still.')
    expect(uploads()).toEqual([2])
    expect(await stored('left')).toEqual([])
  })
})

describe('a server killed in the middle of an import', () => {
  /** Every other row has no reference, and some of those are equal. */
  const summaries = Array.from({ length: 10_000 }, (_, i) => `Shots were fired ${i % 9000} times.`)
  const rows = summaries.map((summary, i) => row(i % 2 ? '' : `r${i}`, '2022-01-05', summary))
  const file = fileOf('killed.csv', ...rows)
  const run = () => send(file, '--dataset', 'killed', '--mode', 'valid')

  const commits = async (): Promise<number> =>
    ((await (await server.admin('/health')).json()) as { commit: number }).commit

  /** Sends most of the file, and never the rest. */
  const sendMost = (): Promise<unknown> => {
    const bytes = readFileSync(file)
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(bytes.subarray(0, bytes.length * 0.8)),
    })
    const asked = {
      method: 'POST',
      headers: { 'Content-Type': 'text/csv' },
      body,
      duplex: 'half',
    } as RequestInit
    return server.admin('/imports?dataset=killed&mode=valid', asked).catch((error: Error) => error)
  }

  it('has some of the records, and when the file comes again each as often as the file has it', async () => {
    const before = await commits()
    const broken = sendMost()
    for (const until = Date.now() + 60_000; (await commits()) === before; await pause(20))
      if (Date.now() > until) throw new Error('Nothing was committed for a minute.')
    await server.kill()
    expect(await broken).toBeInstanceOf(Error)
    server = await startServer({ store })
    const survivors = (await stored('killed')).length
    expect([survivors >= 4000, survivors < rows.length]).toEqual([true, true])

    const { code, out } = await run()
    expect([code, out]).toEqual([0, expect.stringContaining(`${rows.length - survivors} created`)])
    expect(out).toContain(`${survivors} unchanged`)
    expect((await stored('killed')).map(({ summary }) => summary).sort()).toEqual([...summaries].sort())
    expect((await run()).out).toContain('all rows are already stored')
    expect(server.log()).not.toMatch(/ 5\d\d |Uncaught/)
  })
})
