import { describe, expect, it } from 'vitest'
import {
  type Answer,
  admin,
  ask,
  browser,
  countRecords,
  createHolder,
  expectProblem,
  newestCommit,
  patchedDatabase,
  publishRecord,
  record,
  withBindings,
} from '../../client.ts'

const ndjson = (records: readonly unknown[], end = '\n') => ({
  body: records.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(end),
  headers: { 'Content-Type': 'application/x-ndjson' },
})

const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))

interface Result {
  readonly status: number
  readonly incident?: { readonly id: string; readonly status: string; readonly commit?: number }
  readonly errors?: readonly { readonly pointer?: string; readonly rule: string; readonly line?: number }[]
  readonly receipt: string | null
}

const resultsOf = (answer: Answer): readonly Result[] => {
  expect(answer.status, answer.text.slice(0, 600)).toBe(200)
  return answer.data().results
}

const statusesOf = (answer: Answer): number[] => resultsOf(answer).map(({ status }) => status)
const idsOf = (answer: Answer) => resultsOf(answer).map(({ incident }) => incident?.id)

describe('several records in one request', () => {
  it.each([
    ['a JSON array', (records: readonly unknown[]) => ({ json: records })],
    ['NDJSON', ndjson],
    ['NDJSON with CRLF and blank lines', (records: readonly unknown[]) => ndjson(records, '\r\n\r\n')],
  ] as const)('are stored or refused each by itself, in order: %s', async (_, send) => {
    const sent = [record({ title: 'first' }), record({ date: 'no day' }), record({ title: 'third' })]
    const results = resultsOf(await ask('/incidents', send(sent)))
    expect(results).toMatchObject([
      { status: 201, incident: { status: 'submitted', title: 'first', warnings: [] } },
      {
        status: 422,
        errors: [{ pointer: '/date', rule: 'date.invalid', received: 'no day' }],
        receipt: null,
      },
      { status: 201, incident: { title: 'third' } },
    ])
    expect(await countRecords()).toBe(2)
    expect(results[0]?.incident).not.toHaveProperty('commit')
    for (const { receipt } of results.filter(({ status }) => status === 201))
      expect((await ask(receipt ?? '')).status).toBe(200)
    expect(new Set(results.map(({ receipt }) => receipt)).size).toBe(3)
  })

  it('have ids in their order', async () => {
    const ids = idsOf(await admin('/incidents', { json: times(100, (i) => record({ reference: `r${i}` })) }))
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(100)
  })

  it('are published at once by an editor, with one commit, which the chain covers', async () => {
    const { ask: editor } = await createHolder('editor')
    const before = await newestCommit()
    const results = resultsOf(await editor('/incidents?publish=true', { json: [record(), record()] }))
    expect(results).toMatchObject(times(2, () => ({ status: 201, incident: { status: 'published' } })))
    expect(results.map(({ incident }) => incident?.commit)).toEqual([before + 1, before + 1])
    const { changes } = (await ask('/changes.json?since=0')).data()
    expect(changes.map(({ id, kind }: { id: string; kind: string }) => [id, kind])).toEqual(
      results.map(({ incident }) => [incident?.id, 'create']),
    )
    expectProblem(await ask('/incidents?publish=true', { json: [record()] }), 'token-needed')
  })

  it('of no record is refused, and may be one', async () => {
    for (const none of [{ json: [] }, ndjson([])])
      expect(expectProblem(await admin('/incidents', none), 'body-unreadable').detail).toContain('1 to 100')
    expect(statusesOf(await admin('/incidents', { json: [record()] }))).toEqual([201])
    expect(statusesOf(await admin('/incidents', ndjson([record()])))).toEqual([201])
  })

  it.each([
    ['JSON', { json: times(101, () => record({ sources: [] })) }],
    ['NDJSON', ndjson(times(101, () => '{}'))],
  ])('are refused if they are more than 100, and /imports is named: %s', async (_, asked) => {
    const { detail } = expectProblem(await admin('/incidents', asked), 'too-large')
    expect(detail).toMatch(/101 records; at most 100 .*\/imports/)
    expect(await countRecords()).toBe(0)
  })

  it('have the limits of a single body together', async () => {
    const large = times(4, () => record({ summary: 'x'.repeat(9000) }))
    expect(expectProblem(await ask('/incidents', { json: large }), 'too-large').detail).toMatch(/32 KiB/)
    expect(statusesOf(await admin('/incidents', { json: large }))).toEqual([201, 201, 201, 201])
  })

  it.each([
    ['a line that is no JSON', '{"date": ', 'json.invalid', 2],
    ['a line with a key twice', '{"date": "2022", "date": "2023"}', 'json.invalid', 2],
    ['a list', '[]', 'record.type', undefined],
    ['a text', '"x"', 'record.type', undefined],
    ['null', 'null', 'record.type', undefined],
  ])('are stored beside %s', async (_, line, rule, number) => {
    const results = resultsOf(await admin('/incidents', ndjson([record(), line, record()])))
    expect(results.map(({ status }) => status)).toEqual([201, 422, 201])
    expect(results[1]?.errors).toMatchObject([{ rule, ...(number && { line: number }) }])
  })

  it.each([
    ['a JSON array that is cut off', { body: '[{}', headers: { 'Content-Type': 'application/json' } }],
    ['a key twice in an array', { body: '[{"a":1,"a":2}]', headers: { 'Content-Type': 'application/json' } }],
  ])('are refused as a whole by %s', async (_, asked) => {
    expectProblem(await admin('/incidents', asked), 'body-unreadable')
  })

  it('say what they lack when they come as a form or under a type that is not known', async () => {
    const asked = { body: '{"a":1}\n{"a":2}', headers: { 'Content-Type': 'text/plain' } }
    expect(expectProblem(await ask('/incidents', asked), 'unsupported-type').detail).toMatch(
      /looks like JSON.*application\/x-ndjson/,
    )
  })

  it('answer a browser with JSON as well', async () => {
    expect(statusesOf(await ask('/incidents', { json: [record()], headers: browser }))).toEqual([201])
  })
})

