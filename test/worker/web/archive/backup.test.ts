import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { archivedTables, tableNames } from '../../../../src/store/archive/tables.ts'
import {
  type Answer,
  admin,
  ask,
  createHolder,
  etagOf,
  expectProblem,
  patchRecord,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
} from '../../client.ts'
import { tableMapping } from '../trips/world.ts'

interface Head {
  readonly commit: number
  readonly at: string
  readonly rewrite: number
  readonly tables: Readonly<Record<string, readonly string[]>>
}

const readHead = async (): Promise<Head> => (await admin('/backup')).data()

/** Every row of a table at the commit of a head. */
const readRows = async (table: string, { commit, at }: Head) => {
  const rows: unknown[][] = []
  for (let after: unknown[] | undefined; ; ) {
    const query = new URLSearchParams({ table, commit: String(commit), at })
    if (after) query.set('after', JSON.stringify(after))
    const answer = await admin(`/backup/rows?${query}`)
    expect(answer.status, answer.text).toBe(200)
    const page = answer.data()
    rows.push(...page.rows)
    if (!page.next) return rows
    after = page.next
  }
}

const readAll = async (head: Head) => {
  const all: Record<string, unknown[][]> = {}
  for (const table of Object.keys(head.tables)) all[table] = await readRows(table, head)
  return all
}

const expectOk = async (asked: Promise<Answer>): Promise<Answer> => {
  const answer = await asked
  expect(answer.status, answer.text).toBeLessThan(300)
  return answer
}

const describeDataset = (title: string) =>
  admin('/datasets/reports', { method: 'PUT', json: { title, licence: 'CC0' } })

const suggest = async (path: string, title: string): Promise<string> => {
  const answer = await ask(`${path}/suggestions`, { json: { reason: 'x', revision: 1, patch: { title } } })
  expect(answer.status, answer.text).toBe(201)
  return answer.data().suggestion.id
}

const decide = (id: string, decision: string) =>
  admin(`/suggestions/${id}/review`, { json: { decision, reason: 'checked' } })

/** One of everything: versions, links, merges, marks, corrections, comments, tokens, descriptions, an import. */
const fill = async () => {
  const one = await publishRecord({ title: 'one ^ “two”', notes: 'for editors', reference: 'r1' })
  const other = await publishRecord({ title: 'other', links: [{ incident: 'r1', type: 'related' }] })
  const merged = await publishRecord({ title: 'merged' })
  const third = await publishRecord({ title: 'third' })
  await patchRecord(one.path, one.etag, { summary: 'edited' })
  await admin(`${merged.path}/merge`, { json: { into: other.incident.id, reason: 'one event' } })
  await describeDataset('First')
  const editor = await createHolder('editor')
  await expectOk(admin(`/tokens/${editor.id}/rotate`, { json: {} }))
  const draft = await submitRecord({ title: 'a draft' }, { headers: { 'Idempotency-Key': 'k' } })
  await expectOk(admin(`${draft.path}/comments`, { json: { text: 'Seen twice.' } }))
  await expectOk(admin(`/queue/${draft.incident.id}/assignee`, { method: 'PUT' }))
  const correction = await suggest(third.path, 'better')
  const declined = await suggest(third.path, 'worse')
  await admin(`${one.path}/distinct`, { json: { other: other.incident.id, reason: 'two events' } })
  await admin('/imports?publish=true&dataset=trial', {
    body: JSON.stringify(record({ title: 'imported' })),
    headers: { 'Content-Type': 'application/x-ndjson' },
  })
  await admin('/incidents.csv')
  return { one, third, correction, declined }
}

/** A row more in each table of which the rows are counted. */
const fillMore = async () => {
  const { path } = await publishRecord({ title: 'more' })
  await submitRecord({ title: 'more' }, { headers: { 'Idempotency-Key': 'more' } })
  await suggest(path, 'even more')
  const other = (await publishRecord({ title: 'other' })).incident.id
  await expectOk(admin(`${path}/distinct`, { json: { other, reason: 'two events' } }))
  await expectOk(admin(`${path}/comments`, { json: { text: 'More.' } }))
  await expectOk(admin('/datasets/reports/mappings/more', { method: 'PUT', json: tableMapping }))
  await expectOk(
    admin('/imports?dry_run=true&dataset=trial', {
      body: JSON.stringify(record({ title: 'more' })),
      headers: { 'Content-Type': 'application/x-ndjson' },
    }),
  )
  await expectOk(admin('/incidents.csv?q=more'))
}

