/**
 * Rows in the layout of another project. A record imported in the layout gets the row that it came from, with the
 * columns that changed since as the record now states them.
 */
import type { Cell } from '../../../schemas/field-types.ts'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { cellText, type Draft, ignoreLoss, type Layout, type Part, type ReportLoss } from './layout.ts'
import { reportUnmapped } from './losses.ts'

/** Returns the index of a column by its name; -1 if the layout has no such column. */
type FindIndex = (column: string) => number

const indexCache = new WeakMap<Layout, FindIndex>()

/** Returns the function that finds the columns of a layout. */
const indexesOf = (layout: Layout): FindIndex => {
  const cached = indexCache.get(layout)
  if (cached) return cached
  const indexes = new Map(layout.columns.map(({ name }, i) => [name, i]))
  const indexOf: FindIndex = (column) => indexes.get(column) ?? -1
  indexCache.set(layout, indexOf)
  return indexOf
}

/** Sets the cell of the id and returns the row. */
export const setId = (layout: Layout, row: Cell[], id: Cell): Cell[] => {
  row[indexesOf(layout)(layout.idColumn)] = id
  return row
}

/** Returns the row of a record, computed from its fields; with `readPartsOnly`, without cells that no import reads. */
export const layoutRow = (
  layout: Layout,
  record: Draft,
  reportLoss: ReportLoss,
  { readPartsOnly = false } = {},
): Cell[] => {
  const indexOf = indexesOf(layout)
  const row: Cell[] = new Array(layout.columns.length).fill(undefined)
  for (const { columns, read, write } of layout.parts) {
    if (readPartsOnly && !read) continue
    const cells = write(record, reportLoss)
    for (let i = 0; i < columns.length; i++) row[indexOf(columns[i] ?? '')] = cells[i]
  }
  return row
}

/** Returns the record that an import would read from a row. */
const parseRow = (layout: Layout, row: readonly Cell[]): Draft => {
  const indexOf = indexesOf(layout)
  const draft: Draft = {}
  for (const { columns, extraColumns = [], read } of layout.parts)
    read?.(
      [...columns, ...extraColumns].map((column) => cellText(row[indexOf(column)])),
      draft,
      () => undefined,
      () => undefined,
    )
  return draft
}

type Fields = Readonly<Record<string, string | number | boolean>>

/** Returns the parts of which the record has stored cells. */
const partsWithFields = ({ parts }: Layout, fields: Fields): Part[] =>
  parts.filter(({ columns }) => columns.some((column) => Object.hasOwn(fields, column)))

/** By column: the cell that the record would have now, if that differs from its stored row. */
type Changes = ReadonlyMap<string, Cell>

/** Returns the columns of stored parts that the record has changed since its import. */
const changesOf = (layout: Layout, record: StoredIncident, fields: Fields, row: readonly Cell[]): Changes => {
  const indexOf = indexesOf(layout)
  const readableParts = partsWithFields(layout, fields).filter((part) => part.read)
  if (readableParts.length === 0) return new Map()
  // The cells of a part are stored together: a column without a stored cell was not in the file.
  const original = [...row]
  for (const column of readableParts.flatMap(({ columns }) => columns))
    if (!Object.hasOwn(fields, column)) original[indexOf(column)] = undefined
  const draft = parseRow(layout, original)
  return new Map(
    readableParts.flatMap((part) => {
      const [before, after] = [part.write(draft, ignoreLoss), part.write(record, ignoreLoss)]
      return part.columns.flatMap((column, i) =>
        before[i] === after[i] ? [] : [[column, after[i]] as const],
      )
    }),
  )
}

/** Returns the stored cells that are no longer right, each with its replacement. */
const contradictions = (
  layout: Layout,
  record: StoredIncident,
  row: readonly Cell[],
  changes: Changes,
): Changes => {
  const indexOf = indexesOf(layout)
  const cellOf = (column: string): Cell => row[indexOf(column)]
  const updates = new Map<string, Cell>()
  const rewrite = (columns: readonly string[]) => {
    for (const { columns: partColumns, read, write } of layout.parts) {
      if (read || !partColumns.some((column) => columns.includes(column))) continue
      const cells = write(record, ignoreLoss)
      for (const [i, column] of partColumns.entries())
        if (columns.includes(column)) updates.set(column, cells[i])
    }
  }
  for (const { columns, dependsOn, isStillValid } of layout.dependents) {
    if (!dependsOn.some((column) => changes.has(column))) continue
    const current = changes.get(dependsOn[0] ?? '')
    const outdated = columns.filter((column) => !isStillValid?.(cellText(cellOf(column)), current))
    for (const column of outdated) updates.set(column, undefined)
    rewrite(outdated)
  }
  for (const { columns, isOutdated } of layout.parts)
    if (
      isOutdated?.(
        record,
        columns.map((column) => cellText(cellOf(column))),
      )
    )
      rewrite(columns)
  return updates
}

/**
 * Returns the row of a record imported in this layout: its stored cells, with the columns that changed since as the
 * record now states them.
 */
export const originalRow = (
  layout: Layout,
  record: StoredIncident,
  reportLoss: ReportLoss,
): readonly Cell[] => {
  const indexOf = indexesOf(layout)
  const fields = (record.external?.fields ?? {}) as Fields
  const ownRow = layoutRow(layout, record, ignoreLoss, { readPartsOnly: true })
  const row = [...ownRow]
  for (const [column, value] of Object.entries(fields)) {
    const index = indexOf(column)
    if (index >= 0) row[index] = typeof value === 'boolean' ? String(value) : value
    else reportLoss('crosswalk.former_column', column, `The row came with ${JSON.stringify(value)}.`)
  }
  const changes = changesOf(layout, record, fields, row)
  const updates = new Map([
    ...partsWithFields(layout, fields)
      .filter(({ columns }) => columns.some((column) => changes.has(column)))
      .flatMap(({ columns }) => columns.map((column) => [column, ownRow[indexOf(column)]] as const)),
    ...contradictions(layout, record, row, changes),
  ])
  for (const [column, cell] of updates) {
    if (Object.hasOwn(fields, column) && String(fields[column]) !== cellText(cell))
      reportLoss('crosswalk.changed', column, `The row came with ${JSON.stringify(fields[column])}.`)
    row[indexOf(column)] = cell
  }
  row[indexOf(layout.idColumn)] = record.external?.id ?? record.reference
  reportUnmapped(record, reportLoss, [...layout.mappedFields, ...layout.impliedFields])
  return row
}