describe('the references of a batch', () => {
  it('are compared with the stored ones and with each other', async () => {
    const same = { reference: 'same', title: 'stored' }
    const stored = await publishRecord(same)
    const results = resultsOf(
      await admin('/incidents', {
        json: [
          record(same),
          record({ reference: 'same', title: 'other' }),
          record({ reference: 'new' }),
          record({ reference: 'new' }),
          record({ reference: 'new', title: 'other' }),
          record({ reference: 'new', dataset: 'other' }),
        ],
      }),
    )
    expect(results.map(({ status }) => status)).toEqual([200, 409, 201, 200, 409, 201])
    expect(results[0]).toMatchObject({ incident: { id: stored.incident.id }, receipt: null })
    expect(results[1]).toMatchObject({ errors: [{ pointer: '/reference', rule: 'reference.taken' }] })
    expect(results[3]?.incident?.id).toBe(results[2]?.incident?.id)
    expect(await countRecords()).toBe(3)
  })

  it('are answered with the texts as they were sent, carets too, the second time as well', async () => {
    const title = 'y^2, "^^" \u{1f600}'
    const sent = record({ reference: 'a', title, notes: 'a^b' })
    const [first, again] = resultsOf(await admin('/incidents', { json: [sent, sent] }))
    expect([first?.status, again?.status]).toEqual([201, 200])
    expect(again?.incident).toMatchObject({ title, notes: 'a^b' })
    expect(again?.incident).toEqual(first?.incident)
  })

  it('are reserved by no public report', async () => {
    await publishRecord({ reference: 'published' })
    const json = [record({ reference: 'a' }), record({ reference: 'a' }), record({ reference: 'published' })]
    expect(statusesOf(await ask('/incidents', { json }))).toEqual([201, 201, 409])
  })

  it('resolve links to earlier records of the batch', async () => {
    const linked = (to: string) => record({ links: [{ type: 'related', incident: to }] })
    const json = [record({ reference: 'a' }), linked('a'), linked('nobody')]
    const results = resultsOf(await admin('/incidents', { json }))
    expect(results).toMatchObject([
      { incident: { warnings: [] } },
      { incident: { warnings: [] } },
      { incident: { warnings: [{ rule: 'link.unresolved' }] } },
    ])
  })
})

describe('the datasets of a batch', () => {
  it('are created only for a sender who may create them', async () => {
    const json = [record({ dataset: 'fresh' }), record({ dataset: 'fresh', date: '-' }), record()]
    const results = resultsOf(await ask('/incidents', { json }))
    expect(results.map(({ status }) => status)).toEqual([422, 422, 201])
    expect(results[0]).toMatchObject({ errors: [{ rule: 'dataset.unknown' }] })
    expect(results[1]?.errors?.map(({ rule }) => rule)).toEqual(['date.invalid', 'dataset.unknown'])
    expect(statusesOf(await admin('/incidents', { json }))).toEqual([201, 422, 201])
    expect(statusesOf(await ask('/incidents', { json }))).toEqual([201, 422, 201])
  })

  it('that cannot be published refuse their own records only', async () => {
    await admin('/datasets/kept', { method: 'PUT', json: { publishable: false } })
    const json = [record({ dataset: 'kept' }), record()]
    const results = resultsOf(await admin('/incidents?publish=true', { json }))
    expect(results).toMatchObject([
      { status: 409, errors: [{ rule: 'dataset.not_publishable' }] },
      { status: 201 },
    ])
  })
})

