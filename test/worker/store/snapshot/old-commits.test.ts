import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { prerendered } from '../../../../src/export/registry.ts'
import type { Query } from '../../../../src/ingest/request/list-query.ts'
import { resolveQuery } from '../../../../src/services/exports/resolve-query.ts'
import { select } from '../../../../src/services/exports/select.ts'
import { readPages } from '../../../../src/services/exports/text-pages.ts'
import { measureDatabase, times } from '../../measured-database.ts'
import { contextAt, file, noon, report, testActors, updateRecord } from '../../support.ts'

const records = 30
const edits = 8
/** Beyond these versions that were replaced since, history is read along the keys. */
const manySuperseded = 200

/** The commits: one for each record, then one for each edit, record by record. */
const build = async (): Promise<void> => {
  const made = []
  for (let i = 0; i < records; i++)
    made.push(
      (await file(report({ title: 'Title 0' }), { publish: true }, testActors.editor, contextAt(noon + i)))
        .version,
    )
  for (let edit = 1; edit <= edits; edit++)
    for (const [i, version] of made.entries())
      made[i] = (
        await updateRecord(
          version,
          { title: `Title ${edit}` },
          {},
          testActors.editor,
          contextAt(noon + records),
        )
      ).version
}

const exported = async (commit: number) => {
  const { db, log } = measureDatabase(env.DB)
  const context = contextAt(noon, db)
  const query: Query = { equals: {}, facets: {}, commit }
  const selection = await select(
    context,
    testActors.anyone,
    query,
    await resolveQuery(context, testActors.anyone, query),
  )
  const titles: string[] = []
  for await (const { data } of readPages(db, selection, prerendered.csv))
    titles.push(...[...String(data).matchAll(/,(Title \d+),/g)].map(([, title = '']) => title))
  const read = log.reduce((total, { rowsRead }) => total + rowsRead, 0)
  return { titles, old: selection.snapshot.isOld, read }
}

/** The titles at a commit: each record has been edited as often as its turn has come. */
const expected = (commit: number): string[] =>
  times(Math.min(records, commit), (i) => `Title ${Math.max(0, Math.floor((commit - i - 1) / records))}`)

describe('a snapshot', () => {
  it('is the same by either way to read history, whichever the versions replaced since ask for', async () => {
    await build()
    const newest = records * (edits + 1)
    for (const superseded of [
      0,
      1,
      manySuperseded - 1,
      manySuperseded,
      manySuperseded + 1,
      newest - records,
    ]) {
      const { titles, old } = await exported(newest - superseded)
      expect(titles).toEqual(expected(newest - superseded))
      expect([superseded, old]).toEqual([superseded, superseded > manySuperseded])
    }
    const versions = records * (edits + 1)
    for (const commit of [records, newest - manySuperseded, newest])
      expect((await exported(commit)).read).toBeLessThan(3 * versions)
    expect((await exported(1)).titles).toEqual(['Title 0'])
    expect((await exported(0)).titles).toEqual([])
  })
})
