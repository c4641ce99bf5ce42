/** Records as rows in the layout of another project, and what is lost on the way. */
import type { LayoutColumn } from '../../schemas/crosswalk/layout.ts'
import { type CrosswalkRuleId, crosswalkRules, type LossKind } from '../../schemas/crosswalk/rules.ts'
import type { Cell } from '../../schemas/field.ts'
import type { StoredIncident } from '../../schemas/incident.ts'
import {
  type Draft,
  type Layout,
  type Lose,
  type Part,
  silently,
  textOf,
} from '../derive/crosswalk/layout.ts'
import { loses } from '../derive/crosswalk/losses.ts'

/** A column of a layout, and its cell in a row of it. */
export interface CrosswalkColumn extends LayoutColumn {
  readonly get: (row: readonly Cell[]) => Cell
}

export const columnsOf = ({ columns }: Layout): CrosswalkColumn[] =>
  columns.map((column, i) => ({ ...column, get: (row) => row[i] }))

export interface Loss {
  /** Of the record; empty where it is true of every record that did not come from the project. */
  readonly id: string
  readonly kind: LossKind
  readonly rule: CrosswalkRuleId
  readonly column: string
  readonly detail: string
}

export interface Crosswalked {
  readonly rows: readonly (readonly Cell[])[]
  readonly losses: readonly Loss[]
}

const lossOf = (id: string, rule: CrosswalkRuleId, column: string | null, detail: string): Loss => {
  const { kind } = crosswalkRules[rule]
  if (kind === 'read') throw new RangeError(`${rule} is a rule of reading.`)
  return { id, kind, rule, column: column ?? '', detail }
}

/** What is true of every record that did not come from the project. */
export const lossesOf = ({ id, theirs }: Layout): Loss[] => [
  lossOf('', 'crosswalk.own_id', id, 'It holds the id of Sitrep unless the record came from the project.'),
  ...Object.entries(theirs).map(([column, why]) => lossOf('', 'crosswalk.theirs', column, why)),
]

const places = new WeakMap<Layout, ReadonlyMap<string, number>>()

const placesIn = (layout: Layout): ReadonlyMap<string, number> => {
  const known = places.get(layout) ?? new Map(layout.columns.map(({ name }, i) => [name, i]))
  places.set(layout, known)
  return known
}

/** The row that a record makes of itself; `own` leaves out what is not read of a row: there, what came stands. */
const written = (layout: Layout, record: Draft, lose: Lose, own = false): Cell[] => {
  const at = placesIn(layout)
  const row: Cell[] = new Array(layout.columns.length).fill(undefined)
  for (const { columns, read, write } of layout.parts) {
    if (own && !read) continue
    const cells = write(record, lose)
    for (let i = 0; i < columns.length; i++) row[at.get(columns[i] ?? '') ?? -1] = cells[i]
  }
  return row
}

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
const givenBack = (layout: Layout, record: StoredIncident, lose: Lose): readonly Cell[] => {
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

/** How many rows a record has in a layout. */
export const rowsMade = (layout: Layout, record: StoredIncident): number => {
  if (record.external?.scheme === layout.scheme) return 1
  if (layout.leavesOut(record)) return 0
  return layout.split?.(record, silently).length ?? 1
}

/** The rows of a record in a layout, none where the project's rules leave it out, and all that is lost. */
export const crosswalked = (layout: Layout, record: StoredIncident): Crosswalked => {
  const losses: Loss[] = []
  const lose: Lose = (rule, column, detail) => {
    losses.push(lossOf(record.id, rule, column, detail))
  }
  if (record.external?.scheme === layout.scheme) return { rows: [givenBack(layout, record, lose)], losses }
  const out = layout.leavesOut(record)
  if (out) return { rows: [], losses: [lossOf(record.id, out.rule, null, out.detail)] }
  const records = layout.split?.(record, lose) ?? [record]
  const id = placesIn(layout).get(layout.id) ?? -1
  const rows = records.map((each, i) => {
    const row = written(layout, each, i === 0 ? lose : silently)
    row[id] = records.length > 1 ? `${record.id}-${i + 1}` : record.id
    return row
  })
  loses(record, lose, layout.takes)
  return { rows, losses }
}
