/** What differs between two versions, as a table: the field, what stood there, what stands there now. */
import type { Change } from '../../record/diff.ts'
import { recordShape, type Shape } from '../../record/shape.ts'
import { singular } from '../form/form-view.tsx'
import { Value } from './field-list.tsx'
import { ScrollArea, Unstated } from './text.tsx'

interface PointerTarget {
  /** What the place is called: "Weapon 2: Hit". */
  readonly title: string
  readonly shape: Shape
}

const unknownShape: Shape = { kind: 'leaf', leaf: 'other', type: 'string' }

/** The steps of a JSON Pointer (RFC 6901). */
const pointerSteps = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

/** What a pointer into a record leads to, in the words of the schema. */
export const resolvePointer = (pointer: string): PointerTarget => {
  let shape: Shape = recordShape
  let listTitle = ''
  const titles: string[] = []
  for (const step of pointerSteps(pointer)) {
    if (shape.kind === 'list') {
      titles[titles.length - 1] = `${singular(listTitle)} ${Number(step) + 1}`
      shape = shape.item
      continue
    }
    const field = shape.kind === 'group' ? shape.fields.get(step) : undefined
    listTitle = field?.metadata.title ?? step
    titles.push(listTitle)
    shape = field?.shape ?? unknownShape
  }
  return { title: titles.join(': '), shape }
}

const Cell = ({ shape, value }: { shape: Shape; value: unknown }) =>
  value === undefined ? <Unstated /> : <Value shape={shape} value={value} sources={[]} />

/** The fields that differ, by their titles; each once. */
export const fieldTitles = (pointers: readonly string[]): string[] => [
  ...new Set(pointers.map((pointer) => resolvePointer(pointer).title)),
]

export interface DiffTableProps {
  readonly changes: readonly Change[]
  readonly beforeLabel: string
  readonly afterLabel: string
}

export const DiffTable = ({ changes, beforeLabel, afterLabel }: DiffTableProps) =>
  changes.length === 0 ? (
    <p class="nothing">Both state the same.</p>
  ) : (
    <ScrollArea label="What differs">
      <table class="incidents difference">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">{beforeLabel}</th>
            <th scope="col">{afterLabel}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => {
            const { title, shape } = resolvePointer(change.pointer)
            return (
              <tr>
                <th scope="row">{title}</th>
                <td data-title={beforeLabel}>
                  <Cell shape={shape} value={change.before} />
                </td>
                <td data-title={afterLabel}>
                  <Cell shape={shape} value={change.after} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollArea>
  )
