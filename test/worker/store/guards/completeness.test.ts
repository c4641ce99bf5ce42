import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as datasets from '../../../../src/store/datasets.ts'
import { type Dump, dump } from '../../support.ts'
import { guardCases } from './guard-cases.ts'
import {
  body,
  commit,
  once,
  openRedaction,
  seed,
  twice,
  updateBody,
  updateIncident,
} from './seed-statements.ts'

interface Entry {
  readonly type: string
  readonly name: string
  readonly sql: string
}

const schema = async (): Promise<Entry[]> => {
  const { results } = await env.DB.prepare(
    "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB '_cf_*' AND name NOT GLOB 'd1_*'",
  ).all<Entry>()
  return results
}

/** A CHECK with everything up to the bracket that closes it. */
const checkAt = (sql: string, from: number): string => {
  let depth = 0
  for (let at = sql.indexOf('(', from); at < sql.length; at++) {
    if (sql[at] === '(') depth++
    if (sql[at] === ')' && --depth === 0) return sql.slice(from, at + 1)
  }
  return sql.slice(from)
}

const constraintsOf = ({ name, sql }: Entry): string[] =>
  [...sql.matchAll(/CHECK \(|REFERENCES \w+ \(\w+\)|PRIMARY KEY|UNIQUE/g)].map(({ 0: text, index }) =>
    text === 'CHECK (' ? `${name}: ${checkAt(sql, index)}` : `${name}: ${text}`,
  )

/** Constraints that stand behind a trigger: what is refused by them once the trigger is gone. */
const secondLines: Readonly<Record<string, string>> = {
  'commits: PRIMARY KEY': 'a commit with a number that is taken',
  'datasets: PRIMARY KEY': 'a dataset that is there',
  'dataset_history: PRIMARY KEY': 'two descriptions in one commit',
  'suggestions: PRIMARY KEY': 'a correction with a key that is taken',
  'remarks: PRIMARY KEY': 'a remark with a key that is taken',
  'commits: CHECK (seq >= 0)': 'a commit below the first',
  'incidents: PRIMARY KEY': 'a key that is taken',
  'incidents: CHECK (revision >= 1)': 'revision 0',
  'incidents: REFERENCES commits (seq)': 'a record of a commit to come',
  'incidents_reference: UNIQUE': 'a reference that is taken',
  'incident_body: PRIMARY KEY': 'a second body',
  'incident_history: PRIMARY KEY': 'a version twice',
  'redactions: PRIMARY KEY': 'two redactions in one commit',
  'merges: PRIMARY KEY': 'a merge twice in one commit',
  'distinct_pairs: PRIMARY KEY': 'a pair with a key that is taken',
  'changes: PRIMARY KEY': 'a change twice',
  'index_segments: PRIMARY KEY': 'a segment with the number of another',
  'index_parts: PRIMARY KEY': 'a part twice',
  'tokens: PRIMARY KEY': 'a token with the secret of another',
  'former_secrets: PRIMARY KEY': 'a secret replaced twice',
  'former_secrets: REFERENCES tokens (id)': 'a secret of no token',
  'former_secrets: REFERENCES commits (seq)': 'a secret replaced by a commit to come',
  'former_secrets: CHECK (length(digest) = 64)': 'a secret that is kept as it is',
  'tokens: UNIQUE': 'a token with the id of another',
  'chain_checkpoints: PRIMARY KEY': 'a checkpoint twice',
  'reads: PRIMARY KEY': 'a read with a number that is taken',
}

describe('the cases of the guards', () => {
  it('have every refusal of every trigger', async () => {
    const triggers = (await schema()).filter(({ type, sql }) => type === 'trigger' && sql.includes('RAISE'))
    const raised = triggers.flatMap(({ name, sql }) =>
      [...sql.matchAll(/RAISE\(ABORT, '(\w+:\w+)'\)/g)].map(([, refusal]) => `${name} ${refusal}`),
    )
    const tried = guardCases.map(({ guard, refused }) => `${guard} ${refused}`)
    expect(triggers.length).toBeGreaterThan(10)
    expect(triggers.filter(({ name }) => !guardCases.some(({ guard }) => guard === name))).toEqual([])
    expect(raised.filter((each) => !tried.includes(each))).toEqual([])
  })

  it('have every constraint of every table', async () => {
    const tried = new Set([...guardCases.map(({ guard }) => guard), ...Object.keys(secondLines)])
    const there = (await schema()).filter(({ type }) => type !== 'trigger').flatMap(constraintsOf)
    expect(there.length).toBeGreaterThan(20)
    expect(there.filter((each) => !tried.has(each))).toEqual([])
  })

  it.each(Object.entries(secondLines))('see %s refuse behind a trigger', (_, what) => {
    const found = guardCases.find((each) => each.what === what)
    expect(found?.otherwise).toMatch(/constraint failed/)
  })
})

type Row = Readonly<Record<string, unknown>>

/** The dump with other values in the rows of a table. */
const laidOver = (before: Dump, table: string, values: Row, where: (row: Row) => boolean): Dump => ({
  ...before,
  [table]: (before[table] ?? []).map((row) => (where(row) ? { ...row, ...values } : row)),
})

const rendered = [
  ['incident_body', { csv_row: 'again', schema_version: 'next' }],
  ['incident_body', { search_words: ' again ', schema_version: 'next' }],
  ['incident_body', { public_json: '{}', full_json: null, schema_version: 'next' }],
  ['incidents', { facets: '^^tag=again^^' }],
  ['incidents', { country: 'SY', latitude: 33.5, deaths_best: 1, date_start: '2022-01-04' }],
] as const satisfies [string, Row][]

describe('the guards let pass', () => {
  beforeEach(seed)

  it.each(rendered)('%s rendered again without a revision: %o', async (table, values) => {
    const before = await dump()
    const names = Object.keys(values)
    const set = names.map((name, i) => `${name} = ?${i + 1}`).join(', ')
    const where = table === 'incidents' ? twice : body(twice)
    await env.DB.prepare(`UPDATE ${table} SET ${set} WHERE ${where}`)
      .bind(...Object.values(values))
      .run()
    const rowKey = before.incidents?.find(({ reference }) => reference === 'twice')?.row_key
    expect(await dump()).toEqual(laidOver(before, table, values, (row) => row.row_key === rowKey))
  })

  it('an old version derived by another schema', async () => {
    const before = await dump()
    const values = { csv_row: 'again', facets: '^^tag=again^^', country: 'SY', schema_version: 'next' }
    const names = Object.keys(values)
    await env.DB.prepare(
      `UPDATE incident_history SET ${names.map((name, i) => `${name} = ?${i + 1}`).join(', ')}`,
    )
      .bind(...Object.values(values))
      .run()
    expect(before.incident_history).toHaveLength(1)
    expect(await dump()).toEqual(laidOver(before, 'incident_history', values, () => true))
  })

  it('a version with its commit and its body, and keep the one before as it was', async () => {
    const before = await dump()
    const batch = [
      commit,
      updateIncident(once, "status = 'retracted'"),
      updateBody(once, "public_json = '}'"),
    ]
    await env.DB.batch(batch.map((sql) => env.DB.prepare(sql)))
    const after = await dump()
    const old = before.incidents?.find(({ reference }) => reference === 'once')
    const oldBody = before.incident_body?.find(({ row_key }) => row_key === old?.row_key)
    const superseded_by = after.commits?.at(-1)?.seq
    const kept = after.incident_history?.filter(({ row_key }) => row_key === old?.row_key)
    expect(kept).toEqual([{ ...old, ...oldBody, superseded_by, redacted: null }])
  })

  it('the history of one record and the reasons of its commits, while a redaction is open', async () => {
    const before = await dump()
    const of = before.incidents?.find(({ reference }) => reference === 'twice')?.row_key
    const set = { public_json: '}', csv_row: 'x', redacted: 'record' }
    const batch = [
      ...openRedaction(twice),
      "UPDATE incident_history SET public_json = '}', csv_row = 'x', redacted = 'record' WHERE revision = 1",
      "UPDATE commits SET reason = 'x', seal = '=x' WHERE seq = 1",
      'UPDATE redactions SET open = 0',
      'UPDATE redactions SET files_deleted = 1',
    ]
    await env.DB.batch(batch.map((sql) => env.DB.prepare(sql)))
    const after = await dump()
    const first = (row: Row) => row.row_key === of && row.revision === 1
    expect(after.incident_history?.filter(first)).toEqual(
      laidOver(before, 'incident_history', set, first).incident_history,
    )
    expect(after.commits?.[1]).toEqual({ ...before.commits?.[1], reason: 'x', seal: '=x' })
  })

  it('the description of a dataset, and a dataset that is begun twice', async () => {
    const said = [
      commit.replace("'update'", "'describe'"),
      "UPDATE datasets SET title = 'Trial' WHERE slug = 'trial'",
    ]
    await env.DB.batch(said.map((sql) => env.DB.prepare(sql)))
    const before = await dump()
    await datasets.createMissing(env.DB, ['trial']).run()
    expect(await dump()).toEqual(before)
  })
})
