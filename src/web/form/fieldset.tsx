/** The groups and lists of the form, drawn from the shape of the record. */
import type { Field, Shape } from '../../record/shape.ts'
import { Control, Faults } from './control.tsx'
import { entriesOf, type FormState, idOf, isOpen, isShown, isTextList, oneOf } from './form-view.tsx'

type Fields = ReadonlyMap<string, Field>

interface PartProps {
  readonly field: Field
  readonly name: string
  readonly state: FormState
  readonly needed: boolean
}

interface FieldsProps {
  readonly fields: Fields
  /** The path name of what holds the fields, with a dot behind it; empty for the record. */
  readonly prefix: string
  readonly state: FormState
  readonly needed: boolean
}

/** The fields of a group, each as its shape wants. */
export const FieldsOf = ({ fields, prefix, state, needed }: FieldsProps) => (
  <>
    {[...fields.values()]
      .filter((field) => isShown(field, state.internal))
      .map((field) => {
        const Part = field.shape.kind === 'leaf' || isTextList(field.shape) ? Control : Fieldset
        return <Part field={field} name={`${prefix}${field.name}`} state={state} needed={needed} />
      })}
  </>
)

const describedBy = (name: string, state: FormState, helped: boolean): string | undefined =>
  [helped ? `${idOf(name)}-help` : '', state.faults.has(name) ? `${idOf(name)}-faults` : '']
    .join(' ')
    .trim() || undefined

const Entry = ({ field, name, state, index }: Omit<PartProps, 'needed'> & { index: number }) => {
  const item = (field.shape as Shape & { kind: 'list' }).item
  const own = `${name}.${index}`
  const faults = state.faults.get(own)
  return (
    <fieldset class="entry" id={idOf(own)} aria-describedby={describedBy(own, state, false)} tabindex={-1}>
      <legend>
        {oneOf(field.notes.title)} {index + 1}
      </legend>
      {faults && <Faults name={own} of={faults} />}
      <div class="grid">
        {item.kind === 'group' && (
          <FieldsOf fields={item.fields} prefix={`${own}.`} state={state} needed={false} />
        )}
      </div>
    </fieldset>
  )
}

const ListOf = ({
  field,
  name,
  state,
  shape,
}: Omit<PartProps, 'needed'> & { shape: Shape & { kind: 'list' } }) => {
  const entries = entriesOf(state, name, shape.max)
  return (
    <>
      {Array.from({ length: entries }, (_, index) => (
        <Entry field={field} name={name} state={state} index={index} />
      ))}
      {entries < shape.max && (
        <button
          type="submit"
          class="more"
          name="_more"
          value={name}
          formaction={`${state.moreAction}#${idOf(`${name}.${entries}`)}`}
          formnovalidate
        >
          Add another {oneOf(field.notes.title).toLowerCase()}
        </button>
      )}
    </>
  )
}

const Inner = ({ field, name, state, needed }: PartProps) => {
  const { shape, required } = field
  if (shape.kind === 'list') return <ListOf field={field} name={name} state={state} shape={shape} />
  if (shape.kind !== 'group') return null
  return (
    <div class={isSmall(shape) ? 'grid close' : 'grid'}>
      <FieldsOf fields={shape.fields} prefix={`${name}.`} state={state} needed={needed && required} />
    </div>
  )
}

const Legend = ({ field, spoken }: { field: Field; spoken: boolean }) => (
  <legend class={spoken ? 'spoken' : undefined}>
    {field.notes.title}
    {field.required && !spoken && <span class="required"> required</span>}
  </legend>
)

/** A group small enough to stand open: nothing but a few numbers. */
const isSmall = (shape: Shape): boolean =>
  shape.kind === 'group' &&
  [...shape.fields.values()].every(({ shape: inner }) => inner.kind === 'leaf' && inner.leaf === 'count')

const Framed = ({ spoken, ...props }: PartProps & { spoken: boolean }) => {
  const { field, name, state } = props
  const faults = state.faults.get(name)
  return (
    <fieldset id={idOf(name)} aria-describedby={describedBy(name, state, true)} tabindex={-1}>
      <Legend field={field} spoken={spoken} />
      <p class="help" id={`${idOf(name)}-help`}>
        {field.notes.help}
      </p>
      {faults && <Faults name={name} of={faults} />}
      <Inner {...props} />
    </fieldset>
  )
}

/** A group or a list. What is optional and long is folded away until it holds something. */
const Fieldset = (props: PartProps) => {
  const { field, name, state } = props
  if (field.required || isSmall(field.shape)) return <Framed {...props} spoken={false} />
  return (
    <details open={isOpen(state, name)}>
      <summary>{field.notes.title}</summary>
      <Framed {...props} spoken />
    </details>
  )
}
