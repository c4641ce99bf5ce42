/** Reading rows in the layout of another project. */
import type { CrosswalkRuleId } from '../../../schemas/crosswalk/loss-rules.ts'
import type { Incident } from '../../../schemas/incident.ts'
import { echo, type Issue, issue } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
import type { Draft, Layout, Note, Part, ReportIssue } from '../../record/crosswalk/layout.ts'
import { sentence } from '../../text/sentence.ts'
import {
  findColumnAround,
  identifyBy,
  indexHeaders,
  type RowCandidate,
  type TablePlan,
} from '../rows/cell-assembly.ts'
import { errorsColumn } from '../rows/flat-profile.ts'
import { fieldsOf, keptFields, type PartPlan, startDraft, toReading } from './kept-cells.ts'
import { readStored } from './stored-cells.ts'

interface CrosswalkColumns {
  readonly layout: Layout
  readonly parts: readonly PartPlan[]
  /** The index of the id. */
  readonly idIndex: number
  /** Columns that no part has, in the order of their names. */
  readonly otherIndexes: ReadonlyMap<string, number>
}

const planPart = (layout: Layout, part: Part, indexByName: ReadonlyMap<string, number>): PartPlan => {
  const columns = [...part.columns, ...(part.extraColumns ?? [])]
  const indexes = columns.map((column) => indexByName.get(column) ?? -1)
  return {
    part,
    columns,
    indexes,
    isInFile: part.columns.some((column) => indexByName.has(column)),
    firstColumn: part.columns.find((column) => indexByName.has(column)) ?? part.columns[0] ?? '',
    fields: fieldsOf(part),
    leader: columns.indexOf(part.follower?.[1] ?? ''),
    follower: columns.indexOf(part.follower?.[0] ?? ''),
    dependents: layout.dependents
      .filter(({ dependsOn }) => dependsOn.some((column) => part.columns.includes(column)))
      .flatMap(({ columns, ...rest }) =>
        columns.map((column) => ({ ...rest, column, index: indexByName.get(column) ?? -1 })),
      ),
  }
}

/**
 * Returns how to read a file with these columns, in any order; columns that the layout does not have are stored too.
 */
export const planCrosswalk = (layout: Layout, headers: readonly string[]): TablePlan => {
  const nameByKey = new Map(layout.columns.map(({ name }) => [name.toLowerCase(), name]))
  for (const [former, name] of Object.entries(layout.formerColumns ?? {})) nameByKey.set(former, name)
  const nameOf = (header: string) => nameByKey.get(header.trim().toLowerCase()) ?? header.trim()
  const { indexes: indexByName, faults } = indexHeaders(headers, nameOf)
  if (indexByName.has('__proto__'))
    faults.push({
      column: '__proto__',
      rule: 'table.column_unknown',
      say: (m: Messages) => m.fields.columnName,
    })
  for (const name of layout.requiredColumns)
    if (!indexByName.has(name))
      faults.push({
        column: name,
        rule: 'table.column_missing',
        say: sentence`The layout ${layout.scheme} needs a column ${name}, which the file does not have.`,
      })
  const parts = layout.parts.filter(({ read }) => read).map((part) => planPart(layout, part, indexByName))
  const mappedColumns = new Set(parts.flatMap(({ part }) => part.columns))
  mappedColumns.add(layout.idColumn).add(errorsColumn)
  const otherIndexes = new Map(
    [...indexByName].filter(([column]) => !mappedColumns.has(column)).sort(([a], [b]) => (a < b ? -1 : 1)),
  )
  const idIndex = indexByName.get(layout.idColumn) ?? -1
  const columns = { layout, parts, idIndex, otherIndexes }
  return {
    faults,
    notes: [...otherIndexes.keys()].map((column) => ({ rule: 'crosswalk.columns_kept', column })),
    read: (cells, stored) => crosswalkCandidate(columns, cells, stored),
    identify: identifyBy([['reference', idIndex]]),
  }
}

const columnOf = ({ layout, parts }: CrosswalkColumns, pointer: string): string | undefined => {
  const start = '/external/fields/'
  if (pointer.startsWith(start)) return pointer.slice(start.length)
  return findColumnAround(pointer, [
    ['/reference', layout.idColumn],
    ['/external/id', layout.idColumn],
    ...parts.flatMap(({ part }) => part.pointerColumns),
  ])
}

interface RowNote {
  readonly rule: CrosswalkRuleId
  readonly column?: string
  readonly received?: ReturnType<typeof echo>
}

/** Returns the candidate of a row: a new record, or the stored one with the parts whose cells differ. */
const crosswalkCandidate = (
  plan: CrosswalkColumns,
  row: readonly string[],
  stored: Incident | undefined,
): RowCandidate => {
  const { layout, parts } = plan
  const notes: RowNote[] = []
  const id = (row[plan.idIndex] ?? '').trim()
  const issues: Issue[] =
    id === ''
      ? [issue(['reference'], 'field.required', sentence`Each row must have its ${layout.idColumn}.`)]
      : []
  const reportIssue: ReportIssue = (...what) => issues.push(issue(...what))
  const before = stored && readStored(layout, stored)
  const readings = parts.map((planned) => toReading(planned, row, before))
  const draft: Draft = startDraft(stored, readings)
  draft.external = { scheme: layout.scheme, id }
  if (id !== '') draft.reference = id
  let current = readings[0]
  const note: Note = (rule, at) => {
    const { part, firstColumn = '' } = current?.planned ?? {}
    if (at === undefined) notes.push({ rule, column: firstColumn })
    else notes.push({ rule, column: part?.columns[at] ?? firstColumn, received: echo(current?.cells[at]) })
  }
  for (current of readings)
    if (current.isRead) current.planned.part.read?.(current.cells, draft, note, reportIssue)
  const fields = keptFields({ readings, row, draft, before, otherIndexes: plan.otherIndexes }, () =>
    notes.push({ rule: 'crosswalk.cell_kept' }),
  )
  draft.external = { ...before?.external, scheme: layout.scheme, id, fields }
  const candidate = draft as Record<string, unknown>
  return { candidate, issues, notes, columnOf: (pointer) => columnOf(plan, pointer) }
}
