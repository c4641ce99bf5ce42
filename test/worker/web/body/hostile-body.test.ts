import { describe, expect, it } from 'vitest'
import {
  admin,
  application,
  ask,
  browser,
  countRecords,
  expectProblem,
  fields,
  newestCommit,
  patchRecord,
  publishRecord,
  readAnswer,
  record,
  requestOf,
  submitRecord,
  worker,
} from '../../client.ts'

const kib = 1024
const utf8 = new TextEncoder()

/** A body that comes in pieces, without a Content-Length; `fault` breaks it behind the last piece. */
const inPieces = (pieces: readonly string[], fault?: Error): ReadableStream<Uint8Array> => {
  const left = [...pieces]
  return new ReadableStream({
    pull(controller) {
      const piece = left.shift()
      if (piece !== undefined) controller.enqueue(utf8.encode(piece))
      else if (fault) controller.error(fault)
      else controller.close()
    },
  })
}

const json = { 'Content-Type': 'application/json' }

describe('the content type', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;Charset="UTF-8"; x=y',
    ' application/json ;',
  ])('may be written as HTTP allows: %s', async (type) => {
    const answer = await ask('/incidents', {
      body: JSON.stringify(record()),
      headers: { 'Content-Type': type },
    })
    expect(answer.status).toBe(201)
  })

  it.each([
    ['none', undefined],
    ['empty', ''],
    ['a text', 'text/plain'],
    ['an image', 'image/png'],
    ['JSON of another kind', 'application/vnd.api+json'],
    ['a merge patch', 'application/merge-patch+json'],
    ['two in one', 'application/json, text/plain'],
    ['no type at all', ';charset=utf-8'],
    ['very long', `application/${'x'.repeat(5000)}`],
  ])('is refused where it is another, and those that are taken are named: %s', async (_, type) => {
    const headers: Record<string, string> = type === undefined ? {} : { 'Content-Type': type }
    const accepted = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data']
    const other = await ask('/incidents', { body: utf8.encode('date=2022'), headers })
    const { detail } = expectProblem(other, 'unsupported-type')
    expect(detail.length).toBeLessThan(300)
    for (const each of accepted) expect(detail).toContain(each)
    const json = await ask('/incidents', { body: utf8.encode(JSON.stringify(record())), headers })
    expect(expectProblem(json, 'unsupported-type').detail).toMatch(
      /^The body looks like JSON, but its Content-Type is .*\. Send Content-Type: application\/json\.$/,
    )
    for (const { headers } of [other, json])
      for (const each of accepted) expect(headers.get('Accept')).toContain(each)
    expect(await countRecords()).toBe(0)
  })

  it.each([
    ['an object under the type of a form', 'application/x-www-form-urlencoded', JSON.stringify(record())],
    ['with a line before it', 'application/x-www-form-urlencoded', `\n ${JSON.stringify(record())}`],
    ['with a byte order mark', 'application/x-www-form-urlencoded', `\ufeff${JSON.stringify(record())}`],
    ['with a percent sign', 'application/x-www-form-urlencoded', '{"title": "90 % of it"}'],
    ['that is cut off', 'application/x-www-form-urlencoded', '{"title": "x&y'],
    ['a list under the type of a form', 'application/x-www-form-urlencoded', '[{"title": "x"}]'],
    ['an object as multipart', 'multipart/form-data', '{"title": "x"}'],
    ['an object as multipart with a boundary', 'multipart/form-data; boundary=x', '{"title": "x"}'],
  ])('is distinguished from JSON %s', async (_, type, body) => {
    for (const who of [ask, admin]) {
      const refused = await who('/incidents', { body, headers: { 'Content-Type': type } })
      expect(expectProblem(refused, 'unsupported-type').detail).toBe(
        `The body looks like JSON, but its Content-Type is ${type.split(';')[0]}. Send Content-Type: application/json.`,
      )
    }
    expect(await countRecords()).toBe(0)
  })

  it.each([
    ['application/x-www-form-urlencoded', '{"a":1}\n{"a":2}\n', 'application/x-ndjson'],
    ['', '{"a":[1]}\r\n\r\n{"a":2}', 'application/x-ndjson'],
    ['text/plain', '[{"a":1},\n{"a":2}]', 'application/json'],
    ['text/plain', '{\n  "a": {}\n}\n', 'application/json'],
  ])('is distinguished from NDJSON and from JSON of several lines: %s %j', async (type, text, json) => {
    const refused = await ask('/incidents', { body: utf8.encode(text), headers: { 'Content-Type': type } })
    expect(expectProblem(refused, 'unsupported-type').detail).toContain(`Send Content-Type: ${json}.`)
  })

  it('stays a form if only a value begins like JSON', async () => {
    const form = { ...fields(), title: '{"a": 1}' }
    expect((await ask('/incidents', { form })).data().incident.title).toBe('{"a": 1}')
  })

  it('names the JSON that the route accepts', async () => {
    const { path, etag } = await publishRecord()
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'If-Match': etag }
    const patched = await admin(path, { method: 'PATCH', body: '{}', headers })
    expect(expectProblem(patched, 'unsupported-type').detail).toMatch(/application\/merge-patch\+json\.$/)
    const entered = await ask('/sign-in', { body: '{"token": "x"}', headers: { ...headers, ...browser } })
    expect(entered.text).not.toContain('looks like JSON')
  })

  it.each([
    ['PUT', 'application/merge-patch+json'],
    ['PUT', 'application/x-www-form-urlencoded'],
    ['PATCH', 'application/json-patch+json'],
    ['PATCH', 'text/plain'],
  ])('is refused for an edit by %s as %s', async (method, type) => {
    const { path, etag } = await publishRecord()
    const headers = { 'Content-Type': type, 'If-Match': etag }
    expectProblem(await admin(path, { method, body: '{}', headers }), 'unsupported-type')
    expectProblem(await admin(`${path}/review`, { body: '{}', headers }), 'unsupported-type')
    expect(await newestCommit()).toBe(1)
  })
})

