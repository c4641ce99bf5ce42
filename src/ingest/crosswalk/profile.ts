/** Rows in the layout of another project on their way to records. */
import type { CrosswalkRuleId } from '../../../schemas/crosswalk/loss-rules.ts'
import type { Incident } from '../../../schemas/incident.ts'
import { type Issue, issue } from '../../../schemas/rules.ts'
import {
  type Draft,
  type Layout,
  type Note,
  type Part,
  type Refuse,
  silently,
  textOf,
} from '../../record/crosswalk/layout.ts'
import {
  type ColumnFault,
  columnAround,
  identityOf,
  type RowIdentity,
  type RowReading,
} from '../rows/cell-assembly.ts'
import { keepInternal } from '../rows/full-profile.ts'

interface PlannedPart {
  readonly part: Part
  /** Whether the file has one of its columns: one that it has not is read as empty. */
  readonly inFile: boolean
  /** Where in the file each of its columns is, and those that it reads too; -1 where it has none. */
  readonly at: readonly number[]
  /** Where the columns are that hang on it: where one says something, the part is kept, so that its changes show. */
  readonly hung: readonly number[]
}

export interface CrosswalkPlan {
  readonly layout: Layout
  readonly parts: readonly PlannedPart[]
  /** Where the id is. */
  readonly id: number
  /** Columns that go to `external.fields` as they are, by name: their order in the file makes no difference. */
  readonly kept: readonly { readonly index: number; readonly column: string }[]
  readonly faults: readonly ColumnFault[]
}

export interface CrosswalkReading extends RowReading {
  /** Each way in which a value of the row was read otherwise than it stands. */
  readonly notes: readonly CrosswalkRuleId[]
}

/** What the columns of a file mean, by name: in any order, and those that the layout has not are kept. */
export const planCrosswalk = (layout: Layout, headers: readonly string[]): CrosswalkPlan => {
  const places = new Map<string, number>()
  const faults: ColumnFault[] = []
  const known = new Map(layout.columns.map(({ name }) => [name.toLowerCase(), name]))
  const names = headers.map((header) => known.get(header.trim().toLowerCase()) ?? header.trim())
  for (const [index, name] of names.entries()) {
    if (places.has(name))
      faults.push({ column: name, rule: 'table.column_twice', detail: `The file has two columns ${name}.` })
    places.set(name, index)
  }
  if (places.has('__proto__'))
    faults.push({
      column: '__proto__',
      rule: 'table.column_unknown',
      detail: 'A column cannot have this name.',
    })
  for (const name of layout.needed)
    if (!places.has(name))
      faults.push({
        column: name,
        rule: 'table.column_missing',
        detail: `The layout ${layout.scheme} has a column ${name}, and the file has not.`,
      })
  const parts = layout.parts
    .map((part) => ({
      part,
      inFile: part.columns.some((column) => places.has(column)),
      at: [...part.columns, ...(part.also ?? [])].map((column) => places.get(column) ?? -1),
      hung: layout.hanging
        .filter(({ on }) => on.some((column) => part.columns.includes(column)))
        .flatMap(({ columns }) => columns.flatMap((column) => places.get(column) ?? [])),
    }))
    .filter(({ part }) => part.read)
  const read = new Set(parts.flatMap(({ part }) => part.columns))
  read.add(layout.id)
  const kept = names
    .flatMap((column, index) => (read.has(column) ? [] : [{ index, column }]))
    .sort((a, b) => (a.column < b.column ? -1 : 1))
  return { layout, parts, id: places.get(layout.id) ?? -1, kept, faults }
}

/** Whether the record says in each column that the file has just what its cell says. */
const says = ({ part, at }: PlannedPart, draft: Draft, cells: readonly string[]): boolean => {
  const written = part.write(draft, silently)
  for (let i = 0; i < part.columns.length; i++)
    if (at[i] !== -1 && textOf(written[i]) !== cells[i]) return false
  return true
}

/** The cells that the record does not say: those without a field, and those whose fields say them in another form. */
const keptOf = (
  { parts, kept }: CrosswalkPlan,
  row: readonly string[],
  draft: Draft,
  values: readonly (readonly string[])[],
  note: Note,
): Record<string, string> => {
  const fields: Record<string, string> = {}
  for (const { index, column } of kept) {
    const cell = row[index] ?? ''
    if (cell !== '') fields[column] = cell
  }
  let inAnotherForm = false
  for (const [n, planned] of parts.entries()) {
    const cells = values[n] ?? []
    if (!planned.inFile) continue
    const said = says(planned, draft, cells)
    if (said && planned.hung.every((index) => (row[index] ?? '') === '')) continue
    inAnotherForm ||= !said
    for (const [i, column] of planned.part.columns.entries())
      if (planned.at[i] !== -1) fields[column] = cells[i] ?? ''
  }
  if (inAnotherForm) note('crosswalk.cell_kept')
  return fields
}

const columnOf = ({ layout, parts }: CrosswalkPlan, pointer: string): string | undefined => {
  const start = '/external/fields/'
  if (pointer.startsWith(start)) return pointer.slice(start.length)
  return columnAround(pointer, [
    ['/reference', layout.id],
    ['/external/id', layout.id],
    ...parts.flatMap(({ part }) => part.at),
  ])
}

/** The record that a row states. It is the whole record, notes of editors apart. */
export const crosswalkCandidate = (
  plan: CrosswalkPlan,
  row: readonly string[],
  stored?: Incident,
): CrosswalkReading => {
  const { layout, parts } = plan
  const notes: CrosswalkRuleId[] = []
  const note: Note = (rule) => notes.push(rule)
  const id = (row[plan.id] ?? '').trim()
  const issues: Issue[] =
    id === '' ? [issue(['reference'], 'field.required', `A row has its ${layout.id}.`)] : []
  const refuse: Refuse = (...what) => issues.push(issue(...what))
  const draft: Draft = { external: { scheme: layout.scheme, id } }
  if (id !== '') draft.reference = id
  const values: string[][] = []
  for (const { part, at } of parts) {
    const cells = at.map((index) => (index < 0 ? '' : (row[index] ?? '')))
    part.read?.(cells, draft, note, refuse)
    values.push(cells)
  }
  const fields = keptOf(plan, row, draft, values, note)
  draft.external = { scheme: layout.scheme, id, fields }
  const candidate = draft as Record<string, unknown>
  keepInternal(candidate, stored, () => false)
  return { candidate, issues, notes, columnOf: (pointer) => columnOf(plan, pointer) }
}

/** What a row of the plan's file says it is. */
export const crosswalkIdentity = ({ id }: CrosswalkPlan, row: readonly string[]): RowIdentity =>
  identityOf([['reference', row[id]]])
