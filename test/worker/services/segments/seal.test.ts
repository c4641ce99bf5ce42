import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { parseQuery } from '../../../../src/ingest/request/list-query.ts'
import { resolveQuery } from '../../../../src/services/exports/resolve-query.ts'
import { countAll } from '../../../../src/services/exports/select.ts'
import { seal, sealNext } from '../../../../src/services/segments/seal.ts'
import { admin, patchRecord, publishRecord } from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'
import { fillStore } from '../../store/large-store.ts'
import { contextAt, testActors } from '../../support.ts'

const far = Date.UTC(2100, 0)
const small = { min: 1, max: 4 }

interface SegmentRow {
  readonly id: number
  readonly size: number
  readonly after_commit: number
  readonly last_commit: number
  readonly version: string
}

const segments = async (): Promise<SegmentRow[]> =>
  (await env.DB.prepare('SELECT * FROM index_segments ORDER BY id').all<SegmentRow>()).results

const countOf = async (address: string, db: D1Database = env.DB): Promise<number> => {
  const query = parseQuery(new URLSearchParams(address))
  return countAll(await resolveQuery(contextAt(far, db), testActors.anyone, query))
}

describe('sealing', () => {
  it('leaves few entries where they are, and writes the last segments again while they are small', async () => {
    for (let i = 0; i < 5; i++) await publishRecord()
    await seal(env.DB, { min: 6, max: 100 })
    expect(await segments()).toEqual([])
    await seal(env.DB, { min: 5, max: 100 })
    expect((await segments()).map(({ size }) => size)).toEqual([5])
    for (const sizes of [[7], [9], [11]]) {
      for (let i = 0; i < 2; i++) await publishRecord()
      await seal(env.DB, { min: 2, max: 11 })
      // Five are at most three times two; then they are more, and stay.
      expect((await segments()).reduce((sum, { size }) => sum + size, 0)).toBe(sizes[0])
    }
    const orphans =
      'SELECT count(*) AS n FROM index_parts WHERE segment NOT IN (SELECT id FROM index_segments)'
    expect(await env.DB.prepare(orphans).first('n')).toBe(0)
  })

  it('keeps the removal and the addition of an edit together', async () => {
    const all = []
    for (let i = 0; i < 3; i++) all.push(await publishRecord({ title: `Before ${i}` }))
    await seal(env.DB, small)
    for (const [i, { path, etag }] of all.entries()) await patchRecord(path, etag, { title: `After ${i}` })
    await seal(env.DB, { min: 1, max: 3 })
    expect(await countOf('q=before')).toBe(0)
    expect(await countOf('q=after')).toBe(3)
    expect(await countOf('q=before&commit=3')).toBe(3)
    expect(await countOf('q=before&commit=4')).toBe(2)
  })

  it('by two at once gives one log', async () => {
    for (let i = 0; i < 20; i++) await publishRecord({ title: 'Twice' })
    await Promise.all([seal(env.DB, small), seal(env.DB, small), seal(env.DB, { min: 1, max: 7 })])
    await seal(env.DB, small)
    const list = await segments()
    expect(list.reduce((sum, { size }) => sum + size, 0)).toBe(20)
    for (const [i, { after_commit }] of list.entries())
      expect(after_commit).toBe(list[i - 1]?.last_commit ?? 0)
    expect(await countOf('q=twice')).toBe(20)
  })

  it('writes segments of another version again', async () => {
    for (let i = 0; i < 6; i++) await publishRecord({ title: 'Version' })
    await seal(env.DB, small)
    await env.DB.exec('DROP TRIGGER index_segments_immutable')
    await env.DB.exec("UPDATE index_segments SET version = 'old'")
    expect(await countOf('q=version')).toBe(6)
    await seal(env.DB, small)
    const after = await segments()
    expect(after.filter(({ version }) => version === 'old')).toEqual([])
    expect(after.reduce((sum, { size }) => sum + size, 0)).toBe(6)
    expect(await countOf('q=version')).toBe(6)
  })

  it('does nothing while filters are stale', async () => {
    await publishRecord()
    await env.DB.prepare("UPDATE incident_body SET schema_version = '000000-000000'").run()
    expect(await sealNext(env.DB, small)).toBe(false)
    expect(await segments()).toEqual([])
  })
})

