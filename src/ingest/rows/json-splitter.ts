/** Splitting a file of JSON into its records, as it arrives. Their content is not parsed. */
import { type Say, sentence } from '../../text/sentence.ts'

/** One piece of JSON and the line where it begins. */
export interface Piece {
  readonly text: string
  readonly line: number
}

const countLines = (text: string): number => {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** Text that has arrived and has not been processed. */
export class PendingText {
  text = ''
  /** The number of characters already scanned. */
  scanned = 0
  /** Why the text so far is no file of records; undefined if it can be one. */
  fault: Say | undefined
  #line = 1

  /** The line of the first character that is not blank. */
  get line(): number {
    return this.#line + countLines(this.text.slice(0, this.text.length - this.text.trimStart().length))
  }

  /** Removes the text up to a separator, and the separator. Returns the text. */
  take(end: number): Piece {
    const taken = this.text.slice(0, end)
    const text = taken.trim()
    const indent = text === '' ? end : taken.indexOf(text)
    const line = this.#line + countLines(taken.slice(0, indent))
    this.#line = line + countLines(this.text.slice(indent, end + 1))
    this.text = this.text.slice(end + 1)
    this.scanned = 0
    return { text, line }
  }
}

/** Takes complete pieces from the pending text; at the end, the rest. */
export type Splitter = (pending: PendingText, isEnd: boolean) => Generator<Piece>

export const splitLines: Splitter = function* (pending, isEnd) {
  for (;;) {
    const at = pending.text.indexOf('\n', pending.scanned)
    if (at < 0 && !(isEnd && pending.text !== '')) break
    const piece = pending.take(at < 0 ? pending.text.length : at)
    if (piece.text !== '') yield piece
  }
  pending.scanned = pending.text.length
}

/**
 * The names of the list in an object: those of Sitrep's own files, GeoJSON, and the APIs of KoboToolbox, UCDP, ACLED and
 * OData.
 */
export const listNames: readonly string[] = ['incidents', 'features', 'results', 'Result', 'data', 'value']

const incomplete = sentence`The file is not one complete JSON array of records.`
const noList = sentence`The file is one object without a list of records. Put the records into an array, or into a list with one of the names ${listNames.join(', ')}.`
const twoLists = sentence`The file has two lists of records. Send each as a file of its own.`

/** What surrounds the list of records: nothing, or an object that has other members too. */
class Envelope {
  #depth = 0
  #inString = false
  /** The start of a text at the level of names, and the last such text. */
  #nameStart = 0
  #name = ''
  #hasList = false

  /** Reads up to the list, and returns whether it has begun. */
  open(pending: PendingText): boolean {
    if (this.#depth === 0) {
      const at = pending.text.search(/\S/)
      if (at < 0) return false
      const character = pending.text[at]
      if (character !== '[' && character !== '{') pending.fault = incomplete
      else pending.take(at)
      if (character === '[') this.#hasList = true
      if (character !== '{') return this.#hasList
      this.#depth = 1
    }
    return this.#scan(pending)
  }

  /** Reads what follows the list. */
  close(pending: PendingText): void {
    if (this.#depth > 0) this.#scan(pending)
    if (this.#depth === 0 && pending.text.trim() !== '') pending.fault ??= incomplete
  }

  get isClosed(): boolean {
    return this.#hasList && this.#depth === 0
  }

  /** Reads members of the object up to the list, the end or the last character. Returns whether the list begins. */
  #scan(pending: PendingText): boolean {
    while (pending.scanned < pending.text.length && this.#depth > 0) {
      const at = pending.scanned++
      const character = pending.text[at]
      if (this.#inString) {
        if (character === '\\') pending.scanned++
        else if (character === '"') {
          this.#inString = false
          if (this.#depth === 1) this.#name = pending.text.slice(this.#nameStart, at)
        }
      } else if (character === '"') {
        this.#inString = true
        this.#nameStart = pending.scanned
      } else if (character === '[' && this.#depth === 1 && listNames.includes(this.#name)) {
        pending.take(at)
        if (this.#hasList) pending.fault = twoLists
        this.#hasList = true
        return true
      } else if (character === '[' || character === '{') this.#depth++
      else if (character === ']' || character === '}') this.#depth--
      else if (character === ',' && this.#depth === 1) this.#name = ''
    }
    if (!this.#inString && pending.scanned > 0) pending.take(pending.scanned - 1)
    if (this.#depth === 0 && !this.#hasList) pending.fault = noList
    return false
  }
}

/** Returns a splitter for the elements of one list, by brackets and commas. */
export const createListSplitter = (): Splitter => {
  const envelope = new Envelope()
  let [depth, commas] = [0, 0]
  let [inString, hasStarted] = [false, false]
  return function* (pending, isEnd) {
    if (!hasStarted) {
      hasStarted = envelope.open(pending)
      depth = hasStarted ? 1 : 0
    }
    while (depth > 0 && pending.scanned < pending.text.length) {
      const at = pending.scanned++
      const character = pending.text[at]
      if (inString) {
        if (character === '\\') pending.scanned++
        else inString = character !== '"'
      } else if (character === '"') inString = true
      else if (character === '[' || character === '{') depth++
      else if (character === ',' && depth === 1) {
        commas++
        yield pending.take(at)
      } else if (character === ']' || character === '}') {
        if (--depth > 0) continue
        const piece = pending.take(at)
        if (piece.text !== '' || commas > 0) yield piece
      }
    }
    if (hasStarted && depth === 0) envelope.close(pending)
    if (isEnd && !(depth === 0 && envelope.isClosed)) pending.fault ??= incomplete
  }
}
