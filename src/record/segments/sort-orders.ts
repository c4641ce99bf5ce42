/** The orders in which records can be sorted, and the cursors of their pages. */
import type { sorts } from '../../../schemas/query.ts'
import type { SortedKey, SortOrder } from './select-keys.ts'

export type SortName = keyof typeof sorts

const bothWays = <Name extends string>(name: Name, column: SortOrder['column']) =>
  ({
    [name]: { column, descending: false },
    [`-${name}`]: { column, descending: true },
  }) as Record<Name | `-${Name}`, SortOrder>

export const sortOrders: Readonly<Record<SortName, SortOrder>> = {
  ...bothWays('date', 'from'),
  ...bothWays('created', 'created'),
  ...bothWays('deaths', 'deaths_best'),
}

/** Returns the cursor of the page after a record: its key, behind its value and a point if the page is sorted. */
export const formatCursor = ({ key, value }: SortedKey, sort: SortName | undefined): string =>
  sort === undefined ? String(key) : `${Number.isNaN(value) ? '' : value}.${key}`

const cursorPattern = /^(?:(?<value>\d{0,16})\.)?(?<key>\d{1,16})$/

/** A cursor, and whether it is of a sorted page. */
export interface Cursor extends SortedKey {
  readonly isSorted: boolean
}

/** Returns the place of a cursor; undefined if the text is not a cursor. */
export const parseCursor = (text: string): Cursor | undefined => {
  const { value, key } = cursorPattern.exec(text)?.groups ?? {}
  const cursor = {
    key: Number(key),
    value: value ? Number(value) : Number.NaN,
    isSorted: value !== undefined,
  }
  return Number.isSafeInteger(cursor.key) ? cursor : undefined
}
