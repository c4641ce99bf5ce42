import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor } from '../../../../src/auth/permissions.ts'
import { prerendered } from '../../../../src/export/registry.ts'
import type { Query } from '../../../../src/ingest/request/list-query.ts'
import { resolveQuery } from '../../../../src/services/exports/resolve-query.ts'
import { type Selection, select } from '../../../../src/services/exports/select.ts'
import { readPages } from '../../../../src/services/exports/text-pages.ts'
import * as commits from '../../../../src/store/commits.ts'
import { listPages } from '../../../../src/store/snapshot.ts'
import { decodeStored } from '../../../../src/text/storage-encoding.ts'
import { contextAt, testActors } from '../../support.ts'
import { histories, type RandomHistory } from '../random-history.ts'
import { lineOf, type Model, type ModelVersion, publicRecordOf, recordOf } from '../register-model.ts'
import { type FilterCase, filterCases } from './filter-cases.ts'
import { build, publicAt } from './sealed-history.ts'

const { editor } = testActors
/** Somebody who sees what the public sees, and may ask for any commit. */
const anyone = testActors.contributor
const far = contextAt(Date.UTC(2100, 0))

const selected = async (actor: Actor, query: Query): Promise<Selection> =>
  select(far, actor, query, await resolveQuery(far, actor, query))

const csvOf = async (selection: Selection): Promise<string> => {
  let text = ''
  for await (const each of readPages(env.DB, selection, prerendered.csv)) text += `${each.data}\r\n`
  return text
}

const jsonOf = async (selection: Selection): Promise<unknown[]> => {
  const records: unknown[] = []
  for await (const { data } of readPages(env.DB, selection, prerendered.ndjson))
    records.push(
      ...String(data)
        .split('\n')
        .map((line) => JSON.parse(line)),
    )
  return records
}

/** The public's files of one commit, in both formats and by both ways to read history. */
const checkPublic = async (model: Model, seq: number, { query, keeps }: FilterCase) => {
  const wanted = publicAt(model, seq).filter(keeps)
  const selection = await selected(anyone, { ...query, commit: seq })
  const label = `commit ${seq}, ${JSON.stringify(query)}`
  expect([selection.snapshot.seq, selection.rows], label).toEqual([
    model.commits[seq]?.publicSeq,
    wanted.length,
  ])
  const lines = wanted.map(lineOf).join('')
  const snapshot = { ...selection.snapshot, old: !selection.snapshot.isOld }
  expect(await csvOf(selection), label).toBe(lines)
  expect(await csvOf({ ...selection, snapshot }), `${label}, the other way`).toBe(lines)
  expect(await jsonOf(selection), label).toEqual(wanted.map(publicRecordOf))
}

/** An editor's view of any status, with notes. */
const checkEditors = async (
  model: Model,
  seq: number,
  { query, keeps }: FilterCase,
  statuses: ModelVersion['status'][],
) => {
  const wanted = model.at(seq).filter((held) => statuses.includes(held.status) && keeps(held))
  const equals = { ...query.equals, status: statuses }
  const selection = await selected(editor, { ...query, equals, commit: seq })
  expect(selection.rows).toBe(wanted.length)
  expect(await jsonOf(selection)).toEqual(wanted.map(recordOf))
}

/** Every size of a page: the pages together are the whole, and the last one says so. */
const checkPaging = async (model: Model, seq: number, { query, keeps }: FilterCase) => {
  const wanted = publicAt(model, seq).filter(keeps)
  for (let limit = 1; limit <= wanted.length + 1; limit++) {
    let cursor: string | undefined
    for (let from = 0; from === 0 || cursor !== undefined; from += limit) {
      const at = cursor === undefined ? {} : { cursor: { key: Number(cursor), value: Number.NaN } }
      const selection = await selected(anyone, { ...query, commit: seq, limit, ...at })
      const expected = wanted.slice(from, from + limit)
      expect(selection.rows).toBe(expected.length)
      expect(await csvOf(selection)).toBe(expected.map(lineOf).join(''))
      cursor = selection.next
      expect(cursor).toBe(from + limit < wanted.length ? String(expected.at(-1)?.rowKey) : undefined)
    }
  }
}

/** Pages of the store itself, however small and by both ways to read history, lose nothing. */
const checkStretches = async (model: Model, seq: number) => {
  const wanted = publicAt(model, seq).map(lineOf).join('')
  const { snapshot } = await selected(anyone, { equals: {}, facets: {}, commit: seq })
  const rendering = { source: 'csv', separator: '^@M@J^', view: 'public' } as const
  for (const isOld of [true, false])
    for (const [limit, howMany] of [
      [1, 3],
      [2, 1],
      [3, 2],
      [7, 9],
    ] as const) {
      let text = ''
      for (let after = -1; ; ) {
        const found = await listPages(
          env.DB,
          { ...snapshot, isOld },
          rendering,
          { after },
          { pageSize: limit, pageCount: howMany },
        )
        for (const each of found) if (each.rows > 0) text += `${decodeStored(each.text).toString('utf8')}\r\n`
        const { last } = found.at(-1) ?? {}
        if (last === undefined) break
        after = last
      }
      expect(text, `commit ${seq}, pages of ${limit}`).toBe(wanted)
    }
}

const check = async ({ model }: RandomHistory, some: readonly FilterCase[]) => {
  for (const [i, probe] of some.entries()) await checkPublic(model, Math.max(0, model.seq - (i % 7)), probe)
  const all: FilterCase = { query: { equals: {}, facets: {} }, keeps: () => true }
  for (let seq = 0; seq <= model.seq; seq++) {
    expect(await commits.find(env.DB, seq)).toEqual({ seq, ...model.commits[seq] })
    await checkPublic(model, seq, all)
    const probe = some[seq % some.length] ?? all
    await checkPublic(model, seq, probe)
    const statuses = (['submitted', 'rejected', 'retracted', 'published'] as const).slice(
      seq % 3,
      (seq % 3) + 2,
    )
    await checkEditors(model, seq, seq % 2 ? probe : all, statuses)
    if (seq % 8 === 0 || seq === model.seq) {
      await checkPaging(model, seq, seq % 16 ? probe : all)
      await checkStretches(model, seq)
    }
  }
}

describe('the register', () => {
  it('shows at every commit what a plain model shows, whatever was done to it', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        histories,
        fc.array(filterCases, { minLength: 25, maxLength: 25 }),
        async (steps, some) => {
          await check(await build(steps), some)
        },
      ),
      { seed: 20_240_615, numRuns: 8, endOnFailure: true },
    )
  })
})
