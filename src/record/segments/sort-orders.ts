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

/** Returns the cursor of the page after a record: its key; on a sorted page the order, its value and its key. */
export const formatCursor = ({ key, value }: SortedKey, sort: SortName | undefined): string =>
  sort === undefined ? String(key) : `${sort}.${Number.isNaN(value) ? '' : value}.${key}`

const cursorPattern = /^(?:(?<sort>-?[a-z]{1,20})\.(?<value>\d{0,16})\.)?(?<key>\d{1,16})$/

/** A cursor, and the order of its page. */
export interface Cursor extends SortedKey {
  /** Undefined for a page in order of id. */
  readonly sort: SortName | undefined
}

const isSortName = (name: string): name is SortName => Object.hasOwn(sortOrders, name)

/** Returns the place of a cursor; undefined if the text is not a cursor. */
export const parseCursor = (text: string): Cursor | undefined => {
  const { sort, value, key } = cursorPattern.exec(text)?.groups ?? {}
  if (sort !== undefined && !isSortName(sort)) return undefined
  const cursor = { sort, key: Number(key), value: value ? Number(value) : Number.NaN }
  return Number.isSafeInteger(cursor.key) ? cursor : undefined
}
