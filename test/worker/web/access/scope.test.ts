/** Tokens that are limited to datasets: what they write, and what they see that is not published. */
import { beforeEach, describe, expect, it } from 'vitest'
import {
  type Answer,
  admin,
  createHolder,
  expectProblem,
  publishRecord,
  record,
  type SubmittedRecord,
  submitRecord,
  type TokenHolder,
} from '../../client.ts'
import { tableMapping } from '../trips/world.ts'
import { suggest } from './scene.ts'

/** A dataset with a draft, a rejected and a published record that has a note, and a suggested correction. */
interface Part {
  readonly draft: SubmittedRecord
  readonly rejected: SubmittedRecord
  readonly shown: SubmittedRecord
  readonly correction: string
}

let [own, other] = [{}, {}] as [Part, Part]
let editor: TokenHolder
let contributor: TokenHolder

const createPart = async (dataset: string): Promise<Part> => {
  await admin(`/datasets/${dataset}`, { method: 'PUT', json: { publishable: true } })
  const [draft, rejected] = [
    await submitRecord({ dataset, title: `draft of ${dataset}` }),
    await submitRecord({ dataset, title: `rejected of ${dataset}` }),
  ]
  await admin(`${rejected.path}/review`, { json: { decision: 'reject', reason: 'x' } })
  const shown = await publishRecord({ dataset, title: `shown of ${dataset}`, notes: `note of ${dataset}` })
  const asked = suggest(shown, 'Better')
  const correction = (await admin(asked.path, asked)).data().suggestion.id
  return { draft, rejected, shown, correction }
}

beforeEach(async () => {
  own = await createPart('ours')
  other = await createPart('theirs')
  editor = await createHolder('editor', { datasets: ['ours'] })
  contributor = await createHolder('contributor', { datasets: ['ours'] })
})

const reason = 'checked'
const imported = (dataset: string) => ({
  body: `dataset,event_type,date,country,source_urls\r\n${dataset},battle,2022-01-05,SY,https://example.org/a\r\n`,
  headers: { 'Content-Type': 'text/csv' },
})
const patch = ({ path, etag }: SubmittedRecord, json: object) =>
  editor.ask(path, {
    method: 'PATCH',
    json,
    headers: { 'Content-Type': 'application/merge-patch+json', 'If-Match': etag },
  })
const decide = (path: string, decision: string, as = editor) =>
  as.ask(`${path}/review`, { json: { decision, reason } })

/** An act in a dataset, by its part and its name. */
type Act = (part: Part, dataset: string) => Promise<Answer>

const acts: readonly (readonly [what: string, act: Act])[] = [
  ['files', (_, dataset) => editor.ask('/incidents', { json: record({ dataset }) })],
  ['publishes', (_, dataset) => editor.ask('/incidents?publish=true', { json: record({ dataset }) })],
  ['files as a contributor', (_, dataset) => contributor.ask('/incidents', { json: record({ dataset }) })],
  ['files in a batch', (_, dataset) => editor.ask('/incidents', { json: [record({ dataset })] })],
  ['imports', (_, dataset) => editor.ask(`/imports?dataset=${dataset}`, imported(dataset))],
  ['imports by a column', (_, dataset) => editor.ask('/imports', imported(dataset))],
  ['edits', ({ draft }) => patch(draft, { title: 'x' })],
  ['opens the form to edit', ({ shown }) => editor.ask(`${shown.path}/edit`)],
  ['reviews', ({ draft }) => decide(draft.path, 'publish')],
  ['retracts', ({ shown }) => decide(shown.path, 'retract')],
  [
    'rejects many',
    ({ draft: { incident } }) =>
      editor.ask('/reports/review', {
        json: { decision: 'reject', reason, reports: [{ id: incident.id, revision: 1 }] },
      }),
  ],
  [
    'merges several',
    ({ draft, shown }) =>
      editor.ask(`${shown.path}/merge-from`, { json: { from: [draft.incident.id], reason } }),
  ],
  ['comments on', ({ shown }) => editor.ask(`${shown.path}/comments`, { json: { text: 'Look again.' } })],
  [
    'takes in hand',
    ({ draft }) => editor.ask(`/queue/${draft.incident.id}/assignee`, { method: 'PUT', json: {} }),
  ],
  [
    'takes a correction in hand',
    ({ correction }) => editor.ask(`/queue/${correction}/assignee`, { method: 'PUT', json: {} }),
  ],
  [
    'merges',
    ({ draft, shown }) => editor.ask(`${draft.path}/merge`, { json: { into: shown.incident.id, reason } }),
  ],
  [
    'marks as distinct',
    ({ shown, draft }) =>
      editor.ask(`${shown.path}/distinct`, { json: { other: draft.incident.id, reason } }),
  ],
  ['reverts', ({ shown }) => editor.ask(`${shown.path}/revert`, { json: { version: 1, reason } })],
  [
    'accepts a correction',
    ({ correction }) =>
      editor.ask(`/suggestions/${correction}/review`, { json: { decision: 'accept', reason } }),
  ],
  [
    'describes the dataset',
    (_, dataset) => editor.ask(`/datasets/${dataset}`, { method: 'PUT', json: { title: 'T' } }),
  ],
  [
    'stores a mapping',
    (_, dataset) => editor.ask(`/datasets/${dataset}/mappings/m`, { method: 'PUT', json: tableMapping }),
  ],
]

