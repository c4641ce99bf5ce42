/** What differs between two versions, as a table: the field, what stood there, what stands there now. */
import type { Change } from '../../record/diff.ts'
import { recordShape, type Shape } from '../../record/shape.ts'
import { oneOf } from '../form/form-view.tsx'
import { Value } from './field-list.tsx'
import { Scroll, Unstated } from './text.tsx'

interface Place {
  /** What the place is called: "Weapon 2: Hit". */
  readonly title: string
  readonly shape: Shape
}

const unnamed: Shape = { kind: 'leaf', leaf: 'other', type: 'string' }

/** The steps of a JSON Pointer (RFC 6901). */
const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

/** What a pointer into a record leads to, in the words of the schema. */
export const placeOf = (pointer: string): Place => {
  let shape: Shape = recordShape
  let list = ''
  const titles: string[] = []
  for (const step of stepsOf(pointer)) {
    if (shape.kind === 'list') {
      titles[titles.length - 1] = `${oneOf(list)} ${Number(step) + 1}`
      shape = shape.item
      continue
    }
    const field = shape.kind === 'group' ? shape.fields.get(step) : undefined
    list = field?.notes.title ?? step
    titles.push(list)
    shape = field?.shape ?? unnamed
  }
  return { title: titles.join(': '), shape }
}

const Cell = ({ shape, value }: { shape: Shape; value: unknown }) =>
  value === undefined ? <Unstated /> : <Value shape={shape} value={value} sources={[]} />

/** The fields that differ, by their titles; each once. */
export const titlesOf = (pointers: readonly string[]): string[] => [
  ...new Set(pointers.map((pointer) => placeOf(pointer).title)),
]

export interface DifferenceProps {
  readonly changes: readonly Change[]
  readonly before: string
  readonly after: string
}

export const DifferenceTable = ({ changes, before, after }: DifferenceProps) =>
  changes.length === 0 ? (
    <p class="nothing">Both state the same.</p>
  ) : (
    <Scroll label="What differs">
      <table class="incidents difference">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">{before}</th>
            <th scope="col">{after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => {
            const { title, shape } = placeOf(change.pointer)
            return (
              <tr>
                <th scope="row">{title}</th>
                <td data-title={before}>
                  <Cell shape={shape} value={change.before} />
                </td>
                <td data-title={after}>
                  <Cell shape={shape} value={change.after} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Scroll>
  )
