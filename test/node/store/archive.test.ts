// A store is backed up and restored by the commands, each killed half way; both stores are the same to their readers and
// to the verification, which names whatever somebody changes in the files of a store.
import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linesOf } from '../../../scripts/archive/check-archive.ts'
import { formatName, formatVersion } from '../../../scripts/archive/format.ts'
import { type Place, readHead, writeTables } from '../../../scripts/archive/read-store.ts'
import { batchesOf } from '../../../scripts/archive/send-rows.ts'
import { askJson } from '../../../scripts/archive/service.ts'
import { ArchiveWriter } from '../../../scripts/archive/writer.ts'
import { databaseFile } from '../../../scripts/vacuum.ts'
import { newStore, removeStore, root, type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'
import { fileIn } from '../support/store-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'sitrep-archive-'))
const file = join(folder, 'store.backup')
const [store, restored] = [newStore(), newStore()]

let server: Server
let other: Server
let answers: Record<string, string>
printLogOnFailure(() => server)
afterAll(async () => {
  await Promise.all([server?.stop(), other?.stop()])
  for (const each of [store, restored]) removeStore(each)
  rmSync(folder, { recursive: true, force: true })
})

const run = async (name: string, ...args: readonly string[]) => {
  const env = { ...process.env, SITREP_TOKEN: (other ?? server).token }
  const child = spawn(process.execPath, ['--no-warnings', `scripts/${name}.ts`, ...args], { cwd: root, env })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { status, stdout, stderr }
}

const send = async (path: string, body: object | string, method = 'POST', headers: object = {}) => {
  const isText = typeof body === 'string'
  const answer = await server.admin(path, {
    method,
    headers: {
      'Content-Type': isText ? 'application/x-ndjson' : 'application/json',
      Accept: 'application/json',
      ...headers,
    },
    body: isText ? body : JSON.stringify(body),
  })
  expect(answer.ok, await answer.clone().text()).toBe(true)
  return answer.status === 204 ? {} : ((await answer.json()) as Record<string, never>)
}

const record = (i: number) => ({
  reference: i % 10 === 0 ? undefined : `r${i}`,
  event_type: 'battle',
  date: `2022-01-${String(1 + (i % 28)).padStart(2, '0')}`,
  location: { country: 'IQ', latitude: 33.3 + i / 1000, longitude: 44 + 1 / 3 },
  title: `Title ${i}, "عين" \u2028 \\ ${i % 3 === 0 ? '^' : ''} 😀`,
  ...(i % 4 === 0 && { notes: 'for editors' }),
  ...(i % 7 === 1 && { links: [{ incident: `r${i + 1}`, type: 'related' }] }),
  casualties: { deaths: { best: i % 5 } },
  sources: [{ publisher: 'Example News' }],
})

/** One of everything: versions, merges, marks, a redaction, corrections, tokens, descriptions, kept files. */
const fill = async () => {
  const lines = Array.from({ length: 1100 }, (_, i) => JSON.stringify(record(i))).join('\n')
  await send('/imports?publish=true&dataset=trial', lines)
  const { incidents } = await (await server.admin('/incidents.json?limit=9')).json()
  const [a, b, c, d, e, f] = incidents.map(({ id }: { id: string }) => id)
  for (const id of [a, b]) {
    const etag = (await server.admin(`/incidents/${id}.json`)).headers.get('ETag') ?? ''
    const headers = { 'Content-Type': 'application/merge-patch+json', 'If-Match': etag }
    await send(`/incidents/${id}`, { summary: `of ${id}` }, 'PATCH', headers)
  }
  await send(`/incidents/${c}/review`, { decision: 'retract', reason: 'not so' })
  await send(`/incidents/${d}/merge`, { into: e, reason: 'one event' })
  await send(`/incidents/${a}/distinct`, { other: b, reason: 'two events' })
  await send(`/incidents/${f}/redact`, { remove: ['/title'], reason: 'a life' })
  const desk = await send('/tokens', { name: 'Desk', role: 'editor' })
  for (const title of ['Trial', 'Trial again']) await send('/datasets/trial', { title }, 'PUT')
  await send('/incidents', record(2001), 'POST', { 'Idempotency-Key': 'k' })
  const { incident } = await send('/incidents?publish=true', { ...record(2000), dataset: 'reports' })
  const { id } = incident as unknown as { id: string }
  for (const title of ['better', 'worse'])
    await send(`/incidents/${id}/suggestions`, { revision: 1, reason: 'x', patch: { title } })
  for (let i = 0; i < 64; i++) await send('/incidents?publish=true', record(3000 + i))
  const night = await send('/tokens', { name: 'Night', role: 'editor' })
  for (let i = 0; i < 2; i++) await send(`/tokens/${night.id}/rotate`, { grace_hours: 1 })
  await send(`/incidents/${id}/comments`, { text: 'as we heard' })
  const { suggestion } = await send(`/incidents/${b}/suggestions`, {
    revision: 2,
    reason: 'x',
    patch: { title: 'taken' },
  })
  const accepted = suggestion as unknown as { id: string }
  await send(`/suggestions/${accepted.id}/review`, { decision: 'accept', reason: 'so it is' })
  await send('/imports?mode=valid&dataset=trial', JSON.stringify({ ...record(5003), date: 'once' }))
  // The redaction has deleted the file of the first import.
  await send('/imports?publish=true&dataset=trial', JSON.stringify(record(5001)))
  const headers = { Authorization: `Bearer ${desk.token}` }
  await send('/incidents', record(5002), 'POST', headers)
  expect((await fetch(`${server.url}/incidents.csv?status=submitted`, { headers })).status).toBe(200)
  await send(`/tokens/${desk.id}/rotate`, { grace_hours: 1 })
  await send('/imports?dry_run=true&dataset=trial', JSON.stringify(record(5002)))
  const upload = await send('/uploads', { bytes: 9 })
  const part = { method: 'PUT', body: 'reference', headers: { 'Content-Type': 'application/octet-stream' } }
  expect((await server.admin(`/uploads/${upload.id}/parts/1`, part)).status).toBe(204)
}

const pins = [
  ...['csv', 'json', 'ndjson', 'geojson', 'parquet', 'xlsx', 'zip'].map((name) => `/incidents.${name}?`),
  '/incidents.csv?profile=ucdp&',
  '/incidents.csv?from=2022-01-10&q=title&',
  '/incidents.ndjson?tag=none&',
].map((address) => `${address}commit=`)

/** What readers get of two commits, and of the feed and the chain. */
const answersOf = async ({ url }: Server): Promise<Record<string, string>> => {
  const addresses = [
    ...pins.flatMap((pin) => [`${pin}12`, `${pin}40`]),
    '/changes.ndjson?since=0',
    '/chain.ndjson',
  ]
  const answers: Record<string, string> = {}
  for (const address of addresses) {
    const answer = await fetch(url + address)
    // Some files name the address of their site.
    const bytes = Buffer.from(await answer.arrayBuffer())
      .toString('latin1')
      .replaceAll(url, '')
    const digest = createHash('sha256').update(bytes).digest('hex')
    answers[address] = `${answer.status} ${/\.(xlsx|zip|parquet)/.test(address) ? bytes.length > 0 : digest}`
  }
  return answers
}

beforeAll(async () => {
  server = await startServer({ store, vars: { PUBLIC_SUBMISSIONS: 'true' } })
  await fill()
  for (let i = 0; i < 2; i++) await (await fetch(`${server.url}/incidents.csv?commit=40`)).arrayBuffer()
  // Writes the checkpoint of the chain.
  await fetch(`${server.url}/health`)
  answers = await answersOf(server)
})

describe('a backup', () => {
  it('goes on where it was killed, and only its owner may read it', async () => {
    const service = { url: server.url, token: server.token }
    const head = await readHead(service)
    const first = { format: formatName, version: formatVersion, id: randomUUID(), url: server.url, ...head }
    const writer = ArchiveWriter.create<Place>(file, first, {})
    let pages = 0
    const killed = writeTables(service, writer, () => {
      if (++pages === 9) throw new Error('killed')
    })
    await expect(killed).rejects.toThrow('killed')
    appendFileSync(`${file}.part`, 'half a page')
    await send('/incidents?publish=true', record(4000))
    const { status, stdout, stderr } = await run('backup', file, '--url', server.url, '--files')
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^Goes on after [\d,]+ rows\.\n$/)])
    expect(stdout).toContain(`commit ${head.commit}, `)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect([existsSync(`${file}.part`), existsSync(`${file}.progress`)]).toEqual([false, false])
    expect((await run('backup', file, '--url', server.url)).stderr).toContain('is there already')
  })

  it('is refused by its digests if a byte differs, and if it ends early', async () => {
    const { buffer } = await import('node:stream/consumers')
    const { createReadStream } = await import('node:fs')
    const { gunzipSync, gzipSync } = await import('node:zlib')
    const whole = gunzipSync(await buffer(createReadStream(file))).toString()
    const [damaged, short, none] = ['damaged', 'short', 'none'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    writeFileSync(damaged, gzipSync(whole.replace('Title 9,', 'Title 8,')))
    writeFileSync(short, gzipSync(whole.slice(0, whole.lastIndexOf('{"end":'))))
    writeFileSync(none, 'nothing')
    expect((await run('verify', damaged)).stderr).toContain('incidents differs from its digest')
    expect((await run('verify', short)).stderr).toContain('ends before its end')
    expect((await run('verify', none)).stderr).toContain('not a backup')
  })
})

