/** The row of a record that came in the layout: as it came, and what was changed since as the record says it now. */
import type { Cell } from '../../../schemas/field-types.ts'
import type { StoredIncident } from '../../../schemas/incident.ts'
import {
  type Draft,
  type Layout,
  type Lose,
  type Part,
  silently,
  textOf,
} from '../../record/crosswalk/layout.ts'
import { loses } from '../../record/crosswalk/losses.ts'
import { placesIn, written } from './layout-row.ts'

/** The record that a row would be read as. */
const readAgain = (layout: Layout, row: readonly Cell[]): Draft => {
  const at = placesIn(layout)
  const draft: Draft = {}
  for (const { columns, also = [], read } of layout.parts)
    read?.(
      [...columns, ...also].map((column) => textOf(row[at.get(column) ?? -1])),
      draft,
      () => undefined,
      () => undefined,
    )
  return draft
}

type Fields = Readonly<Record<string, string | number | boolean>>

/** The parts of which cells came that are kept. */
const partsIn = ({ parts }: Layout, fields: Fields): Part[] =>
  parts.filter(({ columns }) => columns.some((column) => Object.hasOwn(fields, column)))

/** What the record would say in columns of which it says something else since its row came. */
type Changes = ReadonlyMap<string, Cell>

/** The columns of kept parts in which the record says otherwise now than it did when they came. */
const changesOf = (layout: Layout, record: StoredIncident, fields: Fields, row: readonly Cell[]): Changes => {
  const at = placesIn(layout)
  const read = partsIn(layout, fields).filter((part) => part.read)
  if (read.length === 0) return new Map()
  // Parts are kept whole: a column that is not among the cells was not in the file.
  const came = [...row]
  for (const column of read.flatMap(({ columns }) => columns))
    if (!Object.hasOwn(fields, column)) came[at.get(column) ?? -1] = undefined
  const again = readAgain(layout, came)
  return new Map(
    read.flatMap((part) => {
      const [was, is] = [part.write(again, silently), part.write(record, silently)]
      return part.columns.flatMap((column, i) => (was[i] === is[i] ? [] : [[column, is[i]] as const]))
    }),
  )
}

/** The columns whose cells do not stand any more, each with what stands in its place. */
const contradicted = (
  layout: Layout,
  record: StoredIncident,
  row: readonly Cell[],
  changes: Changes,
): Changes => {
  const at = placesIn(layout)
  const cellOf = (column: string): Cell => row[at.get(column) ?? -1]
  const anew = new Map<string, Cell>()
  const tell = (columns: readonly string[]) => {
    for (const { columns: own, read, write } of layout.parts) {
      if (read || !own.some((column) => columns.includes(column))) continue
      const cells = write(record, silently)
      for (const [i, column] of own.entries()) if (columns.includes(column)) anew.set(column, cells[i])
    }
  }
  for (const { columns, on, holds } of layout.hanging) {
    if (!on.some((column) => changes.has(column))) continue
    const now = changes.get(on[0] ?? '')
    const wrong = columns.filter((column) => !holds?.(textOf(cellOf(column)), now))
    for (const column of wrong) anew.set(column, undefined)
    tell(wrong)
  }
  for (const { columns, contradicts } of layout.parts)
    if (
      contradicts?.(
        record,
        columns.map((column) => textOf(cellOf(column))),
      )
    )
      tell(columns)
  return anew
}

/**
 * The row of a record that came in this layout: the cells that it kept, and of what was changed since what the record
 * says now.
 */
export const givenBack = (layout: Layout, record: StoredIncident, lose: Lose): readonly Cell[] => {
  const at = placesIn(layout)
  const fields = (record.external?.fields ?? {}) as Fields
  const own = written(layout, record, silently, true)
  const row = [...own]
  for (const [column, value] of Object.entries(fields)) {
    const place = at.get(column)
    if (place !== undefined) row[place] = typeof value === 'boolean' ? String(value) : value
  }
  const changes = changesOf(layout, record, fields, row)
  const anew = new Map([
    ...partsIn(layout, fields)
      .filter(({ columns }) => columns.some((column) => changes.has(column)))
      .flatMap(({ columns }) => columns.map((column) => [column, own[at.get(column) ?? -1]] as const)),
    ...contradicted(layout, record, row, changes),
  ])
  for (const [column, cell] of anew) {
    if (Object.hasOwn(fields, column) && String(fields[column]) !== textOf(cell))
      lose('crosswalk.changed', column, `The row came with ${JSON.stringify(fields[column])}.`)
    row[at.get(column) ?? -1] = cell
  }
  row[at.get(layout.id) ?? -1] = record.external?.id ?? record.reference
  loses(record, lose, [...layout.takes, ...layout.implies])
  return row
}
