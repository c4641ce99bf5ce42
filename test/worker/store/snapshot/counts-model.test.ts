import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDays } from '../../../../schemas/edtf-date.ts'
import { type CountColumn, countColumns, type TimeStep, timeSteps } from '../../../../schemas/query.ts'
import type { Actor } from '../../../../src/auth/permissions.ts'
import { countsFormats } from '../../../../src/export/counts.ts'
import type { Query } from '../../../../src/ingest/request/list-query.ts'
import type { Dimension } from '../../../../src/record/segments/count-groups.ts'
import { resolveCounts } from '../../../../src/services/counts.ts'
import { contextAt, type Part, testActors } from '../../support.ts'
import { histories } from '../random-history.ts'
import type { Model, ModelVersion } from '../register-model.ts'
import { type FilterCase, filterCases } from './filter-cases.ts'
import { build, publicAt } from './sealed-history.ts'

const far = contextAt(Date.UTC(2100, 0))

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

/** Days at the edges of weeks, months, quarters and years, and intervals that span them. */
const dates = [
  ...['2020-12-31', '2021-01-03', '2021-01-04', '2018-12-30', '2018-12-31', '2016-01-01', '2015-12-31'],
  ...['2024-01-01', '2022-03-31', '2022-04-01', '1999-12-31', '2000-02-29', '2022', '2022-02', '2022-12'],
  ...['2020-12-28/2021-01-03', '2021-01-03/2021-01-04', '2022-01-01/2022-03-31', '2022-03-31/2022-04-01'],
]

const estimates = fc.constantFrom({ low: 0 }, { best: 3 }, { high: 9 }, { low: 0, best: 2, high: 3 })
const groups = fc.array(
  fc.record({
    group: fc.constantFrom('civilians', 'civilians', 'state_forces'),
    deaths: fc.constantFrom({ low: 0 }, { best: 3 }, { high: 9 }, { low: 1, best: 2, high: 4 }),
  }),
  { minLength: 1, maxLength: 3 },
)

/** Fields to lay over those of a history, so that every column has values. */
const extra = fc.record({
  date: maybe(fc.constantFrom(...dates)),
  location: maybe(
    fc.constantFrom({ country: 'IQ', admin1: 'Anbar' }, { country: 'SY', admin1: 'Ḥalab, "A"' }),
  ),
  conflict_type: maybe(fc.constantFrom('state_based', 'one_sided')),
  outcome: maybe(fc.constantFrom('hit', 'missed')),
  weapons: maybe(
    fc.constantFrom(
      [{ type: 'rocket' }],
      [{ type: 'drone_one_way' }, { type: 'rocket' }, { type: 'rocket', model: 'Katyusha' }],
      [{ type: 'mortar' }, { type: 'rocket' }],
    ),
  ),
  targets: maybe(fc.subarray([{ type: 'military' }, { type: 'police' }], { minLength: 1 })),
  casualties: maybe(fc.record({ deaths: estimates, injuries: estimates, groups }, { requiredKeys: [] })),
})

const stated = (made: object): Part =>
  Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined))

const richHistories = fc
  .tuple(histories, fc.array(extra, { minLength: 32, maxLength: 32 }))
  .map(([steps, extras]) =>
    steps.map((step, i) => {
      const more = stated(extras[i] ?? {})
      if (step.act === 'create') return { ...step, part: { ...step.part, ...more } }
      return step.act === 'edit' ? { ...step, patch: { ...step.patch, ...more } } : step
    }),
  )

const pad = (number: number): string => String(number).padStart(2, '0')

/** The week of a day as a calendar on paper gives it: that week 1 has 4 January. */
const weekOf = (day: string): string => {
  const at = Date.parse(day)
  const monday = (time: number) => time - ((new Date(time).getUTCDay() + 6) % 7) * 86_400_000
  const firstMonday = (year: number) => monday(Date.UTC(year, 0, 4))
  const year = Number(day.slice(0, 4))
  const own = [year + 1, year, year - 1].find((each) => firstMonday(each) <= at) ?? Number.NaN
  return `${own}-W${pad(1 + Math.round((monday(at) - firstMonday(own)) / (7 * 86_400_000)))}`
}

const periodOf: Readonly<Record<TimeStep, (day: string) => string>> = {
  year: (day) => day.slice(0, 4),
  quarter: (day) => `${day.slice(0, 4)}-Q${1 + Math.floor((Number(day.slice(5, 7)) - 1) / 3)}`,
  month: (day) => day.slice(0, 7),
  week: weekOf,
  day: (day) => day,
}

const typesOf = (list: unknown): string[] => {
  const types = ((list ?? []) as Part[]).flatMap(({ type }) => (type === undefined ? [] : [String(type)]))
  return types.length > 0 ? [...new Set(types)] : ['']
}

