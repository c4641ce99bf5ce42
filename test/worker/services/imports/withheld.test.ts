import { describe, expect, it } from 'vitest'
import { admin, ask, patchRecord, publishRecord } from '../../client.ts'
import {
  exactPlace,
  fullRecord,
  publicPlaces,
  publicRecord,
  withWithheldPlace,
} from '../../web/incidents/withheld-place.ts'
import { acled, createDataset, gtd, ucdp } from './crosswalk-rows.ts'
import { cellsOf, csvOf, importBody, reportCounts, send } from './send-file.ts'

const [csv, ndjson] = ['text/csv', 'application/x-ndjson']
const unchanged = [0, 0, 1, 0, 0]
const updated = [0, 1, 0, 0, 0]

const stored = (code: 'point' | 'place' = 'place') =>
  publishRecord({
    reference: 'r1',
    launched_from: { place: 'Secretwood', latitude: 31.23456, longitude: 41.23456, withheld: 'place' },
    external: { scheme: 'kit', fields: { where: 'Secretfarm' } },
    ...withWithheldPlace(code),
  })

describe('a file with the record of a place that is withheld', () => {
  it.each([
    ['the public as a table', ask, '/incidents.csv', 'profile=flat', csv],
    ['an editor as a table', admin, '/incidents.csv', 'profile=flat', csv],
    ['the public as a spreadsheet’s table', ask, '/incidents.csv?excel=true', 'profile=flat', csv],
    ['the public as a full table', ask, '/incidents.csv?profile=full', 'profile=full', csv],
    ['an editor as a full table', admin, '/incidents.csv?profile=full', 'profile=full', csv],
    ['the public as JSON', ask, '/incidents.ndjson', 'profile=full', ndjson],
    ['an editor as JSON', admin, '/incidents.ndjson', 'profile=full', ndjson],
  ] as const)('comes back and changes nothing, as had by %s', async (_, who, address, query, type) => {
    const { path } = await stored()
    const before = await fullRecord(path)
    const body = (await who(address)).text
    const report = await importBody(`${query}&mode=all`, body, type)
    expect(reportCounts(report), JSON.stringify(report)).toEqual(unchanged)
    expect(await fullRecord(path)).toEqual(before)
  })

  it('changes what its cells say otherwise than the public is shown, and nothing else', async () => {
    const { path } = await stored('point')
    const [row] = cellsOf((await ask('/incidents.csv')).text)
    expect(row).toMatchObject({ latitude: '', place: 'Secretfarm', geo_precision: 'near' })
    const report = await importBody('profile=flat', csvOf([{ ...row, place: 'Another farm', title: 'New' }]))
    expect(reportCounts(report)).toEqual(updated)
    expect(await fullRecord(path)).toMatchObject({
      title: 'New',
      location: { ...exactPlace, place: 'Another farm', withheld: 'point' },
    })
    expect((await publicRecord(path)).location).toEqual({ ...publicPlaces.point, place: 'Another farm' })
  })

  it.each([
    [
      'a table',
      'profile=flat',
      csv,
      csvOf([{ reference: 'r1', latitude: '33.786543', longitude: '42.441357' }]),
    ],
    ['JSON', 'profile=full', ndjson, undefined],
  ] as const)('does not show the place by saying it: %s', async (_, query, type, table) => {
    const { path } = await stored()
    const before = await fullRecord(path)
    const { id, status, revision, commit, created_at, updated_at, warnings, ...told } = before
    const json = JSON.stringify({ ...told, location: exactPlace, launched_from: undefined })
    expect(reportCounts(await importBody(query, table ?? json, type))).toEqual(unchanged)
    expect((await publicRecord(path)).location).toEqual(publicPlaces.place)
    expect(await fullRecord(path)).toEqual(before)
  })

  it('moves the point only as a whole', async () => {
    const { path } = await stored()
    const before = await fullRecord(path)
    const half = csvOf([{ reference: 'r1', latitude: '33.5', longitude: '' }])
    const answer = await send('profile=flat', half)
    expect(answer.data().errors).toMatchObject([{ rule: 'location.pair', column: 'longitude' }])
    expect(await fullRecord(path)).toEqual(before)
    const both = csvOf([{ reference: 'r1', latitude: '33.5', longitude: '42.5' }])
    expect(reportCounts(await importBody('profile=flat', both))).toEqual(updated)
    expect((await fullRecord(path)).location).toMatchObject({
      latitude: 33.5,
      longitude: 42.5,
      withheld: 'place',
    })
    expect((await publicRecord(path)).location).toEqual(publicPlaces.place)
  })

  it('shows it where it says null', async () => {
    const { path } = await stored()
    const { id, status, revision, commit, created_at, updated_at, warnings, ...told } = await fullRecord(path)
    const json = JSON.stringify({ ...told, location: { ...exactPlace, withheld: null } })
    expect(reportCounts(await importBody('profile=full', json, ndjson))).toEqual(updated)
    expect((await publicRecord(path)).location).toEqual(exactPlace)
  })

  const layouts = Object.entries({ acled, gtd, ucdp })
  it.each(
    layouts.flatMap(([name, row]) => (['point', 'place'] as const).map((code) => [name, code, row] as const)),
  )('comes back in the layout of %s and changes nothing of its place: %s', async (name, code, row) => {
    await createDataset(name)
    await importBody(`profile=${name}&publish=true`, csvOf([row()]))
    const [{ id, location }] = (await ask('/incidents.json')).data().incidents
    const path = `/incidents/${id}`
    expect((await patchRecord(path, `"${id}.1"`, { location: { withheld: code } })).status).toBe(200)
    const before = await fullRecord(path)
    const { text } = await ask(`/incidents.csv?profile=${name}`)
    for (const secret of [location.latitude, code === 'place' && name !== 'gtd' && location.place])
      if (secret) expect(text).not.toContain(String(secret))
    expect((await importBody(`profile=${name}`, text)).errors).toEqual([])
    const after = await fullRecord(path)
    expect(after.location).toEqual(before.location)
    // ACLED's row says when it was made, and this one was made now.
    const { timestamp: _, ...kept } = before.external.fields
    expect(after.external.fields).toMatchObject(kept)
  })
})
