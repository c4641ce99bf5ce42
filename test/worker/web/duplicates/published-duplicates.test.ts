import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { findPublishedDuplicates } from '../../../../src/services/duplicates/find-published.ts'
import { admin, ask, expectProblem, publishRecord, submitRecord } from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'
import { contextAt } from '../../support.ts'

const location = { country: 'SY', place: 'Mayadeen', latitude: 35.02, longitude: 40.45 }
const attack = {
  ...{ date: '2022-01-05', event_type: 'remote_violence', event_subtype: 'shelling', location },
  title: 'Mortar shells on Mayadeen',
}
const path = '/possible-duplicates'

interface Found {
  readonly possible_duplicates: readonly { readonly id: string; readonly reasons: readonly string[] }[]
}

const find = async (report: unknown, who: typeof ask = ask): Promise<Found['possible_duplicates']> => {
  const answer = await who(path, { json: report })
  expect(answer.status, answer.text).toBe(200)
  return (answer.data() as Found).possible_duplicates
}

const idsOf = async (report: unknown, who?: typeof ask): Promise<string[]> =>
  (await find(report, who)).map(({ id }) => id)

describe('published records of the event of a report that is not filed', () => {
  it('are those that the answer to the report names, with their reasons', async () => {
    const { incident } = await publishRecord(attack)
    const report = { ...attack, sources: [{ publisher: 'Example News' }] }
    const before = await find(report)
    expect(before).toEqual([
      expect.objectContaining({
        ...{
          id: incident.id,
          status: 'published',
          title: attack.title,
          date: attack.date,
          place: 'Mayadeen',
        },
        reasons: expect.arrayContaining(['on the same day']),
      }),
    ])
    const filed = await ask('/incidents', { json: report })
    expect(filed.data().possible_duplicates).toEqual(before)
  })

  it('have their reasons in the language that is asked for', async () => {
    await publishRecord(attack)
    const reasonsIn = async (lang: string) =>
      (await ask(`${path}?lang=${lang}`, { json: attack })).data().possible_duplicates[0].reasons
    expect(await reasonsIn('en')).toContain('on the same day')
    expect(await reasonsIn('ar')).toContain('في اليوم نفسه')
    expectProblem(await ask(`${path}?lang=xx`, { json: attack }), 'invalid-query')
  })

  it('are found by the day and the place alone, and not on another day or in another country', async () => {
    const { incident } = await publishRecord(attack)
    expect(await idsOf({ date: '2022-01-05', location })).toEqual([incident.id])
    expect(await idsOf({ date: '2019-01-05', location })).toEqual([])
    expect(await idsOf({ date: '2022-01-05', location: { country: 'YE' } })).toEqual([])
  })

  it('are found for a form, whose numbers are texts', async () => {
    const { incident } = await publishRecord(attack)
    const place = { ...location, latitude: '35.02', longitude: '40.45' }
    const casualties = { deaths: { best: '2' } }
    expect(await idsOf({ ...attack, location: place, casualties })).toEqual([incident.id])
  })

  it('are published ones only, for everybody, and nothing is stored', async () => {
    await submitRecord(attack)
    expect([await idsOf(attack), await idsOf(attack, admin)]).toEqual([[], []])
    expect((await admin('/incidents.json?status=submitted')).data().incidents).toHaveLength(1)
  })

  it('show nothing of a place that is withheld', async () => {
    const { incident } = await publishRecord({ ...attack, location: { ...location, withheld: 'point' } })
    const [found] = await find(attack, admin)
    expect(found).toMatchObject({ id: incident.id, place: 'Mayadeen' })
    expect(JSON.stringify(found)).not.toMatch(/35\.0|40\.4|\bkm\b/)
  })

  it.each([
    [{ location }, '/date'],
    [{ date: '2022-13-05', location }, '/date'],
    [{ date: '2022-01-05' }, '/location'],
    [{ ...attack, weapons: [{ type: 'no such weapon' }] }, '/weapons/0/type'],
    [[attack], ''],
  ])('are not looked for without a date and a country, or with an error: %j', async (report, pointer) => {
    const problem = expectProblem(await ask(path, { json: report }), 'invalid-record')
    expect(problem.errors?.map((each: { pointer?: string }) => each.pointer)).toContain(pointer)
  })

  it('are asked for in JSON', async () => {
    expectProblem(await ask(path, { form: { date: '2022-01-05' } }), 'unsupported-type')
  })

  it('cost one statement and a bounded number of rows, and write none', async () => {
    const rows = Array.from({ length: 400 }, (_, i) =>
      JSON.stringify({ ...attack, reference: `r${i}`, sources: [{ publisher: 'x' }] }),
    )
    const headers = { 'Content-Type': 'application/x-ndjson' }
    const imported = await admin('/imports?publish=true', { method: 'POST', headers, body: rows.join('\n') })
    expect(imported.status, imported.text).toBe(200)
    const { db, log } = measureDatabase(env.DB)
    await findPublishedDuplicates(contextAt(Date.now(), db), attack)
    expect(log).toHaveLength(1)
    expect(log[0]?.rowsRead).toBeLessThan(600)
    expect(log[0]?.rowsWritten).toBe(0)
  })
})
