/** The codebook's fields: of the record, and the columns of the flat row. */
import type { ColumnType } from '../../../../schemas/field-types.ts'
import { type Column, flatColumns } from '../../../record/flat-columns.ts'
import type { Field, LeafKind, Shape } from '../../../record/shape.ts'
import { anchorOf, placedFields, vocabularies } from '../../ui/term.tsx'
import { Meta, Scroll } from '../../ui/text.tsx'

const kinds = {
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

const typeInWords = (shape: Shape): string => {
  if (shape.kind === 'group') return 'group of fields'
  if (shape.kind === 'map') return 'names with values'
  if (shape.kind === 'list') return Number.isFinite(shape.max) ? `list of at most ${shape.max}` : 'list'
  const kind = shape.leaf === 'other' && shape.type === 'number' ? kinds.count : kinds[shape.leaf]
  return shape.maxLength ? `${kind}, at most ${shape.maxLength.toLocaleString('en')} characters` : kind
}

const TypeOf = ({ shape }: { shape: Shape }) => {
  const entry = shape.kind === 'leaf' && shape.vocabulary && vocabularies.get(shape.vocabulary)
  return entry ? (
    <>
      code of <a href={`#${anchorOf(entry.name)}`}>{entry.name}</a>
    </>
  ) : (
    <span>{typeInWords(shape)}</span>
  )
}

const OneField = ({ path, field: { notes, shape, required } }: { path: string; field: Field }) => (
  <div id={`field-${path.replaceAll('[]', '')}`} class={path.includes('.') ? 'nested' : undefined}>
    <dt>
      <code>{path}</code>
    </dt>
    <dd>
      <p>
        <strong>{notes.title}.</strong> {notes.help}
      </p>
      <Meta
        of={[
          <TypeOf shape={shape} />,
          required && (notes.server ? 'always there' : 'required'),
          notes.unit && `unit: ${notes.unit}`,
          notes.server && 'set by the server',
          notes.internal && 'never public',
          notes.example !== undefined && (
            <>
              example: <code>{String(notes.example)}</code>
            </>
          ),
        ]}
      />
    </dd>
  </div>
)

export const FieldList = () => (
  <section aria-labelledby="fields">
    <h2 id="fields">Fields of a record</h2>
    <p>
      In published order, as JSON has them. A name with <code>[]</code> is inside each entry of a list. A
      field that is required inside a list or an optional group is needed where that is given.
    </p>
    <dl class="defs">
      {placedFields.map((each) => (
        <OneField {...each} />
      ))}
    </dl>
  </section>
)

const columnTypes = {
  text: 'text',
  list: 'list',
  integer: 'whole number',
  number: 'decimal number',
  date: 'day, YYYY-MM-DD',
  datetime: 'instant, UTC',
} as const satisfies Record<ColumnType, string>

const OneColumn = ({ column, index }: { column: Column; index: number }) => {
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
          <a href={`#${anchorOf(entry.name)}`}>{column.type === 'list' ? 'codes' : 'code'}</a>
        ) : (
          columnTypes[column.type]
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
    <Scroll label="Table of columns">
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
            <OneColumn column={column} index={index} />
          ))}
        </tbody>
      </table>
    </Scroll>
  </section>
)
