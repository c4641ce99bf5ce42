/** The fields of a group as a list of names and values, for whatever a page has no words of its own for. */
import type { PropsWithChildren } from 'hono/jsx'
import { type Field, type Shape, statedFields } from '../../record/shape.ts'
import { When } from './date.tsx'
import { Mentions, type Sources } from './source-key.tsx'

import { Term } from './term.tsx'
import { OutLink, Prose } from './text.tsx'

type Fields = ReadonlyMap<string, Field>

/** The fields of a group or of the items of a list, by its path; of the record itself where there is none. */
export const fieldsOf = (...path: readonly string[]): Fields => {
  let fields = statedFields
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

const Leaf = ({ shape, value }: { shape: Shape & { kind: 'leaf' }; value: string | number }) => {
  if (shape.vocabulary) return <Term of={shape.vocabulary} code={String(value)} />
  if (shape.leaf === 'date') return <When date={String(value)} />
  if (shape.leaf === 'url') return <OutLink href={String(value)} />
  if (shape.leaf === 'lines') return <Prose text={String(value)} />
  return <bdi>{String(value)}</bdi>
}

/** A value of the record as its shape wants it shown. */
export const Value = ({ shape, value, sources }: ValueProps) => {
  if (shape.kind === 'group') return <Facts fields={shape.fields} value={value as object} sources={sources} />
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
      <dl class="facts">
        {Object.entries(value as object).map(([name, inner]) => (
          <Fact term={name}>
            <bdi>{String(inner)}</bdi>
          </Fact>
        ))}
      </dl>
    )
  return <Leaf shape={shape} value={value as string | number} />
}

/** One name with its value. */
export const Fact = ({ term, children }: PropsWithChildren<{ term: string }>) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
)

export interface FactsProps {
  readonly fields: Fields
  readonly value: object
  /** Names of fields that the page shows elsewhere. */
  readonly omit?: readonly string[] | undefined
  readonly sources: Sources
}

/** Every stated field with its title; nothing where no field is stated. */
export const Facts = ({ fields, value, omit = [], sources }: FactsProps) => {
  const values = value as Readonly<Record<string, unknown>>
  const stated = [...fields.values()].filter(({ name }) => values[name] !== undefined && !omit.includes(name))
  if (stated.length === 0) return null
  return (
    <dl class="facts">
      {stated.map(({ name, notes, shape }) => (
        <Fact term={notes.title}>
          {name === 'source' ? (
            <Mentions of={String(values[name])} sources={sources} />
          ) : (
            <Value shape={shape} value={values[name]} sources={sources} />
          )}
        </Fact>
      ))}
    </dl>
  )
}
