import { describe, expect, it } from 'vitest'
import { type FormatName, formatNames } from '../../../../src/export/registry.ts'
import { schemaVersion } from '../../../../src/record/schema-version.ts'
import { readZip } from '../../../pure/export/read-zip.ts'
import {
  admin,
  ask,
  expectProblem,
  origin,
  patchRecord,
  publishRecord,
  reviewRecord,
  submitRecord,
} from '../../client.ts'

const types: Readonly<Record<FormatName, RegExp>> = {
  csv: /^text\/csv; *charset=utf-8/i,
  json: /^application\/json$/,
  ndjson: /^application\/x-ndjson$/,
  geojson: /^application\/geo\+json$/,
  parquet: /^application\/vnd\.apache\.parquet$/,
  xlsx: /^application\/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet$/,
  zip: /^application\/zip$/,
}
const isText = (name: FormatName) => ['csv', 'json', 'ndjson', 'geojson'].includes(name)
const header = (answer: { headers: Headers }, name: string): string => answer.headers.get(name) ?? ''

/** Edits, retractions, drafts and new records: all that a pinned address must not notice. */
const muchHappens = async () => {
  const { path, etag } = await publishRecord({ title: 'a', series: 's' })
  const gone = await publishRecord({ title: 'b', series: 's' })
  const hidden = await submitRecord({ title: 'c', series: 's' })
  return async () => {
    await patchRecord(path, etag, { title: 'edited', series: 't' })
    await reviewRecord(gone.path, 'retract')
    await reviewRecord(hidden.path, 'publish')
    await publishRecord({ title: 'd', series: 's' })
  }
}

describe.each(formatNames)('the file %s', (name) => {
  it('says what it is: its commit, its rows, its ETag, its pinned address, its name', async () => {
    await publishRecord({ series: 's' })
    await publishRecord()
    await submitRecord({ series: 's' })
    const answer = await ask(`/incidents.${name}?series=s`)
    expect(answer.status).toBe(200)
    expect(answer.type).toMatch(types[name])
    expect(header(answer, 'Sitrep-Commit')).toBe('2')
    expect(header(answer, 'Sitrep-Rows')).toBe('1')
    expect(header(answer, 'ETag')).toMatch(/^"[\w-]{16,}"$/)
    expect(header(answer, 'Content-Location')).toBe(
      `/incidents.${name}?series=s&commit=2&schema=${schemaVersion}`,
    )
    expect(header(answer, 'Content-Disposition')).toBe(`attachment; filename="sitrep-s-c2.${name}"`)
    expect(header(answer, 'Cache-Control')).toMatch(/^public, /)
    expect(header(answer, 'Vary')).toMatch(/Authorization.*Accept/)
  })

  it('is at its pinned address the same bytes for ever', async () => {
    const happens = await muchHappens()
    for (const who of [ask, admin])
      for (const query of [
        '',
        '?series=s',
        '?series=s&limit=1',
        '?from=2022&country=IQ,SY',
        ...(who === admin ? ['?status=published,submitted'] : []),
      ]) {
        const first = await who(`/incidents.${name}${query}`)
        pinned.push([who, first])
      }
    await happens()
    for (const [who, first] of pinned.splice(0)) {
      const again = await who(header(first, 'Content-Location'))
      expect(again.text).toBe(first.text)
      for (const each of [
        'ETag',
        'Sitrep-Commit',
        'Sitrep-Rows',
        'Content-Location',
        'Content-Disposition',
        'Content-Type',
        'Link',
      ])
        expect([each, header(again, each)]).toEqual([each, header(first, each)])
    }
    if (!isText(name)) return
    const now = await ask(`/incidents.${name}`)
    for (const [title, there] of [
      ['edited', true],
      ['"a"', false],
      ['"b"', false],
    ] as const)
      expect(now.text.replaceAll(/,([abd]),/g, ',"$1",').includes(title)).toBe(there)
  })

  it('is not sent again to who has it, and is when anything that the public sees changes', async () => {
    const { path, etag } = await publishRecord()
    const first = await ask(`/incidents.${name}`)
    const tag = header(first, 'ETag')
    for (const tags of [tag, `W/${tag}`, `"x", ${tag}`, '*']) {
      const again = await ask(`/incidents.${name}`, { headers: { 'If-None-Match': tags } })
      expect([again.status, again.text]).toEqual([304, ''])
      for (const each of ['ETag', 'Content-Location', 'Cache-Control', 'Vary', 'Sitrep-Commit'])
        expect([each, header(again, each)]).toEqual([each, header(first, each)])
    }
    for (const tags of ['"x"', 'W/"x"', tag.slice(1, -1)])
      expect((await ask(`/incidents.${name}`, { headers: { 'If-None-Match': tags } })).status).toBe(200)
    await submitRecord()
    expect(header(await ask(`/incidents.${name}`), 'ETag')).toBe(tag)
    await patchRecord(path, etag, { title: 'x' })
    const changed = await ask(`/incidents.${name}`, { headers: { 'If-None-Match': tag } })
    expect(changed.status).toBe(200)
    expect(header(changed, 'ETag')).not.toBe(tag)
  })

  it('has another ETag for another query, format and role', async () => {
    await publishRecord({ notes: 'for us' })
    const answers = [
      await ask(`/incidents.${name}`),
      await ask(`/incidents.${name}?country=IQ`),
      await ask(`/incidents.${name}?limit=5`),
      await ask(`/incidents.${name === 'csv' ? 'json' : 'csv'}`),
      await admin(`/incidents.${name}`),
    ]
    expect(new Set(answers.map((each) => header(each, 'ETag'))).size).toBe(answers.length)
  })

  it('has the public’s commit for the public, and the newest for those who ask for what is not public', async () => {
    await publishRecord()
    await submitRecord()
    expect(header(await ask(`/incidents.${name}`), 'Sitrep-Commit')).toBe('1')
    expect(header(await admin(`/incidents.${name}`), 'Sitrep-Commit')).toBe('1')
    expect(header(await admin(`/incidents.${name}?status=submitted`), 'Sitrep-Commit')).toBe('2')
    expectProblem(await ask(`/incidents.${name}?commit=2`), 'invalid-query')
    const before = header(await ask(`/incidents.${name}`), 'ETag')
    await reviewRecord((await publishRecord()).path, 'retract')
    expect(header(await ask(`/incidents.${name}?commit=2`), 'Sitrep-Commit')).toBe('1')
    expect(header(await ask(`/incidents.${name}?commit=2`), 'ETag')).toBe(before)
  })

  it('cannot be pinned to another schema, nor to a commit that is not there yet', async () => {
    for (const schema of ['0', '1', '999', '00000000'])
      expectProblem(await ask(`/incidents.${name}?commit=0&schema=${schema}`), 'pin-expired')
    expect((await ask(`/incidents.${name}?commit=0&schema=${schemaVersion}`)).status).toBe(200)
    expectProblem(await ask(`/incidents.${name}?commit=1`), 'invalid-query')
  })
})

