import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NamedHead } from '../../../../src/services/chain.ts'
import { advanceChain, checkpointInterval, findPublicHead, maxTail } from '../../../../src/services/chain.ts'
import { upkeep } from '../../../../src/services/maintenance.ts'
import { verifyChain } from '../../../../src/services/verify-chain.ts'
import { isCommit, readChain, sha256, verifyPublicChain } from '../../chain-client.ts'
import { admin, ask, etagOf, patchRecord, publishRecord, reviewRecord, submitRecord } from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'
import { histories, RandomHistory } from '../../store/random-history.ts'
import { dump, file, noon, report, testActors, updateRecord } from '../../support.ts'
import { importRows, redactRecord } from '../../web/incidents/redact-record.ts'
import { withWithheldPlace } from '../../web/incidents/withheld-place.ts'
import { csvOf, importPieces, row, rows } from '../imports/send-file.ts'
import { noteDigests } from './noted-digests.ts'

const schema = env.TEST_MIGRATIONS.flatMap(({ queries }) => queries).join('\n;')

/** Both chains are as they should be; returns what they lack. */
const verified = async () => {
  const { head, faults, gaps } = await verifyChain(env.DB, await noteDigests())
  const found = await verifyPublicChain()
  expect([faults, found.wrong]).toEqual([[], []])
  expect(found.head).toEqual({ commit: head.publicSeq, digest: head.publicDigest })
  return { head, gaps, publicGaps: found.gaps }
}

const chainOf = (headers: Headers): NamedHead => {
  const [, digest = '', commit] =
    /^"([0-9a-f]{64})";commit=(\d+)$/.exec(headers.get('Sitrep-Chain') ?? '') ?? []
  return { commit: Number(commit), digest }
}

