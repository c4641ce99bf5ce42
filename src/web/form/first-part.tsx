/** The first part of the form: what a person knows, in few controls. */
import type { BasicName, PartName } from '../../ingest/basics/part.ts'
import { walkPath } from '../../record/paths.ts'
import { Field } from '../ui/field.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { Control, toFault } from './control.tsx'
import { FieldsetFrame } from './fieldset.tsx'
import { controlId, type FormView } from './form-view.tsx'
import { firstFields, groupId } from './groups.ts'
import { KindOptions } from './kind-options.tsx'
import { OpenButton, OpenedMark } from './open-button.tsx'

interface ViewProps {
  readonly view: FormView
}

/** What a person must say in a simple control. */
const requiredBasics: readonly BasicName[] = ['_kind', '_source']

const basicControls = {
  _kind: { as: 'select' },
  _killed: { type: 'text', dir: 'auto', autocomplete: 'off' },
  _hurt: { type: 'text', dir: 'auto', autocomplete: 'off' },
  _source: { type: 'text', dir: 'auto', autocapitalize: 'none', spellcheck: 'false' },
} as const

const BasicControl = ({ name, view }: ViewProps & { name: BasicName }) => {
  const { form } = useMessages()
  const { label, help } = form.basics[name]
  const isRequired = requiredBasics.includes(name)
  const value = view.values.get(name) ?? ''
  return (
    <Field
      class={name.replace('_', 'is-')}
      id={controlId(name)}
      label={
        <>
          {label}
          {isRequired && <span class="required"> {form.required}</span>}
        </>
      }
      help={help}
      faults={view.issues.get(name)?.map(toFault)}
      name={name}
      value={value}
      required={isRequired}
      {...basicControls[name]}
    >
      {name === '_kind' && <KindOptions value={value} />}
    </Field>
  )
}

/** Renders the exact controls of paths: a field, or all that a group or list has. */
const ExactControls = ({ paths, view }: ViewProps & { paths: readonly string[] }) => (
  <div class="grid">
    {paths.map((path) => {
      const { field, shape } = [...walkPath(path.split('.'))].at(-1) ?? {}
      const props = field && { field, name: path, view, isParentRequired: true }
      if (!props) return null
      return shape?.kind === 'leaf' ? <Control {...props} /> : <FieldsetFrame {...props} isFolded={false} />
    })}
  </div>
)

interface SlotProps extends ViewProps {
  readonly name: PartName
  readonly controls: readonly BasicName[]
  readonly exact: readonly string[]
}

/** Renders a part in simple controls, in exact ones, or in both if they differ. */
const Slot = ({ name, controls, exact, view }: SlotProps) => {
  const { form } = useMessages()
  const mode = view.modes[name]
  const isOpenable = name !== 'kind'
  const basics = controls.map((each) => <BasicControl name={each} view={view} />)
  return (
    <div class="slot" id={groupId(name)} tabindex={-1}>
      {mode !== 'exact' && name === 'numbers' && (
        <fieldset class="people">
          <legend class="help">{form.peopleHelp}</legend>
          <div class="grid close">{basics}</div>
        </fieldset>
      )}
      {mode !== 'exact' && name !== 'numbers' && basics}
      {mode === 'simple' && isOpenable && (
        <OpenButton name={name} view={view} label={form.exact[name as keyof typeof form.exact]} />
      )}
      {mode !== 'simple' && (
        <>
          {isOpenable && <OpenedMark name={name} />}
          <ExactControls paths={exact} view={view} />
        </>
      )}
    </div>
  )
}

/** Renders the first part of the form. */
export const FirstPart = ({ view }: ViewProps) => {
  const { form } = useMessages()
  return (
    <div class="first">
      <Slot name="kind" controls={['_kind']} exact={['event_type', 'event_subtype']} view={view} />
      {firstFields.map((path) => {
        const field = [...walkPath(path.split('.'))].at(-1)?.field
        return (
          field && (
            <Control field={field} name={path} view={view} isParentRequired texts={form.basics[path]} />
          )
        )
      })}
      <Slot
        name="numbers"
        controls={['_killed', '_hurt']}
        exact={['casualties.reported', 'casualties.deaths', 'casualties.injuries']}
        view={view}
      />
      <Slot name="sources" controls={['_source']} exact={['sources']} view={view} />
    </div>
  )
}
