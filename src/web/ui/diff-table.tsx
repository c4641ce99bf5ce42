/** What differs between two versions, as a table: the field, what stood there, what stands there now. */
import type { Change } from '../../record/diff.ts'
import { parsePointer, resolvePath } from '../../record/paths.ts'
import { DataTable } from './data-table.tsx'
import { Value } from './field-list.tsx'

/** The fields that differ, by their titles; each once. */
export const fieldTitles = (pointers: readonly string[]): string[] => [
  ...new Set(pointers.map((pointer) => resolvePath(parsePointer(pointer)).title)),
]

export interface DiffTableProps {
  readonly changes: readonly Change[]
  readonly beforeLabel: string
  readonly afterLabel: string
}

export const DiffTable = ({ changes, beforeLabel, afterLabel }: DiffTableProps) => {
  if (changes.length === 0) return <p class="nothing">Both state the same.</p>
  const rows = changes.map((change) => ({ ...change, ...resolvePath(parsePointer(change.pointer)) }))
  const valueColumn = (title: string, side: 'before' | 'after') => ({
    title,
    cell: ({ shape, [side]: value }: (typeof rows)[number]) =>
      value === undefined ? value : <Value shape={shape} value={value} sources={[]} />,
  })
  return (
    <DataTable
      label="What differs"
      class="incidents difference"
      columns={[
        { title: 'Field', isRowHeading: true, cell: ({ title }) => title },
        valueColumn(beforeLabel, 'before'),
        valueColumn(afterLabel, 'after'),
      ]}
      rows={rows}
    />
  )
}
