import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { generateRecord } from '../../../../bench/records.ts'
import { comparePending, countPending } from '../../../../src/services/duplicates/compare-pending.ts'
import { listPairs } from '../../../../src/services/duplicates/list-pairs.ts'
import { measureDatabase } from '../../measured-database.ts'
import { send } from '../../services/imports/send-file.ts'
import { contextAt, file, testActors } from '../../support.ts'
import { noon } from '../large-store.ts'

const records = 3000
const planted = 10

/** A report of a generated record in other words. */
const retold = (i: number) => {
  const { dataset: _, reference: __, sources: ___, ...stated } = generateRecord(i)
  return { ...stated, title: `${stated.title}, retold`, sources: [{ publisher: `The Third Paper ${i}` }] }
}

const fill = async () => {
  const lines = Array.from({ length: records }, (_, i) => JSON.stringify(generateRecord(i))).join('\n')
  const answer = await send('publish=true&mode=valid', lines, 'application/x-ndjson')
  expect(answer.data()).toMatchObject({ created: records })
  for (let i = 0; i < planted; i++)
    await file(retold(i * 300), { publish: true }, testActors.editor, contextAt(noon + i))
  // The import's own comparison may be at work, too: of two, one is written.
  while ((await countPending(env.DB)) > 0) await comparePending(env.DB)
}

/** For each pair itself, its place in the index, two records to sort by status, and two with their texts. */
const readByPage = 140

describe('ten pairs among 3,000 records', () => {
  it('are on the first page, which reads no other record', async () => {
    await fill()
    expect(await countPending(env.DB)).toBe(0)
    const { db, log } = measureDatabase(env.DB)
    const { pairs, uncompared } = await listPairs(contextAt(noon, db), testActors.editor)
    const wanted = Array.from({ length: planted }, (_, i) => generateRecord(i * 300).title)
    expect(
      pairs
        .slice(0, planted)
        .map(({ duplicate }) => duplicate.title)
        .sort(),
    ).toEqual(wanted.sort())
    expect(uncompared).toBe(0)
    expect(log.reduce((sum, { rowsRead }) => sum + rowsRead, 0)).toBe(readByPage)
    expect(log.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0)).toBe(0)

    log.length = 0
    const { pairs: ofReports } = await listPairs(contextAt(noon, db), testActors.editor, {
      dataset: 'reports',
    })
    expect(ofReports).toHaveLength(planted)
    expect(log.reduce((sum, { rowsRead }) => sum + rowsRead, 0)).toBeLessThan(200)
    expect((await listPairs(contextAt(noon, db), testActors.editor, { dataset: 'none' })).pairs).toEqual([])
  })
})
