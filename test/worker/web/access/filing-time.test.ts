/** When a report without a token was filed: the public sees the day, editors the time. */

import { env } from 'cloudflare:workers'
import { Buffer } from 'node:buffer'
import { beforeEach, describe, expect, it } from 'vitest'
import { filterVersion } from '../../../../src/record/schema-version.ts'
import { admin, ask, etagOf, reviewRecord, submitRecord } from '../../client.ts'
import { contextAt, file, noon, report, testActors } from '../../support.ts'
import { everyFile, everyPage } from './public-answers.ts'

const day = '2024-06-15'
const filed = `${day}T12:00:00.000Z`
/** The time of filing in every way in which a file may write it. */
const traces = [filed, '12:00', '2024-06-15T12', String(noon), String(noon / 1000)]

let id: string
let earlierId: string

/** Files a report at noon of a day that is over, as the public and with a token, and publishes both. */
beforeEach(async () => {
  const earlier = await file(report({ title: 'Earlier' }), {}, testActors.contributor, contextAt(noon - 2000))
  earlierId = earlier.version.id
  const { version } = await file(report({ title: 'Told' }), {}, testActors.anyone, contextAt(noon))
  const other = await file(
    report({ title: 'Signed' }),
    {},
    testActors.contributor,
    contextAt(noon + 3_600_000),
  )
  for (const each of [version, other.version])
    expect((await reviewRecord(`/incidents/${each.id}`, 'publish')).status).toBe(200)
  await admin(`/incidents/${other.version.id}/review`, { json: { decision: 'retract', reason: 'x' } })
  id = version.id
})

/** Texts in files of bytes are compressed or binary: a cell of a time is looked up in the CSV, which they are made of. */
const isText = (type: string) => /text|json|xml/.test(type)

describe('a report without a token', () => {
  it.each(['as stored', 'as rows that another schema derived'])(
    'shows the public its day only, %s',
    async (how) => {
      if (how !== 'as stored')
        await env.DB.prepare(`UPDATE incident_body SET schema_version = '${filterVersion}-000000'`).run()
      for (const path of [...everyFile, ...everyPage(id)]) {
        const { status, type, text } = await ask(path)
        expect([path, status]).toEqual([path, 200])
        if (!isText(type)) continue
        expect(
          traces.filter((trace) => text.includes(trace)),
          path,
        ).toEqual([])
      }
      const [json, csv] = [await ask(`/incidents/${id}.json`), await ask('/incidents.csv?fields=created_at')]
      expect(json.data().created_at).toBe(day)
      expect((await ask('/incidents.json')).data().incidents[0].created_at).toBe(day)
      expect(csv.text).toBe(`created_at\r\n${day}T00:00:00.000Z\r\n`)
    },
  )

  it('shows editors its time', async () => {
    for (const path of [`/incidents/${id}.json`, `/incidents.json?status=published`]) {
      const data = (await admin(path)).data()
      expect((data.incidents?.[0] ?? data).created_at, path).toBe(filed)
    }
    const { versions } = (await admin(`/incidents/${id}/history.json`)).data()
    expect(versions[0].at).toBe(filed)
  })

  it('is filed at a random time of the day by its id', async () => {
    const { incident } = await submitRecord()
    const { created_at } = (await admin(`/incidents/${incident.id}.json`)).data()
    const start = Date.parse(created_at.slice(0, 10))
    const told = Buffer.from(incident.id.replaceAll('-', '').slice(0, 12), 'hex').readUIntBE(0, 6)
    expect(told).toBeGreaterThanOrEqual(start)
    expect(told).toBeLessThan(start + 86_400_000)
    expect(incident.created_at).toBe(created_at.slice(0, 10))
  })

  it('is corrected with what the public sees of it', async () => {
    const { warnings: _, ...shown } = (await ask(`/incidents/${id}.json`)).data()
    const json = { reason: 'x', revision: 2, patch: { ...shown, summary: 'Other rockets.' } }
    expect((await ask(`/incidents/${id}/suggestions`, { json })).status).toBe(201)
    const put = { method: 'PUT', json: shown, headers: { 'If-Match': etagOf(id, 2) } }
    expect((await admin(`/incidents/${id}`, put)).status).toBe(200)
    const wrong = { ...json, patch: { ...json.patch, created_at: '2024-06-14' } }
    expect((await ask(`/incidents/${id}/suggestions`, { json: wrong })).status).toBe(422)
  })

  it('is sorted among others by its day', async () => {
    await reviewRecord(`/incidents/${earlierId}`, 'publish')
    const titles = async (sort: string) =>
      (await ask(`/incidents.json?sort=${sort}`))
        .data()
        .incidents.map(({ title }: { title: string }) => title)
    expect(await titles('created')).toEqual(['Told', 'Earlier'])
  })
})
