import { env } from 'cloudflare:workers'
import { createHash } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { msPerDay } from '../../../../schemas/edtf-date.ts'
import { maxUploadBytes } from '../../../../src/services/imports/upload-limits.ts'
import { upkeep } from '../../../../src/services/maintenance.ts'
import { admin, ask, createHolder, expectProblem, type RequestOptions, withBindings } from '../../client.ts'
import { csvOf, recordsOf, reportCounts, rows, send } from '../../services/imports/send-file.ts'
import { csvFile, locationOf, sendFile, visit, visitor } from './page-client.ts'

const octets = { 'Content-Type': 'application/octet-stream' }
const partBytes = 100
const sha256 = (bytes: string): string => createHash('sha256').update(bytes).digest('hex')

/** A file of four parts, and one of three. */
const file = csvOf(rows('p1', 'p2', 'p3'))
const table = file.slice(0, 250)

const begin = async (bytes = file.length): Promise<string> => {
  const answer = await admin('/uploads', { json: { bytes, part_bytes: partBytes } })
  expect(answer.status, answer.text).toBe(201)
  return answer.headers.get('Location') ?? ''
}

const partsOf = (text: string): string[] =>
  Array.from({ length: Math.ceil(text.length / partBytes) }, (_, i) =>
    text.slice(i * partBytes, (i + 1) * partBytes),
  )

const put = (path: string, part: number | string, body: string, more: RequestOptions = {}) =>
  admin(`${path}/parts/${part}`, { method: 'PUT', body, headers: octets, ...more })

/** Sends a file in parts, the last one first. Returns the path of the upload. */
const upload = async (text = file): Promise<string> => {
  const path = await begin(text.length)
  for (const [i, body] of [...partsOf(text).entries()].reverse())
    expect((await put(path, i + 1, body)).status).toBe(204)
  return path
}

const idOf = (path: string): string => path.replace('/uploads/', '')

const importUpload = (path: string, query = 'dataset=parts') => send(`${query}&upload=${idOf(path)}`, '')

const keys = async (): Promise<string[]> =>
  (await env.FILES.list({ prefix: 'uploads/' })).objects.map(({ key }) => key)

describe('a file that arrives in parts', () => {
  it('is imported as if it were sent whole, once', async () => {
    const path = await upload()
    expect((await admin(path)).data()).toMatchObject({ parts: 4, received: [1, 2, 3, 4] })
    const rehearsed = await importUpload(path, 'dataset=parts&dry_run=true&mode=valid&profile=ucdp')
    expect(rehearsed.status, rehearsed.text).toBe(422)
    const answer = await importUpload(path)
    expect(answer.status, answer.text).toBe(200)
    expect(reportCounts(answer.data())).toEqual([3, 0, 0, 0, 0])
    const id = answer.data().import
    const stored = await env.DB.prepare('SELECT bytes, digest, content_type FROM imports WHERE id = ?')
      .bind(id)
      .first()
    expect(stored).toEqual({ bytes: file.length, digest: sha256(file), content_type: 'text/csv' })
    expect((await admin(`/imports/${id}/file`)).text).toBe(file)
    expect((await admin(path)).data()).toMatchObject({ received: [], import: id })
    expect(await keys()).toEqual([`uploads/${idOf(path)}/head`])
    for (const again of [await importUpload(path), await put(path, 1, file.slice(0, partBytes))])
      expect(expectProblem(again, 'invalid-request').detail).toContain(`/imports/${id}`)
    expect(await recordsOf('parts')).toHaveLength(3)
  })

  it('changes nothing if the same file came before', async () => {
    expect(reportCounts((await send('dataset=parts', file)).data())).toEqual([3, 0, 0, 0, 0])
    expect(reportCounts((await importUpload(await upload())).data())).toEqual([0, 0, 3, 0, 0])
  })

  it('is imported with a mapping, as the empty file of its form', async () => {
    const path = await upload('nr,day\nm1,2022-01-05\n')
    const body = new FormData()
    const mapping = {
      columns: { nr: 'reference', day: 'date' },
      constants: { event_type: 'battle', 'location.country': 'IQ', 'sources.0.publisher': 'Example News' },
    }
    body.append('mapping', new File([JSON.stringify(mapping)], '', { type: 'application/json' }))
    body.append('file', new File([], 'rows.csv', { type: 'text/csv' }))
    const query = `profile=mapping&dataset=parts&upload=${idOf(path)}`
    expect(reportCounts((await admin(`/imports?${query}`, { body })).data())).toEqual([1, 0, 0, 0, 0])
  })

  it('is refused until every part is there', async () => {
    const path = await begin()
    const parts = partsOf(file)
    await put(path, 3, parts[2] ?? '')
    expect(expectProblem(await importUpload(path), 'invalid-request').detail).toContain('1, 2, 4')
    for (const part of [1, 2]) await put(path, part, parts[part - 1] ?? '')
    expect(expectProblem(await importUpload(path), 'invalid-request').detail).toContain('Part 4')
    expect(await env.DB.prepare('SELECT count(*) AS n FROM imports').first('n')).toBe(0)
  })

  it('is rehearsed by the form of the page, which sends parts with its proof of session', async () => {
    const who = await visitor()
    const form = { _csrf: who.csrf, bytes: String(file.length), part_bytes: String(partBytes) }
    const path = (await ask('/uploads', { headers: who.headers, form })).headers.get('Location') ?? ''
    for (const [i, bytes] of partsOf(file).entries()) {
      const body = new FormData()
      body.append('_csrf', who.csrf)
      body.append('file', new File([bytes], 'part'))
      const target = `${path}/parts/${i + 1}?sha256=${sha256(bytes)}`
      expect((await ask(target, { method: 'PUT', headers: who.headers, body })).status).toBe(204)
    }
    const answer = await sendFile(who, csvFile(''), { dataset: 'parts', upload: idOf(path) })
    const page = await visit(who, locationOf(answer))
    expect(page.text).toContain('rows.csv')
    expect((await admin(path)).data().import).toBe(locationOf(answer).split('/').at(-1))
  })
})

