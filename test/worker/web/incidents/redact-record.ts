/** What the tests of redaction share. */
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { type Answer, admin } from '../../client.ts'

export const secret = 'Zaynab “Z”'
export const secretPattern = /Zaynab|zaynab/
export const redactionMark = '[redacted]'

export const redactRecord = (
  path: string,
  json: Readonly<Record<string, unknown>>,
  more = {},
): Promise<Answer> => admin(`${path}/redact`, { json: { reason: 'a life is at stake', ...json }, ...more })

export const ndjson = { 'Content-Type': 'application/x-ndjson' }
export const importRows = async (query: string, rows: readonly Record<string, unknown>[]) => {
  const body = rows.map((row) => JSON.stringify(row)).join('\n')
  const answer = await admin(`/imports?${query}`, { method: 'POST', headers: ndjson, body })
  expect(answer.status, answer.text).toBe(200)
  return answer.data()
}

export const findFiles = async (what: RegExp): Promise<string[]> => {
  const found: string[] = []
  for (const { key } of (await env.FILES.list()).objects)
    if (what.test((await (await env.FILES.get(key))?.text()) ?? '')) found.push(key)
  return found
}
