import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { findNeighbours } from '../../../src/services/incidents/read.ts'
import { toResponse } from '../../../src/services/version-row.ts'
import { measureDatabase, times } from '../measured-database.ts'
import { csvOf, importPieces, row } from '../services/imports/send-file.ts'
import { contextAt, file, report, testActors } from '../support.ts'
import { fillStore, noon } from './large-store.ts'

const records = 20_000
const maxLinks = 100

/** The index and the record that it leads to, and its body for the title. */
const readByLink = 4
/** The link is looked for in the index of links, and written there. */
const readByIndexed = 2
/** The commit, the record, its index, its answer, the number of its dataset. */
const readByRecord = 21
/** A row that is looked for, and the record that it is; for a new one also those that it is compared with, and the number of its dataset. */
const readByRow = 4
const readByNewRow = 61
const readByImport = 20

const readBy = async (act: (db: D1Database) => Promise<unknown>): Promise<number> => {
  const { db, log } = measureDatabase(env.DB)
  await act(db)
  return log.reduce((sum, { rowsRead }) => sum + rowsRead, 0)
}

const linking = (...names: string[]) =>
  report({ dataset: 'bench', links: names.map((incident) => ({ type: 'related', incident })) })

describe('a link in a dataset of 20,000 records', () => {
  it('reads the record that it leads to and no other, at every door', async () => {
    await fillStore(records)
    const { results } = await env.DB.prepare('SELECT id, reference FROM incidents ORDER BY row_key LIMIT ?1')
      .bind(maxLinks)
      .all<{ id: string; reference: string }>()
    const references = results.map(({ reference }) => reference)
    const ids = results.map(({ id }) => id)

    for (const names of [references.slice(0, 1), ids.slice(0, 1), references, ids]) {
      const filing = (db: D1Database) =>
        file(linking(...names), { publish: true }, testActors.editor, contextAt(noon + 9, db))
      expect(await readBy(filing)).toBeLessThanOrEqual(
        names.length * (readByLink + readByIndexed) + readByRecord,
      )
    }

    const { version } = await file(
      linking(references[0] ?? ''),
      { publish: true },
      testActors.editor,
      contextAt(noon + 10),
    )
    const record = toResponse(version, { view: 'full' })
    const page = (db: D1Database) => findNeighbours(db, testActors.anyone, record)
    expect(await readBy(page)).toBeLessThanOrEqual(readByLink + readByRecord)

    const rows = times(maxLinks, (i) =>
      row(`new-${i}`, { links: `related:${references[i]};related:${ids[i]}`, dataset: 'bench' }),
    )
    for (const perRow of [readByNewRow, readByRow]) {
      const importing = (db: D1Database) =>
        importPieces(
          testActors.editor,
          [csvOf(rows)],
          { dataset: 'bench', publish: true },
          contextAt(noon + 11, db),
        )
      expect(await readBy(importing)).toBeLessThanOrEqual(
        rows.length * (2 * readByLink + perRow) + readByImport,
      )
    }
  }, 60_000)
})
