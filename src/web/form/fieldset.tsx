/** The groups and lists of the form, derived from the shape of the record. */

import { singular } from '../../record/paths.ts'
import type { Field, Shape } from '../../record/shape.ts'
import { describedBy, FaultList, HelpText } from '../ui/field.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { Control, toFault } from './control.tsx'
import { controlId, countEntries, type FormView, isInForm, isOpen, isTextList } from './form-view.tsx'

interface FieldsetProps {
  readonly field: Field
  readonly name: string
  readonly view: FormView
  readonly isParentRequired: boolean
}

interface FieldGridProps {
  readonly shape: Shape & { kind: 'group' }
  /** The path of the group with a dot after it; empty for the record itself. */
  readonly prefix: string
  readonly view: FormView
  readonly isParentRequired: boolean
}

/** Whether a group is small enough to be always open: it has counts only. */
const isSmall = (shape: Shape): boolean =>
  shape.kind === 'group' &&
  [...shape.fields.values()].every(({ shape: inner }) => inner.kind === 'leaf' && inner.leaf === 'count')

/** Renders the fields of a group. */
export const FieldGrid = ({ shape, prefix, view, isParentRequired }: FieldGridProps) => (
  <div class={isSmall(shape) ? 'grid close' : 'grid'}>
    {[...shape.fields.values()].filter(isInForm).map((field) => {
      const Part = field.shape.kind === 'leaf' || isTextList(field.shape) ? Control : Fieldset
      const name = `${prefix}${field.name}`
      return <Part field={field} name={name} view={view} isParentRequired={isParentRequired} />
    })}
  </div>
)

interface ListFieldsProps {
  readonly title: string
  readonly name: string
  readonly view: FormView
  readonly shape: Shape & { kind: 'list' }
}

const ListEntry = ({ title, name, view, shape: { item } }: ListFieldsProps) => {
  const id = controlId(name)
  const faults = view.issues.get(name)?.map(toFault)
  return (
    <fieldset class="entry" id={id} aria-describedby={describedBy({ id, faults })} tabindex={-1}>
      <legend>{title}</legend>
      <FaultList id={id} faults={faults} />
      {item.kind === 'group' && (
        <FieldGrid shape={item} prefix={`${name}.`} view={view} isParentRequired={false} />
      )}
    </fieldset>
  )
}

const ListFields = ({ title, name, view, shape }: ListFieldsProps) => {
  const { form, translate } = useMessages()
  const entries = countEntries(view, name, shape.max)
  return (
    <>
      {Array.from({ length: entries }, (_, i) => (
        <ListEntry
          title={form.entry(translate(singular(title)), i + 1)}
          name={`${name}.${i}`}
          view={view}
          shape={shape}
        />
      ))}
      {entries < shape.max && (
        <button
          type="submit"
          class="more"
          name="_more"
          value={name}
          formaction={`${view.addEntryUrl}#${controlId(`${name}.${entries}`)}`}
          formnovalidate
        >
          {form.add(translate(singular(title)))}
        </button>
      )}
    </>
  )
}

const FieldsetFrame = ({ isFolded, ...props }: FieldsetProps & { isFolded: boolean }) => {
  const { name, view, isParentRequired } = props
  const { shape, required, metadata } = props.field
  const { form, translate } = useMessages()
  const title = translate(metadata.title)
  const help = translate(metadata.help)
  const id = controlId(name)
  const faults = view.issues.get(name)?.map(toFault)
  return (
    <fieldset id={id} aria-describedby={describedBy({ id, help, faults })} tabindex={-1}>
      <legend class={isFolded ? 'spoken' : undefined}>
        {title}
        {required && !isFolded && <span class="required"> {form.required}</span>}
      </legend>
      <HelpText id={id} help={help} />
      <FaultList id={id} faults={faults} />
      {shape.kind === 'list' && <ListFields title={metadata.title} name={name} view={view} shape={shape} />}
      {shape.kind === 'group' && (
        <FieldGrid
          shape={shape}
          prefix={`${name}.`}
          view={view}
          isParentRequired={isParentRequired && required}
        />
      )}
    </fieldset>
  )
}

/** Renders a group or a list. One that is optional and long is closed until it has input. */
const Fieldset = (props: FieldsetProps) => {
  const { field, name, view } = props
  if (field.required || isSmall(field.shape)) return <FieldsetFrame {...props} isFolded={false} />
  return (
    <details open={isOpen(view, name)}>
      <summary>{useMessages().translate(field.metadata.title)}</summary>
      <FieldsetFrame {...props} isFolded />
    </details>
  )
}
