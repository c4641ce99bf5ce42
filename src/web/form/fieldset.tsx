/** The groups and lists of the form, drawn from the shape of the record. */
import type { Field, Shape } from '../../record/shape.ts'
import { Control, FieldIssues } from './control.tsx'
import {
  controlId,
  countEntries,
  type FormView,
  isInForm,
  isOpen,
  isTextList,
  singular,
} from './form-view.tsx'

type FieldMap = ReadonlyMap<string, Field>

interface FieldProps {
  readonly field: Field
  readonly name: string
  readonly state: FormView
  readonly isParentRequired: boolean
}

interface FieldControlsProps {
  readonly fields: FieldMap
  /** The path name of what holds the fields, with a dot behind it; empty for the record. */
  readonly prefix: string
  readonly state: FormView
  readonly isParentRequired: boolean
}

/** The fields of a group, each as its shape wants. */
export const FieldControls = ({ fields, prefix, state, isParentRequired }: FieldControlsProps) => (
  <>
    {[...fields.values()]
      .filter((field) => isInForm(field, state.hasEditorFields))
      .map((field) => {
        const Part = field.shape.kind === 'leaf' || isTextList(field.shape) ? Control : Fieldset
        return (
          <Part
            field={field}
            name={`${prefix}${field.name}`}
            state={state}
            isParentRequired={isParentRequired}
          />
        )
      })}
  </>
)

const describedBy = (name: string, state: FormView, hasHelp: boolean): string | undefined =>
  [hasHelp ? `${controlId(name)}-help` : '', state.issues.has(name) ? `${controlId(name)}-faults` : '']
    .join(' ')
    .trim() || undefined

const ListEntry = ({
  field,
  name,
  state,
  index,
}: Omit<FieldProps, 'isParentRequired'> & { index: number }) => {
  const item = (field.shape as Shape & { kind: 'list' }).item
  const entryName = `${name}.${index}`
  const issues = state.issues.get(entryName)
  return (
    <fieldset
      class="entry"
      id={controlId(entryName)}
      aria-describedby={describedBy(entryName, state, false)}
      tabindex={-1}
    >
      <legend>
        {singular(field.metadata.title)} {index + 1}
      </legend>
      {issues && <FieldIssues name={entryName} issues={issues} />}
      <div class="grid">
        {item.kind === 'group' && (
          <FieldControls
            fields={item.fields}
            prefix={`${entryName}.`}
            state={state}
            isParentRequired={false}
          />
        )}
      </div>
    </fieldset>
  )
}

const ListFields = ({
  field,
  name,
  state,
  shape,
}: Omit<FieldProps, 'isParentRequired'> & { shape: Shape & { kind: 'list' } }) => {
  const entries = countEntries(state, name, shape.max)
  return (
    <>
      {Array.from({ length: entries }, (_, index) => (
        <ListEntry field={field} name={name} state={state} index={index} />
      ))}
      {entries < shape.max && (
        <button
          type="submit"
          class="more"
          name="_more"
          value={name}
          formaction={`${state.addEntryUrl}#${controlId(`${name}.${entries}`)}`}
          formnovalidate
        >
          Add another {singular(field.metadata.title).toLowerCase()}
        </button>
      )}
    </>
  )
}

const FieldsetContent = ({ field, name, state, isParentRequired }: FieldProps) => {
  const { shape, required } = field
  if (shape.kind === 'list') return <ListFields field={field} name={name} state={state} shape={shape} />
  if (shape.kind !== 'group') return null
  return (
    <div class={isSmall(shape) ? 'grid close' : 'grid'}>
      <FieldControls
        fields={shape.fields}
        prefix={`${name}.`}
        state={state}
        isParentRequired={isParentRequired && required}
      />
    </div>
  )
}

const Legend = ({ field, spoken }: { field: Field; spoken: boolean }) => (
  <legend class={spoken ? 'spoken' : undefined}>
    {field.metadata.title}
    {field.required && !spoken && <span class="required"> required</span>}
  </legend>
)

/** A group small enough to stand open: nothing but a few numbers. */
const isSmall = (shape: Shape): boolean =>
  shape.kind === 'group' &&
  [...shape.fields.values()].every(({ shape: inner }) => inner.kind === 'leaf' && inner.leaf === 'count')

const FieldsetFrame = ({ spoken, ...props }: FieldProps & { spoken: boolean }) => {
  const { field, name, state } = props
  const issues = state.issues.get(name)
  return (
    <fieldset id={controlId(name)} aria-describedby={describedBy(name, state, true)} tabindex={-1}>
      <Legend field={field} spoken={spoken} />
      <p class="help" id={`${controlId(name)}-help`}>
        {field.metadata.help}
      </p>
      {issues && <FieldIssues name={name} issues={issues} />}
      <FieldsetContent {...props} />
    </fieldset>
  )
}

/** A group or a list. What is optional and long is folded away until it holds something. */
const Fieldset = (props: FieldProps) => {
  const { field, name, state } = props
  if (field.required || isSmall(field.shape)) return <FieldsetFrame {...props} spoken={false} />
  return (
    <details open={isOpen(state, name)}>
      <summary>{field.metadata.title}</summary>
      <FieldsetFrame {...props} spoken />
    </details>
  )
}
