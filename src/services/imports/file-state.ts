/** What an import has come across in its file so far. */
import type { RowMatch } from '../../store/imports/match-rows.ts'

/** The name of a record among those of a file: its dataset and reference, or its dataset and what its row states. */
export const scopedKey = (dataset: string, name: string): string => `${dataset}\n${name}`

/** The records that equal rows made before and that no row has been found to be yet; the last row's number. */
interface RowMatches {
  readonly remaining: RowMatch[]
  lastOrdinal: number
}

const noMatches: RowMatch[] = []

export class ImportState {
  /** The references of the file, and whether a record has one now. */
  readonly #references = new Map<string, boolean>()
  /** References of rows that could not be read. */
  readonly #unreadable = new Set<string>()
  /** By what rows without a reference state. */
  readonly #rowMatches = new Map<string, RowMatches>()
  /** Records that such rows were found to be. */
  readonly #matchedKeys = new Set<number>()
  /** Names that links lead to and that had not come when the link did, and how many links. */
  readonly #expectedLinks = new Map<string, number>()
  /** Whether a dataset may be published, where that was looked up. */
  readonly publishable = new Map<string, boolean>()
  /** Some row may be that of any record. */
  isUncertain = false

  /** Takes up a reference; false where another row has it. */
  claimReference(key: string): boolean {
    if (this.#references.has(key)) return false
    this.#references.set(key, false)
    return true
  }

  /** A record has this reference now, or had it before. */
  markResolved(key: string): void {
    this.#references.set(key, true)
  }

  readonly isResolved = (key: string): boolean => this.#references.get(key) === true

  /** Takes up a row that is rejected; without a reference it may be that of any record. */
  markUnreadable(key: string | undefined): void {
    if (key === undefined) this.isUncertain = true
    else this.#unreadable.add(key)
  }

  /** Whether a record that is there has a row in the file. */
  hasRow(n: number, key?: string): boolean {
    return (
      this.#matchedKeys.has(n) ||
      (key !== undefined && (this.#references.has(key) || this.#unreadable.has(key)))
    )
  }

  /** Whether it is known which records were made by rows that state this. */
  hasCached(row: string): boolean {
    return this.#rowMatches.has(row)
  }

  /** Takes up the records that rows that state this made; `last` is the number of the last such row. */
  cacheMatches(row: string, remaining: readonly RowMatch[], lastOrdinal: number): void {
    this.#rowMatches.set(row, { remaining: remaining.length === 0 ? noMatches : [...remaining], lastOrdinal })
  }

  /** The record that the next row that states this is; undefined where it makes a new one. */
  takeMatch(row: string): RowMatch | undefined {
    const found = this.#rowMatches.get(row)?.remaining.shift()
    if (found) this.#matchedKeys.add(found.n)
    return found
  }

  /** The number of a row that makes a new record, among rows that state the same. */
  nextOrdinal(row: string): number {
    const before = this.#rowMatches.get(row)
    if (!before) throw new Error('It is not known what equal rows made.')
    return ++before.lastOrdinal
  }

  /** Takes up names that have not come. */
  expectLinks(keys: readonly string[]): void {
    for (const key of keys) this.#expectedLinks.set(key, (this.#expectedLinks.get(key) ?? 0) + 1)
  }

  /** How many links lead to names that have not come to this day. */
  get unresolvedCount(): number {
    let count = 0
    for (const [key, links] of this.#expectedLinks) if (!this.isResolved(key)) count += links
    return count
  }
}
