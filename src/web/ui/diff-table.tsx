/** The differences between two versions as a table: field, value before, value after. */
import type { Change } from '../../record/diff.ts'
import { parsePointer, resolvePath } from '../../record/paths.ts'
import { DataTable } from './data-table.tsx'
import { Value } from './field-list.tsx'
import { pointerTitle } from './path-title.ts'
import { useMessages } from './viewer.tsx'

export interface DiffTableProps {
  readonly changes: readonly Change[]
  readonly beforeLabel: string
  readonly afterLabel: string
  /** The name of the table, if a page has several. */
  readonly label?: string | undefined
}

/** Renders the changed fields, or that there are none. */
export const DiffTable = ({ changes, beforeLabel, afterLabel, label }: DiffTableProps) => {
  const messages = useMessages()
  const { comparison, common } = messages
  if (changes.length === 0) return <p class="nothing">{comparison.same}</p>
  const rows = changes.map((change) => ({
    ...change,
    title: pointerTitle(change.pointer, messages),
    shape: resolvePath(parsePointer(change.pointer)).shape,
  }))
  const valueColumn = (title: string, side: 'before' | 'after') => ({
    title,
    cell: ({ shape, [side]: value }: (typeof rows)[number]) =>
      value === undefined ? value : <Value shape={shape} value={value} sources={[]} />,
  })
  return (
    <DataTable
      label={label ?? comparison.table}
      class="incidents difference"
      columns={[
        { title: common.fields.field, isRowHeading: true, cell: ({ title }) => title },
        valueColumn(beforeLabel, 'before'),
        valueColumn(afterLabel, 'after'),
      ]}
      rows={rows}
    />
  )
}
