import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { ConstraintError, runBatch } from '../../../../src/store/batch.ts'
import { dump } from '../../support.ts'
import { guardCases } from './guard-cases.ts'
import { seed } from './seed-statements.ts'

/** How the store refuses a batch; undefined when it passes. */
const refusalOf = (batch: readonly string[]): Promise<Error | undefined> =>
  runBatch(
    env.DB,
    batch.map((sql) => env.DB.prepare(sql)),
  ).then(
    () => undefined,
    (error: Error) => error,
  )

const messageOf = (error: Error | undefined): string =>
  (error?.cause instanceof Error ? error.cause.message : error?.message) ?? 'It passes.'

/** Drops a trigger, or makes the database anew without a constraint. */
const drop = async (guard: string): Promise<void> => {
  const [table, constraint] = guard.split(': ')
  if (constraint === undefined) {
    await env.DB.prepare(`DROP TRIGGER ${table}`).run()
    return
  }
  const weakenTable = (sql: string) =>
    constraint === 'PRIMARY KEY'
      ? sql.replace(/PRIMARY KEY( \(.*\))?/, '$& ON CONFLICT REPLACE')
      : sql.replace(constraint, '')
  const isOfTable = (sql: string) =>
    sql.includes(`CREATE TABLE ${table} (`) || sql.includes(`ALTER TABLE ${table} `)
  const weaken = (sql: string) => (isOfTable(sql) ? weakenTable(sql) : sql)
  const queries = env.TEST_MIGRATIONS.flatMap((each) => each.queries)
  const weakened = queries.map(weaken)
  expect(weakened).not.toEqual(queries)
  await reset()
  await env.DB.prepare(weakened.join('\n;')).run()
  await seed()
}

describe('the guards of the database', () => {
  beforeEach(seed)

  it.each(guardCases)('refuse $what, by $guard', async (each) => {
    const { guard, forbidden, refused, otherwise } = each
    const before = await dump()
    const refusal = await refusalOf(forbidden)
    expect(messageOf(refusal)).toContain(refused)
    if (refused.startsWith('sitrep:')) {
      expect(refusal).toBeInstanceOf(ConstraintError)
      expect(refusal).toMatchObject({ constraint: refused.slice('sitrep:'.length) })
    }
    expect(await dump()).toEqual(before)

    await drop(guard)
    const weaker = guard.includes(': ') ? await dump() : before
    const unguarded = await refusalOf(forbidden)
    expect(messageOf(unguarded)).toContain(otherwise ?? 'It passes.')
    if (otherwise === undefined) expect(await dump()).not.toEqual(weaker)
  })
})