describe('a restore', () => {
  it('goes on where it was killed, and gives the same bytes at every address', async () => {
    other = await startServer({ store: restored })
    const service = { url: other.url, token: other.token }
    const first = JSON.parse((await linesOf(file).next()).value ?? '')
    const begin = {
      json: JSON.stringify({ id: first.id, migrations: first.migrations, tables: first.tables }),
    }
    expect(await askJson(service, '/restore', begin)).toEqual({ position: 0 })
    const { value: batch } = await batchesOf(
      (async function* () {
        let count = 0
        for await (const line of linesOf(file)) if (count++ < 700) yield line
      })(),
    ).next()
    const half = `{"position":0,"groups":${batch?.groups}}`
    expect(await askJson(service, '/restore/rows', { json: half })).toEqual({ position: batch?.count })
    await other.stop()
    other = await startServer({ store: restored })
    const { status, stdout, stderr } = await run('restore', file, '--url', other.url)
    expect([status, stderr]).toEqual([0, expect.stringContaining(`Goes on after ${batch?.count} rows.`)])
    expect(stdout).toMatch(/^Restored commit \d+: [\d,]+ rows and \d+ files? in /)
    expect(await answersOf(other)).toEqual(answers)
    const again = await run('restore', file, '--url', other.url)
    expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('not empty')])
  })

  it('leaves two stores and a backup in which everything is as it should be', async () => {
    await Promise.all([server.stop(), other.stop()])
    const reports = await Promise.all([
      run('verify', '--persist-to', store),
      run('verify', '--persist-to', restored),
      run('verify', file),
    ])
    for (const { status, stdout, stderr } of reports) {
      expect([status, stderr], stdout).toEqual([0, ''])
      expect(stdout).toMatch(/^gap: commit \d+, revision 1 of \S+: it was redacted/)
      expect(stdout).toContain('Everything is as it should be')
    }
    const heads = reports.map(({ stdout }) => /full chain: (\S+)/.exec(stdout)?.[1])
    expect(heads[1]).toBe(heads[2])
  })
})

