/** The limits of D1 that the local runtime has too: a statement that any test runs keeps them. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { times } from '../../measured-database.ts'

const list = (howMany: number, text = '1') => times(howMany, () => text).join(', ')

const limits: Readonly<Record<string, readonly [most: number, sql: (n: number) => string, error: RegExp]>> = {
  'terms of a compound SELECT': [
    5,
    (n) => times(n, () => 'SELECT 1').join(' UNION ALL '),
    /too many terms in compound SELECT/,
  ],
  'columns of a result': [100, (n) => `SELECT ${list(n)}`, /too many columns in result set/],
  'bytes of a pattern': [50, (n) => `SELECT 'a' LIKE '${'x'.repeat(n)}'`, /pattern too complex/],
  'bytes of a statement': [100_000, (n) => `SELECT 1 --${'x'.repeat(n - 11)}`, /statement too long/],
  parameters: [100, (n) => `SELECT 1 WHERE 1 IN (${list(n, '?')})`, /too many SQL variables|variable number/],
}

describe('the local runtime takes, as D1 does, so many and no more', () => {
  it.each(Object.entries(limits))('%s', async (name, [most, sql, error]) => {
    const run = (n: number) =>
      env.DB.prepare(sql(n))
        .bind(...(name === 'parameters' ? times(n, () => 1) : []))
        .all()
    expect((await run(most)).success).toBe(true)
    await expect(run(most + 1)).rejects.toThrow(error)
  })
})
