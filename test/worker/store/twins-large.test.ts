import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { twinsOf, twinsOfEach } from '../../../src/workflow/twins.ts'
import { build } from './large.ts'
import { measured } from './measured.ts'
import { depsAt, people } from '../support.ts'
import { generated } from '../../../bench/records.ts'
import { daysOf } from '../../../schemas/date.ts'

it('x', async () => {
  await build(100_000)
  void daysOf
  for (const i of [0, 3, 5]) {
    const { db, log } = measured(env.DB)
    const t = Date.now()
    const found = await twinsOf(depsAt(undefined, db), people.editor, { ...generated(i), dataset: 'reports' } as never)
    console.log(found.length, JSON.stringify(found[0]), log.map((l) => l.rowsRead), log[0]?.largestRow, Date.now() - t)
  }
  const { db, log } = measured(env.DB)
  const t = Date.now()
  const found = await twinsOfEach(depsAt(undefined, db), people.editor, Array.from({ length: 200 }, (_, i) => generated(i) as never))
  console.log(found.flat().length, log.map((l) => l.rowsRead), Date.now() - t)
  const plan = await env.DB.prepare("EXPLAIN QUERY PLAN " + (log[0]?.sql ?? '')).bind('[]', 1, 1, 1, 1, 1, 0, null).all()
  console.log(plan.results.map((r: any) => r.detail).join('\n'))
  expect(1).toBe(1)
})
