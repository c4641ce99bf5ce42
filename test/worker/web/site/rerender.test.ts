import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { filterVersion, rowVersion, schemaVersion } from '../../../../src/record/schema-version.ts'
import { rerender } from '../../../../src/services/rerender.ts'
import { admin, ask, expectProblem, patchRecord, publishRecord, record, submitRecord } from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'
import { contextAt, dump, noon } from '../../support.ts'

const otherRow = `${filterVersion}-000000`
const otherFilters = '000000-000000'

/** Marks all versions as derived by another schema, with a row and filters that are wrong. */
const plant = (version: string, set = "csv_row = 'planted'") =>
  env.DB.batch([
    env.DB.prepare(`UPDATE incident_body SET ${set}, schema_version = ?1`).bind(version),
    env.DB.prepare(`UPDATE incident_history SET ${set}, schema_version = ?1`).bind(version),
  ])

const fill = async () => {
  for (const title of ['one', 'two', 'three']) {
    const { path, etag } = await publishRecord({ title, tags: [title] })
    await patchRecord(path, etag, { title: `${title} again` })
  }
  await submitRecord(
    { title: 'a draft', reference: 'd', notes: 'seen by editors' },
    { token: env.ADMIN_TOKEN },
  )
}

const post = (json: object = {}) => admin('/rerender', { json })

/** Calls until there is no cursor; the answers. */
const runAll = async (limit?: number) => {
  const answers = []
  for (let after: string | undefined; ; ) {
    const answer = await post({ ...(after && { after }), ...(limit && { limit }) })
    expect(answer.status, answer.text).toBe(200)
    answers.push(answer.data())
    after = answer.data().cursor ?? undefined
    if (after === undefined) return answers
  }
}

describe('rendering stored versions again', () => {
  it('leaves the store as today’s code writes it: no revision, no commit', async () => {
    await fill()
    // The last request also compares records that were not compared before.
    await admin('/duplicates')
    const before = await dump()
    for (const version of [otherRow, otherFilters]) {
      await plant(version)
      if (version === otherFilters) {
        await plant('000000-111111', "search_words = ' planted '")
        await env.DB.prepare("UPDATE incidents SET facets = '', country = 'SY', deaths_best = 9").run()
      }
      const answers = await runAll()
      expect(answers[0]).toMatchObject({ schema: schemaVersion, row_version: rowVersion, rendered: 4 })
      expect(answers.at(-1)).toMatchObject({ cursor: null, stale_rows: 0, skipped: [] })
      expect(await dump()).toEqual(before)
    }
  })

  it('writes two rows for a version of which only the CSV row differs', async () => {
    await fill()
    await plant(otherRow)
    const { db, log } = measureDatabase(env.DB)
    const context = contextAt(noon, db)
    const { rendered, cursor } = await rerender(context, { role: 'admin', id: 'admin' }, {})
    expect(rendered).toBe(4)
    expect(log.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0)).toBe(8)
    log.length = 0
    const history = await rerender(context, { role: 'admin', id: 'admin' }, { after: cursor ?? '' })
    expect(history).toMatchObject({ rendered: 0 })
    await rerender(context, { role: 'admin', id: 'admin' }, { after: history.cursor ?? '' })
    expect(log.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0)).toBe(6)
  })

  it('goes on where it was, in any number of steps, and finds what is left after an end', async () => {
    await fill()
    await plant(otherRow)
    const [first] = [(await post({ limit: 2 })).data()]
    expect(first).toMatchObject({ rendered: 2, stale_rows: 5 })
    const answers = await runAll(1)
    expect(answers.reduce((sum, { rendered }) => sum + rendered, 0)).toBe(5)
    expect((await ask('/health')).data().stale_rows).toBe(0)
    expect(await runAll()).toMatchObject([
      { rendered: 0, stale_rows: 0 },
      { rendered: 0, cursor: null },
    ])
  })

  it.each([
    ['only its row', `${filterVersion}-111111`, 1_000_000],
    ['its filters', '000000-111111', 900_000],
  ])(
    'stores a version without its CSV row if that does not fit any more, after a change of %s',
    async (_, version, size) => {
      await fill()
      const complete = await ask('/incidents.csv')
      await plant(version)
      const wide = 'x'.repeat(size)
      await env.DB.prepare(
        `UPDATE incident_body SET schema_version = '${version}1',
       public_json = replace(public_json, 'Rockets were fired at the base.', ?1)
       WHERE row_key = (SELECT min(row_key) FROM incidents)`,
      )
        .bind(wide)
        .run()
      const answers = await runAll()
      const { id } = (await ask('/incidents.json?limit=1')).data().incidents[0]
      expect(answers.flatMap(({ skipped }) => skipped)).toEqual([])
      expect(answers.flatMap(({ without_row }) => without_row)).toEqual([{ id, revision: 2 }])
      expect(answers.at(-1)).toMatchObject({ cursor: null, stale_rows: 0 })
      expect((await dump()).incident_body?.[0]).toMatchObject({
        csv_row: '',
        schema_version: `${rowVersion}-none`,
      })
      expect((await ask('/health')).data().stale_rows).toBe(0)
      expect(await runAll()).toMatchObject([{ rendered: 0 }, { rendered: 0, without_row: [] }])
      for (const query of ['?', '?country=IQ', '?tag=one']) {
        const { status, text } = await ask(`/incidents.csv${query}`)
        expect([status, text.split('\r\n')[0]]).toEqual([200, complete.text.split('\r\n')[0]])
        expect(text).toContain(`\r\n${id},reports,`)
        expect(text).toContain(wide)
      }
    },
  )

  it('reports a version that does not fit even without its row, and goes on', async () => {
    await fill()
    await plant(otherFilters)
    // Its words are as long as its text.
    const wide = Array.from({ length: 160_000 }, (_, i) => `w${i}`).join(' ')
    await env.DB.prepare(
      `UPDATE incident_body SET schema_version = '000000-111111',
       public_json = replace(public_json, 'Rockets were fired at the base.', ?1)
       WHERE row_key = (SELECT min(row_key) FROM incidents)`,
    )
      .bind(wide)
      .run()
    const answers = await runAll()
    const { id } = (await ask('/incidents.json?limit=1')).data().incidents[0]
    expect(answers.flatMap(({ skipped }) => skipped)).toEqual([{ id, revision: 2 }])
    expect(answers.at(-1)).toMatchObject({ cursor: null, stale_rows: 1 })
    expect((await ask('/health')).data().stale_rows).toBe(1)
    expectProblem(await ask('/incidents.csv?country=IQ'), 'rerender-needed')
  })

  it('does not touch a version that was replaced meanwhile', async () => {
    const { path, etag } = await publishRecord({ title: 'one' })
    await plant(otherRow)
    let isFirst = true
    const prepare = (sql: string) => env.DB.prepare(sql)
    const batch = async (statements: D1PreparedStatement[]) => {
      if (isFirst) {
        isFirst = false
        await patchRecord(path, etag, { title: 'two' })
      }
      return env.DB.batch(statements)
    }
    const db = { prepare, batch } as D1Database
    await rerender(contextAt(noon, db), { role: 'admin', id: 'admin' }, {})
    const { incident_body: [row] = [], incident_history: [old] = [] } = await dump()
    expect(String(row?.csv_row)).toContain('two')
    expect(old).toMatchObject({ csv_row: 'planted', schema_version: otherRow })
  })

  it('is for admins, and takes a cursor that it gave and a limit', async () => {
    expectProblem(await ask('/rerender', { json: {} }), 'token-needed')
    for (const json of [{ after: 'x' }, { limit: 0 }, { limit: 5001 }, { after: 1 }, { more: 1 }, []])
      expectProblem(await post(json), 'invalid-request')
  })
})