const pinned: (readonly [typeof ask, Awaited<ReturnType<typeof ask>>])[] = []

describe('the package', () => {
  const describeDataset = (slug: string, title: string) =>
    admin(`/datasets/${slug}`, { method: 'PUT', json: { title, licence: 'CC BY 4.0' } })
  const filesOf = ({ bytes }: { bytes: Uint8Array }) =>
    new Map(readZip(bytes).map(({ name, bytes: inside }) => [name, inside.toString('utf8')]))

  it('tells of the datasets that its records are of, and of no others', async () => {
    await publishRecord({ dataset: 'shots', series: 's' })
    await publishRecord({ dataset: 'secret' })
    await describeDataset('shots', 'Shots of 2022')
    await describeDataset('secret', 'Nobody may know')
    const answer = await ask('/incidents.zip?series=s')
    const files = filesOf(answer)
    const citation = files.get('CITATION.cff') ?? ''
    expect(citation).toContain('Shots of 2022')
    expect([...files.values()].join('')).not.toMatch(/Nobody may know|secret/)
    expect(citation).toContain(`${origin}${header(answer, 'Content-Location')}`)
    const before = filesOf(await ask('/incidents.zip?series=s&commit=2')).get('README.md')
    const { created_at } = (await ask('/incidents.json?dataset=secret')).data().incidents[0]
    expect(before).toContain(`at commit 2, ${created_at}`)
    expect(files.get('README.md')).toMatch(/at commit 4, \d{4}-/)
  })

  it('is sent again when a dataset is described anew, and as it was where it is pinned', async () => {
    await publishRecord()
    const first = await ask('/incidents.zip')
    const headers = { 'If-None-Match': header(first, 'ETag') }
    expect((await ask('/incidents.zip', { headers })).status).toBe(304)
    await describeDataset('reports', 'Reports, described anew')
    const second = await ask('/incidents.zip', { headers })
    expect([second.status, header(second, 'Sitrep-Commit')]).toEqual([200, '2'])
    expect(filesOf(second).get('CITATION.cff')).toContain('described anew')
    expect((await ask(header(first, 'Content-Location'))).bytes).toEqual(first.bytes)
  })
})

describe('going back to a time', () => {
  it('gives what was published then, and its pinned address', async () => {
    const { path, etag, incident } = await publishRecord({ title: 'before' })
    await new Promise((done) => setTimeout(done, 5))
    await patchRecord(path, etag, { title: 'after' })
    const then = await ask(`/incidents.json?as_of=${incident.updated_at}`)
    expect(then.data().incidents.map(({ title }: { title: string }) => title)).toEqual(['before'])
    expect(header(then, 'Content-Location')).toBe(`/incidents.json?commit=1&schema=${schemaVersion}`)
    expect((await ask(header(then, 'Content-Location'))).text).toBe(then.text)
    expect((await ask('/incidents.json?as_of=2000-01-01T00:00:00Z')).data().incidents).toEqual([])
    expect((await ask(`${path}.json?as_of=${incident.updated_at}`)).data().title).toBe('before')
  })
})
