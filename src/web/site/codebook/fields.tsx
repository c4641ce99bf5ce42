/** The codebook's fields: of the record, and the columns of the flat row. */

import type { ColumnType } from '../../../../schemas/field-types.ts'
import { type Column, flatColumns } from '../../../record/flat-columns.ts'
import type { Field, LeafKind, Shape } from '../../../record/shape.ts'
import { DataTable, type Column as TableColumn } from '../../ui/data-table.tsx'
import { FieldRow } from '../../ui/field-list.tsx'
import { codeAnchor, fieldPaths, vocabularies } from '../../ui/term.tsx'
import { Meta } from '../../ui/text.tsx'

const kindLabels = {
  text: 'text',
  lines: 'text of several lines',
  slug: 'short name',
  code: 'code',
  date: 'date',
  url: 'web address',
  language: 'language tag',
  count: 'whole number',
  coordinate: 'decimal number',
  other: 'text',
} as const satisfies Record<LeafKind, string>

const typeLabel = (shape: Shape): string => {
  if (shape.kind === 'group') return 'group of fields'
  if (shape.kind === 'map') return 'names with values'
  if (shape.kind === 'list') return Number.isFinite(shape.max) ? `list of at most ${shape.max}` : 'list'
  const kind = shape.leaf === 'other' && shape.type === 'number' ? kindLabels.count : kindLabels[shape.leaf]
  return shape.maxLength ? `${kind}, at most ${shape.maxLength.toLocaleString('en')} characters` : kind
}

const FieldType = ({ shape }: { shape: Shape }) => {
  const entry = shape.kind === 'leaf' && shape.vocabulary && vocabularies.get(shape.vocabulary)
  return entry ? (
    <>
      code of <a href={`#${codeAnchor(entry.name)}`}>{entry.name}</a>
    </>
  ) : (
    <span>{typeLabel(shape)}</span>
  )
}

const FieldEntry = ({ path, field: { metadata, shape, required } }: { path: string; field: Field }) => (
  <FieldRow
    id={`field-${path.replaceAll('[]', '')}`}
    class={path.includes('.') ? 'nested' : undefined}
    term={<code>{path}</code>}
  >
    <p>
      <strong>{metadata.title}.</strong> {metadata.help}
    </p>
    <Meta
      parts={[
        <FieldType shape={shape} />,
        required && (metadata.readOnly ? 'always there' : 'required'),
        metadata.unit && `unit: ${metadata.unit}`,
        metadata.readOnly && 'set by the server',
        metadata.editorsOnly && 'never public',
        metadata.example !== undefined && (
          <>
            example: <code>{String(metadata.example)}</code>
          </>
        ),
      ]}
    />
  </FieldRow>
)

export const RecordFields = () => (
  <>
    <p>
      In published order, as JSON has them. A name with <code>[]</code> is inside each entry of a list. A
      field that is required inside a list or an optional group is needed where that is given.
    </p>
    <dl class="defs">
      {fieldPaths.map((each) => (
        <FieldEntry {...each} />
      ))}
    </dl>
  </>
)

const columnTypeLabels = {
  text: 'text',
  list: 'list',
  integer: 'whole number',
  number: 'decimal number',
  date: 'day, YYYY-MM-DD',
  datetime: 'instant, UTC',
} as const satisfies Record<ColumnType, string>

const ColumnTypeText = ({ column: { vocabulary, type, unit } }: { column: Column }) => {
  const entry = vocabulary && vocabularies.get(vocabulary)
  return (
    <>
      {entry ? (
        <a href={`#${codeAnchor(entry.name)}`}>{type === 'list' ? 'codes' : 'code'}</a>
      ) : (
        columnTypeLabels[type]
      )}
      {unit !== undefined && `, ${unit}`}
    </>
  )
}

const tableColumns: readonly TableColumn<Column>[] = [
  { title: 'No.', class: 'number', cell: (_, index) => index + 1 },
  { title: 'Name', isRowHeading: true, cell: ({ name }) => <code>{name}</code> },
  { title: 'Title', cell: ({ title }) => title },
  { title: 'Type and unit', cell: (column) => <ColumnTypeText column={column} /> },
  { title: 'Origin', cell: ({ derived }) => (derived ? 'derived' : 'stated') },
]

export const ColumnTable = () => (
  <>
    <p>
      A CSV file has one row for each incident, in order of <code>id</code>, and these columns. A derived one
      follows from others or is set by the server; it is not read when a file comes back.
    </p>
    <DataTable
      label="Table of columns"
      columns={tableColumns}
      rows={flatColumns}
      rowId={({ name }) => `column-${name}`}
    />
  </>
)
