/** Many published records at once, as the tests of large files need them. */
import { expect } from 'vitest'
import { admin, record } from '../../client.ts'

/** A day of its own for each record, so that none is compared with another. */
export const dayOf = (i: number): string => new Date(Date.UTC(1950, 0, 1 + 9 * i)).toISOString().slice(0, 10)

/** Imports so many records as one file and publishes them; `partOf` returns what tells one from another. */
export const importRecords = async (
  howMany: number,
  partOf: (i: number) => Readonly<Record<string, unknown>>,
): Promise<void> => {
  const lines = Array.from({ length: howMany }, (_, i) => JSON.stringify(record(partOf(i))))
  const headers = { 'Content-Type': 'application/x-ndjson' }
  const answer = await admin('/imports?publish=true', { method: 'POST', headers, body: lines.join('\n') })
  expect(answer.data().created).toBe(howMany)
}
