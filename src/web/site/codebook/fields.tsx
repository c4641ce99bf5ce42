/** The codebook's fields: of the record, and the columns of the flat row. */

import type { ColumnType } from '../../../../schemas/field-types.ts'
import type { Messages } from '../../../messages/messages.ts'
import { exampleOf } from '../../../record/codebook/examples.ts'
import {
  codeAnchor,
  columnAnchor,
  fieldAnchor,
  fieldEntries,
  vocabularies,
} from '../../../record/codebook/fields.ts'
import { type Column, flatColumns } from '../../../record/flat-columns.ts'
import type { Field, LeafKind, Shape } from '../../../record/shape.ts'
import { FieldRow } from '../../ui/field-list.tsx'
import { Meta } from '../../ui/text.tsx'
import { useMessages } from '../../ui/viewer.tsx'
import { counterpartsOf, findEntry } from './counterparts.tsx'

const typeLabel = (shape: Shape, { codebook: { fields } }: Messages): string => {
  const kinds: Readonly<Record<LeafKind, string>> = fields.kinds
  if (shape.kind === 'group') return fields.group
  if (shape.kind === 'map') return fields.map
  if (shape.kind === 'list') return Number.isFinite(shape.max) ? fields.listOf(shape.max) : fields.list
  const kind = shape.leaf === 'other' && shape.type === 'number' ? kinds.count : kinds[shape.leaf]
  return shape.maxLength ? fields.maxLength(kind, shape.maxLength) : kind
}

const CodeLink = ({ name }: { name: string }) => (
  <a href={`#${codeAnchor(name)}`}>
    <bdi>{name}</bdi>
  </a>
)

const FieldType = ({ shape }: { shape: Shape }) => {
  const messages = useMessages()
  const entry = shape.kind === 'leaf' && shape.vocabulary && vocabularies.get(shape.vocabulary)
  return entry ? (
    <span>{messages.codebook.fields.codeOf(<CodeLink name={entry.name} />)}</span>
  ) : (
    <span>{typeLabel(shape, messages)}</span>
  )
}

const FieldEntry = ({ path, field: { metadata, shape, required } }: { path: string; field: Field }) => {
  const { codebook, translate } = useMessages()
  const { fields } = codebook
  const id = fieldAnchor(path)
  const example = exampleOf(metadata)
  return (
    <FieldRow id={id} class={path.includes('.') ? 'nested' : undefined} term={<code>{path}</code>}>
      <p>
        {metadata.title && <strong>{translate(metadata.title)}.</strong>}{' '}
        {metadata.help && translate(metadata.help)}
      </p>
      <Meta
        parts={[
          <FieldType shape={shape} />,
          required && (metadata.readOnly ? fields.always : fields.required),
          metadata.unit && fields.unit(translate(metadata.unit)),
          metadata.readOnly && fields.readOnly,
          metadata.editorsOnly && fields.editorsOnly,
          example !== undefined && fields.example(<code>{example}</code>),
          ...counterpartsOf(id),
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
  const { codebook, common, translate } = useMessages()
  const { types, code, codes } = codebook.columns
  const typeLabels: Readonly<Record<ColumnType, string>> = types
  const entry = vocabulary && vocabularies.get(vocabulary)
  return (
    <>
      {entry ? <a href={`#${codeAnchor(entry.name)}`}>{type === 'list' ? codes : code}</a> : typeLabels[type]}
      {unit !== undefined && `${common.separator}${translate(unit)}`}
    </>
  )
}

const ColumnEntry = ({ column, position }: { column: Column; position: number }) => {
  const { codebook, translate } = useMessages()
  const { columns, fields } = codebook
  const { name, help, derived } = column
  const id = columnAnchor(name)
  const { title, example } = findEntry(id) ?? column
  return (
    <FieldRow id={id} term={<code>{name}</code>}>
      <p>
        <strong>{translate(title ?? name)}.</strong> {help && translate(help)}
      </p>
      <Meta
        parts={[
          columns.position(position),
          <ColumnTypeText column={column} />,
          derived ? columns.derived : columns.stated,
          example !== undefined && fields.example(<code>{example}</code>),
          ...counterpartsOf(id),
        ]}
      />
    </FieldRow>
  )
}

/** Renders the columns of the flat row. */
export const ColumnList = () => (
  <>
    <p>{useMessages().codebook.columns.lead(<code>{flatColumns[0]?.name}</code>)}</p>
    <dl class="defs">
      {flatColumns.map((column, i) => (
        <ColumnEntry column={column} position={i + 1} />
      ))}
    </dl>
  </>
)
