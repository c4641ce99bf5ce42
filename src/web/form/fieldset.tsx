/** The groups and lists of the form, drawn from the shape of the record. */
import { singular } from '../../record/paths.ts'
import type { Field, Shape } from '../../record/shape.ts'
import { FaultList } from '../ui/field.tsx'
import { Control, toFault } from './control.tsx'
import { controlId, countEntries, type FormView, isInForm, isOpen, isTextList } from './form-view.tsx'

type FieldMap = ReadonlyMap<string, Field>

interface FieldsetProps {
  readonly field: Field
  readonly name: string
  readonly view: FormView
  readonly isParentRequired: boolean
}

interface FieldControlsProps {
  readonly fields: FieldMap
  /** The path name of what holds the fields, with a dot behind it; empty for the record. */
  readonly prefix: string
  readonly view: FormView
  readonly isParentRequired: boolean
}

/** The fields of a group, each as its shape wants. */
export const FieldControls = ({ fields, prefix, view, isParentRequired }: FieldControlsProps) => (
  <>
    {[...fields.values()].filter(isInForm).map((field) => {
      const Part = field.shape.kind === 'leaf' || isTextList(field.shape) ? Control : Fieldset
      return (
        <Part field={field} name={`${prefix}${field.name}`} view={view} isParentRequired={isParentRequired} />
      )
    })}
  </>
)

type EntryProps = Omit<FieldsetProps, 'isParentRequired'> & { readonly index: number }

const ListEntry = ({ field, name, view, index }: EntryProps) => {
  const item = (field.shape as Shape & { kind: 'list' }).item
  const entryName = `${name}.${index}`
  const id = controlId(entryName)
  const issues = view.issues.get(entryName)
  return (
    <fieldset class="entry" id={id} aria-describedby={issues && `${id}-faults`} tabindex={-1}>
      <legend>
        {singular(field.metadata.title)} {index + 1}
      </legend>
      {issues && <FaultList id={id} faults={issues.map(toFault)} />}
      <div class="grid">
        {item.kind === 'group' && (
          <FieldControls fields={item.fields} prefix={`${entryName}.`} view={view} isParentRequired={false} />
        )}
      </div>
    </fieldset>
  )
}

const ListFields = ({ field, name, view, max }: Omit<EntryProps, 'index'> & { max: number }) => {
  const entries = countEntries(view, name, max)
  return (
    <>
      {Array.from({ length: entries }, (_, index) => (
        <ListEntry field={field} name={name} view={view} index={index} />
      ))}
      {entries < max && (
        <button
          type="submit"
          class="more"
          name="_more"
          value={name}
          formaction={`${view.addEntryUrl}#${controlId(`${name}.${entries}`)}`}
          formnovalidate
        >
          Add another {singular(field.metadata.title).toLowerCase()}
        </button>
      )}
    </>
  )
}

const FieldsetContent = ({ field, name, view, isParentRequired }: FieldsetProps) => {
  const { shape, required } = field
  if (shape.kind === 'list') return <ListFields field={field} name={name} view={view} max={shape.max} />
  if (shape.kind !== 'group') return null
  return (
    <div class={isSmall(shape) ? 'grid close' : 'grid'}>
      <FieldControls
        fields={shape.fields}
        prefix={`${name}.`}
        view={view}
        isParentRequired={isParentRequired && required}
      />
    </div>
  )
}

/** A group small enough to stand open: nothing but a few numbers. */
const isSmall = (shape: Shape): boolean =>
  shape.kind === 'group' &&
  [...shape.fields.values()].every(({ shape: inner }) => inner.kind === 'leaf' && inner.leaf === 'count')

const FieldsetFrame = ({ isFolded, ...props }: FieldsetProps & { isFolded: boolean }) => {
  const { field, name, view } = props
  const id = controlId(name)
  const issues = view.issues.get(name)
  return (
    <fieldset id={id} aria-describedby={`${id}-help${issues ? ` ${id}-faults` : ''}`} tabindex={-1}>
      <legend class={isFolded ? 'spoken' : undefined}>
        {field.metadata.title}
        {field.required && !isFolded && <span class="required"> required</span>}
      </legend>
      <p class="help" id={`${id}-help`}>
        {field.metadata.help}
      </p>
      {issues && <FaultList id={id} faults={issues.map(toFault)} />}
      <FieldsetContent {...props} />
    </fieldset>
  )
}

/** A group or a list. What is optional and long is folded away until it holds something. */
const Fieldset = (props: FieldsetProps) => {
  const { field, name, view } = props
  if (field.required || isSmall(field.shape)) return <FieldsetFrame {...props} isFolded={false} />
  return (
    <details open={isOpen(view, name)}>
      <summary>{field.metadata.title}</summary>
      <FieldsetFrame {...props} isFolded />
    </details>
  )
}
