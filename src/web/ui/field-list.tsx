/** Fields of a group as a list of names and values. */
import type { Child, PropsWithChildren } from 'hono/jsx'
import { type Field, type Shape, writableFields } from '../../record/shape.ts'
import { EventDate } from './date.tsx'
import { SourceKeys, type Sources } from './source-key.tsx'
import { Term } from './term.tsx'
import { ExternalLink, Paragraphs } from './text.tsx'
import { useMessages } from './viewer.tsx'

type FieldMap = ReadonlyMap<string, Field>

/**
 * Returns the fields of a group or of the items of a list by its path; without a path those of the record. Throws a
 * RangeError for any other path.
 */
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

/** Renders a value of the record by its shape. */
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
        rows={Object.entries(value as object).map(([name, inner]) => [
          <bdi>{name}</bdi>,
          <bdi>{String(inner)}</bdi>,
        ])}
      />
    )
  return <LeafValue shape={shape} value={value as string | number} />
}

interface FieldRowProps {
  readonly term: Child
  readonly id?: string
  readonly class?: string | undefined
}

/** Renders a name with its value. */
export const FieldRow = ({ term, children, ...attributes }: PropsWithChildren<FieldRowProps>) => (
  <div {...attributes}>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
)

/** Renders names with values, skipping those without a value; nothing if none is left. */
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
  /** Names of fields to skip. */
  readonly omit?: readonly string[] | undefined
  readonly sources: Sources
}

/** Renders every stated field with its title; nothing if no field is stated. */
export const FieldList = ({ fields, value, omit = [], sources }: FieldListProps) => {
  const { translate } = useMessages()
  const values = value as Readonly<Record<string, unknown>>
  const visibleFields = [...fields.values()].filter(
    ({ name }) => values[name] !== undefined && !omit.includes(name),
  )
  return (
    <RowList
      rows={visibleFields.map(({ name, metadata, shape }) => [
        translate(metadata.title),
        name === 'source' ? (
          <SourceKeys source={String(values[name])} sources={sources} />
        ) : (
          <Value shape={shape} value={values[name]} sources={sources} />
        ),
      ])}
    />
  )
}
