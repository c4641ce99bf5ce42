// Likely twins on real events, each told again as another paper would; and on the founding case.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Incident } from '../../../schemas/incident.ts'
import { scoresOf, threshold, traitsOf } from '../../../src/record/duplicates/score.ts'
import { founding } from '../support/founding-case.ts'
import { type Case, cases, measured, namedFiles, scoredPairs, stack } from './labelled-pairs.ts'
import { there } from './real-records.ts'

describe('at the threshold, on the labelled set', () => {
  let all: Case[] = []

  beforeEach(({ skip }) => {
    if (!there && !process.env.CI) skip('shared/data is not beside this repository')
    expect(there, 'shared/data is beside this repository').toBe(true)
  })
  beforeAll(async () => {
    if (there) all = await cases(2022, namedFiles)
  })

  it('four of five that are offered are twins, and nine of ten twins are offered', () => {
    const { precision, recall } = measured(scoredPairs(all), threshold)
    expect(precision).toBeGreaterThanOrEqual(0.8)
    expect(recall).toBeGreaterThanOrEqual(0.9)
  })

  it('at the point that 1,705 events share, seven of ten are, and nine of ten are offered', () => {
    const stacked = all.filter(
      ({ event }) => event.point?.latitude === stack.latitude && event.point.longitude === stack.longitude,
    )
    expect(stacked.length).toBeGreaterThan(50)
    const { precision, recall } = measured(scoredPairs(stacked), threshold)
    expect(precision).toBeGreaterThanOrEqual(0.7)
    expect(recall).toBeGreaterThanOrEqual(0.9)
  })

  it('no two events of one file are offered as twins', () => {
    const offered = all.flatMap(({ event, others }) =>
      scoresOf(event, others).filter((score) => score >= threshold),
    )
    expect(offered).toEqual([])
  })
})

describe('of the nine founding incidents', () => {
  const records = founding as unknown as Incident[]

  it('none is offered as the twin of another', () => {
    for (const record of records) {
      const others = records.filter((each) => each !== record)
      const scores = scoresOf(
        traitsOf(record),
        others.map((each) => traitsOf(each)),
      )
      expect(Math.max(...scores)).toBeLessThan(threshold)
    }
  })

  it('each is found again when another files it, and no other one', () => {
    for (const { dataset: _, reference: __, links: ___, ...stated } of records) {
      const again = traitsOf({
        ...stated,
        dataset: 'reports',
        sources: [{ publisher: 'Another' }],
      } as Incident)
      const scores = scoresOf(
        again,
        records.map((each) => traitsOf(each)),
      )
      const offered = records.filter((_each, i) => (scores[i] ?? 0) >= threshold)
      expect(offered.map(({ title }) => title)).toEqual([stated.title])
    }
  })
})
