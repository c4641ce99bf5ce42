import { env } from 'cloudflare:workers'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { expectProblem, readAnswer, requestOf, withBindings } from '../../client.ts'
import { csvOf, dumpRecordTables, row, streamInPieces, utf8 } from './send-file.ts'

/** What a bucket was asked to do with uploads in parts, and what is to fail. */
class Watched {
  readonly uploads = new Map<string, 'open' | 'completed' | 'aborted'>()
  readonly handles: R2MultipartUpload[] = []
  readonly #fails: string

  constructor(fails = '') {
    this.#fails = fails
  }

  #fail(what: string): void {
    if (what === this.#fails) throw new Error(`${what} does not work today.`)
  }

  #upload(upload: R2MultipartUpload): R2MultipartUpload {
    this.uploads.set(upload.uploadId, 'open')
    this.handles.push(upload)
    return {
      key: upload.key,
      uploadId: upload.uploadId,
      uploadPart: async (number, value) => {
        this.#fail(`uploadPart ${number}`)
        return upload.uploadPart(number, value)
      },
      complete: async (parts) => {
        this.#fail('complete')
        const done = await upload.complete(parts)
        this.uploads.set(upload.uploadId, 'completed')
        return done
      },
      abort: async () => {
        await upload.abort()
        this.uploads.set(upload.uploadId, 'aborted')
      },
    }
  }

  readonly bucket = {
    delete: (key: string) => env.FILES.delete(key),
    get: (key: string) => env.FILES.get(key),
    put: async (key: string, value: ArrayBufferView) => {
      this.#fail('put')
      return env.FILES.put(key, value)
    },
    createMultipartUpload: async (key: string) => this.#upload(await env.FILES.createMultipartUpload(key)),
  } as unknown as R2Bucket
}

/** Few rows, each of which is refused for its length. */
const summary = 'Shots were fired. '.repeat(50_000)
const large = utf8.encode(
  csvOf(['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8'].map((each) => row(each, { summary }))),
)
const cut = large.slice(0, 6_000_000)

const ask = async (watched: Watched, body: BodyInit, query = '', headers = {}) =>
  withBindings({ FILES: watched.bucket })(
    requestOf(`/imports?dataset=shots&dry_run=true${query}`, {
      method: 'POST',
      token: env.ADMIN_TOKEN,
      headers: { 'Content-Type': 'text/csv', ...headers },
      body,
    }),
  )

const statesOf = ({ uploads }: Watched) => [...uploads.values()]

/** What the bucket itself knows of an upload that is over. */
const expectGone = async ({ handles }: Watched) => {
  for (const handle of handles)
    await expect(handle.uploadPart(9, utf8.encode('x'))).rejects.toThrow('does not exist')
  expect((await env.FILES.list()).objects).toEqual([])
}

describe('a file of more than 5 MiB', () => {
  it('is kept whole where it is read to its end', async () => {
    const watched = new Watched()
    const answer = await readAnswer(await ask(watched, streamInPieces(large, 1_000_003)))
    expect([answer.status, answer.data().rejected]).toEqual([200, 8])
    expect(statesOf(watched)).toEqual(['completed'])
    const kept = await env.FILES.get(`imports/${answer.data().import}/file`)
    expect(Buffer.compare(Buffer.from((await kept?.arrayBuffer()) ?? ''), large)).toBe(0)
  })

  it.each([
    ['the body breaks off', '', () => streamInPieces(cut, 1_000_003, 'breaks'), 'body-unreadable'],
    ['a part cannot be kept', 'uploadPart 1', () => large, 'internal'],
    ['the last part cannot be kept', 'uploadPart 2', () => large, 'internal'],
    ['the parts cannot be put together', 'complete', () => large, 'internal'],
    [
      'there are too many rows, all of them wrong',
      '',
      () => `date\r\n${'x,x\r\n'.repeat(200_001)}`,
      'invalid-request',
    ],
  ] as const)(
    'leaves no upload open where %s',
    async (_, fails, body, type) => {
      const watched = new Watched(fails)
      expectProblem(await readAnswer(await ask(watched, body())), type)
      expect(statesOf(watched)).toEqual(['aborted'])
      await expectGone(watched)
    },
    30_000,
  )

  it('leaves no upload open where the file of its errors cannot be kept', async () => {
    const watched = new Watched('put')
    expectProblem(await readAnswer(await ask(watched, large)), 'internal')
    expect(statesOf(watched)).toEqual(['aborted'])
    await expectGone(watched)
  })

  it('leaves no upload open, and nothing staged, where nobody listens any more', async () => {
    const watched = new Watched()
    const answer = await ask(watched, streamInPieces(large, 1_000_003), '', {
      Accept: 'application/x-ndjson',
    })
    const reader = answer.body?.getReader()
    while (watched.uploads.size === 0) await reader?.read()
    expect(statesOf(watched)).toEqual(['open'])
    await reader?.cancel()
    expect(statesOf(watched)).toEqual(['aborted'])
    await expectGone(watched)
    expect((await dumpRecordTables()).import_chunks).toEqual([])
  })
})
