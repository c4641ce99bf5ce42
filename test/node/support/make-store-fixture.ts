// `node test/node/support/make-store-fixture.ts NAME`: writes test/fixtures/stores/NAME with the code as it is: the demo, imports,
// edits, reviews, a merge, redactions, and what the server answers of them. A fixture that has landed never changes.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'

// The built Worker goes where temporary files go.
const temporary = mkdtempSync(join(tmpdir(), 'sitrep-fixture-'))
process.env.TMPDIR = temporary
const { collectAnswers, editorAddresses, fileAddresses, filterAddresses, pinnedAddresses } = await import(
  './fixture-answers.ts'
)
const { startServer, root, newStore, removeStore } = await import('./server.ts')
const { saveFixture } = await import('./store-fixture.ts')
const { soundRecord } = await import('../../pure/arbitrary.ts')

type Json = Readonly<Record<string, unknown>>

const [name = ''] = process.argv.slice(2)
if (!/^[a-z0-9-]+$/.test(name)) throw new Error('Name the fixture.')

const store = newStore()
const server = await startServer({ store })

const send = async (path: string, method: string, body: string, headers: Record<string, string> = {}) => {
  const answer = await server.admin(path, {
    method,
    body,
    headers: { 'Content-Type': 'application/json', ...headers },
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${text}`)
  return JSON.parse(text)
}
const post = (path: string, body: unknown) => send(path, 'POST', JSON.stringify(body))

interface Stored {
  readonly id: string
  readonly revision: number
}
const create = async (record: Json, query = '?publish=true'): Promise<Stored> =>
  (await post(`/incidents${query}`, record)).incident
const patch = async (id: string, body: Json): Promise<Stored> => {
  const current = await (await server.admin(`/incidents/${id}.json`)).json()
  const headers = {
    'If-Match': `"${id}.${(current as Stored).revision}"`,
    'Content-Type': 'application/merge-patch+json',
  }
  return (await send(`/incidents/${id}`, 'PATCH', JSON.stringify(body), headers)).incident
}

const base = {
  dataset: 'fixture',
  event_type: 'remote_violence',
  event_subtype: 'shelling',
  date: '2022-01-05',
  location: {
    country: 'IQ',
    admin1: 'Anbar',
    place: 'عين الأسد',
    latitude: 33.8,
    longitude: 42.4,
    precision: 'near',
  },
  summary: 'Rockets hit the base; “nobody” was hurt, they said.',
  sources: [{ key: 'a', publisher: 'Fixture News', url: 'https://example.org/a', published: '2022-01-06' }],
}

try {
  const demo = JSON.parse(readFileSync(join(root, 'demo/january-2022.json'), 'utf8')) as Json[]
  const demoRecords: Stored[] = []
  for (const record of demo) demoRecords.push(await create(record))

  const first = await create({
    ...base,
    reference: 'f1',
    outcome: 'hit',
    date_note: 'before dawn, "early"',
    title: '=1+1; a title, quoted "so"',
    weapons: [
      { type: 'rocket', model: 'Grad', fired: 3, hit: 2, missed: 1, source: 'a' },
      { type: 'drone_one_way', hit: 1 },
    ],
    targets: [{ name: 'a base', type: 'military' }],
    actors: [{ name: 'Fixture Front', role: 'perpetrator', type: 'rebel_group', with: ['Others; and more'] }],
    claims: [
      { by: 'Fixture Front', date: '2022-01-05', medium: 'online_post', status: 'standing', source: 'a' },
    ],
    attributions: [{ by: 'an officer', to: 'Fixture Front', confidence: 'suspected' }],
    casualties: {
      reported: 'some',
      deaths: { low: 1, best: 2 },
      groups: [{ group: 'civilians', deaths: { best: 1 } }],
    },
    damage: { level: 'minor', note: 'a wall' },
    series: 'fixture-series',
    tags: ['fixture-tag', 'second'],
    links: [{ type: 'follows', incident: 'f2' }],
    notes: 'For editors alone.',
  })
  const second = await create({
    ...base,
    reference: 'f2',
    date: '[2022-01-03..2022-01-05]',
    summary: 'Told again.',
  })
  const withheld = await create({
    ...base,
    reference: 'f3',
    location: { ...base.location, withheld: 'place' },
    launched_from: {
      country: 'SY',
      admin1: 'Deir ez-Zor',
      place: 'a farm',
      withheld: 'point',
      latitude: 35,
      longitude: 40,
    },
  })
  const draft = await create({ ...base, reference: 'f4', date: '2022' }, '')
  const rejected = await create({ ...base, reference: 'f5' }, '')
  const retracted = await create({ ...base, reference: 'f6', location: { country: 'XZ' } })
  const secret = await create({
    ...base,
    reference: 'f7',
    summary: 'Zaynab saw it.',
    title: 'Seen by Zaynab',
  })
  await patch(secret.id, { summary: 'Zaynab saw it twice.' })
  await post(`/incidents/${secret.id}/redact`, { reason: 'a life is at stake', erase: ['Zaynab'] })
  await post(`/incidents/${draft.id}/redact`, { reason: 'private', remove: ['/location/place'] })

  const csv = readFileSync(join(root, 'demo/attacks.csv'), 'utf8')
  const imported = { 'Content-Type': 'text/csv' }
  await send('/imports?profile=flat&dataset=attacks&publish=true', 'POST', csv, imported)
  const random = fc
    .sample(soundRecord, { numRuns: 24, seed: 21 })
    .map(({ links: _, ...record }, i) => ({ ...record, dataset: 'random', reference: `r${i}` }))
  const lines = random.map((record) => JSON.stringify(record)).join('\n')
  const ndjson = { 'Content-Type': 'application/x-ndjson' }
  await send('/imports?dataset=random&publish=true&mode=valid', 'POST', lines, ndjson)

  for (const [i, { id }] of demoRecords.slice(0, 4).entries()) await patch(id, { date_note: `edited ${i}` })
  await patch(first.id, { outcome: 'mixed', title: 'Another title' })
  await patch(first.id, { weapons: [{ type: 'rocket', hit: 4 }] })
  await patch(withheld.id, { location: { note: 'A doubtful name.' } })
  await send(
    '/imports?profile=flat&dataset=attacks&publish=true',
    'POST',
    csv.replace('Taji', 'Taji base'),
    imported,
  )

  const review = (id: string, decision: string) =>
    post(`/incidents/${id}/review`, { decision, reason: 'as told' })
  await review(rejected.id, 'reject')
  await review(retracted.id, 'retract')
  await review(demoRecords[5]?.id ?? '', 'retract')
  await review(demoRecords[5]?.id ?? '', 'restore')
  await post(`/incidents/${second.id}/merge`, { into: first.id, reason: 'The same attack, filed twice.' })

  const { commit } = (await (await fetch(`${server.url}/health`)).json()) as { commit: number }
  const pins = [9, 15, 20, 24, 28, commit - 2, commit].flatMap(pinnedAddresses)
  const records = [first, second, withheld, draft, secret, ...demoRecords.slice(0, 2)]
  const recordAddresses = records.map(({ id }) => `/incidents/${id}.json`)
  const histories = records.map(({ id }) => `/incidents/${id}/history.json`)
  const page = (path: string) => fetch(server.url + path)
  const answers = {
    public: await collectAnswers(page, [
      ...fileAddresses,
      ...filterAddresses,
      ...pins,
      ...recordAddresses,
      '/changes.ndjson?since=0',
    ]),
    admin: await collectAnswers(server.admin, [...editorAddresses, ...recordAddresses, ...histories]),
  }
  await server.stop()
  saveFixture(name, store, answers)
} finally {
  await server.stop()
  removeStore(store)
  rmSync(temporary, { recursive: true })
}