/** A statement that plants a fault, and the line that names it. */
type Planted = readonly [name: string, statement: string, found: RegExp]

const edited = '(SELECT row_key FROM incidents WHERE revision = 2 ORDER BY row_key LIMIT 1)'
const last = '(SELECT max(row_key) FROM incidents)'
const swapped = `(SELECT row_key FROM incidents WHERE row_key < ${last} ORDER BY row_key DESC LIMIT 1)`
const token = '01a22cc5-2acc-7832-acc3-7cf563d7cccc'

const planted: readonly Planted[] = [
  [
    'a lost version',
    `DELETE FROM incident_history WHERE row_key = ${edited}`,
    /incidents \S+: A version before it is missing/,
  ],
  [
    'a wrong filter column',
    `UPDATE incidents SET country = 'SY' WHERE row_key = ${last}`,
    /incidents \S+ revision 1: country: not what its document makes/,
  ],
  [
    'a swapped body',
    `UPDATE incident_body SET (public_json, full_json, csv_row) = (
       SELECT public_json, full_json, csv_row FROM incident_body WHERE row_key = ${last}) WHERE row_key = ${swapped}`,
    /incidents \S+ revision 1: .*date_start.*csv_row/,
  ],
  [
    'a forged commit',
    `INSERT INTO commits (seq, at, actor, kind, rows, public_seq, published)
     SELECT max(seq) + 1, max(at), 'admin', 'update', 0, max(public_seq), max(published) FROM commits`,
    /commits \d+: It has no digest, and an earlier commit has one/,
  ],
  [
    'an undo of a later commit',
    `INSERT INTO commits (seq, at, actor, kind, rows, public_seq, published, undoes)
     SELECT max(seq) + 1, max(at), 'admin', 'undo', 0, max(public_seq), max(published), '[999999]' FROM commits`,
    /commits \d+: It undoes a commit that is not before it/,
  ],
  [
    'a missing link',
    'DELETE FROM incident_links WHERE row_key = (SELECT min(row_key) FROM incident_links)',
    /incident_links \S+: The link of a current version is missing/,
  ],
  [
    'a wrong number',
    'UPDATE dataset_published SET published = published + 1 WHERE commit_seq = 1',
    /dataset_published trial 1: It has 1101/,
  ],
  [
    'a token',
    `INSERT INTO tokens (digest, id, name, role, created_at, created_by)
     VALUES ('${'a'.repeat(64)}', '${token}', 'x', 'admin', '2026-01-01T00:00:00.000Z', 'admin')`,
    new RegExp(`tokens ${token}: No commit granted it`),
  ],
  [
    'a role',
    "UPDATE tokens SET role = 'admin' WHERE name = 'Desk'",
    new RegExp(`tokens (?!${token})\\S+: No commit granted it`),
  ],
  [
    'a receipt',
    `UPDATE receipts SET row_key = ${edited} WHERE digest = (SELECT min(digest) FROM receipts)`,
    /receipts \S+: The record was filed, and its receipt is missing/,
  ],
  ['a change', 'INSERT INTO changes VALUES (1, 5, 1)', /changes 1 5: There is no such version/],
  [
    'a survivor',
    `UPDATE merges SET survivor = ${edited}`,
    /commits 5: Its content differs from its digest\. It wrote revision \d of \S+/,
  ],
  [
    'a description',
    "UPDATE dataset_history SET title = 'Other' WHERE title = 'Trial'",
    /commits 8: Its content differs from its digest\. It wrote the description of trial/,
  ],
  [
    'a part of the index',
    "INSERT INTO index_parts (segment, name, text) VALUES (99, 'key', '')",
    /index_parts 99 key: Its segment is missing/,
  ],
  [
    'the size of a segment',
    'UPDATE index_segments SET size = size + 1 WHERE id = (SELECT min(id) FROM index_segments)',
    /index_segments \d+: It has \d+ entries, and the versions make \d+/,
  ],
  [
    'waiting reports',
    'UPDATE waiting_reports SET waiting = 7',
    /waiting_reports 1: The number of waiting reports is wrong/,
  ],
  [
    'a mark',
    'INSERT INTO distinct_pairs (a, b, at, actor, reason) SELECT a, b, at, actor, reason FROM distinct_pairs',
    /distinct_pairs 2: The pair is marked twice/,
  ],
  [
    'a correction',
    "UPDATE suggestions SET status = 'accepted', decided_at = at, decided_by = 'admin' WHERE patch LIKE '%better%'",
    /suggestions \S+: It was accepted, and its record has no later version/,
  ],
  [
    'an import',
    `UPDATE imports SET digest = '${'b'.repeat(64)}'`,
    /files imports\/\S+\/file: It is not the file that was sent/,
  ],
  [
    'a row of an import',
    'UPDATE import_rows SET nth = nth + 3 WHERE digest = (SELECT min(digest) FROM import_rows)',
    /import_rows trial \S+: An equal row before it is missing/,
  ],
  ['a download', 'UPDATE reads SET commit_seq = seq + 1', /reads \S+: It shows a later commit/],
  ['a key', 'UPDATE idempotency SET revision = 9', /idempotency \w+: The version that it made is missing/],
  [
    'search words',
    "UPDATE incident_history SET search_words = ' x ' WHERE revision = 1 AND redacted IS NULL",
    /incident_history \S+ revision 1: search_words/,
  ],
  [
    'a checkpoint',
    `UPDATE chain_checkpoints SET digest = '${'c'.repeat(64)}'`,
    /commits 64: The chain differs from its checkpoint/,
  ],
  [
    'the author of a comment',
    "UPDATE remarks SET actor = 'public'",
    /remarks \S+: The public made it, and can only answer/,
  ],
  [
    'the time of a comment',
    "UPDATE remarks SET at = '2026-01-01T00:00:00.000Z'",
    /remarks \S+: The revision that it is about is later than it/,
  ],
  [
    'the datasets of a token',
    `UPDATE tokens SET datasets = '["trial"]' WHERE name = 'Night'`,
    /tokens \S+: Its datasets are none that a commit granted/,
  ],
  [
    'a lost former secret',
    'DELETE FROM former_secrets WHERE replaced_by = (SELECT min(replaced_by) FROM former_secrets)',
    /commits \d+: It replaced no secret/,
  ],
  [
    'a former secret that lasts',
    "UPDATE former_secrets SET valid_until = '2099-01-01T00:00:00.000Z'",
    /former_secrets \w+: It is valid for longer than a rotation allows/,
  ],
  [
    'a former secret of another',
    "UPDATE former_secrets SET token = (SELECT id FROM tokens WHERE name = 'Desk')",
    /former_secrets \w+: Its commit replaced the secret of another token/,
  ],
  [
    'the dataset of an import',
    "UPDATE imports SET dataset = 'reports' WHERE id = (SELECT max(id) FROM imports WHERE dry_run = 0)",
    /imports \S+: Its commit made a record of another dataset/,
  ],
  [
    'the time of an import',
    "UPDATE imports SET at = '2026-01-01T00:00:00.000Z' WHERE id = (SELECT max(id) FROM imports)",
    /imports \S+: Its id has another time than at/,
  ],
  [
    'who accepted a correction',
    "UPDATE suggestions SET decided_by = 'public' WHERE patch LIKE '%taken%'",
    /suggestions \S+: The commit of its decision is of another actor/,
  ],
  [
    'a description before the first',
    "UPDATE dataset_history SET title = 'Before' WHERE superseded_by = (SELECT min(superseded_by) FROM dataset_history)",
    /dataset_history trial \d+: No commit wrote it/,
  ],
  ['a reason', "UPDATE commits SET reason = 'so' WHERE reason = 'not so'", /commits 4: Its content differs/],
  [
    'a redaction',
    'UPDATE redactions SET row_key = row_key + 1',
    /redactions 6: Its commit did not write its record/,
  ],
  [
    'the mark of a redaction',
    'UPDATE incident_history SET redacted = NULL WHERE redacted IS NOT NULL',
    /redactions 6: The version before it is not marked as redacted/,
  ],
  [
    'a pair',
    'UPDATE likely_pairs SET odds = odds * 2 WHERE (a, b) = (SELECT a, b FROM likely_pairs LIMIT 1)',
    /likely_pairs \d+ \d+: Its (?:odds|score)/,
  ],
  [
    'a pair with no record',
    'UPDATE likely_pairs SET b = b + 1000000000 WHERE (a, b) = (SELECT a, b FROM likely_pairs ORDER BY a DESC LIMIT 1)',
    /likely_pairs \d+ \d+: One of its records is missing/,
  ],
]

