/** The second part of the form: all further fields, by groups that a person opens. */
import { useMessages } from '../ui/viewer.tsx'
import { Control } from './control.tsx'
import { FieldsetFrame } from './fieldset.tsx'
import { type FormView, isOpen, isTextList } from './form-view.tsx'
import { type FieldGroup, groupId, groups, groupTitle } from './groups.ts'
import { OpenButton, OpenedMark } from './open-button.tsx'

interface GroupProps {
  readonly group: FieldGroup
  readonly view: FormView
}

/** Whether a field has the value that the server fills in. */
const hasDefault = (path: string, { values }: FormView): boolean =>
  path === 'dataset' && values.get(path) === 'reports'

/** Whether a group must be open: a person opened it, or it has input, errors, or an extra entry. */
const isGroupOpen = ({ name, fields }: FieldGroup, view: FormView): boolean =>
  view.opened.has(name) ||
  fields.some(({ path }) => isOpen(view, path) && !(hasDefault(path, view) && !view.issues.has(path)))

const GroupControls = ({ group: { fields }, view }: GroupProps) => (
  <div class="grid">
    {fields.map(({ path, field }) => {
      const props = { field, name: path, view, isParentRequired: false }
      if (field.shape.kind === 'leaf' || isTextList(field.shape)) return <Control {...props} />
      return <FieldsetFrame {...props} isFolded={fields.length === 1} />
    })}
  </div>
)

const Group = ({ group, view }: GroupProps) => {
  const messages = useMessages()
  const title = groupTitle(group, messages)
  if (!isGroupOpen(group, view))
    return (
      <div class="field-group" id={groupId(group.name)}>
        <OpenButton name={group.name} label={title} view={view} />
      </div>
    )
  return (
    <details class="field-group" id={groupId(group.name)} open tabindex={-1}>
      <summary>{title}</summary>
      <OpenedMark name={group.name} />
      <GroupControls group={group} view={view} />
    </details>
  )
}

/** Returns whether any group is open. */
export const hasOpenGroup = (view: FormView): boolean => groups.some((group) => isGroupOpen(group, view))

/** Renders the groups, each with a button that opens it, or with its controls. */
export const MoreDetails = ({ view }: { view: FormView }) => {
  const { form } = useMessages()
  return (
    <section class="details" aria-labelledby="more-details">
      <h2 id="more-details">{form.more}</h2>
      <p class="help">{form.moreHelp}</p>
      {groups.map((group) => (
        <Group group={group} view={view} />
      ))}
    </section>
  )
}
