/** Filters at random, each with what it keeps in plain words. */
import fc from 'fast-check'
import { toDays } from '../../../../schemas/edtf-date.ts'
import type { Query } from '../../../../src/ingest/request/list-query.ts'
import { parseQuery } from '../../../../src/ingest/request/list-query.ts'
import type { Part } from '../../support.ts'
import type { ModelVersion } from '../register-model.ts'

export interface FilterCase {
  readonly query: Query
  readonly keeps: (held: ModelVersion) => boolean
}

interface Clause {
  readonly parameter: string
  readonly value: string
  readonly keeps: (stated: Part) => boolean
}

const oneOf = (
  parameter: string,
  known: readonly string[],
  of: (stated: Part) => unknown = (all) => all[parameter],
) =>
  fc.subarray([...known], { minLength: 1 }).map(
    (values): Clause => ({
      parameter,
      value: values.join(','),
      keeps: (stated) => values.includes(String(of(stated))),
    }),
  )

const placeOf = (stated: Part) => stated.location as Part
const daysIn = (stated: Part) => toDays(String(stated.date))
const deathsOf = (stated: Part) =>
  (stated.casualties as { deaths?: { best?: number } } | undefined)?.deaths?.best

const day = fc.constantFrom(
  '2021-12-31',
  '2022-01-05',
  '2022-02-01',
  '2022-02-28',
  '2022-12-31',
  '2023-06-01',
)

const clauses: Readonly<Record<string, fc.Arbitrary<Clause>>> = {
  dataset: oneOf('dataset', ['reports', 'trial', 'nowhere']),
  country: oneOf('country', ['IQ', 'SY', 'JO', 'TD'], (stated) => placeOf(stated).country),
  event_type: oneOf('event_type', ['battle', 'unrest', 'remote_violence']),
  series: oneOf('series', ['s1', 's2']),
  from: day.map((value) => ({ parameter: 'from', value, keeps: (stated) => daysIn(stated).end >= value })),
  to: day.map((value) => ({ parameter: 'to', value, keeps: (stated) => daysIn(stated).start <= value })),
  min_deaths: fc.nat({ max: 3 }).map((min) => ({
    parameter: 'min_deaths',
    value: String(min),
    keeps: (stated) => (deathsOf(stated) ?? -1) >= min,
  })),
  tag: fc.constantFrom('x', 'y').map((tag) => ({
    parameter: 'tag',
    value: tag,
    keeps: ({ tags = [] }) => (tags as string[]).includes(tag),
  })),
  bbox: fc.constantFrom('30,30,40,40', '170,-20,-170,0').map((value) => ({
    parameter: 'bbox',
    value,
    keeps: (stated) => placeOf(stated).longitude === (value.startsWith('30') ? 35.9 : 179.5),
  })),
  q: fc.constant({
    parameter: 'q',
    value: 'بغداد',
    keeps: ({ title, summary }: Part) => `${title} ${summary}`.includes('بغداد'),
  }),
}

/** One to three filters that can stand together. */
export const filterCases: fc.Arbitrary<FilterCase> = fc
  .subarray(Object.keys(clauses), { minLength: 1, maxLength: 3 })
  .chain((names) => fc.tuple(...names.map((name) => clauses[name] ?? fc.constant(undefined))))
  .map((made) => made.filter((each) => each !== undefined))
  .filter((made) => {
    const given = (name: string) => made.find(({ parameter }) => parameter === name)?.value
    return (given('from') ?? '') <= (given('to') ?? '9')
  })
  .map((made) => ({
    query: parseQuery(new URLSearchParams(made.map(({ parameter, value }) => [parameter, value]))),
    keeps: ({ stated }) => made.every(({ keeps }) => keeps(stated)),
  }))
