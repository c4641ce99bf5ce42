/** What an import has come across in its file so far. */
import type { Made } from '../../store/imports/match-rows.ts'

/** The name of a record among those of a file: its dataset and reference, or its dataset and what its row states. */
export const keyIn = (dataset: string, name: string): string => `${dataset}\n${name}`

/** The records that equal rows made before and that no row has been found to be yet; the last row's number. */
interface Before {
  readonly left: Made[]
  last: number
}

const none: Made[] = []

export class Seen {
  /** The references of the file, and whether a record has one now. */
  readonly #references = new Map<string, boolean>()
  /** References of rows that could not be read. */
  readonly #unread = new Set<string>()
  /** By what rows without a reference state. */
  readonly #rows = new Map<string, Before>()
  /** Records that such rows were found to be. */
  readonly #found = new Set<number>()
  /** Names that links lead to and that had not come when the link did, and how many links. */
  readonly #awaited = new Map<string, number>()
  /** Whether a dataset may be published, where that was looked up. */
  readonly publishable = new Map<string, boolean>()
  /** Some row may be that of any record. */
  unsure = false

  /** Takes up a reference; false where another row has it. */
  begins(key: string): boolean {
    if (this.#references.has(key)) return false
    this.#references.set(key, false)
    return true
  }

  /** A record has this reference now, or had it before. */
  arrives(key: string): void {
    this.#references.set(key, true)
  }

  readonly arrived = (key: string): boolean => this.#references.get(key) === true

  /** Takes up a row that is rejected; without a reference it may be that of any record. */
  rejects(key: string | undefined): void {
    if (key === undefined) this.unsure = true
    else this.#unread.add(key)
  }

  /** Whether a record that is there has a row in the file. */
  has(n: number, key?: string): boolean {
    return this.#found.has(n) || (key !== undefined && (this.#references.has(key) || this.#unread.has(key)))
  }

  /** Whether it is known which records were made by rows that state this. */
  knows(row: string): boolean {
    return this.#rows.has(row)
  }

  /** Takes up the records that rows that state this made; `last` is the number of the last such row. */
  learns(row: string, left: readonly Made[], last: number): void {
    this.#rows.set(row, { left: left.length === 0 ? none : [...left], last })
  }

  /** The record that the next row that states this is; undefined where it makes a new one. */
  next(row: string): Made | undefined {
    const found = this.#rows.get(row)?.left.shift()
    if (found) this.#found.add(found.n)
    return found
  }

  /** The number of a row that makes a new record, among rows that state the same. */
  number(row: string): number {
    const before = this.#rows.get(row)
    if (!before) throw new Error('It is not known what equal rows made.')
    return ++before.last
  }

  /** Takes up names that have not come. */
  awaits(keys: readonly string[]): void {
    for (const key of keys) this.#awaited.set(key, (this.#awaited.get(key) ?? 0) + 1)
  }

  /** How many links lead to names that have not come to this day. */
  get unresolved(): number {
    let count = 0
    for (const [key, links] of this.#awaited) if (!this.arrived(key)) count += links
    return count
  }
}