/** Changes the bytes of each cached export of a store, and deletes the digest that is kept beside it. */
const spoilExports = (copy: string): void => {
  const db = new DatabaseSync(fileIn(copy, 'r2/miniflare-R2BucketObject') ?? '')
  const blobs = db.prepare("SELECT blob_id FROM _mf_objects WHERE key GLOB 'exports/*/file'").all()
  expect(blobs.length).toBeGreaterThan(0)
  db.exec("DELETE FROM _mf_objects WHERE key GLOB 'exports/*/sha256'")
  db.close()
  for (const { blob_id } of blobs)
    appendFileSync(join(copy, 'v3/r2/sitrep-files/blobs', String(blob_id)), ' ')
}

/** Deletes the bytes of the newest file that an import sent, but not its entry. */
const loseFile = (copy: string): void => {
  const db = new DatabaseSync(fileIn(copy, 'r2/miniflare-R2BucketObject') ?? '')
  const found = db
    .prepare("SELECT blob_id FROM _mf_objects WHERE key GLOB 'imports/*/file' ORDER BY key DESC LIMIT 1")
    .get()
  db.close()
  rmSync(join(copy, 'v3/r2/sitrep-files/blobs', String(found?.blob_id)))
}

/** Empties the errors that imports have found. */
const emptyErrors = (copy: string): void => {
  const db = new DatabaseSync(fileIn(copy, 'r2/miniflare-R2BucketObject') ?? '')
  const blobs = db.prepare("SELECT blob_id FROM _mf_objects WHERE key GLOB 'imports/*/errors.ndjson'").all()
  db.close()
  for (const { blob_id } of blobs) truncateSync(join(copy, 'v3/r2/sitrep-files/blobs', String(blob_id)))
}

