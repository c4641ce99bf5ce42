import { describe, expect, it } from 'vitest'
import { admin, ask, browser, expectProblem, patchRecord, publishRecord } from '../../client.ts'
import { submittedFields } from '../../page-forms.ts'
import { redactionMark, redactRecord } from './redact-record.ts'
import { exactPlace, fullRecord, publicPlaces, publicRecord, withWithheldPlace } from './withheld-place.ts'

describe('edits of a record with a place that is withheld', () => {
  it('keep what they do not show, until null takes it out', async () => {
    const { path, incident } = await publishRecord(withWithheldPlace('place'))
    const put = async (json: object, revision: number) => {
      const answer = await admin(path, {
        method: 'PUT',
        json,
        headers: { 'If-Match': `"${incident.id}.${revision}"` },
      })
      expect(answer.status, answer.text).toBe(200)
      return answer.data().incident
    }
    const seen = await publicRecord(path)
    expect((await put(await fullRecord(path), 1)).revision).toBe(1)
    expect((await put(seen, 1)).revision).toBe(1)
    const { location: _, ...rest } = seen
    const bare = { country: 'IQ', admin1: 'Anbar' }
    const told = { ...rest, title: 'Other' }
    expect((await put({ ...told, location: bare }, 1)).location).toEqual({ ...exactPlace, withheld: 'place' })
    const now = { ...(await fullRecord(path)), title: 'Moved' }
    const moved = { ...publicPlaces.place, latitude: 34.5, longitude: 43.5 }
    const { coordinates_from: __, ...left } = exactPlace
    expect((await put({ ...now, location: moved }, 2)).location).toEqual({
      ...left,
      latitude: 34.5,
      longitude: 43.5,
      withheld: 'place',
    })
    const third = await fullRecord(path)
    const gone = { ...publicPlaces.place, latitude: null, longitude: null, place: null }
    const coarser = { ...third.location, precision: 'admin1' }
    expect((await put({ ...third, location: coarser }, 3)).location).toEqual(coarser)
    const fourth = await fullRecord(path)
    expect((await put({ ...fourth, location: third.location }, 4)).location).toEqual(third.location)
    const fifth = await fullRecord(path)
    const erased = await put({ ...fifth, location: gone }, 5)
    expect(erased.location).not.toHaveProperty('latitude')
    expect(erased.location).not.toHaveProperty('place')
    expect(erased.location).toMatchObject({ admin3: 'Secretvillage', precision: 'exact' })
  })

  it('show it again only where they say so', async () => {
    const { path, etag, incident } = await publishRecord(withWithheldPlace('point'))
    const lifted = await patchRecord(path, etag, { location: { withheld: null } })
    expect(lifted.data().incident.location).toEqual(exactPlace)
    expect((await publicRecord(path)).location).toEqual(exactPlace)
    await patchRecord(path, `"${incident.id}.2"`, { location: { withheld: 'place' } })
    const back = { version: 2, reason: 'it was better' }
    const brought = await admin(`${path}/revert`, { json: back })
    expect(brought.status, brought.text).toBe(200)
    expect((await publicRecord(path)).location).toEqual(publicPlaces.place)
  })

  it.each(['point', 'place'] as const)('by a suggestion change only what it says: %s', async (code) => {
    const { path } = await publishRecord(withWithheldPlace(code))
    const page = (await ask(`${path}/suggest`, { headers: browser })).text
    expect(page).not.toContain('33.786')
    const form = submittedFields(page, { title: 'Corrected', _reason: 'a slip' })
    const sent = await ask(`${path}/suggestions`, { form, headers: browser })
    expect(sent.status, sent.text.slice(0, 900)).toBe(303)
    const [{ id, changed }] = (await admin('/queue.json')).data().waiting
    expect(changed).toEqual(['/title'])
    const accepted = await admin(`/suggestions/${id}/review`, { json: { decision: 'accept' } })
    expect(accepted.status, accepted.text).toBe(200)
    expect(await fullRecord(path)).toMatchObject({
      title: 'Corrected',
      location: { ...exactPlace, withheld: code },
    })
    expect((await publicRecord(path)).location).toEqual(publicPlaces[code])
  })
})

describe('redaction of a record with a place that is withheld', () => {
  it('reaches what the public is not shown', async () => {
    const { path, etag, incident } = await publishRecord(withWithheldPlace('place'))
    await patchRecord(path, etag, { title: 'Other' })
    const answer = await redactRecord(path, {
      erase: ['Secretmill'],
      remove: ['/location/latitude', '/location/longitude', '/location/place'],
    })
    expect(answer.status, answer.text).toBe(200)
    for (const end of ['.json', '/history.json', '.json?commit=2']) {
      const { text, status } = await admin(path + end)
      expect(text).not.toMatch(/Secretmill|Secretfarm|33\.786|42\.441/)
      if (status === 200) expect(text).toContain(`behind the ${redactionMark}`)
    }
    expect((await publicRecord(path)).location).toEqual(publicPlaces.place)
    expect((await publicRecord(path)).warnings).toMatchObject([{ rule: 'location.withheld' }])
    expect((await ask(`${path}.json?commit=1`)).data()).toMatchObject({ id: incident.id, revision: 1 })
    expectProblem(await admin(`${path}.json?commit=1`), 'redacted')
  })

  it('does not show it', async () => {
    const { path } = await publishRecord(withWithheldPlace('point'))
    const answer = await redactRecord(path, { remove: ['/location/withheld'] })
    expect(expectProblem(answer, 'invalid-record').errors).toMatchObject([{ pointer: '/location/withheld' }])
    expect((await publicRecord(path)).location).toEqual(publicPlaces.point)
  })

  it('takes back what was published before', async () => {
    const { path, etag } = await publishRecord({ location: exactPlace })
    await patchRecord(path, etag, { location: { withheld: 'point' } })
    expect((await ask(`${path}.json?commit=1`)).text).toContain('33.786543')
    const answer = await redactRecord(path, { remove: ['/location/latitude', '/location/longitude'] })
    expect(answer.status, answer.text).toBe(200)
    for (const address of [`${path}/history.json`, '/changes.json?since=0', `${path}.json?commit=1`])
      expect((await ask(address)).text).not.toContain('33.786543')
  })
})
