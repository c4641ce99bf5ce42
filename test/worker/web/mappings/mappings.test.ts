import { beforeEach, describe, expect, it } from 'vitest'
import { type Answer, admin, createHolder, expectProblem, newestCommit } from '../../client.ts'
import { importBody, recordsOf, reportCounts, send } from '../../services/imports/send-file.ts'

const mapping = {
  about: 'The table of the field team.',
  columns: { nr: 'reference', day: { to: 'date', date: 'DD/MM/YYYY' }, where: 'location.country' },
  constants: { event_type: 'battle', 'sources.0.publisher': 'Example News' },
}
const table = 'nr,day,where\r\nm1,05/01/2022,IQ\r\nm2,06/01/2022,SY\r\n'

const path = '/datasets/trial/mappings/table'
const put = (json: unknown, address = path): Promise<Answer> => admin(address, { method: 'PUT', json })

const issuesOf = (answer: Answer): string[] =>
  answer
    .data()
    .errors.map(({ pointer, parameter, rule }: Record<string, string>) => `${pointer ?? parameter} ${rule}`)

beforeEach(async () => {
  await admin('/datasets/trial', { method: 'PUT', json: { title: 'Trial' } })
})

describe('a stored mapping', () => {
  it('is made, replaced, listed, read and deleted, without a commit', async () => {
    const before = await newestCommit()
    const made = await put({ ...mapping, about: 'First.' })
    expect([made.status, made.data()]).toMatchObject([201, { dataset: 'trial', name: 'table' }])
    expect((await put(mapping)).status).toBe(200)
    expect((await put(mapping, '/datasets/trial/mappings/another')).status).toBe(201)
    expect((await admin(path)).data()).toMatchObject({ dataset: 'trial', name: 'table', mapping })
    const { mappings, dataset } = (await admin('/datasets/trial/mappings.json')).data()
    expect([dataset, mappings.map(({ name, about }: Record<string, string>) => [name, about])]).toEqual([
      'trial',
      [
        ['another', mapping.about],
        ['table', mapping.about],
      ],
    ])
    expect((await admin(path, { method: 'DELETE' })).status).toBe(204)
    expectProblem(await admin(path), 'not-found')
    expectProblem(await admin(path, { method: 'DELETE' }), 'not-found')
    expect(await newestCommit()).toBe(before)
  })

  it('is refused with all its errors, and then not stored', async () => {
    const answer = await put({
      columns: { nr: 'referenc', day: { to: 'date', date: 'DD/MM' } },
      constants: { event_type: 'batle', 'sources.0.publisher': 'Example News' },
    })
    expectProblem(answer, 'invalid-request')
    expect(issuesOf(answer)).toEqual([
      '/columns/nr mapping.field',
      '/columns/day/date mapping.invalid',
      '/constants/event_type mapping.field',
    ])
    expectProblem(await admin(path), 'not-found')
  })

  it.each([
    ['a constant', { constants: { ...mapping.constants, dataset: 'other' } }, '/constants/dataset'],
    ['a column', { columns: { ...mapping.columns, set: 'dataset' } }, '/columns/set'],
    ['a template', { templates: { dataset: '{nr}' } }, '/templates/dataset'],
  ])('gives its records no other dataset by %s', async (_, over, pointer) => {
    expect(issuesOf(await put({ ...mapping, ...over }))).toEqual([`${pointer} mapping.field`])
  })

  it('may say the dataset that it belongs to', async () => {
    expect((await put({ ...mapping, constants: { ...mapping.constants, dataset: 'trial' } })).status).toBe(
      201,
    )
  })

  it('needs a dataset that exists, and a short name', async () => {
    expectProblem(await put(mapping, '/datasets/none/mappings/table'), 'not-found')
    expectProblem(await admin('/datasets/none/mappings.json'), 'not-found')
    expect(issuesOf(await put(mapping, '/datasets/trial/mappings/A%20b'))).toEqual(['name parameter.invalid'])
  })

  it('is for contributors to read and for editors to store', async () => {
    await put(mapping)
    const contributor = await createHolder('contributor')
    expect((await contributor.ask(path)).data().mapping).toEqual(mapping)
    expectProblem(await contributor.ask(path, { method: 'PUT', json: mapping }), 'forbidden')
    expectProblem(await contributor.ask(path, { method: 'DELETE' }), 'forbidden')
  })
})

describe('POST /imports?mapping=DATASET/NAME', () => {
  beforeEach(async () => {
    expect((await put(mapping)).status).toBe(201)
  })

  it('reads a table that is sent without a form, into the dataset of the mapping', async () => {
    expect(reportCounts(await importBody('mapping=trial/table', table))).toEqual([2, 0, 0, 0, 0])
    const [first, second] = await recordsOf('trial')
    expect(first).toMatchObject({ reference: 'm1', date: '2022-01-05', location: { country: 'IQ' } })
    expect(second).toMatchObject({ reference: 'm2', date: '2022-01-06', location: { country: 'SY' } })
    expect(reportCounts(await importBody('mapping=trial/table', table))).toEqual([0, 0, 2, 0, 0])
  })

  it('reads it into another dataset that the request states', async () => {
    await importBody('mapping=trial/table&dataset=second', table)
    expect((await recordsOf('second')).length).toBe(2)
  })

  it.each([
    ['mapping=trial/tabel', 'There is no mapping trial/tabel. Did you mean table?'],
    ['mapping=other/table', 'There is no mapping other/table.'],
    ['mapping=table', 'It must be DATASET/NAME'],
    ['mapping=trial/table/x', 'It must be DATASET/NAME'],
    ['mapping=trial/table&profile=flat', 'profile=flat and a mapping cannot be given together.'],
    ['mapping=trial/table&profile=ucdp', 'profile=ucdp and a mapping cannot be given together.'],
  ])('refuses %s', async (query, detail) => {
    const answer = await send(query, table)
    expectProblem(answer, 'invalid-query')
    expect(answer.data().detail).toContain(detail)
  })

  it('refuses a second mapping in the form', async () => {
    const form = new FormData()
    form.set('mapping', new Blob([JSON.stringify(mapping)], { type: 'application/json' }))
    form.set('file', new Blob([table], { type: 'text/csv' }))
    const both = await admin('/imports?mapping=trial/table', { method: 'POST', body: form })
    expectProblem(both, 'invalid-query')
    expect(both.data().detail).toContain('not both')
  })
})
