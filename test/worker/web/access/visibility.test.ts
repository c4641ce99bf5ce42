import { describe, expect, it } from 'vitest'
import { schemaVersion } from '../../../../src/record/schema-version.ts'
import { readZip } from '../../../pure/export/read-zip.ts'
import {
  type Answer,
  admin,
  ask,
  expectProblem,
  newestCommit,
  patchRecord,
  publishRecord,
  reviewRecord,
  submitRecord,
} from '../../client.ts'

const html = { headers: { Accept: 'text/html' } }
const secret = 'the witness is called Zaynab'

describe('a record that waits for review or was rejected', () => {
  it.each(['submitted', 'rejected'])(
    'is not there for the public, and is for editors: %s',
    async (status) => {
      const { path } = await submitRecord({
        title: 'hidden away',
        tags: ['hidden-tag'],
        reference: 'hidden-ref',
      })
      if (status === 'rejected') await reviewRecord(path, 'reject', { reason: 'hidden reason' })
      const { commit } = (await admin(`${path}.json`)).data()
      await reviewRecord((await publishRecord()).path, 'retract')
      const unknown = await ask('/incidents/0197f3a0-1c2b-7d4e-8f60-718293a4b5c6.json')
      const { instance: _, ...wanted } = expectProblem(unknown, 'not-found')
      for (const address of [
        `${path}.json`,
        path,
        `${path}.json?commit=${commit}`,
        `${path}.json?as_of=${new Date().toISOString()}`,
      ]) {
        const { instance: __, ...told } = expectProblem(await ask(address), 'not-found')
        expect(told).toEqual(wanted)
      }
      expect((await ask(path, html)).status).toBe(404)
      for (const address of [
        '/',
        '/incidents',
        '/incidents.csv',
        '/incidents.json',
        '/incidents.ndjson',
        '/incidents.geojson',
        '/incidents?series=x',
      ])
        expect((await ask(address)).text).not.toMatch(/hidden/)
      expect((await admin(`${path}.json`)).data()).toMatchObject({ status, title: 'hidden away' })
      expect((await admin(path, html)).text).toContain('hidden away')
    },
  )
})

describe('a record that was retracted', () => {
  it('answers 410 with the reason, as a page too, and is in no list', async () => {
    const { path } = await publishRecord({ title: 'wrong', summary: secret })
    await reviewRecord(path, 'retract', { reason: 'The place was <wrong>.' })
    for (const address of [path, `${path}.json`]) {
      const { detail } = expectProblem(await ask(address), 'retracted')
      expect(detail).toContain('The place was <wrong>.')
    }
    const page = await ask(path, html)
    expect([page.status, page.type]).toEqual([410, 'text/html; charset=UTF-8'])
    expect(page.text).toContain('The place was &lt;wrong&gt;.')
    expect(page.text).not.toContain('Zaynab')
    for (const address of ['/', '/incidents', '/incidents.csv', '/incidents.json', '/incidents.geojson'])
      expect((await ask(address)).text).not.toContain('Zaynab')
    expect((await admin(`${path}.json`)).data()).toMatchObject({ status: 'retracted', title: 'wrong' })
  })

  it('keeps its reason when an editor edits it afterwards, until it is retracted for another', async () => {
    const { path, incident } = await publishRecord()
    await reviewRecord(path, 'retract', { reason: 'the place was wrong' })
    await patchRecord(path, `"${incident.id}.2"`, { notes: 'seen again' })
    expect(expectProblem(await ask(`${path}.json`), 'retracted').detail).toContain('the place was wrong')
    await reviewRecord(path, 'restore', { reason: 'it was right' })
    await reviewRecord(path, 'retract', { reason: 'the date was wrong' })
    await patchRecord(path, `"${incident.id}.5"`, { title: 'x' })
    const { detail } = expectProblem(await ask(`${path}.json`), 'retracted')
    expect(detail).toContain('the date was wrong')
    expect(detail).not.toContain('place')
  })

  it('is still what it was at the commits at which it was public', async () => {
    const { path, incident } = await publishRecord({ title: 'was public' })
    const before = await ask(`${path}.json`)
    await reviewRecord(path, 'retract')
    const then = await ask(`${path}.json?commit=${incident.commit}`)
    expect(then.text).toBe(before.text)
    expectProblem(await ask(`${path}.json?commit=${await newestCommit()}`), 'not-found')
    expectProblem(await ask(`${path}.json?commit=0`), 'not-found')
    expectProblem(await ask(`${path}.json?commit=99`), 'invalid-query')
  })

  it('is there again when it is restored', async () => {
    const { path } = await publishRecord({ title: 'again' })
    await reviewRecord(path, 'retract')
    await reviewRecord(path, 'restore')
    expect((await ask(`${path}.json`)).data()).toMatchObject({
      title: 'again',
      status: 'published',
      revision: 3,
    })
    expect((await ask('/incidents.csv')).text).toContain('again')
  })
})

