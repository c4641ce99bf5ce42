/** The fields of a group as a list of names and values, for whatever a page has no words of its own for. */
import type { Child, PropsWithChildren } from 'hono/jsx'
import { type Field, type Shape, writableFields } from '../../record/shape.ts'
import { EventDate } from './date.tsx'
import { SourceKeys, type Sources } from './source-key.tsx'
import { Term } from './term.tsx'
import { ExternalLink, Paragraphs } from './text.tsx'

type FieldMap = ReadonlyMap<string, Field>

/** The fields of a group or of the items of a list, by its path; of the record itself where there is none. */
export const groupFields = (...path: readonly string[]): FieldMap => {
  let fields = writableFields
  for (const name of path) {
    const shape = fields.get(name)?.shape
    const inner = shape?.kind === 'list' ? shape.item : shape
    if (inner?.kind !== 'group') throw new RangeError(`${path.join('.')} is no group of fields.`)
    fields = inner.fields
  }
  return fields
}

interface ValueProps {
  readonly shape: Shape
  readonly value: unknown
  readonly sources: Sources
}

const LeafValue = ({ shape, value }: { shape: Shape & { kind: 'leaf' }; value: string | number }) => {
  if (shape.vocabulary) return <Term vocabulary={shape.vocabulary} code={String(value)} />
  if (shape.leaf === 'date') return <EventDate date={String(value)} />
  if (shape.leaf === 'url') return <ExternalLink href={String(value)} />
  if (shape.leaf === 'lines') return <Paragraphs text={String(value)} />
  return <bdi>{String(value)}</bdi>
}

/** A value of the record as its shape wants it shown. */
export const Value = ({ shape, value, sources }: ValueProps) => {
  if (shape.kind === 'group')
    return <FieldList fields={shape.fields} value={value as object} sources={sources} />
  if (shape.kind === 'list')
    return (
      <ul class="inline">
        {(value as unknown[]).map((item) => (
          <li>
            <Value shape={shape.item} value={item} sources={sources} />
          </li>
        ))}
      </ul>
    )
  if (shape.kind === 'map')
    return (
      <RowList
        rows={Object.entries(value as object).map(([name, inner]) => [name, <bdi>{String(inner)}</bdi>])}
      />
    )
  return <LeafValue shape={shape} value={value as string | number} />
}

interface FieldRowProps {
  readonly term: Child
  readonly id?: string
  readonly class?: string | undefined
}

/** One name with its value. */
export const FieldRow = ({ term, children, ...attributes }: PropsWithChildren<FieldRowProps>) => (
  <div {...attributes}>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
)

/** Names with values; those without a value are left out, and nothing is shown where none is left. */
export const RowList = ({ rows }: { rows: readonly (readonly [term: Child, value: Child])[] }) => {
  const stated = rows.filter(([, value]) => value !== undefined && value !== null && value !== false)
  return stated.length === 0 ? null : (
    <dl class="facts">
      {stated.map(([term, value]) => (
        <FieldRow term={term}>{value}</FieldRow>
      ))}
    </dl>
  )
}

export interface FieldListProps {
  readonly fields: FieldMap
  readonly value: object
  /** Names of fields that the page shows elsewhere. */
  readonly omit?: readonly string[] | undefined
  readonly sources: Sources
}

/** Every stated field with its title; nothing where no field is stated. */
export const FieldList = ({ fields, value, omit = [], sources }: FieldListProps) => {
  const values = value as Readonly<Record<string, unknown>>
  const visibleFields = [...fields.values()].filter(
    ({ name }) => values[name] !== undefined && !omit.includes(name),
  )
  return (
    <RowList
      rows={visibleFields.map(({ name, metadata, shape }) => [
        metadata.title,
        name === 'source' ? (
          <SourceKeys source={String(values[name])} sources={sources} />
        ) : (
          <Value shape={shape} value={values[name]} sources={sources} />
        ),
      ])}
    />
  )
}
