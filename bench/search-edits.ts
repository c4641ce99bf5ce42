/** Edits of the records of the part `search`, and records that describe the events of others. */
import type { StoredIncident } from '../schemas/incident.ts'
import { plantedWeapon, plantedWords } from './search-records.ts'
import { type Answer, request, requestOk, send } from './search-requests.ts'
import type { Server } from './servers.ts'

const editCount = 2_000
const maxConcurrent = 4
const pairCount = 10

const titleWith = (...words: readonly string[]): string => `Reported near the ${words.join(' and ')}`

/** Returns what the n-th edit changes. */
const patchOf = (n: number, actor: string): object => {
  const { rare, middling, common, other } = plantedWords
  const deaths = 50 + n
  const patches = [
    { title: titleWith(middling) },
    { title: null, casualties: { deaths: { low: deaths, best: deaths, high: deaths } } },
    { title: n % 100 === 2 ? titleWith(common, other) : null, date: '2017-02-03' },
    n % 400 === 3 ? { title: titleWith(rare) } : { actors: [{ name: actor, role: 'side_a' }] },
    { weapons: [{ type: plantedWeapon }], location: { country: 'IQ' } },
  ]
  return patches[n % patches.length] as object
}

const patchRecord = (server: Server, id: string, patch: object, revision = 1): Promise<unknown> =>
  send(server, 'PATCH', `/incidents/${id}`, {
    type: 'application/merge-patch+json',
    body: JSON.stringify(patch),
    etag: `"${id}.${revision}"`,
  })

const retract = (server: Server, id: string): Promise<unknown> =>
  send(server, 'POST', `/incidents/${id}/review`, {
    type: 'application/json',
    body: JSON.stringify({ decision: 'retract', reason: 'measured' }),
  })

const recordsOf = ({ text }: Answer): StoredIncident[] =>
  (JSON.parse(text) as { incidents: StoredIncident[] }).incidents

/**
 * Edits 2,000 records, evenly spaced, each in a commit of its own; one in a hundred is retracted. Then three records
 * lose the rare word.
 */
export const editRecords = async (server: Server, ids: readonly string[], actor: string): Promise<void> => {
  const step = Math.max(1, Math.floor(ids.length / editCount))
  let next = 0
  const worker = async () => {
    while (next < editCount) {
      const n = next++
      const id = ids[n * step] as string
      await (n % 100 === 50 ? retract(server, id) : patchRecord(server, id, patchOf(n, actor)))
      if (n % 500 === 0) console.error(`edited ${n} of ${editCount}`)
    }
  }
  await Promise.all(Array.from({ length: maxConcurrent }, worker))
  const rare = await requestOk(server, `/incidents.json?q=${plantedWords.rare}&limit=3`)
  for (const { id, revision } of recordsOf(rare)) await patchRecord(server, id, { title: null }, revision)
}

interface Created {
  readonly incident: { readonly id: string }
  readonly possible_duplicates: readonly { readonly id: string }[]
}

/** Returns another report of the event of a record, which quotes the same article. */
const reportOf = (record: StoredIncident, n: number): object => {
  const { event_type, date, location, actors, casualties, sources } = record
  const [{ title } = {}] = sources
  return {
    ...{ event_type, date, location, actors, casualties },
    title: title?.slice(0, 200),
    sources: [{ publisher: `Village Gazette ${n}`, title }],
  }
}

/** Returns whether a report of a record resembles it more than the other events of its day. */
const isDistinctive = ({ revision, location, casualties, sources: [source] }: StoredIncident): boolean =>
  revision === 1 &&
  location.precision === 'exact' &&
  Number(casualties?.deaths?.best) > 4 &&
  source?.title !== undefined

/** Returns a record; undefined if it was retracted. */
const findRecord = async (server: Server, id: string): Promise<StoredIncident | undefined> => {
  const { status, text } = await request(server, `/incidents/${id}.json`)
  if (status === 200) return JSON.parse(text) as StoredIncident
  if (status === 410) return undefined
  throw new Error(`/incidents/${id}.json was answered with ${status}: ${text.slice(0, 500)}`)
}

/**
 * Publishes reports of the events of ten records. Returns the ids of each record and its report. A report that no
 * record is a likely duplicate of is retracted, and the next record is tried.
 */
export const plantPairs = async (server: Server, ids: readonly string[]): Promise<[string, string][]> => {
  const pairs: [string, string][] = []
  const step = Math.floor(ids.length / 500)
  for (let at = 1; pairs.length < pairCount; at += step) {
    const id = ids[at]
    if (id === undefined) throw new Error(`Only ${pairs.length} pairs were planted.`)
    const record = await findRecord(server, id)
    if (!record || !isDistinctive(record)) continue
    const body = JSON.stringify(reportOf(record, pairs.length))
    const created = await send(server, 'POST', '/incidents?publish=true', { type: 'application/json', body })
    const { incident, possible_duplicates: found } = created as Created
    if (found.some((each) => each.id === id)) pairs.push([id, incident.id])
    else await retract(server, incident.id)
  }
  return pairs
}
