// What was redacted is in no byte of a local store: not in the database's file, its free pages included, nor in those of R2.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { databaseFile } from '../../../scripts/vacuum.ts'
import { fold } from '../../../src/text/fold.ts'
import { encodeStored } from '../../../src/text/storage-encoding.ts'
import { newStore, removeStore, root, type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

const words = ['Zqzaynab', 'زینبقظ']
const secret = words.join(' ')

/** A word in every form in which the store may have it. */
const formsOf = (word: string): string[] =>
  [word, fold(word)].flatMap((each) => [
    each,
    encodeStored(each).replaceAll('^', ''),
    encodeURIComponent(each),
    each.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ])

const needles = [
  ...new Set(words.flatMap(formsOf).map((form) => Buffer.from(form).toString('latin1').toLowerCase())),
]

const store = newStore()

/** The files of the store with one of the words, and how often it is there. */
const found = (): Record<string, number> => {
  const db = new DatabaseSync(databaseFile(store))
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
  const files = readdirSync(store, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
  return Object.fromEntries(
    files.flatMap(({ name, parentPath }) => {
      const text = readFileSync(join(parentPath, name)).toString('latin1').toLowerCase()
      const times = needles.reduce((sum, needle) => sum + text.split(needle).length - 1, 0)
      return times > 0 ? [[name, times]] : []
    }),
  )
}

/** The names of the tables with a row that has one of the words. */
const tablesWith = (): string[] => {
  const db = new DatabaseSync(databaseFile(store))
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
    return tables
      .map(({ name }) => String(name))
      .filter((name) => {
        const rows = JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).all())
        const text = Buffer.from(rows).toString('latin1').toLowerCase()
        return needles.some(
          (needle) => text.includes(needle) || text.includes(needle.replaceAll('\\', '\\\\')),
        )
      })
  } finally {
    db.close()
  }
}

const chunksStaged = (): number => {
  const db = new DatabaseSync(databaseFile(store))
  try {
    return Number(db.prepare('SELECT count(*) AS chunks FROM import_chunks').get()?.chunks)
  } finally {
    db.close()
  }
}

const record = (over: object = {}) => ({
  event_type: 'remote_violence',
  date: '2022-01-05',
  location: { country: 'SY', place: `Home of ${secret}`, latitude: 35.02, longitude: 40.45 },
  title: `By ${secret}`,
  summary: `${secret} told it. `.repeat(20),
  sources: [{ publisher: secret }],
  ...over,
})

let server: Server
const json = { 'Content-Type': 'application/json' }

const send = async (path: string, method: string, body: string, headers: object = json) => {
  const answer = await server.admin(path, { method, body, headers: headers as Record<string, string> })
  const text = await answer.text()
  expect(answer.status, text).toBeLessThan(300)
  return text === '' ? undefined : JSON.parse(text)
}

const importing = (query: string, ...records: object[]) =>
  send(`/imports?${query}`, 'POST', records.map((each) => JSON.stringify(each)).join('\n'), {
    'Content-Type': 'application/x-ndjson',
  })

/** An import that is killed, with its server, when it has staged new records and such as wait. */
const killAnImport = async () => {
  const links = [{ type: 'related', incident: 'not yet' }]
  const rows = Array.from({ length: 1600 }, (_, i) =>
    record({ reference: `k${i}`, notes: 'x'.repeat(1500), ...(i % 2 ? { links } : {}) }),
  )
  const body = new ReadableStream({
    start: (to) => to.enqueue(Buffer.from(rows.map((each) => `${JSON.stringify(each)}\n`).join(''))),
  })
  const init = { method: 'POST', body, duplex: 'half', headers: { 'Content-Type': 'application/x-ndjson' } }
  const under = server.admin('/imports?dataset=killed', init as RequestInit).catch(() => undefined)
  await expect.poll(chunksStaged, { timeout: 60_000 }).toBeGreaterThan(1)
  await server.kill()
  await under
}

beforeAll(async () => {
  server = await startServer({ store })
})
printLogOnFailure(() => server)
afterAll(async () => {
  await server?.stop()
  removeStore(store)
})

it('a text that was redacted is in no byte of the store when it is started again', async () => {
  const { incident } = await send(
    '/incidents?publish=true',
    'POST',
    JSON.stringify(record({ dataset: 'd', reference: 'r' })),
  )
  const path = `/incidents/${incident.id}`
  for (let i = 1; i < 6; i++)
    await send(path, 'PATCH', JSON.stringify({ title: `${'long '.repeat(i * 5)}, by ${secret}` }), {
      ...json,
      'If-Match': `"${incident.id}.${i}"`,
    })
  await importing('dataset=d', record({ reference: 'other' }))
  await importing(
    'dataset=elsewhere&dry_run=true',
    record({
      title: 'x',
      summary: 'x',
      sources: [{ publisher: 'x' }],
      location: { ...record().location, place: 'Mayadin' },
    }),
  )
  for (const query of [`q=${encodeURIComponent(secret)}`, `actor=${encodeURIComponent(secret)}`])
    expect((await server.admin(`/incidents.csv?${query}`)).status).toBe(200)
  await killAnImport()
  server = await startServer({ store })
  expect(tablesWith()).toEqual(
    expect.arrayContaining(['import_chunks', 'incident_body', 'incident_history', 'reads']),
  )

  const other = (await (await server.admin('/incidents.json?dataset=d&status=submitted')).json()).incidents[0]
    .id
  for (const each of [incident.id, other]) {
    const asked = { reason: 'a life is at stake', erase: each === other ? [secret] : words }
    const { files_follow, elsewhere } = await send(`/incidents/${each}/redact`, 'POST', JSON.stringify(asked))
    expect([files_follow, elsewhere]).toEqual([false, []])
  }
  expect(tablesWith()).toEqual([])

  await server.stop()
  const [file] = databaseFile(store).split('/').slice(-1)
  expect(Object.keys(found()).filter((name) => name !== file)).toEqual([])
  execFileSync(process.execPath, ['--no-warnings', 'scripts/migrate.ts', store], { cwd: root })
  expect(found()).toEqual({})
})
