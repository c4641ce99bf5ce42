/** The row that a record makes of itself in the layout of another project. */
import type { Cell } from '../../../schemas/field-types.ts'
import type { Draft, Layout, ReportLoss } from '../../record/crosswalk/layout.ts'

const indexCache = new WeakMap<Layout, ReadonlyMap<string, number>>()

/** Where each column stands. */
export const columnIndexes = (layout: Layout): ReadonlyMap<string, number> => {
  const indexes = indexCache.get(layout) ?? new Map(layout.columns.map(({ name }, i) => [name, i]))
  indexCache.set(layout, indexes)
  return indexes
}

/** The row that a record makes of itself; `own` leaves out what is not read of a row: there, what came stands. */
export const layoutRow = (layout: Layout, record: Draft, reportLoss: ReportLoss, own = false): Cell[] => {
  const columnIndex = columnIndexes(layout)
  const row: Cell[] = new Array(layout.columns.length).fill(undefined)
  for (const { columns, read, write } of layout.parts) {
    if (own && !read) continue
    const cells = write(record, reportLoss)
    for (let i = 0; i < columns.length; i++) row[columnIndex.get(columns[i] ?? '') ?? -1] = cells[i]
  }
  return row
}
