/** The notes and warnings of an import, grouped by column and value. */
import type { Note } from '../../ingest/rows/source-row.ts'

/** A note or warning with the rows that it applies to. */
export interface Notice extends Omit<Note, 'row' | 'times'> {
  readonly kind: 'note' | 'warning'
  count: number
  /** The first rows, from 1. */
  readonly rows: number[]
}

const maxRows = 100
/** The most values of a rule and column that are listed one by one. */
const maxValues = 50
/** The most notices, which bounds the size of a report. */
const maxNotices = 500

export class Notices {
  readonly list: Notice[] = []
  readonly #byKey = new Map<string, Notice>()
  readonly #valueCounts = new Map<string, number>()

  /**
   * Adds a note or warning to its group; `columnOf` returns the column of its pointer. Values beyond the limit are
   * counted together, without `received`.
   */
  add(
    kind: Notice['kind'],
    { row, times = 1, ...note }: Note,
    columnOf?: (pointer: string) => string | undefined,
  ): void {
    const { rule, pointer, received } = note
    const place = `${kind}\n${rule}\n${note.column ?? pointer ?? ''}`
    const exact = received === undefined ? place : `${place}\n${typeof received}\n${received}`
    let notice = this.#byKey.get(exact)
    if (!notice) {
      const column = note.column ?? (pointer === undefined ? undefined : columnOf?.(pointer))
      notice = this.#create(place, exact, { ...note, kind, column })
    }
    if (!notice) return
    notice.count += times
    if (row !== undefined && notice.rows.length < maxRows && notice.rows.at(-1) !== row) notice.rows.push(row)
  }

  /** Returns a new group for a value, or the group of the values beyond the limit; undefined if there are too many. */
  #create(place: string, exact: string, fields: Omit<Notice, 'count' | 'rows'>): Notice | undefined {
    const values = this.#valueCounts.get(place) ?? 0
    const isListed = exact === place || values < maxValues
    const key = isListed ? exact : place
    const found = this.#byKey.get(key)
    if (found || this.list.length === maxNotices) return found
    const notice: Notice = {
      ...fields,
      ...(isListed ? {} : { received: undefined }),
      count: 0,
      rows: [],
    }
    this.#valueCounts.set(place, values + 1)
    this.#byKey.set(key, notice)
    this.list.push(notice)
    return notice
  }
}
