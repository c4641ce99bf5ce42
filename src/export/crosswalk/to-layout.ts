/** Converting records to the layout of another project, and reporting losses. */
import type { LayoutColumn } from '../../../schemas/crosswalk/layout.ts'
import { type CrosswalkRuleId, crosswalkRules, type LossKind } from '../../../schemas/crosswalk/loss-rules.ts'
import type { Cell } from '../../../schemas/field-types.ts'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { ignoreLoss, type Layout, type ReportLoss } from '../../record/crosswalk/layout.ts'
import { reportUnmapped } from '../../record/crosswalk/losses.ts'
import { layoutRow, originalRow, setId } from '../../record/crosswalk/original-row.ts'

/** A column of a layout, and how to read its cell from a row. */
export interface CrosswalkColumn extends LayoutColumn {
  readonly get: (row: readonly Cell[]) => Cell
}

export const layoutColumns = ({ columns }: Layout): CrosswalkColumn[] =>
  columns.map((column, i) => ({ ...column, get: (row) => row[i] }))

export interface Loss {
  /** The id of the record; empty for a loss of every record that did not come from the project. */
  readonly id: string
  readonly kind: LossKind
  readonly rule: CrosswalkRuleId
  readonly column: string
  readonly detail: string
}

export interface LayoutRows {
  readonly rows: readonly (readonly Cell[])[]
  readonly losses: readonly Loss[]
}

const createLoss = (id: string, rule: CrosswalkRuleId, column: string | null, detail: string): Loss => {
  const { kind } = crosswalkRules[rule]
  if (kind === 'read') throw new RangeError(`${rule} is a rule of reading.`)
  return { id, kind, rule, column: column ?? '', detail }
}

/** Returns the losses of every record that did not come from the project. */
export const generalLosses = ({ idColumn, projectOnlyColumns }: Layout): Loss[] => [
  createLoss(
    '',
    'crosswalk.own_id',
    idColumn,
    'It holds the id of Sitrep unless the record came from the project.',
  ),
  ...Object.entries(projectOnlyColumns).map(([column, why]) =>
    createLoss('', 'crosswalk.theirs', column, why),
  ),
]

/** Returns the number of rows of a record in a layout. */
export const countLayoutRows = (layout: Layout, record: StoredIncident): number => {
  if (record.external?.scheme === layout.scheme) return 1
  if (layout.findExclusion(record)) return 0
  return layout.split?.(record, ignoreLoss).length ?? 1
}

/** Returns the rows of a record in a layout, none if the project's rules exclude it, and all its losses. */
export const toLayout = (layout: Layout, record: StoredIncident): LayoutRows => {
  const losses: Loss[] = []
  const reportLoss: ReportLoss = (rule, column, detail) => {
    losses.push(createLoss(record.id, rule, column, detail))
  }
  if (record.external?.scheme === layout.scheme)
    return { rows: [originalRow(layout, record, reportLoss)], losses }
  const exclusion = layout.findExclusion(record)
  if (exclusion) return { rows: [], losses: [createLoss(record.id, exclusion.rule, null, exclusion.detail)] }
  const records = layout.split?.(record, reportLoss) ?? [record]
  const rows = records.map((each, i) => {
    const row = layoutRow(layout, each, i === 0 ? reportLoss : ignoreLoss)
    return setId(layout, row, records.length > 1 ? `${record.id}-${i + 1}` : record.id)
  })
  reportUnmapped(record, reportLoss, layout.mappedFields)
  return { rows, losses }
}