describe('a body that is too large', () => {
  const large = `${JSON.stringify(record()).slice(0, -1)},"title":"${'x'.repeat(300 * kib)}"}`

  it.each([
    ['by its Content-Length', () => large],
    ['in one piece without a Content-Length', () => inPieces([large])],
    ['in many pieces', () => inPieces(large.match(/.{1,1000}/gs) ?? [])],
  ])('is refused, whoever sends it: %s', async (_, body) => {
    for (const who of [ask, admin])
      expectProblem(await who('/incidents', { body: body(), headers: json }, application), 'too-large')
    expect(await countRecords()).toBe(0)
  })

  it('is refused by its Content-Length before anything of it is read', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('It breaks.')) })
    const request = requestOf('/incidents', {
      body,
      headers: { ...json, 'Content-Length': String(300 * kib) },
    })
    expectProblem(await readAnswer(await application(request)), 'too-large')
  })

  it('is refused when it never ends, and discarded up to 128 MiB', async () => {
    let pulled = 0
    let isCancelled = false
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          pulled++
          controller.enqueue(new Uint8Array(kib * kib))
        },
        cancel: () => {
          isCancelled = true
        },
      },
      { highWaterMark: 0 },
    )
    expectProblem(
      await readAnswer(await application(requestOf('/incidents', { body, headers: json }))),
      'too-large',
    )
    expect([pulled, isCancelled]).toEqual([1 + 129, true])
  })

  it('is refused for an edit and a review as well', async () => {
    const { path, etag } = await publishRecord()
    expectProblem(await patchRecord(path, etag, { summary: 'x'.repeat(256 * kib) }), 'too-large')
    expectProblem(
      await admin(`${path}/review`, { json: { decision: 'retract', reason: 'x'.repeat(256 * kib) } }),
      'too-large',
    )
    expect(await newestCommit()).toBe(1)
  })
})

describe('a body that comes in pieces', () => {
  it('is whole when its last piece has come, even if characters are cut', async () => {
    const bytes = utf8.encode(JSON.stringify(record({ title: 'عين 🚀' })))
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]))
        controller.close()
      },
    })
    const answer = await ask('/incidents', { body, headers: json })
    expect(answer.status).toBe(201)
    expect(answer.data().incident.title).toBe('عين 🚀')
  })

  it.each([
    ['JSON', 'application/json', JSON.stringify(record())],
    ['JSON that is cut off', 'application/json', JSON.stringify(record()).slice(0, 50)],
    ['a form', 'application/x-www-form-urlencoded', new URLSearchParams(fields()).toString()],
  ])('and breaks off stores nothing and harms nobody: %s', async (_, type, text) => {
    const body = () => inPieces([text], new Error('the line went dead'))
    const asked = () => ({ body: body(), headers: { 'Content-Type': type } })
    expectProblem(await ask('/incidents', asked(), application), 'body-unreadable')
    expect(await countRecords()).toBe(0)
    const next = await ask('/incidents', { json: record() })
    expect(next.status).toBe(201)
    expect(await countRecords()).toBe(1)
  })

  it('and breaks off changes no record', async () => {
    const { path, etag, receipt } = await submitRecord()
    const headers = { ...json, 'If-Match': etag }
    const broken = () => inPieces([JSON.stringify(record({ title: 'x' }))], new Error('the line went dead'))
    for (const answer of [
      await admin(path, { method: 'PUT', body: broken(), headers }, application),
      await ask(receipt, { body: broken(), headers }, application),
    ])
      expectProblem(answer, 'body-unreadable')
    expect((await admin(`${path}.json`)).data().revision).toBe(1)
  })

  it('is refused when there is none', async () => {
    const request = requestOf('/incidents', { method: 'POST', headers: json })
    expectProblem(await readAnswer(await worker(request)), 'body-unreadable')
  })
})