/** Plants faults as somebody does who has the files: the triggers are gone meanwhile, and one of them afterwards. */
const plantFaults = (copy: string): void => {
  const db = new DatabaseSync(databaseFile(copy))
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all()
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
  db.exec('PRAGMA foreign_keys = OFF')
  for (const [name, statement] of planted)
    expect(Number(db.prepare(statement).run().changes), name).toBeGreaterThan(0)
  for (const { name, sql } of triggers) if (name !== 'commits_immutable') db.exec(String(sql))
  db.close()
}

it('names every fault that somebody plants', async () => {
  const copy = newStore()
  cpSync(store, copy, { recursive: true })
  plantFaults(copy)
  spoilExports(copy)
  loseFile(copy)
  emptyErrors(copy)
  const { status, stdout } = await run('verify', '--persist-to', copy, '--head', `9999:${'d'.repeat(64)}`)
  removeStore(copy)
  expect(status).toBe(1)
  for (const [name, , found] of planted)
    expect(stdout, name).toMatch(new RegExp(`^wrong: ${found.source}`, 'm'))
  expect(stdout).toMatch(/^wrong: files exports\/\w+\/file: It is stale: http/m)
  expect(stdout).toMatch(/^wrong: files imports\/\S+\/file: It cannot be read/m)
  expect(stdout).toMatch(
    /^wrong: files imports\/\S+\/errors.ndjson: It has 0 errors, and the import found 1/m,
  )
  expect(stdout).toContain('wrong: commits trigger commits_immutable: It is missing')
  expect(stdout).toContain('wrong: commits 9999: The commit is missing')
})
