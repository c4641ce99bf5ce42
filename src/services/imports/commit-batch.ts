/** What an import has staged and its next commit takes over. */
import type { Actor } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { Refusal, write } from '../../store/batch.ts'
import * as commits from '../../store/commits.ts'
import * as datasets from '../../store/datasets.ts'
import { promote } from '../../store/imports/promote.ts'
import { Chunk, release, settle, stage, versionsIn } from '../../store/imports/staging.ts'
import { withoutSettled } from '../link-warnings.ts'
import { type Stamp, statedIn, toRow, warningsOf } from '../version-row.ts'
import type { Change } from './row-change.ts'

/** Versions of one kind: those in memory, the chunks of those that are staged, and what all of them change. */
class Part {
  readonly inMemory = new Chunk()
  readonly waits: boolean
  readonly chunks: number[] = []
  readonly datasets = new Set<string>()
  readonly counts = { created: 0, updated: 0, retracted: 0, published: 0 }
  visible = false
  /** Whether rows without a reference made some of them. */
  made = false

  constructor(waits: boolean) {
    this.waits = waits
  }

  add({ kind, staged, dataset, published, visible }: Change): void {
    if (!staged || kind === 'unchanged') return
    this.counts[kind]++
    this.counts.published += published
    this.visible ||= visible
    this.made ||= staged.made.length > 0
    if (dataset !== undefined) this.datasets.add(dataset)
    this.inMemory.add(staged, this.waits)
  }

  /** Takes over what the versions of another part change, all of them staged. */
  join(other: Part): void {
    for (const name of Object.keys(this.counts) as (keyof Part['counts'])[])
      this.counts[name] += other.counts[name]
    this.visible ||= other.visible
    this.made ||= other.made
    for (const dataset of other.datasets) this.datasets.add(dataset)
  }

  get size(): number {
    return this.counts.created + this.counts.updated + this.counts.retracted
  }
}

export interface Sender {
  readonly db: D1Database
  /** Milliseconds since 1970 UTC. */
  readonly now: number
  readonly actor: Actor
  readonly reason?: string | undefined
  /** Whether a dataset that it begins may not be published. */
  readonly closed: boolean
}

/** So many chunks, of 1.9 MB each, are read at a time. */
const chunksAtOnce = 3

/** Refusals that come of another request at work on the same records. */
const ofOthers = [
  'stale_revision',
  'reference_taken',
  'row_taken',
  'id_taken',
  'not_publishable',
  'torn_version',
]

const busy = (error: unknown): never => {
  throw error instanceof Refusal && ofOthers.includes(error.refusal) ? problems.busy() : error
}

export class Batch {
  readonly #sender: Sender
  readonly #id: string
  #chunk = 0
  #ready = new Part(false)
  /** Versions that link to what may come further down. */
  readonly #waiting = new Part(true)

  constructor(sender: Sender, id: string) {
    this.#sender = sender
    this.#id = id
  }

  /** How many versions the next commit takes over. */
  get size(): number {
    return this.#ready.size
  }

  /** Takes up a change; a promise where what is in memory has to be written first. */
  add(change: Change): Promise<void> | undefined {
    const part = change.waits ? this.#waiting : this.#ready
    if (change.staged && !part.inMemory.takes(change.staged))
      return this.#flush(part).then(() => part.add(change))
    part.add(change)
    return undefined
  }

  async #flush(part: Part): Promise<void> {
    if (part.inMemory.size === 0) return
    const chunk = this.#chunk++
    await this.#write(stage(this.#sender.db, this.#id, { chunk, waiting: part.waits }, part.inMemory))
    part.chunks.push(chunk)
  }

  #write(statements: D1PreparedStatement[]): Promise<D1Result[]> {
    return write(this.#sender.db, statements).catch(busy)
  }

  /** Ends the waiting: what was warned of and has arrived is warned of no more. */
  async settle(arrived: (dataset: string, name: string) => boolean): Promise<void> {
    const { db } = this.#sender
    await this.#flush(this.#waiting)
    const { chunks } = this.#waiting
    for (let at = 0; at < chunks.length; at += chunksAtOnce) {
      const some = await versionsIn(db, this.#id, chunks.slice(at, at + chunksAtOnce)).catch(busy)
      for (const { chunk, versions } of some) {
        const settled = versions.map((version) => {
          const record = statedIn(version)
          const leads = (name: string) => arrived(record.dataset, name)
          const warnings = withoutSettled(record, warningsOf(version), leads)
          return toRow(record, warnings, version as typeof version & Stamp)
        })
        await this.#write(settle(db, this.#id, chunk, settled))
      }
    }
    if (chunks.length > 0) await this.#write([release(db, this.#id)])
    this.#ready.join(this.#waiting)
  }

  /** Takes over what is staged and does not wait; the number of the commit, undefined where there is nothing. */
  async commit(): Promise<number | undefined> {
    const part = this.#ready
    const { db, now, actor, reason, closed } = this.#sender
    await this.#flush(part)
    if (part.size === 0) return undefined
    const { created, updated, retracted, published } = part.counts
    const { size: rows, visible } = part
    const commit = { now, actor: actor.id, kind: 'import', reason, rows, visible, published } as const
    const some = { created: created > 0, revised: updated + retracted > 0, made: part.made }
    const results = await this.#write([
      commits.insert(db, commit),
      datasets.ensure(db, [...part.datasets], !closed),
      ...promote(db, this.#id, some),
      commits.newestSeq(db),
    ])
    this.#ready = new Part(false)
    return (results.at(-1)?.results as { seq: number }[] | undefined)?.[0]?.seq
  }
}