describe('the Idempotency-Key of a batch', () => {
  const headers = { 'Idempotency-Key': 'batch' }
  const type = { 'Content-Type': 'application/x-ndjson' }

  it.each([
    ['the public', ask, '/incidents'],
    ['an editor', admin, '/incidents?publish=true'],
  ] as const)('gives the first answer again: %s', async (_, who, path) => {
    const json = [record({ date: 'no day' }), record({ reference: 'a' }), record(), '']
    const first = await who(path, { json, headers })
    const again = await who(path, { json, headers })
    expect(statusesOf(first)).toEqual([422, 201, 201, 422])
    expect(again.data()).toEqual(first.data())
    expect(first.headers.has('Idempotency-Replayed')).toBe(false)
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
    expect(await countRecords()).toBe(2)
    expect(await newestCommit()).toBe(1)
  })

  it('gives the first answer of records that existed, too', async () => {
    await publishRecord({ reference: 'a' })
    const json = [record({ reference: 'a' }), record({ reference: 'b' }), record({ reference: 'b' })]
    const first = await admin('/incidents', { json, headers })
    const again = await admin('/incidents', { json, headers })
    expect(statusesOf(first)).toEqual([200, 201, 200])
    expect(again.data()).toEqual(first.data())
  })

  it('is refused with another body, be it a batch or a record', async () => {
    await admin('/incidents', { json: [record({ date: '-' }), record()], headers })
    for (const json of [[record()], [record(), record()], record()])
      expectProblem(await admin('/incidents', { json, headers }), 'idempotency-key-reused')
    const single = { 'Idempotency-Key': 'single' }
    await admin('/incidents', { json: record(), headers: single })
    expectProblem(await admin('/incidents', { json: [record()], headers: single }), 'idempotency-key-reused')
    expect(await countRecords()).toBe(2)
  })

  it('is not used up by a batch of which nothing is stored', async () => {
    expect(statusesOf(await admin('/incidents', { json: [record({ date: '-' })], headers }))).toEqual([422])
    expect(statusesOf(await admin('/incidents', { json: [record()], headers }))).toEqual([201])
  })

  it('stores a batch once that is sent twice at the same time', async () => {
    const { body } = ndjson(times(10, (i) => record({ title: `${i}` })))
    const send = () => admin('/incidents', { body, headers: { ...headers, ...type } })
    const answers = await Promise.all([send(), send(), send()])
    for (const answer of answers) expect(answer.data()).toEqual(answers[0]?.data())
    expect(await countRecords()).toBe(10)
  })
})

describe('two batches at the same time', () => {
  it('store each reference once', async () => {
    const json = times(20, (i) => record({ reference: `r${i}` }))
    const answers = await Promise.all(times(4, () => admin('/incidents', { json })))
    const statuses = answers.flatMap(statusesOf)
    expect(statuses.filter((status) => status === 201)).toHaveLength(20)
    expect(statuses.filter((status) => status === 200)).toHaveLength(60)
    expect(await countRecords()).toBe(20)
  })

  it('store nothing when the database rejects every attempt', async () => {
    let attempts = 0
    const batch: D1Database['batch'] = async () => {
      attempts++
      throw new Error('D1_ERROR: sitrep:id_taken')
    }
    const door = withBindings({ DB: patchedDatabase({ batch }) })
    expectProblem(await admin('/incidents', { json: [record()] }, door), 'conflict')
    expect(attempts).toBe(3)
    expect(await countRecords()).toBe(0)
  })
})

describe('the rate of the public', () => {
  const limiting = (most: number) => {
    let count = 0
    return {
      door: withBindings({ PUBLIC_RATE: { limit: async () => ({ success: ++count <= most }) } }),
      count: () => count,
    }
  }

  it('counts each record of a batch', async () => {
    const { door, count } = limiting(5)
    expect(statusesOf(await ask('/incidents', { json: times(4, () => record()) }, door))).toHaveLength(4)
    expect(count()).toBe(4)
    const refused = await ask('/incidents', { json: [record(), record()] }, door)
    expect(expectProblem(refused, 'rate-limited').detail).toMatch(/Each record of a batch counts/)
    expect(refused.headers.get('Retry-After')).toBe('60')
    expect(await countRecords()).toBe(4)
  })

  it('does not count the records of the holder of a token', async () => {
    const { door, count } = limiting(0)
    expect(statusesOf(await admin('/incidents', { json: [record(), record()] }, door))).toEqual([201, 201])
    expect(count()).toBe(0)
  })
})
