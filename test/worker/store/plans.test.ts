import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { filterVersion } from '../../../src/record/schema-version.ts'
import { seal } from '../../../src/services/segments/seal.ts'
import { saveCheckpoints } from '../../../src/store/chain.ts'
import { runTableChecks } from '../../../src/store/verify/read-checks.ts'
import {
  admin as asAdmin,
  ask as asAnyone,
  createHolder,
  type RequestOptions,
  record,
  withBindings,
} from '../client.ts'
import { type Measure, measureDatabase } from '../measured-database.ts'
import { csvOf, row, rowWithoutReference } from '../services/imports/send-file.ts'
import { literalsIn, tableFunction } from './sql-literals.ts'

declare global {
  interface ImportMeta {
    glob: (pattern: string, options: object) => Record<string, string>
  }
}

const sources = import.meta.glob('../../../src/store/**/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** One of everything that a person or a program does, through the door; the log of the statements. */
const everything = async (): Promise<Measure[]> => {
  const { db, log } = measureDatabase(env.DB)
  const door = withBindings({ DB: db, SECOND_REVIEW: 'withheld' })
  const done =
    (asked: typeof asAdmin) =>
    async (path: string, with_: RequestOptions = {}) => {
      const answer = await asked(path, with_, door)
      expect([path, answer.status < 300, answer.text.slice(0, 300)]).toEqual([path, true, expect.anything()])
      return answer
    }
  const [admin, ask] = [done(asAdmin), done(asAnyone)]
  const links = (...names: string[]) => names.map((incident) => ({ type: 'related', incident }))
  const create = async (over: object) => {
    const answer = await admin('/incidents?publish=true', { json: record({ ...over }) })
    return { id: answer.data().incident.id as string, path: `/incidents/${answer.data().incident.id}` }
  }
  const change = (path: string, revision: number, json: object) => {
    const headers = {
      'If-Match': `"${path.slice(11)}.${revision}"`,
      'Content-Type': 'application/merge-patch+json',
    }
    return admin(path, { method: 'PATCH', json, headers })
  }
  const send = (query: string, rows: Parameters<typeof csvOf>[0]) =>
    admin(`/imports?${query}`, { method: 'POST', body: csvOf(rows), headers: { 'Content-Type': 'text/csv' } })

  const { migrations, tables } = (await admin('/backup')).data()
  await admin('/restore', { json: { id: 'a-backup', migrations, tables } })
  const groups = [{ table: 'datasets', rows: [['reports', 'Reports', null, null, null, 1, null]] }]
  await admin('/restore/rows', { json: { position: 0, groups } })
  await admin('/restore/end', { json: { rows: { datasets: 1 } } })

  const a = await create({ dataset: 'one', reference: 'a', title: 'A' })
  const b = await create({ dataset: 'one', reference: 'b', title: 'B', links: links('a', a.id) })
  const c = await create({ title: 'Secret' })
  await change(b.path, 1, { links: links(a.id, 'c') })
  await ask(b.path, { headers: { Accept: 'text/html' } })
  await ask('/', { headers: { Accept: 'text/html' } })

  const location = { country: 'IQ', place: 'Hit', withheld: 'place' }
  const hidden = (await admin('/incidents', { json: record({ location }) })).data().incident
  const approvable = [{ id: hidden.id, revision: 1 }]
  await admin('/reports/review', {
    json: { decision: 'publish', reason: 'So it is.', reports: approvable },
  })

  const filed = (await ask('/incidents', { json: record({ title: 'Mine' }) })).data()
  await ask(filed.receipt)
  const batch = { json: [record(), record()], headers: { 'Idempotency-Key': 'a-batch' } }
  await admin('/incidents', batch)
  await admin('/incidents', batch)
  const json = { reason: 'So it is.', revision: 1, patch: { title: 'C' } }
  const { suggestion } = (await ask(`${a.path}/suggestions`, { json })).data()
  for (const query of ['', '?country=IQ,SY&dataset=one,two&event_type=battle,remote_violence&warnings=false'])
    await admin(`/queue.json${query}`)

  const reports = [{ id: filed.incident.id, revision: 1 }]
  for (const decision of ['publish', 'reject'])
    await admin('/reports/review', {
      json: { decision, reports, reason: 'Spam.', dry_run: decision === 'publish' },
    })
  await admin('/suggestions/decline', { json: { suggestions: [suggestion.id], reason: 'It is not.' } })
  const bulk = { filter: 'dataset=one', patch: { notes: 'Seen.' }, reason: 'Seen.', confirm: 2 }
  const edited = (await admin('/incidents/bulk', { json: bulk })).data()
  await admin(`/commits/${edited.commit}/undo`, { json: { reason: 'Not all of them.' } })
  await ask('/incidents?dataset=one,two', { headers: { Accept: 'text/html' } })

  const rows = [
    row('x', { links: 'related:y;related:a' }),
    row('y', { links: `related:${a.id}` }),
    { reference: '', ...rowWithoutReference('Nobody knows.', { links: 'related:later' }) },
  ]
  await send('dataset=files', rows)
  await send('dataset=files&publish=true', rows)
  await send('publish=true', [{ ...rows[0], dataset: 'many', links: 'related:x' }])
  await send('dataset=files', [row('x', { links: 'related:z', deaths_best: '3' })])
  await send('dataset=files&missing=retract&publish=true&confirm=2&reason=gone', [row('x', { links: '' })])
  const { imports } = (await admin('/imports.json?limit=2')).data()
  await admin(`/imports/${imports[1].id}`, { headers: { Accept: 'text/html' } })

  await seal(db, { min: 1, max: 3 })
  for (const query of [
    'event_type=battle,remote_violence',
    'q=secret&bbox=-180,-90,180,90&sort=date',
    'dataset=one,two',
    'country=IQ,SY,JO,UA,TD&limit=1',
    'commit=2',
  ])
    for (const format of ['csv', 'json']) await ask(`/incidents.${format}?${query}`)
  await admin('/incidents.csv?profile=full')
  await ask('/changes.json')
  await ask('/incidents.atom')
  await ask(`${b.path}/history.json?from=1&to=2`)
  await admin('/duplicates')
  // A record that was compared is a candidate of one that was not.
  await create({ dataset: 'two', reference: 'd', title: 'A' })
  await admin('/duplicates?dataset=two')

  const { ask: as } = await createHolder('editor')
  await as('/incidents.csv?actor=Secret', {}, door)
  await change(c.path, 1, { title: 'Secret again' })
  await asAdmin(`${c.path}/review`, { json: { decision: 'retract', reason: 'Secret.' } }, door)
  await admin(`${c.path}/distinct`, { json: { other: a.id, reason: 'Secret, too.' } })
  await admin(`${c.path}/comments`, { json: { text: 'Secret as well.' } })
  await admin(`${c.path}/redact`, { json: { erase: ['Secret'], reason: 'It must be gone.' } })
  await asAdmin('/incidents.csv?commit=4', {}, door)

  for (const version of [`${filterVersion}-000000`, '000000-000000']) {
    for (const table of ['incident_body', 'incident_history'])
      await env.DB.prepare(`UPDATE ${table} SET schema_version = ?1`).bind(version).run()
    for (let after: string | null | undefined; after !== null; )
      after = (await admin('/rerender', { json: after ? { after } : {} })).data().cursor as string | null
  }
  await runTableChecks(db)
  const digest = 'a'.repeat(64)
  await saveCheckpoints(db, [{ seq: 1, digest, publicSeq: 1, publicDigest: digest }])
  return log
}

interface Step {
  readonly id: number
  readonly parent: number
  readonly detail: string
}

/** What a statement reads that may grow, with the reason why that is right. */
const exceptions: readonly { readonly sql: RegExp; readonly step: RegExp; readonly why: string }[] = [
  {
    sql: / FROM index_segments /,
    step: /^SCAN (s|index_segments USING INDEX index_segments_key|t VIRTUAL TABLE .*)$/,
    why: 'a search asks every segment, each of which has some thousand entries',
  },
  {
    sql: /^(INSERT INTO|UPDATE) incidents /,
    step: /^SCAN commits$/,
    why: 'the newest commit is the last row',
  },
  {
    sql: /^UPDATE imports SET redacted_by/,
    step: /^SCAN imports$/,
    why: 'a redaction asks every file that was ever sent whether it may hold what is erased',
  },
  {
    sql: /^UPDATE import_chunks SET body_rows = '\[\]'|^DELETE FROM incident_body WHERE row_key IN \( .* WHERE true/,
    step: /^SCAN (import_chunks|c)$/,
    why: 'a redaction looks through what imports that run have staged',
  },
  {
    sql: /^SELECT \* FROM \(SELECT .*\) LIMIT \?\d*$/,
    step: /^SCAN (r|c|t|commits|incident_body USING COVERING INDEX \w+)$/,
    why: 'a verification reads every row of a table, and all commits for each of the few tokens',
  },
]

const planOf = async ({ sql, parameters }: Measure): Promise<readonly Step[]> => {
  const statement = env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind(...parameters)
  return (await statement.all<Step>()).results
}

const isList = ({ detail }: Step): boolean => /^SCAN \w+ VIRTUAL TABLE/.test(detail)

/** The tables of the database and the names that a statement gives them. */
const tablesIn = (sql: string, tables: readonly string[]): ReadonlySet<string> =>
  new Set(
    [...sql.matchAll(/(\w+)( AS (\w+))?/g)].flatMap(([, table = '', , name]) =>
      tables.includes(table) ? [table, ...(name === undefined ? [] : [name])] : [],
    ),
  )

/** The list is a parameter, and is read anew for each row of a table. */
const isTurned = (sql: string, step: Step, steps: readonly Step[], tables: ReadonlySet<string>): boolean => {
  const name = step.detail.split(' ')[1]
  const lists = [...sql.matchAll(/(jsonb?_each)\(([^()]*)\)(?: AS (\w+))?/g)]
  const isGiven = lists.some(([, each, from = '', as = each]) => as === name && from.startsWith('?'))
  const before = steps.filter(({ id, parent }) => parent === step.parent && id < step.id)
  return isList(step) && isGiven && before.some((each) => tables.has(each.detail.split(' ')[1] ?? ''))
}

/** The steps of a plan that read more the more there is. */
const growing = (sql: string, steps: readonly Step[], tables: ReadonlySet<string>): string[] =>
  steps
    .filter((step) => {
      const [verb, name = ''] = step.detail.split(' ')
      if (isTurned(sql, step, steps, tables)) return true
      if (isList(step) || !tables.has(name)) return false
      return verb === 'SCAN' || / INDEX \w+ \((dataset|country)=\?\)/.test(step.detail)
    })
    .map(({ detail }) => detail)

const oneLine = (sql: string): string => sql.replaceAll(/\s+/g, ' ').trim()

describe('a statement with a list of JSON', () => {
  it('is run by a test, wherever the source has one, and reads by the list and not by the table', async () => {
    const log = await everything()
    const all = log.filter(({ sql }) => tableFunction.test(sql))
    const statements = [...new Map(all.map((each) => [each.sql, each])).values()]
    for (const [file, source] of Object.entries(sources)) {
      const literals = literalsIn(source)
      for (const literal of literals)
        expect(
          statements.filter(({ sql }) => literal.test(sql)).length,
          `${file}: no test runs ${literal}`,
        ).toBeGreaterThan(0)
    }

    // It is there only while a restore lasts.
    const triggers = log.find(({ sql }) => sql.startsWith('CREATE TABLE restore_triggers'))
    await env.DB.prepare(triggers?.sql ?? '').run()
    const { results } = await env.DB.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all<{
      name: string
    }>()
    const tables = results.map(({ name }) => name)
    const used = new Set<object>()
    const faults: string[] = []
    for (const each of statements) {
      const sql = oneLine(each.sql)
      for (const step of growing(sql, await planOf(each), tablesIn(sql, tables))) {
        const exception = exceptions.find((one) => one.sql.test(sql) && one.step.test(step))
        if (exception) used.add(exception)
        else faults.push(`${step}: ${sql}`)
      }
    }
    expect(faults).toEqual([])
    expect(exceptions.filter((one) => !used.has(one))).toEqual([])
  })
})