const commits = async (): Promise<unknown> => (await admin('/commits.json?limit=1')).data().commits[0].commit

describe('a token of named datasets', () => {
  it.each(acts)('%s in its datasets, and in no others', async (_, act) => {
    const before = await commits()
    const refused = await act(other, 'theirs')
    const isBatch = refused.status === 200
    const told = isBatch ? JSON.stringify(refused.data()) : refused.text
    // A draft of another dataset is as if it did not exist; of others, the answer names the datasets of the token.
    expect([403, 404, 422, 200], refused.text).toContain(refused.status)
    if (refused.status !== 404) expect(told).toMatch(/ours|dataset\.scope|"not_rejected":\[\{|missing/)
    expect(await commits()).toBe(before)
    const done = await act(own, 'ours')
    expect(done.status, done.text).toBeLessThan(300)
    expect(done.text).not.toContain('dataset.scope')
  })

  it('declines corrections of its datasets only', async () => {
    const suggestions = [own.correction, other.correction]
    const answer = await editor.ask('/suggestions/decline', { json: { reason, suggestions } })
    expect(answer.data()).toEqual({ declined: [own.correction], not_waiting: [other.correction] })
  })

  it('moves no record into another dataset', async () => {
    const { errors } = expectProblem(await patch(own.draft, { dataset: 'theirs' }), 'invalid-record')
    expect(errors?.map(({ pointer, rule }) => [pointer, rule])).toEqual([['/dataset', 'dataset.scope']])
  })

  it('merges no record with one of another dataset, and says no more of a draft than of none', async () => {
    for (const into of [other.draft.incident.id, other.shown.incident.id])
      expectProblem(
        await editor.ask(`${own.draft.path}/merge`, { json: { into, reason } }),
        'invalid-request',
      )
  })

  const titles = (answer: Answer): string[] =>
    answer
      .data()
      .incidents.map(({ title }: { title: string }) => title)
      .sort()

  it('lists what is not published of its datasets', async () => {
    const list = async (query: string) => titles(await editor.ask(`/incidents.json?status=${query}`))
    expect(await list('submitted')).toEqual(['draft of ours'])
    expect(await list('rejected,submitted')).toEqual(['draft of ours', 'rejected of ours'])
    expect(await list('submitted&dataset=theirs')).toEqual([])
    expect(await list('published')).toEqual(['shown of ours', 'shown of theirs'])
  })

  it('sees what it files in none of its datasets no longer after it is limited', async () => {
    const wide = await createHolder('editor')
    const filed = await submitRecord({ dataset: 'theirs', title: 'mine' }, { token: wide.secret })
    await decide(filed.path, 'publish', wide)
    await decide(filed.path, 'retract', wide)
    await admin(`/tokens/${wide.id}/limits`, { json: { datasets: ['ours'] } })
    expect(titles(await wide.ask('/incidents.json?status=retracted'))).toEqual([])
  })

  it('lists whole records of its datasets, and the public part of others', async () => {
    const texts = async (query: string) => (await editor.ask(`/incidents.ndjson?${query}`)).text
    expect(await texts('dataset=ours')).toContain('note of ours')
    for (const query of ['dataset=theirs', 'dataset=ours,theirs', ''])
      expect(await texts(query)).not.toContain('note of')
  })

  it('reads records of its datasets in full, others as the public does', async () => {
    for (const { path } of [other.draft, other.rejected]) {
      for (const each of [path, `${path}.json`, `${path}/history.json`, path.replace('/incidents', '/queue')])
        expectProblem(await editor.ask(each), 'not-found')
    }
    expect((await editor.ask(`${own.draft.path}.json`)).data().title).toBe('draft of ours')
    expect((await editor.ask(`${own.shown.path}.json`)).data().notes).toBe('note of ours')
    expect((await editor.ask(`${other.shown.path}.json`)).data()).not.toHaveProperty('notes')
    const [version] = (await editor.ask(`${other.shown.path}/history.json`)).data().versions
    expect(version).not.toHaveProperty('actor')
    const page = await editor.ask(other.shown.path, { headers: { Accept: 'text/html' } })
    expect(page.text).not.toMatch(/\/review"|\/edit"/)
  })

  it('has the queue and the pairs of its datasets', async () => {
    const { waiting } = (await editor.ask('/queue.json')).data()
    const datasets = waiting.map(({ incident }: { incident: { dataset: string } }) => incident.dataset)
    expect(datasets).toEqual(['ours', 'ours'])
    expect((await editor.ask('/queue.json?dataset=theirs')).data().waiting).toEqual([])
    expectProblem(await editor.ask(`/queue/${other.correction}`), 'out-of-scope')
    const { text } = await editor.ask('/duplicates', { headers: { Accept: 'text/html' } })
    expect(text).toContain(' of ours')
    expect(text).not.toContain(' of theirs')
  })

  it('reads imports and mappings of its datasets', async () => {
    for (const [dataset, ok] of [
      ['ours', true],
      ['theirs', false],
    ] as const) {
      const made = await admin(`/imports?dataset=${dataset}`, imported(dataset))
      const { status } = await editor.ask(`/imports/${made.data().import}`)
      const { imports } = (await editor.ask('/imports.json')).data()
      expect(imports.map((each: { dataset: string }) => each.dataset)).toEqual(['ours'])
      expect([dataset, status]).toEqual([dataset, ok ? 200 : 404])
      await admin(`/datasets/${dataset}/mappings/m`, { method: 'PUT', json: tableMapping })
      const mapping = await editor.ask(`/datasets/${dataset}/mappings/m`)
      expect([dataset, mapping.status]).toEqual([dataset, ok ? 200 : 403])
    }
  })

  it('has ETags of its own for lists', async () => {
    const path = '/incidents.json?status=submitted'
    const etag = (await admin(path)).headers.get('ETag') ?? ''
    expect((await editor.ask(path, { headers: { 'If-None-Match': etag } })).status).toBe(200)
  })
})

describe('the datasets of a token', () => {
  it.each([
    ['an unknown one', { datasets: ['nowhere'] }],
    ['none', { datasets: [] }],
    ['a text', { datasets: 'ours' }],
    ['a name that is none', { datasets: ['Not a name'] }],
    ['those of an admin', { role: 'admin', datasets: ['ours'] }],
  ])('are refused: %s', async (_, part) => {
    const { errors } = expectProblem(
      await admin('/tokens', { json: { name: 'x', role: 'editor', ...part } }),
      'invalid-request',
    )
    expect(errors?.[0]?.pointer).toMatch(/^\/datasets/)
  })

  it('are changed, and the log says to which; none but an admin changes them', async () => {
    const path = `/tokens/${editor.id}/limits`
    expect((await admin(path, { json: { datasets: ['theirs', 'ours', 'ours'] } })).data().datasets).toEqual([
      'ours',
      'theirs',
    ])
    expect((await decide(other.draft.path, 'publish')).status).toBe(200)
    const { commits: log } = (await admin('/commits.json?limit=2')).data()
    expect(log[1]).toMatchObject({ kind: 'limit', reason: "editor: a test's editor (ours, theirs)" })
    expectProblem(await editor.ask(path, { json: { datasets: null } }), 'forbidden')
  })

  it('of an admin stay all', async () => {
    const { id } = await createHolder('admin')
    expectProblem(await admin(`/tokens/${id}/limits`, { json: { datasets: ['ours'] } }), 'invalid-request')
  })
})