describe('the chain of digests', () => {
  it('can be computed again by an operator and by a reader, whatever was done and however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (steps) => {
        await reset()
        await env.DB.prepare(schema).run()
        const history = new RandomHistory()
        for (const step of steps) await history.do(step)
        expect(await verified()).toMatchObject({ gaps: [], publicGaps: [] })
        const lines = await readChain()
        for (const limit of [1, 3]) expect(await readChain(`/chain.ndjson?limit=${limit}`)).toEqual(lines)
        const middle = lines.filter(isCommit)[1]?.commit ?? 0
        expect(await readChain(`/chain.ndjson?since=${middle}`)).toEqual(
          lines.filter(({ commit }) => commit > middle),
        )
      }),
      { numRuns: 8, endOnFailure: true },
    )
  })

  it('gives a draft no line, and the same digest whatever is filed but not published', async () => {
    await publishRecord()
    const before = await ask('/chain.ndjson')
    await reviewRecord((await submitRecord({ title: 'A draft' })).path, 'reject')
    expect((await ask('/chain.ndjson')).text).toBe(before.text)
  })

  it('holds while many write at the same time', async () => {
    const { version } = await file(report(), { publish: true })
    await Promise.allSettled([
      ...Array.from({ length: 30 }, (_, i) => file(report({ reference: `r${i}` }), { publish: i % 2 === 0 })),
      ...Array.from({ length: 10 }, (_, i) => updateRecord(version, { title: `Title ${i}` })),
      ...[1, 2].map((i) =>
        importRows('dataset=trial&publish=true', [
          report({ reference: `i${i}` }),
          report({ reference: 'both' }),
        ]),
      ),
      ...Array.from({ length: 5 }, () => advanceChain(env.DB)),
    ])
    expect((await verified()).head.seq).toBeGreaterThan(30)
  })

  it('has nothing of an import that ends midway, and all of the one that follows', async () => {
    const text = csvOf(rows(...Array.from({ length: 800 }, (_, i) => `r${i}`)))
    const kill = () => {
      throw new Error('killed')
    }
    await expect(importPieces(testActors.editor, [text, kill])).rejects.toThrow('killed')
    expect((await verified()).head.seq).toBe(0)
    // A link to a later row defers its version; one row updates a record, one is new.
    await importPieces(testActors.editor, [csvOf(rows('r1', 'r5'))], { publish: true })
    const links = { links: 'related: r9; related: nowhere' }
    const later = [row('r7', links), row('r1', { summary: 'Other shots.' }), row('r9')]
    await importPieces(testActors.editor, [csvOf(later)], { publish: true, mode: 'valid' })
    expect(await verified()).toMatchObject({ head: { seq: 2 }, gaps: [] })
  })

  it('says where a redaction took something, keeps the digest, and deletes the salts', async () => {
    const first = await publishRecord({ title: 'Told to Zaynab', notes: 'Zaynab' })
    await reviewRecord(first.path, 'retract', { reason: 'Zaynab asked' })
    await reviewRecord(first.path, 'restore')
    const other = await publishRecord({ ...withWithheldPlace('point', { note: 'Zaynab’s mill' }) })
    const before = await noteDigests()
    const { incident_history: older, incident_body: bodies } = await dump()
    const salts = [...(older ?? []), ...(bodies ?? [])].flatMap(({ seal }) => String(seal).split(':'))
    await redactRecord(first.path, { erase: ['Zaynab'] })
    await redactRecord(other.path, { remove: ['/location/note'] })
    const { gaps, publicGaps } = await verified()
    const [id, hidden] = [first.incident.id, other.incident.id]
    const gap = (commit: number, of: string, revision: number) => ({
      commit,
      id: of,
      revision,
      cause: 'redaction',
    })
    expect(gaps.toSorted((a, b) => a.commit - b.commit)).toEqual([
      gap(1, id, 1),
      gap(2, id, 2),
      { commit: 2, cause: 'redaction' },
      gap(3, id, 3),
      gap(4, hidden, 1),
    ])
    expect(publicGaps).toEqual([`1 ${id} 1 redaction`, '2 reason', `3 ${id} 3 redaction`])
    const { full } = await noteDigests()
    expect(full.slice(0, before.full.length)).toEqual(before.full)
    const stored = JSON.stringify(await dump())
    const left = salts.filter((salt) => stored.includes(salt))
    // What the public sees of the withheld place is as it was.
    expect(left).toHaveLength(1)
    expect((await readChain()).find((line) => 'salt' in line && line.salt === left[0])).toMatchObject({
      commit: 4,
    })
  })

  it('names what another schema derived, and gives no salt of it', async () => {
    const { path, incident } = await publishRecord({ title: 'Old' })
    await patchRecord(path, etagOf(incident.id, 1), { title: 'New' })
    await env.DB.prepare("UPDATE incident_body SET schema_version = '000000-000000'").run()
    const [, , line] = await readChain()
    expect(line).toEqual({ commit: 2, id: incident.id, revision: 2, gap: 'rerender' })
    expect((await admin('/rerender', { json: {} })).status).toBe(200)
    expect(await verified()).toMatchObject({ gaps: [] })
    // A later schema has these fields in another order, or without one.
    const old = await env.DB.prepare('SELECT seal, public_json, warnings FROM incident_history').first()
    const stated = String(old?.public_json).replaceAll('\u007f', '"').slice(0, -1)
    const [, field = ''] = /^("dataset":"[^"]*",)/.exec(stated) ?? []
    const moved = `${stated.slice(field.length)},${field.slice(0, -1)}}`
    await env.DB.prepare("UPDATE incident_history SET schema_version = '000000-000000', public_json = ?1")
      .bind(moved.replaceAll('"', '\u007f'))
      .run()
    expect((await admin('/rerender', { json: { after: 'incident_history::0:1' } })).data().rendered).toBe(1)
    const digest = sha256(`${old?.seal}"warnings":${old?.warnings},${moved}`)
    expect((await readChain())[0]).toEqual({ commit: 1, id: incident.id, revision: 1, digest, gap: 'schema' })
    const { gaps } = await verifyChain(env.DB)
    expect(gaps).toEqual([{ commit: 1, id: incident.id, revision: 1, cause: 'schema' }])
    expect((await dump()).incident_history?.[0]?.public_json).toBe(old?.public_json)
  })

  it('begins with the commits of a version without it, and says so', async () => {
    const columns = 'seq, at, actor, kind, rows, public_seq, published'
    await env.DB.prepare(
      `INSERT INTO commits (${columns}) VALUES (1, '2024-01-01T00:00:00.000Z', 'a', 'grant', 0, 1, 0)`,
    ).run()
    await publishRecord()
    expect(await verified()).toMatchObject({ head: { seq: 2 }, gaps: [{ commit: 1, cause: 'unsealed' }] })
    expect(await readChain()).toMatchObject([
      { commit: 1, content: null, gap: 'unsealed' },
      {},
      { commit: 2 },
    ])
  })
})

