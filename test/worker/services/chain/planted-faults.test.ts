// One byte changed in any version, commit or description is found, at its commit.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { advanceChain } from '../../../../src/services/chain.ts'
import { verifyChain } from '../../../../src/services/verify-chain.ts'
import {
  admin,
  etagOf,
  patchRecord,
  publishRecord,
  reviewRecord,
  type SubmittedRecord,
  submitRecord,
} from '../../client.ts'
import { dump } from '../../support.ts'
import { importRows, redactRecord } from '../../web/incidents/redact-record.ts'
import { withWithheldPlace } from '../../web/incidents/withheld-place.ts'
import { noteDigests } from './noted-digests.ts'

type Row = Readonly<Record<string, unknown>>

const title = (slug: string, text: string) =>
  admin(`/datasets/${slug}`, { method: 'PUT', json: { title: text, description: 'Ä "quoted" text.' } })

const edit = async ({ path, incident }: SubmittedRecord, json: unknown): Promise<void> => {
  expect((await patchRecord(path, etagOf(incident.id, 1), json)).status).toBe(200)
}

/** A store with each kind of commit. */
const fill = async (): Promise<void> => {
  const first = await publishRecord({ title: 'First “عين”', notes: 'Call back.' })
  await edit(first, { title: 'First again' })
  const hidden = await publishRecord(withWithheldPlace('point'))
  await edit(hidden, { summary: 'Nobody saw it.' })
  const draft = await submitRecord({ title: 'Draft' })
  await reviewRecord(draft.path, 'reject')
  await reviewRecord((await publishRecord({ title: 'Gone' })).path, 'retract')
  await title('trial', 'Trial')
  await title('trial', 'Second title')
  await importRows('dataset=trial&publish=true&reason=a+file', [
    { ...row('a'), summary: 'One' },
    { ...row('b'), notes: 'hidden' },
    row('c'),
  ])
  await importRows('dataset=trial&publish=true', [{ ...row('a'), summary: 'Two' }, row('d')])
  const into = (await publishRecord({ title: 'Survivor' })).incident.id
  const merged = await publishRecord({ title: 'Merged' })
  expect((await admin(`${merged.path}/merge`, { json: { into, reason: 'one event' } })).status).toBe(200)
  const secret = await publishRecord({ title: 'A secret', notes: 'a secret' })
  await reviewRecord(secret.path, 'retract', { reason: 'it has a secret' })
  await redactRecord(secret.path, { erase: ['secret'] })
  const wrong = await publishRecord({ title: 'Published by mistake' })
  await admin(`/commits/${wrong.incident.commit}/undo`, { json: { reason: 'by mistake' } })
  await admin('/tokens', { json: { name: 'Desk', role: 'editor' } })
}

const row = (reference: string) => ({
  reference,
  event_type: 'battle',
  date: '2022-01-05',
  location: { country: 'IQ' },
  sources: [{ publisher: 'Example News' }],
})

/** A column whose bytes are covered: its table, the columns of the table's key, and the commit of a row. */
interface Plant {
  readonly table: string
  readonly key: readonly string[]
  readonly column: string
  readonly commitOf: (row: Row) => unknown
  readonly only?: (row: Row) => boolean
}

const plants = (
  table: string,
  key: readonly string[],
  commitOf: (row: Row) => unknown,
  columns: readonly string[],
  only?: (row: Row) => boolean,
): Plant[] => columns.map((column) => ({ table, key, column, commitOf, ...(only && { only }) }))

let current: ReadonlyMap<unknown, unknown>
const stamps = ['status', 'filer', 'created_at', 'updated_at', 'revision', 'commit_seq']
const texts = ['public_json', 'full_json', 'warnings', 'seal']
const isOpen = ({ seal }: Row) => !String(seal).includes('=')
const described = ['title', 'description', 'licence', 'attribution']
const isDescribed = ({ slug }: Row) => slug === 'trial'
let describing: readonly Row[]
const commitOfDescription = ({ superseded_by = Number.POSITIVE_INFINITY }: Row) =>
  describing.filter(({ seq }) => Number(seq) < Number(superseded_by)).at(-1)?.seq

const all: readonly Plant[] = [
  ...plants('incidents', ['row_key'], ({ commit_seq }) => commit_seq, stamps),
  ...plants('incident_body', ['row_key'], ({ row_key }) => current.get(row_key), texts),
  ...plants('incident_history', ['row_key', 'revision'], ({ commit_seq }) => commit_seq, [
    ...stamps,
    'id',
    'superseded_by',
    'redacted',
  ]),
  ...plants('incident_history', ['row_key', 'revision'], ({ commit_seq }) => commit_seq, texts, isOpen),
  ...plants(
    'commits',
    ['seq'],
    ({ seq }) => seq,
    [
      ...['at', 'actor', 'kind', 'rows', 'public_seq', 'published'],
      ...['seal', 'dataset', 'public_content', 'content'],
    ],
    ({ seq }) => Number(seq) > 0,
  ),
  ...plants('commits', ['seq'], ({ seq }) => seq, ['reason'], isOpen),
  ...plants('datasets', ['slug'], commitOfDescription, described, isDescribed),
  ...plants(
    'dataset_history',
    ['slug', 'superseded_by'],
    commitOfDescription,
    described,
    ({ title: old }) => old !== null,
  ),
  ...plants('changes', ['commit_seq', 'row_key'], ({ commit_seq }) => commit_seq, ['revision', 'commit_seq']),
  ...plants('merges', ['commit_seq'], ({ commit_seq }) => commit_seq, ['survivor']),
  ...plants('chain_checkpoints', ['seq'], ({ seq }) => seq, ['digest', 'public_digest', 'public_seq']),
]

