import { beforeEach, describe, expect, it } from 'vitest'
import kobo from '../../../fixtures/submissions/kobo.json' with { type: 'json' }
import koboMapping from '../../../fixtures/submissions/kobo-mapping.json' with { type: 'json' }
import odk from '../../../fixtures/submissions/odk.json' with { type: 'json' }
import odkMapping from '../../../fixtures/submissions/odk-mapping.json' with { type: 'json' }
import { admin, ask, countRecords, createHolder, expectProblem } from '../../client.ts'

const record = {
  dataset: 'field',
  event_type: 'remote_violence',
  event_subtype: 'shelling',
  date: '2022-01-05',
  location: {
    country: 'IQ',
    place: 'Ain al-Asad',
    latitude: 33.7858,
    longitude: 42.4412,
    precision: 'near',
  },
  actors: [
    { name: 'Example Battalion', role: 'perpetrator' },
    { name: 'Base guard', role: 'responder' },
  ],
  weapons: [{ type: 'rocket' }, { type: 'mortar' }],
  casualties: { deaths: { best: 0 }, injuries: { best: 2 } },
  sources: [{ publisher: 'Field team', kind: 'witness', published: '2022-01-05' }],
  summary: 'Rockets and mortar bombs landed near the base. Two guards were hurt.',
  status: 'submitted',
}

beforeEach(async () => {
  await admin('/datasets/field', { method: 'PUT', json: { title: 'Field reports' } })
  for (const [name, json] of Object.entries({ kobo: koboMapping, odk: odkMapping }))
    expect((await admin(`/datasets/field/mappings/${name}`, { method: 'PUT', json })).status).toBe(201)
})

describe.each([
  ['KoboToolbox', 'kobo', kobo, '2356cbbe-c1fd-414d-85c8-84f33e92618a'],
  ['ODK Central', 'odk', odk, 'uuid:5ed3b610-a18a-46a2-90a7-8c80c82ebbe9'],
])('a submission of %s', (_, name, json, reference) => {
  const path = `/incidents?mapping=field/${name}`

  it('becomes a record of the dataset, with a receipt', async () => {
    const team = await createHolder('contributor')
    const answer = await team.ask(path, { json })
    expect(answer.status, answer.text).toBe(201)
    const { incident, receipt } = answer.data()
    expect(incident).toMatchObject({ ...record, reference })
    expect(answer.headers.get('Location')).toBe(`/incidents/${incident.id}`)
    expect((await ask(receipt)).status).toBe(200)
  })

  it('sent again is the record that is there', async () => {
    const team = await createHolder('contributor')
    const first = await team.ask(path, { json })
    const again = await team.ask(path, { json })
    expect([again.status, again.data().incident.id]).toEqual([200, first.data().incident.id])
    expect(await countRecords()).toBe(1)
  })

  it('sent by somebody else is refused', async () => {
    await (await createHolder('contributor')).ask(path, { json })
    expectProblem(await (await createHolder('contributor')).ask(path, { json }), 'reference-taken')
  })

  it('is taken from the public, where the public may submit', async () => {
    expect((await ask(path, { json })).status).toBe(201)
  })

  it('is published at once for an editor', async () => {
    const answer = await admin(`${path}&publish=true`, { json })
    expect([answer.status, answer.data().incident.status]).toEqual([201, 'published'])
  })
})

describe('a submission', () => {
  const path = '/incidents?mapping=field/kobo'

  it('without a position has none', async () => {
    const json = { ...kobo, _geolocation: [null, null] }
    const { location } = (await admin(path, { json })).data().incident
    expect(location).toEqual({ country: 'IQ', place: 'Ain al-Asad', precision: 'near' })
  })

  it('that breaks rules is refused, with the question of each error', async () => {
    const json = { ...kobo, 'event/what': 'roket_fire', killed: 'many', 'event/day': '2022-13-05' }
    const answer = await admin(path, { json })
    expectProblem(answer, 'invalid-record')
    const found = answer
      .data()
      .errors.map(({ column, pointer, rule }: Record<string, string>) => [column, pointer, rule])
    expect(found).toContainEqual(['event/what', '/event_type', 'mapping.value'])
    expect(found).toContainEqual(['event/day', '/date', 'date.invalid'])
    expect(found.map(([column]: string[]) => column)).toContain('killed')
    expect(await countRecords()).toBe(0)
  })

  it.each([
    ['a list', [kobo]],
    ['a text', 'text'],
    ['two submissions of ODK Central', { ...odk, value: [...odk.value, ...odk.value] }],
    ['no submission of ODK Central', { ...odk, value: [] }],
  ])('is not %s', async (_, json) => {
    const answer = await admin('/incidents?mapping=field/odk', { json })
    expectProblem(answer, 'body-unreadable')
    expect(answer.data().detail).toContain('one JSON object')
  })

  it('is not the XML that a webhook of ODK Central sends', async () => {
    const json = { type: 'submission.create', id: 'uuid:1', data: { xml: '<data/>' } }
    const answer = await admin('/incidents?mapping=field/odk', { json })
    expectProblem(answer, 'body-unreadable')
    expect(answer.data().detail).toContain('OData')
  })

  it('needs a mapping that exists, and JSON', async () => {
    expectProblem(await admin('/incidents?mapping=field/kob', { json: kobo }), 'invalid-query')
    expectProblem(await admin('/incidents?mapping=kobo', { json: kobo }), 'invalid-query')
    expectProblem(await admin(path, { form: { a: 'b' } }), 'unsupported-type')
  })

  it('does not tell the public which mappings there are', async () => {
    const answer = await ask('/incidents?mapping=field/kob', { json: kobo })
    expectProblem(answer, 'invalid-query')
    expect(answer.data().detail).not.toContain('Did you mean')
  })
})
