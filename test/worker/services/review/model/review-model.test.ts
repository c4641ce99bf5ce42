import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkChain,
  checkClock,
  checkFeed,
  checkHistory,
  checkImports,
  checkList,
  checkQueue,
  checkRecord,
} from './checks.ts'
import { checkDuplicates } from './duplicate-checks.ts'
import { performStep } from './perform-step.ts'
import { type Person, ReviewModel } from './review-model.ts'
import type { Step } from './steps.ts'
import { createPeople, inParallel, Workday } from './workday.ts'
import { manyWorkday, mergeWorkday, workdays } from './workdays.ts'

const schema = env.TEST_MIGRATIONS.flatMap(({ queries }) => queries).join('\n;')

const begin = async (): Promise<Workday> => {
  await reset()
  await env.DB.prepare(schema).run()
  const model = new ReviewModel()
  const all = await createPeople()
  for (const { role } of all)
    if (role === 'contributor' || role === 'editor')
      model.commit({ kind: 'grant', actor: 'admin', reason: null, rows: 0 }, false)
  return new Workday(model, all)
}

/** The public, somebody who files, an editor. */
const observers = ({ people }: Workday): Person[] => [0, 1, 3].map((i) => people[i] as Person)

const checkAll = async (day: Workday) => {
  const all = observers(day)
  for (let seq = day.begins; seq <= day.model.seq; seq++)
    await inParallel(all.map((who) => checkList(day, who, seq)))
  for (const { id } of day.model.current())
    await inParallel(all.flatMap((who) => [checkRecord(day, who, id), checkHistory(day, who, id)]))
  await checkDuplicates(day)
  await checkFeed(day)
  await checkChain(day)
  await inParallel([checkQueue(day), checkImports(day), checkClock(day)])
}

/**
 * Every so many steps the record that a step was about is looked at, and the list as it stands; a record that was ever
 * merged each time.
 */
const sample = 5

const live = async (steps: readonly Step[]): Promise<Workday> => {
  const day = await begin()
  for (const [i, step] of steps.entries()) {
    const id = await performStep(day, step)
    const who = day.people[step.which % 4] as Person
    if (i % sample === 0) await checkList(day, who, day.model.seq)
    if (i % sample === 0 && id) await checkHistory(day, who, id)
    if (day.model.merges.some((merge) => merge.id === id)) await checkRecord(day, who, id ?? '')
  }
  return day
}

/** Lives a day and holds all that it left against the model; gives how often what was asked was answered how. */
const lived = async (steps: readonly Step[]): Promise<ReadonlyMap<string, number>> => {
  const day = await live(steps)
  await checkAll(day)
  for (const { kind } of day.model.commits) day.count(kind)
  return day.tally
}

const missing = (tally: ReadonlyMap<string, number>, wanted: readonly string[]): string[] =>
  wanted.filter((what) => !tally.has(what))

describe('the desk', () => {
  it('keeps, tells and forgets what a plain model does, whatever is done by whomever', async () => {
    const property = fc.asyncProperty(workdays, async (steps) => void (await lived(steps)))
    await fc.assert(property, { seed: 5, numRuns: 3, endOnFailure: true })
  })

  it('changes many records at once, undoes that, and makes one record of several, as the plain model does', async () => {
    const tally = await lived(manyWorkday)
    const kinds = ['create', 'update', 'import', 'merge', 'undo']
    const answers = ['bulk 200', 'bulk 403', 'bulk 422', 'undo 200', 'undo 403', 'undo 409', 'cluster 200']
    const more = ['bulk of several', 'undo of update', 'undo of import', 'cluster of 2']
    expect(missing(tally, [...kinds, ...answers, ...more])).toEqual([])
  })

  it('makes one record of two, and two of them again, as the plain model does', async () => {
    const tally = await lived(mergeWorkday)
    const statuses = {
      merge: [200, 401, 403, 409, 412, 422],
      unmerge: [200, 401, 403, 412],
      distinct: [200, 401, 403, 422],
      'merge into a merged one': [409],
      'read of a merged one': [308, 404],
    }
    const kinds = ['create', 'update', 'publish', 'reject', 'retract', 'restore', 'redact', 'merge']
    const answers = Object.entries(statuses).flatMap(([what, all]) =>
      all.map((status) => `${what} ${status}`),
    )
    const more = [
      'merge of submitted into submitted',
      'merge of published into published',
      'merge of one that took another in',
      'merge that chose range of deaths',
      'merge that chose into of claims',
      'merge that chose from of title',
      'offered no more',
      'offered again',
      'settle 409',
      'edit 308',
    ]
    expect(missing(tally, [...kinds, ...answers, ...more])).toEqual([])
  })
})