const quoted = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)

const set = ({ table, key, column }: Plant, found: Row, value: unknown, where = found) =>
  env.DB.prepare(
    `UPDATE ${table} SET ${column} = ${quoted(value)} WHERE ${key.map((name) => `${name} = ${quoted(where[name])}`).join(' AND ')}`,
  )

/** Another value: one letter or digit differs, or a text instead of nothing. */
const forged = (value: unknown, nth: number): unknown => {
  if (typeof value === 'number') return value + 1
  if (value === null) return 'record'
  const text = String(value)
  const places = [...text.matchAll(/[0-9a-z]/g)].map(({ index }) => index)
  const at = places[(nth * 7919) % places.length] ?? 0
  const other = text[at] === '1' || text[at] === 'e' ? '0' : '1'
  return text.slice(0, at) + other + text.slice(at + 1)
}

describe('a byte that somebody changed', () => {
  beforeEach(async () => {
    await fill()
    for (let i = 0; i < 60; i++) await admin('/tokens', { json: { name: `t${i}`, role: 'editor' } })
    await advanceChain(env.DB)
    const rows = await dump()
    current = new Map(rows.incidents?.map(({ row_key, commit_seq }) => [row_key, commit_seq]))
    describing = rows.commits?.filter(({ kind }) => kind === 'describe') ?? []
    const triggers = await env.DB.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all()
    for (const { name } of triggers.results) await env.DB.prepare(`DROP TRIGGER ${name}`).run()
  }, 60_000)

  it('is named with its commit, in any column that the chain covers', async () => {
    const noted = await noteDigests()
    const rows = await dump()
    const before = await verifyChain(env.DB, noted)
    expect(before.faults).toEqual([])
    expect(new Set(before.gaps.map(({ cause }) => cause))).toEqual(new Set(['redaction']))
    let [tried, refused] = [0, 0]
    for (const plant of all) {
      const found = (rows[plant.table] ?? []).filter(plant.only ?? (() => true))
      const some = found.filter((each) => each[plant.column] !== null).slice(0, 12)
      const name = `${plant.table}.${plant.column}`
      expect([name, found.length > 0]).toEqual([name, true])
      for (const [nth, each] of (some.length > 0 ? some : found.slice(0, 3)).entries()) {
        const value = forged(each[plant.column], nth + tried)
        const planted = await set(plant, each, value)
          .run()
          .catch((error: Error) => error)
        if (planted instanceof Error) {
          expect(planted.message).toMatch(/constraint failed/)
          refused++
          continue
        }
        tried++
        const { faults } = await verifyChain(env.DB, noted)
        const commit = plant.commitOf(each)
        expect([name, each, value, faults.map((fault) => fault.commit)]).toEqual([
          ...[name, each, value],
          expect.arrayContaining([commit]),
        ])
        await set(plant, each, each[plant.column], { ...each, [plant.column]: value }).run()
      }
    }
    expect((await verifyChain(env.DB, noted)).faults).toEqual([])
    expect(tried).toBeGreaterThan(200)
    expect(refused).toBeLessThan(tried / 5)
  }, 120_000)

  it('is found where a commit undoes another, where a version or commit is gone, or a version is added', async () => {
    const noted = await noteDigests()
    const last = noted.full.at(-1)?.commit ?? 0
    const { results: oneVersion } = await env.DB.prepare('SELECT * FROM incident_history LIMIT 1').all()
    const { results: lastOfHistory } = await env.DB.prepare(
      'SELECT max(commit_seq) AS seq FROM incident_history',
    ).all<{ seq: number }>()
    const faultsAfter = async (sql: string): Promise<number[]> => {
      await env.DB.prepare(sql).run()
      return (await verifyChain(env.DB, noted)).faults.map(({ commit }) => commit)
    }
    const { results: undos } = await env.DB.prepare("SELECT seq FROM commits WHERE kind = 'undo'").all()
    expect(await faultsAfter("UPDATE commits SET undoes = '[1]' WHERE kind = 'undo'")).toEqual([
      undos[0]?.seq,
    ])
    expect(
      await faultsAfter('DELETE FROM incident_history WHERE revision = 1 AND superseded_by = 2'),
    ).toContain(1)
    const names = Object.keys(oneVersion[0] ?? {}).filter((name) => name !== 'row_key' && name !== 'id')
    expect(
      await faultsAfter(
        `INSERT INTO incident_history (row_key, id, ${names}) SELECT 1, '${crypto.randomUUID()}', ${names}
         FROM incident_history WHERE commit_seq = (SELECT max(commit_seq) FROM incident_history) LIMIT 1`,
      ),
    ).toContain(lastOfHistory[0]?.seq)
    expect(await faultsAfter(`DELETE FROM commits WHERE seq = ${last}`)).toContain(last)
  })
})
