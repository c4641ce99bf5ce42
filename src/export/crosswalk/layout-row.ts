/** The row that a record makes of itself in the layout of another project. */
import type { Cell } from '../../../schemas/field-types.ts'
import type { Draft, Layout, Lose } from '../../record/crosswalk/layout.ts'

const places = new WeakMap<Layout, ReadonlyMap<string, number>>()

/** Where each column stands. */
export const placesIn = (layout: Layout): ReadonlyMap<string, number> => {
  const known = places.get(layout) ?? new Map(layout.columns.map(({ name }, i) => [name, i]))
  places.set(layout, known)
  return known
}

/** The row that a record makes of itself; `own` leaves out what is not read of a row: there, what came stands. */
export const written = (layout: Layout, record: Draft, lose: Lose, own = false): Cell[] => {
  const at = placesIn(layout)
  const row: Cell[] = new Array(layout.columns.length).fill(undefined)
  for (const { columns, read, write } of layout.parts) {
    if (own && !read) continue
    const cells = write(record, lose)
    for (let i = 0; i < columns.length; i++) row[at.get(columns[i] ?? '') ?? -1] = cells[i]
  }
  return row
}
