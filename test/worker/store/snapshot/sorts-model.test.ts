import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDays } from '../../../../schemas/edtf-date.ts'
import type { Actor } from '../../../../src/auth/permissions.ts'
import { prerendered } from '../../../../src/export/registry.ts'
import { parseQuery, type Query } from '../../../../src/ingest/request/list-query.ts'
import { type SortName, sortOrders } from '../../../../src/record/segments/sort-orders.ts'
import { cursorOfPage, findPageNumber } from '../../../../src/services/exports/page-number.ts'
import { resolveQuery } from '../../../../src/services/exports/resolve-query.ts'
import { countAll, select } from '../../../../src/services/exports/select.ts'
import { readPages } from '../../../../src/services/exports/text-pages.ts'
import { contextAt, testActors } from '../../support.ts'
import { histories } from '../random-history.ts'
import { filedAt, lineOf, type Model, type ModelVersion } from '../register-model.ts'
import { type FilterCase, filterCases } from './filter-cases.ts'
import { build, publicAt } from './sealed-history.ts'

const far = contextAt(Date.UTC(2100, 0))
const sortNames = Object.keys(sortOrders) as SortName[]

const valuesOf: Readonly<Record<string, (held: ModelVersion) => string | number | undefined>> = {
  date: ({ stated }) => (toDays(String(stated.date)) as { start: string }).start,
  created: filedAt,
  deaths: ({ stated }) => (stated.casualties as { deaths?: { best?: number } } | undefined)?.deaths?.best,
}

/** Histories in which most records are published. */
const publicHistories = histories.map((steps) =>
  steps.map((step) => (step.act === 'create' ? { ...step, publish: step.which % 8 !== 0 } : step)),
)

/** Versions as a person would sort them: those without a value last, ties by id. */
const sorted = (held: readonly ModelVersion[], sort: SortName): ModelVersion[] => {
  const read = valuesOf[sort.replace('-', '')] ?? (() => undefined)
  const direction = sort.startsWith('-') ? -1 : 1
  const byId = [...held].sort((a, b) => (a.id < b.id ? -direction : direction))
  const known = byId.filter((each) => read(each) !== undefined)
  const compare = (a: ModelVersion, b: ModelVersion) => {
    const [one, other] = [read(a) ?? '', read(b) ?? '']
    return one === other ? 0 : one < other ? -direction : direction
  }
  return [...known.sort(compare), ...byId.filter((each) => read(each) === undefined)]
}

const pageOf = async (actor: Actor, query: Query) => {
  const target = await resolveQuery(far, actor, query)
  const selection = await select(far, actor, query, target)
  let text = ''
  for await (const { data } of readPages(env.DB, selection, prerendered.csv)) text += `${data}\r\n`
  return { text, rows: selection.rows, next: selection.next, total: countAll(target), target }
}

const ties = (held: readonly ModelVersion[], sort: SortName): number =>
  held.length - new Set(held.map((each) => valuesOf[sort.replace('-', '')]?.(each))).size

/** Every size of a page: the pages together are the whole, each begun by the cursor of the one before. */
const checkPages = async (actor: Actor, query: Query, wanted: readonly ModelVersion[], sort: SortName) => {
  for (const limit of [1, 2, 3, wanted.length, wanted.length + 1].filter((each) => each > 0)) {
    let text = ''
    let at: string | undefined
    let number = 0
    do {
      number++
      const { cursor } = at === undefined ? {} : parseQuery(new URLSearchParams({ sort, cursor: at }))
      const page = await pageOf(actor, { ...query, limit, cursor })
      expect(page.rows).toBeLessThanOrEqual(limit)
      expect(page.total).toBe(wanted.length)
      const pages = Math.max(1, Math.ceil(wanted.length / limit))
      expect(findPageNumber(page.target, { ...query, limit, cursor })).toEqual({ page: number, pages })
      expect(cursorOfPage(page.target, { ...query, limit }, number)).toBe(at)
      text += page.text
      at = page.next
    } while (at !== undefined)
    expect(text, `pages of ${limit} by ${sort}`).toBe(wanted.map(lineOf).join(''))
  }
}

const check = async (model: Model, seq: number, { query, keeps }: FilterCase, sort: SortName) => {
  const wanted = sorted(publicAt(model, seq).filter(keeps), sort)
  const label = `commit ${seq} by ${sort}, ${JSON.stringify(query)}`
  const asked = { ...query, commit: seq, sort }
  const { text, rows, next } = await pageOf(testActors.contributor, asked)
  expect([rows, next], label).toEqual([wanted.length, undefined])
  expect(text, label).toBe(wanted.map(lineOf).join(''))
  if (seq % 5 === 0 || seq === model.seq) await checkPages(testActors.contributor, asked, wanted, sort)
  const drafts = { ...asked, equals: { ...query.equals, status: ['submitted', 'published', 'retracted'] } }
  const held = model.at(seq).filter((each) => each.status !== 'rejected' && keeps(each))
  expect((await pageOf(testActors.editor, drafts)).text, label).toBe(sorted(held, sort).map(lineOf).join(''))
  return ties(wanted, sort)
}

describe('every order', () => {
  it('is that of a plain model at every commit, whole and page by page, with ties and unknown values', {
    timeout: 120_000,
  }, async () => {
    const everything: FilterCase = { query: { equals: {}, facets: {} }, keeps: () => true }
    let tied = 0
    await fc.assert(
      fc.asyncProperty(
        publicHistories,
        fc.array(filterCases, { minLength: 8, maxLength: 8 }),
        async (steps, filters) => {
          const { model } = await build(steps)
          for (let seq = 0; seq <= model.seq; seq++) {
            const filter = seq % 3 === 0 ? (filters[seq % filters.length] ?? everything) : everything
            tied += await check(model, seq, filter, sortNames[seq % sortNames.length] as SortName)
          }
          for (const sort of sortNames) tied += await check(model, model.seq, everything, sort)
        },
      ),
      { seed: 20_260_105, numRuns: 8, endOnFailure: true },
    )
    expect(tied).toBeGreaterThan(50)
  })
})
