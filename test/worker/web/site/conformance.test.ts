/** The API is as its description says, by a checker that knows the description alone. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { ApiChecker, type ApiRequest } from '../../api-checker.ts'
import { invalidRequests, publicRequests, validRequests } from '../../api-requests.ts'
import { ask, origin, withBindings } from '../../client.ts'

const send = (path: string, init: RequestInit, { isPublic }: { readonly isPublic: boolean }) => {
  const token = isPublic ? {} : { Authorization: `Bearer ${env.ADMIN_TOKEN}` }
  return withBindings({ SITE_ABOUT_EN: 'A test.' })(
    new Request(`${origin}${path}`, { ...init, headers: { ...init.headers, ...token } }),
  )
}

/** A document, and what is changed in its description of `POST /incidents` and of what it answers. */
const withChange = (document: object, change: (text: string) => string): ApiChecker =>
  new ApiChecker(JSON.parse(change(JSON.stringify(document))), send)

describe('the checker', () => {
  it.each([
    [
      'a status',
      (text: string) => text.replace('"201":{"description":"The record is filed.', '"202":{"description":"'),
      '201 is not declared',
    ],
    [
      'a header',
      (text: string) =>
        text.replaceAll('"Idempotency-Replayed":{', '"Idempotency-Replayed":{"required":true,'),
      '201 has no Idempotency-Replayed',
    ],
    [
      'a media type',
      (text: string) =>
        text.replaceAll(
          '"application/json":{"schema":{"$ref":"#/components/schemas/FiledIncident"}',
          '"text/plain":{"schema":{}',
        ),
      '201 has application/json',
    ],
    [
      'a type',
      (text: string) => text.replaceAll('"revision":{"type":"integer"', '"revision":{"type":"string"'),
      '201 is not of its schema',
    ],
  ] as const)('finds %s that is not as the document says', async (_name, change, fault) => {
    const checker = withChange((await ask('/openapi.json')).data(), change)
    const operation = checker.operations.find(({ id }) => id === 'createIncident')
    const [request] = operation ? validRequests(operation, new Set()) : []
    const { faults } = await checker.check(request as ApiRequest)
    expect(faults.join(' ')).toContain(fault)
  })
})

/** Those that need a store in another state than the other operations leave; test/worker/web/archive uses them. */
const ofArchives = [
  'readBackup',
  'readBackupFile',
  'startRestore',
  'restoreRows',
  'restoreFile',
  'endRestore',
]

describe('each operation of /openapi.json', () => {
  it('answers valid requests and refuses invalid ones as it says', { timeout: 60_000 }, async () => {
    const checker = new ApiChecker((await ask('/openapi.json')).data(), send)
    const [faults, accepted, tried]: [string[], Set<string>, Set<unknown>] = [[], new Set(), new Set()]
    for (const operation of checker.operations) {
      for (const request of validRequests(operation, tried)) {
        const answer = await checker.check(request)
        faults.push(...answer.faults)
        if (answer.status < 400) accepted.add(operation.id)
      }
      for (const request of [...publicRequests(operation), ...invalidRequests(checker, operation)]) {
        const { status, faults: found, text } = await checker.check(request)
        faults.push(...found)
        const isRefused = status >= 400 || status === 308
        const isOpen = request.isPublic && !operation.isProtected
        if (!isRefused && !isOpen)
          faults.push(`${operation.id}, ${request.label}: ${status}: ${text.slice(0, 200)}`)
      }
    }
    expect(faults).toEqual([])
    const refused = checker.operations.map(({ id }) => id).filter((id) => !accepted.has(id))
    expect(refused).toEqual(ofArchives)
  })
})