describe('the tables of the database', () => {
  it('each have a rule: what a backup has of them', async () => {
    const { results } = await env.DB.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*'",
    ).all<{ name: string }>()
    const names = results.map(({ name }) => name).filter((name) => name !== 'd1_migrations')
    const unknown = names.filter((name) => !(tableNames as string[]).includes(name))
    expect(
      unknown,
      'Add each of these tables to archiveTables in src/store/archive/tables.ts. Without a better rule it is rows(): every row is in a backup. If commits write it, rows({ commit: COLUMN }); if a row belongs to a record, rows({ records: [COLUMN] }); if it is made again of other tables, { kind: "derived" }, and end() in src/store/archive/restore.ts makes it. It comes after the tables to which its rows refer.',
    ).toEqual([])
    expect(tableNames.filter((name) => !names.includes(name))).toEqual([])
  })
})

describe('a backup', () => {
  it('is of its commit, whatever is written while it is read', async () => {
    const { one, third, correction, declined } = await fill()
    const head = await readHead()
    const before = await readAll(head)
    for (const table of archivedTables)
      if (!['mappings', 'redactions', 'chain_checkpoints'].includes(table))
        expect(before[table]?.length ?? 0, table).toBeGreaterThan(table === 'commits' ? 5 : 0)
    await decide(correction, 'accept')
    await decide(declined, 'decline')
    await reviewRecord(one.path, 'retract')
    const etag = etagOf(third.incident.id, 2)
    expect((await patchRecord(third.path, etag, { title: 'again', links: [] })).status).toBe(200)
    await describeDataset('Second')
    await createHolder('contributor')
    await submitRecord({ title: 'later' })
    await publishRecord({ title: 'later' })
    await admin(`${third.path}/distinct`, { json: { other: one.incident.id, reason: 'two events' } })
    const after = await readAll(head)
    expect(after).toEqual(before)
  })

  it('says which commit rewrote what has no past, since it must begin again then', async () => {
    const { path } = await publishRecord({ title: 'a secret' })
    expect(await readHead()).toMatchObject({ commit: 1, rewrite: 0 })
    await admin(`${path}/redact`, { json: { reason: 'it had to go', erase: ['secret'] } })
    expect(await readHead()).toMatchObject({ commit: 2, rewrite: 2 })
    const { id } = await createHolder('editor')
    const acts = [
      () => admin(`/tokens/${id}/limits`, { json: { datasets: ['reports'] } }),
      () => admin(`/tokens/${id}/rotate`, { json: {} }),
      () => admin(`/tokens/${id}`, { method: 'DELETE' }),
    ]
    for (const [i, act] of acts.entries()) {
      await expectOk(act())
      expect(await readHead()).toMatchObject({ commit: 4 + i, rewrite: 4 + i })
    }
  })

  it('counts the rows of its commit alone, and shows that one was deleted', async () => {
    await fill()
    await expectOk(admin('/datasets/reports/mappings/table', { method: 'PUT', json: tableMapping }))
    const head = await readHead()
    const before = await readRows('row_counts', head)
    await fillMore()
    expect(await readRows('row_counts', head)).toEqual(before)
    await expectOk(admin('/datasets/reports/mappings/table', { method: 'DELETE' }))
    expect(await readRows('row_counts', head)).not.toEqual(before)
  })

  it('is refused for a table that it does not have, and without its commit', async () => {
    const { at } = await readHead()
    const ofSegments = await admin(`/backup/rows?table=index_segments&commit=0&at=${at}`)
    expect(expectProblem(ofSegments, 'invalid-query').detail).toContain('table')
    expect(expectProblem(await admin('/backup/rows?table=tokens'), 'invalid-query').detail).toContain(
      'commit',
    )
    const ofNoTime = await admin('/backup/rows?table=tokens&commit=0&at=now')
    expect(expectProblem(ofNoTime, 'invalid-query').detail).toContain('/backup')
    expectProblem(await admin('/backup/file?key=none'), 'not-found')
  })

  it('has files of imports, and no cached exports', async () => {
    await env.FILES.put('exports/a/file', 'cached')
    await env.FILES.put('imports/a/file', 'sent')
    expect((await admin('/backup/files')).data().files).toEqual([
      { key: 'imports/a/file', size: 4, metadata: {} },
    ])
    expect((await admin('/backup/files?all=true')).data().files).toHaveLength(2)
    expect((await admin('/backup/file?key=imports/a/file')).text).toBe('sent')
  })
})