describe('a draft’s words', () => {
  it('that were taken out before publication are never public', async () => {
    const { path, etag } = await submitRecord({ summary: secret })
    await patchRecord(path, etag, { summary: 'fit to print' })
    await reviewRecord(path, 'publish')
    const published = await newestCommit()
    expect((await ask(`${path}.json`)).data().summary).toBe('fit to print')
    for (let commit = 0; commit <= (await newestCommit()); commit++)
      for (const name of ['csv', 'json', 'ndjson', 'geojson']) {
        const { text, headers } = await ask(`/incidents.${name}?commit=${commit}`)
        expect(text).not.toContain('Zaynab')
        expect(headers.get('Sitrep-Rows')).toBe(commit >= published ? '1' : '0')
      }
  })
})

describe('the editors’ notes', () => {
  const everywhere = (path: string, commit: number) => [
    '/',
    '/incidents',
    '/incidents.csv',
    '/incidents.json',
    '/incidents.ndjson',
    '/incidents.geojson',
    '/incidents.csv?profile=full',
    `/incidents.json?commit=${commit}`,
    `/incidents.ndjson?limit=1`,
    path,
    `${path}.json`,
    `${path}.json?commit=${commit}`,
  ]

  it('are in no answer to the public, at no commit, and in every nested one to editors', async () => {
    const { path, etag, incident } = await publishRecord({ notes: secret })
    await patchRecord(path, etag, { title: 'x', notes: `${secret} too` })
    for (const address of everywhere(path, incident.commit)) {
      const answer: Answer = await ask(address)
      expect(answer.status).toBe(200)
      expect(answer.text).not.toMatch(/Zaynab|"notes"/)
    }
    for (const address of [
      path,
      `${path}.json`,
      '/incidents.json',
      '/incidents.ndjson',
      '/incidents.csv?profile=full',
      `/incidents.json?commit=1`,
    ])
      expect([address, (await admin(address)).text.includes('Zaynab')]).toEqual([address, true])
    expect((await admin('/incidents.csv')).text).not.toContain('Zaynab')
    expect((await admin('/incidents.json?commit=1')).data().incidents[0].notes).toBe(secret)
  })

  it('are in no packed file, whoever asks', async () => {
    await publishRecord({ notes: secret, title: 'told to all' })
    for (const who of [ask, admin])
      for (const name of ['xlsx', 'zip']) {
        const files = readZip((await who(`/incidents.${name}`)).bytes).map(({ bytes }) => bytes.toString())
        expect([name, files.some((text) => text.includes('told to all'))]).toEqual([name, true])
        expect([name, files.some((text) => text.includes('Zaynab'))]).toEqual([name, false])
      }
  })

  it('that hold quotes, breaks and more than ASCII are whole in every nested format', async () => {
    const notes = '"a"\\ \n\u2028 عين 🚀 \u007f'.replace('\u007f', '</script>')
    const { path } = await publishRecord({ notes })
    expect((await admin(`${path}.json`)).data().notes).toBe(notes)
    expect((await admin('/incidents.json')).data().incidents[0].notes).toBe(notes)
    expect(JSON.parse((await admin('/incidents.ndjson')).text).notes).toBe(notes)
  })

  it('change what editors have, and nothing of what the public reads but the revision', async () => {
    const { path, etag } = await publishRecord()
    const before = (await ask(`${path}.json`)).data()
    expect((await patchRecord(path, etag, { notes: secret })).status).toBe(200)
    const after = (await ask(`${path}.json`)).data()
    expect(after).toEqual({ ...before, revision: 2, commit: 2, updated_at: after.updated_at })
  })
})

describe('a record', () => {
  it('as JSON is bare, with its ETag, and is not sent again to who has it', async () => {
    const { path, incident, etag } = await publishRecord()
    const answer = await ask(`${path}.json`)
    expect(answer.data()).toEqual(incident)
    expect([answer.headers.get('ETag'), answer.headers.get('Sitrep-Commit')]).toEqual([etag, '1'])
    const again = await ask(`${path}.json`, { headers: { 'If-None-Match': `W/${etag}` } })
    expect([again.status, again.text, again.headers.get('ETag')]).toEqual([304, '', etag])
    for (const other of [`"${incident.id}.1"`, `"${incident.id}.1.00000000"`])
      expect((await ask(`${path}.json`, { headers: { 'If-None-Match': other } })).status).toBe(200)
    await patchRecord(path, etag, { title: 'x' })
    expect((await ask(`${path}.json`, { headers: { 'If-None-Match': etag } })).status).toBe(200)
    const pinned = answer.headers.get('Content-Location') ?? ''
    expect(pinned).toBe(`${path}.json?commit=1&schema=${schemaVersion}`)
    expect((await ask(pinned)).text).toBe(answer.text)
    expectProblem(await ask(`${path}.json?commit=1&schema=2`), 'pin-expired')
  })

  it('takes no parameters but those of a snapshot', async () => {
    const { path } = await publishRecord()
    for (const query of ['contry=IQ', 'country=IQ', 'limit=1', 'status=published', 'commit=x', 'commit=9'])
      for (const address of [path, `${path}.json`])
        expectProblem(await ask(`${address}?${query}`), 'invalid-query')
  })
})
