/** The controls of a bulk edit: values to set and to remove. */
import {
  conflictType,
  eventSubtype,
  eventType,
  outcome,
  type Vocabulary,
} from '../../../schemas/vocabularies.ts'
import { CodeOptions } from '../form/code-options.tsx'
import { Field } from '../ui/field.tsx'
import { pathTitle } from '../ui/path-title.ts'
import { ReasonField } from '../ui/reason-fields.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { removePrefix, setPrefix } from './bulk-body.ts'

interface Control {
  readonly path: string
  readonly vocabulary?: Vocabulary
  /** Whether a record must have a value. */
  readonly isRequired?: boolean
}

const controls: readonly Control[] = [
  { path: 'event_type', vocabulary: eventType, isRequired: true },
  { path: 'event_subtype', vocabulary: eventSubtype },
  { path: 'outcome', vocabulary: outcome },
  { path: 'conflict_type', vocabulary: conflictType },
  { path: 'location.country', isRequired: true },
  { path: 'location.admin1' },
  { path: 'series' },
  { path: 'notes' },
]

/** The fields of the form as typed, by their names. */
export type Typed = Readonly<Record<string, string | undefined>>

const RemoveBox = ({ path, title, typed }: { path: string; title: string; typed: Typed }) => {
  const { bulk } = useMessages()
  const name = removePrefix + path
  return (
    <label class="option">
      <input
        type="checkbox"
        name={name}
        value="true"
        checked={typed[name] !== undefined}
        aria-label={bulk.remove(title)}
      />
      <span>{bulk.removeShort}</span>
    </label>
  )
}

const ControlFields = ({ control, typed }: { control: Control; typed: Typed }) => {
  const { path, vocabulary, isRequired } = control
  const messages = useMessages()
  const title = pathTitle(path.split('.'), messages)
  const name = setPrefix + path
  const value = typed[name] ?? ''
  return (
    <div>
      <Field
        id={`in-${name.replaceAll('.', '-')}`}
        label={messages.bulk.set(title)}
        name={name}
        value={value}
        {...(vocabulary ? { as: 'select' as const } : { type: 'text', dir: 'auto', maxlength: 2000 })}
      >
        {vocabulary && <CodeOptions vocabulary={vocabulary} value={value} emptyLabel={messages.bulk.keep} />}
      </Field>
      {!isRequired && <RemoveBox path={path} title={title} typed={typed} />}
    </div>
  )
}

const TagFields = ({ typed }: { typed: Typed }) => {
  const { bulk } = useMessages()
  const common = { type: 'text', dir: 'auto', help: bulk.tagsHelp, autocapitalize: 'none' }
  return (
    <>
      <Field id="in-add-tags" label={bulk.addTags} name="add_tags" value={typed.add_tags} {...common} />
      <Field
        id="in-remove-tags"
        label={bulk.removeTags}
        name="remove_tags"
        value={typed.remove_tags}
        {...common}
      />
    </>
  )
}

/** Renders the controls with what was typed. */
export const BulkFields = ({ typed }: { typed: Typed }) => {
  const { bulk } = useMessages()
  return (
    <>
      <div class="grid">
        {controls.map((control) => (
          <ControlFields control={control} typed={typed} />
        ))}
        <TagFields typed={typed} />
      </div>
      <Field
        as="textarea"
        id="in-patch"
        label={bulk.patch}
        help={bulk.patchHelp}
        name="patch"
        rows={3}
        dir="ltr"
        spellcheck={false}
        value={typed.patch}
      />
      <ReasonField reason={typed.reason} help={bulk.reasonHelp} />
      <label class="option">
        <input type="checkbox" name="mode" value="valid" checked={typed.mode === 'valid'} />
        <span>{bulk.validOnly}</span>
      </label>
    </>
  )
}
