/** The codebook's fields: of the record, and the columns of the flat row. */

import type { ColumnType } from '../../../../schemas/field-types.ts'
import type { Messages } from '../../../messages/messages.ts'
import {
  codeAnchor,
  columnAnchor,
  fieldAnchor,
  fieldEntries,
  vocabularies,
} from '../../../record/codebook/fields.ts'
import { type Column, flatColumns } from '../../../record/flat-columns.ts'
import type { Field, LeafKind, Shape } from '../../../record/shape.ts'
import { DataTable, type Column as TableColumn } from '../../ui/data-table.tsx'
import { FieldRow } from '../../ui/field-list.tsx'
import { Meta } from '../../ui/text.tsx'
import { useMessages } from '../../ui/viewer.tsx'

const typeLabel = (shape: Shape, { codebook: { fields } }: Messages): string => {
  const kinds: Readonly<Record<LeafKind, string>> = fields.kinds
  if (shape.kind === 'group') return fields.group
  if (shape.kind === 'map') return fields.map
  if (shape.kind === 'list') return Number.isFinite(shape.max) ? fields.listOf(shape.max) : fields.list
  const kind = shape.leaf === 'other' && shape.type === 'number' ? kinds.count : kinds[shape.leaf]
  return shape.maxLength ? fields.maxLength(kind, shape.maxLength) : kind
}

const FieldType = ({ shape }: { shape: Shape }) => {
  const messages = useMessages()
  const entry = shape.kind === 'leaf' && shape.vocabulary && vocabularies.get(shape.vocabulary)
  return entry ? (
    <span>{messages.codebook.fields.codeOf(<a href={`#${codeAnchor(entry.name)}`}>{entry.name}</a>)}</span>
  ) : (
    <span>{typeLabel(shape, messages)}</span>
  )
}

const FieldEntry = ({ path, field: { metadata, shape, required } }: { path: string; field: Field }) => {
  const { fields } = useMessages().codebook
  return (
    <FieldRow
      id={fieldAnchor(path)}
      class={path.includes('.') ? 'nested' : undefined}
      term={<code>{path}</code>}
    >
      <p>
        <strong>{metadata.title}.</strong> {metadata.help}
      </p>
      <Meta
        parts={[
          <FieldType shape={shape} />,
          required && (metadata.readOnly ? fields.always : fields.required),
          metadata.unit && fields.unit(metadata.unit),
          metadata.readOnly && fields.readOnly,
          metadata.editorsOnly && fields.editorsOnly,
          metadata.example !== undefined && fields.example(<code>{String(metadata.example)}</code>),
        ]}
      />
    </FieldRow>
  )
}

/** Renders every field of a record. */
export const RecordFields = () => (
  <>
    <p>{useMessages().codebook.fields.lead(<code>[]</code>)}</p>
    <dl class="defs">
      {fieldEntries.map((each) => (
        <FieldEntry {...each} />
      ))}
    </dl>
  </>
)

const ColumnTypeText = ({ column: { vocabulary, type, unit } }: { column: Column }) => {
  const { types, code, codes } = useMessages().codebook.columns
  const typeLabels: Readonly<Record<ColumnType, string>> = types
  const entry = vocabulary && vocabularies.get(vocabulary)
  return (
    <>
      {entry ? <a href={`#${codeAnchor(entry.name)}`}>{type === 'list' ? codes : code}</a> : typeLabels[type]}
      {unit !== undefined && `, ${unit}`}
    </>
  )
}

const columnsOf = ({ codebook: { columns } }: Messages): readonly TableColumn<Column>[] => [
  { title: columns.position, class: 'number', cell: (_, index) => index + 1 },
  { title: columns.name, isRowHeading: true, cell: ({ name }) => <code>{name}</code> },
  { title: columns.title, cell: ({ title }) => title },
  { title: columns.type, cell: (column) => <ColumnTypeText column={column} /> },
  { title: columns.origin, cell: ({ derived }) => (derived ? columns.derived : columns.stated) },
]

/** Renders the columns of the flat row. */
export const ColumnTable = () => {
  const messages = useMessages()
  const { lead, table } = messages.codebook.columns
  return (
    <>
      <p>{lead(<code>{flatColumns[0]?.name}</code>)}</p>
      <DataTable
        label={table}
        columns={columnsOf(messages)}
        rows={flatColumns}
        rowId={({ name }) => columnAnchor(name)}
      />
    </>
  )
}