describe('a redaction', () => {
  it('leaves no erased word in a segment, and searches stay right', async () => {
    const [first, secret] = [
      await publishRecord({ title: 'Zweite' }),
      await publishRecord({ title: 'Geheim' }),
    ]
    for (let i = 0; i < 4; i++) await publishRecord({ title: 'Dritte' })
    await patchRecord(secret.path, secret.etag, { summary: 'Geheim noch' })
    await seal(env.DB, { min: 1, max: 3 })
    const words = async () =>
      (await env.DB.prepare("SELECT group_concat(text, '') AS text FROM index_parts").first<string>(
        'text',
      )) ?? ''
    expect(await words()).toContain('geheim')
    const { status } = await admin(`${secret.path}/redact`, {
      json: { erase: ['Geheim'], reason: 'It names a victim.' },
    })
    expect(status).toBe(200)
    expect(await words()).not.toContain('geheim')
    await seal(env.DB, { min: 1, max: 3 })
    expect(await words()).not.toContain('geheim')
    expect([await countOf('q=geheim'), await countOf('q=zweite'), await countOf('q=dritte')]).toEqual([
      0, 1, 4,
    ])
    expect(first.path).not.toBe(secret.path)
  })

  it('makes a segment that was read before it fail', async () => {
    const { path } = await publishRecord({ title: 'Geheim' })
    await publishRecord()
    const { db } = measureDatabase(env.DB)
    let isFirst = true
    const racing = new Proxy(db, {
      get: (target, name) => {
        if (name !== 'batch') return Reflect.get(target, name)
        return async (statements: D1PreparedStatement[]) => {
          const sql = JSON.stringify(statements.map((each) => (each as unknown as { sql: string }).sql))
          if (isFirst && sql.includes('INSERT INTO index_segments')) {
            isFirst = false
            await admin(`${path}/redact`, { json: { erase: ['Geheim'], reason: 'It names a victim.' } })
          }
          return target.batch(statements)
        }
      },
    })
    expect(await sealNext(racing, small)).toBe(false)
    expect(isFirst).toBe(false)
    expect(await segments()).toEqual([])
  })
})

describe('a search', () => {
  it('seals what it would have to read otherwise, once', async () => {
    await fillStore(3000)
    const { db, log } = measureDatabase(env.DB)
    expect(await countOf('dataset=bench', db)).toBe(3000)
    expect((await segments()).reduce((sum, { size }) => sum + size, 0)).toBe(3000)
    const used = log.length
    expect(await countOf('dataset=bench', db)).toBe(3000)
    expect(log.slice(used).reduce((sum, { rowsWritten }) => sum + rowsWritten, 0)).toBe(0)
    expect(log.slice(used).reduce((sum, { rowsRead }) => sum + rowsRead, 0)).toBeLessThan(30)
  })

  it('reads up to 20,000 entries where they cannot be sealed, and says what to do with more', async () => {
    await fillStore(3000)
    await env.DB.prepare("UPDATE incident_body SET schema_version = '000000-000000'").run()
    expect(await countOf('dataset=bench')).toBe(3000)
    await env.DB.exec('DROP TABLE index_parts')
    await expect(countOf('country=IQ')).rejects.toThrow()
  })

  it('of a page reads on where the first segments do not fill it', async () => {
    for (let i = 0; i < 30; i++) await publishRecord({ title: i % 10 === 9 ? 'Rare' : 'Common' })
    await seal(env.DB, { min: 1, max: 3 })
    const trips = async (address: string) => {
      const { db, log } = measureDatabase(env.DB)
      const query = parseQuery(new URLSearchParams(`${address}&limit=2`))
      const { matches } = await resolveQuery(contextAt(far, db), testActors.anyone, query)
      return [
        countAll({ matches, published: 0 } as never),
        log.filter(({ sql }) => sql.includes('WITH sealed')).length,
      ]
    }
    expect(await trips('q=rare')).toEqual([3, 2])
    const [found, reads] = await trips('q=common')
    expect([Number(found) < 27, reads]).toEqual([true, 1])
  })
})