describe('a part', () => {
  it.each([
    ['a number beyond the last', 5, 'x'.repeat(partBytes), '', 'invalid-request', 'from 1 to 4'],
    ['no number', 'first', 'x', '', 'invalid-query', 'part'],
    ['another length', 1, 'x', '', 'invalid-request', 'must have 100 bytes, not 1'],
    ['another length than the last', 4, 'x'.repeat(partBytes), '', 'invalid-request', 'must have'],
    ['another digest', 1, 'x'.repeat(partBytes), `?sha256=${sha256('y')}`, 'invalid-request', 'digest'],
    ['a digest that is none', 1, 'x'.repeat(partBytes), '?sha256=1', 'invalid-query', 'SHA-256'],
  ] as const)('is refused with %s', async (_, part, body, query, problem, text) => {
    const path = await begin()
    expect(expectProblem(await put(path, part + query, body), problem).detail).toContain(text)
    expect((await admin(path)).data().received).toEqual([])
  })

  it('is refused as any other type than bytes, or longer than a part may be', async () => {
    const path = await begin()
    const csv = { headers: { 'Content-Type': 'text/csv' } }
    expectProblem(await put(path, 1, 'x', csv), 'unsupported-type')
    expectProblem(await put(path, 1, 'x'.repeat(16 * 1024 * 1024 + 1)), 'too-large')
    expectProblem(await admin(`${path}/parts/1`, { method: 'PUT', body: new FormData() }), 'body-unreadable')
  })

  it('replaces one that arrived before', async () => {
    const path = await begin()
    const [first = ''] = partsOf(file)
    for (const body of ['x'.repeat(partBytes), first]) await put(path, 1, body)
    for (const [i, body] of partsOf(file).entries()) if (i > 0) await put(path, i + 1, body)
    expect((await importUpload(path)).status).toBe(200)
  })
})

describe('an upload', () => {
  it.each([
    ['too large a file', { bytes: maxUploadBytes + 1 }],
    ['no length', {}],
    ['an empty file', { bytes: 0 }],
    ['part of a byte', { bytes: 1.5 }],
    ['too long parts', { bytes: 1000, part_bytes: 16_777_217 }],
    ['too many parts', { bytes: 50_001, part_bytes: 100 }],
    ['another field', { bytes: 1000, name: 'x' }],
  ])('is refused for %s', async (_, json) => {
    expectProblem(await admin('/uploads', { json }), 'invalid-request')
    expect(await keys()).toEqual([])
  })

  it('is that of its sender alone', async () => {
    const path = await upload(table)
    const { secret: token } = await createHolder('editor')
    const answers = [
      await ask(path, { token }),
      await put(path, 1, table.slice(0, partBytes), { token }),
      await ask(path, { token, method: 'DELETE' }),
      await ask(`/imports?dataset=parts&upload=${idOf(path)}`, {
        token,
        body: '',
        headers: { 'Content-Type': 'text/csv' },
      }),
    ]
    for (const answer of answers) expect(expectProblem(answer, 'not-found').detail).toContain('upload')
    expect((await admin(path)).data().received).toEqual([1, 2, 3])
  })

  it('is cancelled by its sender', async () => {
    const path = await upload(table)
    expect((await admin(path, { method: 'DELETE' })).status).toBe(204)
    expectProblem(await admin(path), 'not-found')
    expect(await keys()).toEqual([])
  })

  it('is no file of a backup', async () => {
    await upload(table)
    expect((await admin('/backup/files')).data().files).toEqual([])
  })

  it('is deleted a day after it began, unless it is younger', async () => {
    const path = await upload(table)
    const now = Date.now()
    await upkeep(env.DB, env.FILES, now + msPerDay - 60_000)
    expect(await keys()).toHaveLength(4)
    await upkeep(env.DB, env.FILES, now + msPerDay + 60_000)
    expect(await keys()).toEqual([])
    expectProblem(await importUpload(path), 'not-found')
  })

  it('that is deleted while it is read ends its import', async () => {
    const path = await upload()
    const bucket = new Proxy(env.FILES, {
      get: (target, name) => {
        if (name !== 'get') return Reflect.get(target, name).bind(target)
        return (key: string) => (key.endsWith('0002') ? null : target.get(key))
      },
    })
    const answer = await admin(
      `/imports?dataset=parts&upload=${idOf(path)}`,
      { body: '', headers: { 'Content-Type': 'text/csv' } },
      withBindings({ FILES: bucket }),
    )
    expectProblem(answer, 'not-found')
    expect(await recordsOf('parts')).toEqual([])
  })

  it('is imported though it cannot be freed, which the log tells', async () => {
    const path = await upload()
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const bucket = new Proxy(env.FILES, {
      get: (files, name) => {
        const found = Reflect.get(files, name)
        const fails = (key: string) => {
          if (key.startsWith('uploads/')) throw new Error('put does not work today.')
          return files.put(key, '')
        }
        return name === 'put' ? fails : typeof found === 'function' ? found.bind(files) : found
      },
    })
    const answer = await admin(
      `/imports?dataset=parts&upload=${idOf(path)}`,
      { body: '', headers: { 'Content-Type': 'text/csv' } },
      withBindings({ FILES: bucket }),
    )
    expect(answer.status, answer.text).toBe(200)
    expect(await recordsOf('parts')).toHaveLength(3)
    expect(logged.mock.calls).toEqual([['An upload was not freed:', expect.any(Error)]])
  })
})
