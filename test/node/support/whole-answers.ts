/** Whether a server answers what its store has: each fault is a line of words. */
import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { isDeepStrictEqual } from 'node:util'
import { publicFilingTime } from '../../../src/record/filing-time.ts'
import type { Server } from './server.ts'
import { keptIn } from './store-files.ts'
import { statedIn, type Version } from './store-versions.ts'

/** What was answered once, by the address that pins it. */
export type Pins = Map<string, string>

/** What somebody has who follows the feed, and the last commit that they know. */
export interface Mirror {
  readonly records: Map<string, string>
  since: number
}

interface FeedEvent {
  readonly id: string
  readonly commit: number
  readonly incident: object | null
}

const statuses = 'submitted,published,rejected,retracted,merged'

/** A version as it is answered, as JSON, worked out once. */
const recordTexts = [new WeakMap<Version, string>(), new WeakMap<Version, string>()] as const

const recordJson = (version: Version, isWhole: boolean): string => {
  const memory = recordTexts[isWhole ? 1 : 0]
  const before = memory.get(version)
  if (before !== undefined) return before
  const { shown, record, warnings } = statedIn(version)
  const { id, status, revision, commit_seq: commit, updated_at } = version
  const created_at = isWhole
    ? version.created_at
    : publicFilingTime(version.created_at, version.filer === 'public')
  const set = { id, status, revision, commit, created_at, updated_at, warnings }
  const json = JSON.stringify({ ...set, ...(isWhole ? record : shown) })
  memory.set(version, json)
  return json
}

const linesOf = (text: string): string[] => text.split('\n').filter(Boolean)

const isSame = (found: string, wanted: string | undefined): boolean =>
  found === wanted || (wanted !== undefined && isDeepStrictEqual(JSON.parse(found), JSON.parse(wanted)))

interface Report {
  readonly possible_duplicates?: readonly { row: number; line: number; id: string; score: number }[]
}

/** An answer without what is looked up anew each time it is shown: the record of a likely duplicate and the reasons. */
const withoutLookups = (text: string): string => {
  const answer = JSON.parse(text) as Report
  if (!answer.possible_duplicates) return text
  const pairs = answer.possible_duplicates.map(({ row, line, id, score }) => ({ row, line, id, score }))
  return JSON.stringify({ ...answer, possible_duplicates: pairs })
}

let hosts = 0

/** A file as it is made for a host that has none kept. */
const renderAnew = ({ url }: Server, path: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const headers = { Host: `host-${++hosts}.test`, 'CF-Connecting-IP': `192.0.2.${hosts % 250}` }
    request(url + path, { headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part) => parts.push(part)).on('error', reject)
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
      )
    })
      .on('error', reject)
      .end()
  })

export class Answers {
  readonly faults: string[] = []
  readonly #server: Server
  readonly #current: Version[]

  constructor(server: Server, versions: readonly Version[]) {
    this.#server = server
    this.#current = versions.filter((version) => version.superseded_by === null)
  }

  #expect(isRight: boolean, words: string): void {
    if (!isRight) this.faults.push(words)
  }

  #same(what: string, found: readonly string[], wanted: readonly string[]): void {
    this.#expect(
      found.length === wanted.length,
      `${what} has ${found.length} records, and not ${wanted.length}.`,
    )
    const wrong = found.find((record, i) => !isSame(record, wanted[i]))
    this.#expect(wrong === undefined, `${what} has not what the store has: ${wrong?.slice(0, 100)}`)
  }

  async #text(path: string, asAdmin = false): Promise<string> {
    const answer = await (asAdmin ? this.#server.admin(path) : fetch(this.#server.url + path))
    const text = await answer.text()
    this.#expect(answer.ok, `${path} is answered with ${answer.status}.`)
    return text
  }

  /** Lists have the records that the store has, and no others, and no word that was redacted. */
  async lists(gone: readonly string[]): Promise<void> {
    const all = await this.#text(`/incidents.ndjson?status=${statuses}`, true)
    const open = await this.#text('/incidents.ndjson')
    for (const word of gone)
      this.#expect(!all.includes(word) && !open.includes(word), `${word} is in a list.`)
    const everything = this.#current.map((version) => recordJson(version, true))
    this.#same('The admin’s list', linesOf(all), everything)
    this.#same('The public list', linesOf(open), this.#published())
  }

  #published(): string[] {
    return this.#current
      .filter(({ status }) => status === 'published')
      .map((version) => recordJson(version, false))
  }

  /** Who follows the feed, from where they were, has what is published. */
  async feed(mirror: Mirror): Promise<void> {
    for (let path: string | undefined = `/changes.ndjson?since=${mirror.since}`; path !== undefined; ) {
      const answer: Response = await fetch(this.#server.url + path)
      for (const told of linesOf(await answer.text()).map((line) => JSON.parse(line) as FeedEvent)) {
        if (told.incident) mirror.records.set(told.id, JSON.stringify(told.incident))
        else mirror.records.delete(told.id)
        mirror.since = told.commit
      }
      path = /<([^>]+)>; rel="next"/.exec(answer.headers.get('Link') ?? '')?.[1]
    }
    const followed = [...mirror.records].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, incident]) => incident)
    this.#same('The mirror', followed, this.#published())
  }

  /** What was acknowledged is there, word by word; of likely duplicates, what leads to them. */
  async acknowledged(pins: Pins): Promise<void> {
    for (const [path, text] of pins)
      this.#expect(
        withoutLookups(await this.#text(path, true)) === withoutLookups(text),
        `${path} is not what was acknowledged.`,
      )
  }

  /**
   * Files that were pinned are what they were; since something was redacted, they may be told to be. A kept file is what
   * the database makes; those that were `known` to be are not made again.
   */
  async files(store: string, pins: Pins, gone: readonly string[], known: Set<string>): Promise<void> {
    const kept = new Map(keptIn(store).map(({ key, bytes }) => [key, bytes]))
    for (const [path, text] of pins) {
      const answer = await fetch(this.#server.url + path)
      const found = await answer.text()
      const word = gone.find((each) => found.includes(each))
      this.#expect(word === undefined, `${path} is answered with ${answer.status} and ${word}.`)
      if (gone.length > 0 && answer.status === 410) continue
      this.#expect(
        answer.status === 200 && found === text,
        `${path} is answered otherwise, with ${answer.status}.`,
      )
      const folder = createHash('sha256')
        .update(this.#server.url + path)
        .digest('hex')
      const bytes = kept.get(`exports/${folder}/file`)?.()
      const mark = bytes && createHash('sha256').update(path).update(bytes).digest('hex')
      if (!mark || known.has(mark)) continue
      const anew = await renderAnew(this.#server, path)
      this.#expect(
        anew.text === bytes.toString(),
        `What is kept of ${path} is not what is made, with ${anew.status}.`,
      )
      known.add(mark)
    }
  }

  /** What had to be gone is in no answer. */
  async gone(words: readonly string[], ids: readonly string[]): Promise<void> {
    if (words.length === 0) return
    const records = ids.flatMap((id) =>
      ['.json', '/history.json', '/history'].map((end) => `/incidents/${id}${end}`),
    )
    for (const path of [...records, '/incidents?limit=50', '/queue.json', '/commits.json', '/'])
      for (const answer of [await this.#server.admin(path), await fetch(this.#server.url + path)]) {
        const text = await answer.text()
        for (const word of words) this.#expect(!text.includes(word), `${word} is in ${path}.`)
      }
  }
}
