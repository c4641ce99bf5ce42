/** The codebook's fields: of the record, and the columns of the flat row. */
import type { ColumnType } from '../../../../schemas/field-types.ts'
import { type Column, flatColumns } from '../../../record/flat-columns.ts'
import type { Field, LeafKind, Shape } from '../../../record/shape.ts'
import { codeAnchor, fieldPaths, vocabularies } from '../../ui/term.tsx'
import { Meta, ScrollArea } from '../../ui/text.tsx'

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
  <div id={`field-${path.replaceAll('[]', '')}`} class={path.includes('.') ? 'nested' : undefined}>
    <dt>
      <code>{path}</code>
    </dt>
    <dd>
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
    </dd>
  </div>
)

export const RecordFields = () => (
  <section aria-labelledby="fields">
    <h2 id="fields">Fields of a record</h2>
    <p>
      In published order, as JSON has them. A name with <code>[]</code> is inside each entry of a list. A
      field that is required inside a list or an optional group is needed where that is given.
    </p>
    <dl class="defs">
      {fieldPaths.map((each) => (
        <FieldEntry {...each} />
      ))}
    </dl>
  </section>
)

const columnTypeLabels = {
  text: 'text',
  list: 'list',
  integer: 'whole number',
  number: 'decimal number',
  date: 'day, YYYY-MM-DD',
  datetime: 'instant, UTC',
} as const satisfies Record<ColumnType, string>

const ColumnRow = ({ column, index }: { column: Column; index: number }) => {
  const entry = column.vocabulary && vocabularies.get(column.vocabulary)
  return (
    <tr id={`column-${column.name}`}>
      <td class="number">{index + 1}</td>
      <th scope="row">
        <code>{column.name}</code>
      </th>
      <td>{column.title}</td>
      <td>
        {entry ? (
          <a href={`#${codeAnchor(entry.name)}`}>{column.type === 'list' ? 'codes' : 'code'}</a>
        ) : (
          columnTypeLabels[column.type]
        )}
        {column.unit !== undefined && `, ${column.unit}`}
      </td>
      <td>{column.derived ? 'derived' : 'stated'}</td>
    </tr>
  )
}

export const ColumnTable = () => (
  <section aria-labelledby="columns">
    <h2 id="columns">Columns of the flat row</h2>
    <p>
      A CSV file has one row for each incident, in order of <code>id</code>, and these columns. A derived one
      follows from others or is set by the server; it is not read when a file comes back.
    </p>
    <ScrollArea label="Table of columns">
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">
              No.
            </th>
            <th scope="col">Name</th>
            <th scope="col">Title</th>
            <th scope="col">Type and unit</th>
            <th scope="col">Origin</th>
          </tr>
        </thead>
        <tbody>
          {flatColumns.map((column, index) => (
            <ColumnRow column={column} index={index} />
          ))}
        </tbody>
      </table>
    </ScrollArea>
  </section>
)