const keysOf = (dimension: Dimension, { stated: part, status }: ModelVersion): string[] => {
  if (dimension === 'status') return [status]
  if (dimension === 'weapon') return typesOf(part.weapons)
  if (dimension === 'target_type') return typesOf(part.targets)
  const place = part.location as Part
  if (dimension === 'country' || dimension === 'admin1') return [String(place[dimension] ?? '')]
  if (Object.hasOwn(periodOf, dimension)) {
    const { start, end } = toDays(String(part.date)) as { start: string; end: string }
    const [first, last] = [start, end].map(periodOf[dimension as TimeStep])
    return [first === last ? String(first) : '']
  }
  return [String(part[dimension as CountColumn] ?? '')]
}

type Estimate = Readonly<Record<string, number | undefined>>

const estimatesOf = ({ casualties }: Part): Readonly<Record<string, Estimate>> => {
  const {
    deaths = {},
    injuries = {},
    groups: all = [],
  } = (casualties ?? {}) as {
    deaths?: Estimate
    injuries?: Estimate
    groups?: { group?: string; deaths?: Estimate }[]
  }
  const civilians = all.filter(({ group }) => group === 'civilians').map((each) => each.deaths ?? {})
  const first = (bound: string) => civilians.map((each) => each[bound]).find((each) => each !== undefined)
  return {
    deaths,
    injuries,
    civilian_deaths: { low: first('low'), best: first('best'), high: first('high') },
  }
}

const countPlainly = (held: readonly ModelVersion[], by: readonly Dimension[]) => {
  const rows = new Map<string, Record<string, string | number>>()
  const add = (each: ModelVersion, keys: readonly string[]) => {
    const row = rows.get(keys.join('\t')) ?? {
      ...Object.fromEntries(by.map((name, i) => [name, keys[i] ?? ''])),
      records: 0,
    }
    row.records = Number(row.records) + 1
    for (const [name, estimate] of Object.entries(estimatesOf(each.stated))) {
      const bounds = ['low', 'best', 'high'] as const
      for (const bound of bounds)
        row[`${name}_${bound}`] = Number(row[`${name}_${bound}`] ?? 0) + (estimate[bound] ?? 0)
      const isUnknown = bounds.every((bound) => estimate[bound] === undefined)
      row[`${name}_unknown`] = Number(row[`${name}_unknown`] ?? 0) + Number(isUnknown)
    }
    rows.set(keys.join('\t'), row)
  }
  for (const each of held) {
    let combinations: string[][] = [[]]
    for (const name of by)
      combinations = combinations.flatMap((keys) => keysOf(name, each).map((key) => [...keys, key]))
    for (const keys of combinations) add(each, keys)
  }
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

const counted = async (actor: Actor, query: Query, by: readonly Dimension[]) => {
  const { count } = await resolveCounts(far, actor, { ...query, by })
  const counts = count()
  expect(countsFormats.csv.write(counts, {}).split('\r\n')).toHaveLength(counts.groups.length + 2)
  return JSON.parse(countsFormats.json.write(counts)) as { commit: number; counts: object[] }
}

/** One or two columns, a step of time, or both. */
const dimensions = fc
  .tuple(fc.subarray([...countColumns], { maxLength: 2 }), maybe(fc.constantFrom(...timeSteps)), fc.boolean())
  .map(([columns, step, isFirst]): Dimension[] => {
    if (step === undefined) return columns
    return isFirst ? [step, ...columns] : [...columns, step]
  })
  .filter((by) => by.length > 0)

const everything: FilterCase = { query: { equals: {}, facets: {} }, keeps: () => true }
const statuses = ['submitted', 'rejected', 'retracted', 'published'] as const

const check = async (model: Model, seq: number, { query, keeps }: FilterCase, by: readonly Dimension[]) => {
  const label = `commit ${seq} by ${by.join()}, ${JSON.stringify(query)}`
  const shown = await counted(testActors.contributor, { ...query, commit: seq }, by)
  const wanted = countPlainly(publicAt(model, seq).filter(keeps), by)
  expect(shown, label).toEqual({ ...shown, commit: model.commits[seq]?.publicSeq, counts: wanted })
  const equals = { ...query.equals, status: [...statuses] }
  const all = await counted(testActors.editor, { ...query, equals, commit: seq }, by)
  expect(all.counts, label).toEqual(countPlainly(model.at(seq).filter(keeps), by))
  return wanted.length
}

describe('counts', () => {
  it('are those of a plain model at every commit, by every column and step, with and without filters', {
    timeout: 120_000,
  }, async () => {
    let most = 0
    await fc.assert(
      fc.asyncProperty(
        richHistories,
        fc.array(fc.tuple(dimensions, maybe(filterCases)), { minLength: 40, maxLength: 40 }),
        async (steps, cases) => {
          const { model } = await build(steps)
          for (let seq = 0; seq <= model.seq; seq++) {
            const [by, filter] = cases[seq % cases.length] ?? [['country'] as Dimension[], undefined]
            most = Math.max(most, await check(model, seq, filter ?? everything, by))
          }
          for (const name of [...countColumns, ...timeSteps])
            await check(model, model.seq, everything, [name])
        },
      ),
      { seed: 20_260_104, numRuns: 6, endOnFailure: true },
    )
    expect(most).toBeGreaterThan(3)
  })
})
