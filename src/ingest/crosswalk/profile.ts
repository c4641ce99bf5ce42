/** Reading rows in the layout of another project. */

import type { CrosswalkRuleId } from '../../../schemas/crosswalk/loss-rules.ts'
import type { Incident } from '../../../schemas/incident.ts'
import { type Issue, issue } from '../../../schemas/rules.ts'
import { en } from '../../messages/en.ts'
import {
  cellText,
  type Draft,
  ignoreLoss,
  type Layout,
  type Note,
  type Part,
  type ReportIssue,
} from '../../record/crosswalk/layout.ts'
import {
  findColumnAround,
  identifyBy,
  indexHeaders,
  type RowCandidate,
  type TablePlan,
} from '../rows/cell-assembly.ts'
import { restoreEditorsOnly } from '../rows/full-profile.ts'

interface PartPlan {
  readonly part: Part
  /** Whether the file has one of its columns; absent columns are read as empty. */
  readonly isInFile: boolean
  /** The indexes of its columns, and of the others that it reads; -1 if absent. */
  readonly indexes: readonly number[]
  /** The indexes of the columns that depend on it: if one has a value, the part is stored, so that its changes show. */
  readonly dependentIndexes: readonly number[]
}

interface CrosswalkColumns {
  readonly layout: Layout
  readonly parts: readonly PartPlan[]
  /** The index of the id. */
  readonly idIndex: number
  /**
   * Columns that go to `external.fields` unchanged, sorted by name, so that their order in the file does not matter.
   */
  readonly extraColumns: readonly { readonly index: number; readonly column: string }[]
}

/**
 * Returns how to read a file with these columns, in any order; columns that the layout does not have are stored too.
 */
export const planCrosswalk = (layout: Layout, headers: readonly string[]): TablePlan => {
  const nameByKey = new Map(layout.columns.map(({ name }) => [name.toLowerCase(), name]))
  const nameOf = (header: string) => nameByKey.get(header.trim().toLowerCase()) ?? header.trim()
  const { indexes: indexByName, faults } = indexHeaders(headers, nameOf)
  if (indexByName.has('__proto__'))
    faults.push({
      column: '__proto__',
      rule: 'table.column_unknown',
      detail: en.fields.columnName,
    })
  for (const name of layout.requiredColumns)
    if (!indexByName.has(name))
      faults.push({
        column: name,
        rule: 'table.column_missing',
        detail: `The layout ${layout.scheme} needs a column ${name}, which the file does not have.`,
      })
  const parts = layout.parts
    .map((part) => ({
      part,
      isInFile: part.columns.some((column) => indexByName.has(column)),
      indexes: [...part.columns, ...(part.extraColumns ?? [])].map((column) => indexByName.get(column) ?? -1),
      dependentIndexes: layout.dependents
        .filter(({ dependsOn }) => dependsOn.some((column) => part.columns.includes(column)))
        .flatMap(({ columns }) => columns.flatMap((column) => indexByName.get(column) ?? [])),
    }))
    .filter(({ part }) => part.read)
  const mappedColumns = new Set(parts.flatMap(({ part }) => part.columns))
  mappedColumns.add(layout.idColumn)
  const extraColumns = [...indexByName]
    .flatMap(([column, index]) => (mappedColumns.has(column) ? [] : [{ index, column }]))
    .sort((a, b) => (a.column < b.column ? -1 : 1))
  const idIndex = indexByName.get(layout.idColumn) ?? -1
  const columns = { layout, parts, idIndex, extraColumns }
  return {
    faults,
    notes: extraColumns.map(({ column }) => ({ rule: 'crosswalk.columns_kept', column })),
    read: (cells, stored) => crosswalkCandidate(columns, cells, stored),
    identify: identifyBy([['reference', idIndex]]),
  }
}

/** Returns whether the record would be written with exactly these cells, in the columns that the file has. */
const matchesCells = ({ part, indexes }: PartPlan, draft: Draft, cells: readonly string[]): boolean => {
  const written = part.write(draft, ignoreLoss)
  for (let i = 0; i < part.columns.length; i++)
    if (indexes[i] !== -1 && cellText(written[i]) !== cells[i]) return false
  return true
}

/**
 * Returns the cells that the record does not reproduce: those without a field, and those whose fields are written in
 * another form.
 */
const extraFields = (
  { parts, extraColumns }: CrosswalkColumns,
  row: readonly string[],
  draft: Draft,
  values: readonly (readonly string[])[],
  note: Note,
): Record<string, string> => {
  const fields: Record<string, string> = {}
  for (const { index, column } of extraColumns) {
    const cell = row[index] ?? ''
    if (cell !== '') fields[column] = cell
  }
  let isReformatted = false
  for (const [n, planned] of parts.entries()) {
    const cells = values[n] ?? []
    if (!planned.isInFile) continue
    const isMatch = matchesCells(planned, draft, cells)
    if (isMatch && planned.dependentIndexes.every((index) => (row[index] ?? '') === '')) continue
    isReformatted ||= !isMatch
    for (const [i, column] of planned.part.columns.entries())
      if (planned.indexes[i] !== -1) fields[column] = cells[i] ?? ''
  }
  if (isReformatted) note('crosswalk.cell_kept')
  return fields
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

/** Returns the candidate of a row: the complete record, except for editors' notes. */
const crosswalkCandidate = (
  plan: CrosswalkColumns,
  row: readonly string[],
  stored: Incident | undefined,
): RowCandidate => {
  const { layout, parts } = plan
  const notes: { readonly rule: CrosswalkRuleId }[] = []
  const note: Note = (rule) => notes.push({ rule })
  const id = (row[plan.idIndex] ?? '').trim()
  const issues: Issue[] =
    id === '' ? [issue(['reference'], 'field.required', `Each row must have its ${layout.idColumn}.`)] : []
  const reportIssue: ReportIssue = (...what) => issues.push(issue(...what))
  const draft: Draft = { external: { scheme: layout.scheme, id } }
  if (id !== '') draft.reference = id
  const values: string[][] = []
  for (const { part, indexes } of parts) {
    const cells = indexes.map((index) => (index < 0 ? '' : (row[index] ?? '')))
    part.read?.(cells, draft, note, reportIssue)
    values.push(cells)
  }
  const fields = extraFields(plan, row, draft, values, note)
  draft.external = { scheme: layout.scheme, id, fields }
  const candidate = draft as Record<string, unknown>
  restoreEditorsOnly(candidate, stored, () => false)
  return { candidate, issues, notes, columnOf: (pointer) => columnOf(plan, pointer) }
}