describe('the head of the chain', () => {
  const write = async (howMany: number): Promise<void> => {
    for (let i = 0; i < howMany; i++) await file(report({ title: `Title ${i}` }), { publish: i % 3 === 0 })
  }

  it('is in the header of an export, of its commit, and in /health', async () => {
    await write(5)
    const noted = await noteDigests()
    const newest = await ask('/incidents.csv')
    expect(chainOf(newest.headers)).toEqual(noted.public.at(-1))
    for (const head of noted.public) {
      const { headers } = await ask(`/incidents.ndjson?commit=${head.commit}`)
      expect(chainOf(headers)).toEqual(head)
    }
    const asOf = new Date(noon).toISOString()
    expect(chainOf((await ask(`/incidents.csv?as_of=${asOf}`)).headers)).toEqual(noted.public.at(-1))
    expect((await ask('/health')).data().chain).toEqual(noted.public.at(-1))
    const { chain, full_chain } = (await admin('/health')).data()
    expect([chain, full_chain]).toEqual([noted.public.at(-1), noted.full.at(-1)])
    const drafts = await admin('/incidents.csv?status=submitted')
    expect(chainOf(drafts.headers)).toEqual(noted.public.at(-1))
  })

  it('is known of a database without commits', async () => {
    const head = { commit: 0, digest: '0'.repeat(64) }
    expect((await ask('/health')).data().chain).toEqual(head)
    expect(chainOf((await ask('/incidents.csv')).headers)).toEqual(head)
    expect((await ask('/chain.ndjson')).text).toBe('')
  })

  it('is computed from checkpoints, which upkeep and /health make', async () => {
    await write(2 * checkpointInterval + 10)
    const noted = await noteDigests()
    const last = noted.full.length
    const { db, log } = measureDatabase(env.DB)
    expect(await findPublicHead(db, last)).toEqual(noted.public.at(-1))
    expect(log.reduce((sum, { rowsRead }) => sum + rowsRead, 0)).toBeLessThanOrEqual(last + 3)
    await upkeep(env.DB, env.FILES, noon)
    const { chain_checkpoints } = await dump()
    expect(chain_checkpoints?.map(({ seq, digest }) => ({ commit: seq, digest }))).toEqual(
      [checkpointInterval, 2 * checkpointInterval].map((seq) => noted.full[seq - 1]),
    )
    log.length = 0
    expect(await findPublicHead(db, last)).toEqual(noted.public.at(-1))
    expect(log.reduce((sum, { rowsRead }) => sum + rowsRead, 0)).toBeLessThanOrEqual(10 + 5)
    for (const head of noted.public) expect(await findPublicHead(db, head.commit)).toEqual(head)
    await write(checkpointInterval)
    await ask('/health')
    expect((await dump()).chain_checkpoints).toHaveLength(3)
    expect((await verified()).gaps).toEqual([])
  })

  it('is missing while too many commits follow the last checkpoint, until upkeep has made some', async () => {
    await env.DB.prepare(
      `INSERT INTO commits (seq, at, actor, kind, rows, public_seq, published)
       SELECT value, '2024-01-01T00:00:00.000Z', 'a', 'update', 0, value, 0 FROM json_each(?1)`,
    )
      .bind(JSON.stringify(Array.from({ length: maxTail + 6000 }, (_, i) => i + 1)))
      .run()
    expect((await ask('/incidents.csv')).headers.get('Sitrep-Chain')).toBeNull()
    expect((await ask('/health')).data()).toMatchObject({ status: 'ok', chain: null })
    await upkeep(env.DB, env.FILES, noon)
    expect(chainOf((await ask('/incidents.csv')).headers).commit).toBe(maxTail + 6000)
  })
})