describe('a restore', () => {
  const start = async (id = 'one', more: object = {}) => {
    const { migrations, tables } = (await admin('/backup')).data()
    return admin('/restore', { json: { id, migrations, tables, ...more } })
  }
  const send = (position: number, table: string, ...rows: unknown[][]) =>
    admin('/restore/rows', { json: { position, groups: [{ table, rows }] } })

  it('is refused if the store has anything, and changes nothing', async () => {
    await publishRecord()
    expect(expectProblem(await start(), 'restore-refused').detail).toContain('not empty')
    expect((await ask('/health')).data().commit).toBe(1)
    await publishRecord()
  })

  it('is refused for a backup of other migrations or columns', async () => {
    const other = await start('one', { migrations: ['0001_commits.sql', '9999_later.sql'] })
    expect(expectProblem(other, 'restore-refused').detail).toContain('9999_later.sql')
    expectProblem(await start('one', { tables: { commits: ['seq'] } }), 'restore-refused')
    await publishRecord()
  })

  it('goes on where it was, and takes rows of nothing else', async () => {
    expect((await start()).data()).toEqual({ position: 0 })
    const dataset = ['reports', 'Reports', null, null, null, 1, null]
    expect((await send(0, 'datasets', dataset)).data()).toEqual({ position: 1 })
    expect((await start()).data()).toEqual({ position: 1 })
    expect(expectProblem(await start('two'), 'restore-refused').detail).toContain('(one)')
    expect(expectProblem(await send(0, 'changes', [1, 1, 1]), 'restore-refused').detail).toContain('0 rows')
    expectProblem(await send(1, 'changes', [1, 1]), 'restore-refused')
    expectProblem(await send(1, 'index_segments', [1]), 'restore-refused')
    expectProblem(await admin('/restore/file?key=exports/x', { method: 'PUT', body: 'x' }), 'restore-refused')
    expect((await start()).data()).toEqual({ position: 1 })
  })

  it('keeps everybody else from writing until it has ended, and then has the triggers back', async () => {
    const schema = () =>
      env.DB.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name')
        .all()
        .then(({ results }) => results)
    const before = await schema()
    await start()
    expectProblem(await ask('/incidents', { json: record() }), 'restoring')
    expectProblem(await admin('/tokens', { json: { name: 'x', role: 'editor' } }), 'restoring')
    const wrong = await admin('/restore/end', { json: { rows: { datasets: 1 } } })
    expect(expectProblem(wrong, 'restore-refused').detail).toContain('datasets has 0 rows, and should have 1')
    await send(0, 'datasets', ['reports', 'Reports', null, null, null, 1, null])
    expect((await admin('/restore/end', { json: { rows: { datasets: 1 } } })).status).toBe(204)
    expect(await schema()).toEqual(before)
    expectProblem(await admin('/restore/end', { json: { rows: {} } }), 'restore-refused')
    await submitRecord()
  })

  it('names a part of a request that is wrong', async () => {
    expectProblem(await admin('/restore', { json: { id: 1 } }), 'invalid-request')
    expectProblem(
      await admin('/restore/rows', { json: { position: 0, groups: [{ table: 'x', rows: [[{}]] }] } }),
      'invalid-request',
    )
    expectProblem(
      await admin('/restore/rows', { body: 'x', headers: { 'Content-Type': 'text/plain' } }),
      'unsupported-type',
    )
    expectProblem(
      await admin('/restore/file?key=x&metadata=x', { method: 'PUT', body: 'x' }),
      'invalid-query',
    )
  })
})