describe('while versions are stale', () => {
  it('/health counts them: drafts for editors alone', async () => {
    await fill()
    expect((await ask('/health')).data()).toMatchObject({ schema: schemaVersion, stale_rows: 0 })
    await plant(otherRow)
    expect((await ask('/health')).data().stale_rows).toBe(6)
    expect((await admin('/health')).data().stale_rows).toBe(7)
  })

  it('filters answer 503 where they hang on what another schema derived, at any commit', async () => {
    await fill()
    await plant(otherRow)
    expect((await ask('/incidents.csv?country=IQ')).status).toBe(200)
    await plant(otherFilters)
    for (const path of [
      '/incidents.csv?country=IQ',
      '/incidents.json?q=one',
      '/incidents.csv?tag=one&commit=1',
      '/incidents.csv?sort=-deaths',
      '/incidents.json?sort=date&dataset=reports',
      '/counts.csv?by=country',
      '/counts.json',
    ]) {
      const answer = await ask(path)
      expect(expectProblem(answer, 'rerender-needed').detail).toContain('npm run rerender')
      expect(answer.headers.get('Retry-After')).toBe('60')
    }
    for (const path of [
      '/incidents.csv?',
      '/incidents.csv?dataset=reports',
      '/incidents.json?limit=2',
      '/incidents.csv?sort=created',
    ])
      expect((await ask(path)).status).toBe(200)
    await runAll()
    expect((await ask('/incidents.csv?country=IQ')).status).toBe(200)
  })

  it('the queue by country or type and the list of duplicates answer 503, the rest of both goes on', async () => {
    await fill()
    await plant(otherFilters)
    const { incident } = (await ask('/incidents', { json: record() })).data()
    const entry = `/queue/${incident.id}`
    for (const path of [
      '/queue?country=IQ',
      '/queue.json?event_type=other',
      '/duplicates',
      `${entry}?country=IQ`,
    ])
      expect([path, (await admin(path, { headers: { Accept: 'application/json' } })).status]).toEqual([
        path,
        503,
      ])
    for (const path of [
      '/queue',
      '/queue.json?dataset=reports&warnings=true',
      entry,
      `/incidents/${incident.id}`,
    ])
      expect([path, (await admin(path)).status]).toEqual([path, 200])
    await runAll()
    for (const path of ['/queue?country=IQ', '/duplicates'])
      expect([path, (await admin(path)).status]).toEqual([path, 200])
  })

  it('a body that a killed import left does not count', async () => {
    await fill()
    const { row_key: _, ...body } = (await dump()).incident_body?.[0] ?? {}
    const names = Object.keys(body)
    await env.DB.prepare(
      `INSERT INTO incident_body (row_key, ${names.join(', ')}) VALUES (7, ${names.map((_, i) => `?${i + 1}`).join(', ')})`,
    )
      .bind(...names.map((name) => ({ ...body, revision: 1, schema_version: otherFilters })[name] ?? null))
      .run()
    expect((await admin('/health')).data().stale_rows).toBe(0)
    expect((await ask('/incidents.csv?country=IQ')).status).toBe(200)
    expect(await runAll()).toMatchObject([{ rendered: 0 }, { rendered: 0 }, { cursor: null, stale_rows: 0 }])
    expect((await dump()).incident_body?.find((each) => each.row_key === 7)).toMatchObject({
      schema_version: otherFilters,
    })
  })
})
