/** One control of the form with its label, its help and what is wrong with it. */

import type { Issue } from '../../../schemas/rules.ts'
import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import type { Field, LeafKind, Shape } from '../../record/shape.ts'
import { CodeOptions } from './code-options.tsx'
import { type FormState, idOf, isNeeded, type Leaf, typedIn } from './form-view.tsx'

/** The attributes that every control has. */
interface Shared {
  readonly id: string
  readonly name: string
  readonly required: boolean
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': 'true' | undefined
}

interface WidgetProps {
  readonly shared: Shared
  readonly value: string
  readonly vocabulary?: Vocabulary | undefined
}

const line =
  (attributes: Record<string, string | boolean>) =>
  ({ shared, value }: WidgetProps) => <input type="text" value={value} {...attributes} {...shared} />

const typedByRule = { autocapitalize: 'none', autocorrect: 'off', spellcheck: 'false' }

const text = line({ dir: 'auto' })

/** A browser drops a line break right behind the tag, so one that was typed there is given twice. */
const lines = ({ shared, value }: WidgetProps) => (
  <textarea rows={5} dir="auto" {...shared}>
    {value.startsWith('\n') || value.startsWith('\r') ? `\n${value}` : value}
  </textarea>
)

const choice = ({ shared, value, vocabulary = {} }: WidgetProps) => (
  <select {...shared}>
    <CodeOptions vocabulary={vocabulary} value={value} empty="not stated" />
  </select>
)

/** No numeric keypad for coordinates and dates: on some phones it has no minus sign. */
const widgets = {
  text,
  lines,
  slug: line(typedByRule),
  code: choice,
  date: line({ inputmode: 'text', ...typedByRule }),
  url: line({ type: 'url', inputmode: 'url', ...typedByRule }),
  language: line(typedByRule),
  count: line({ inputmode: 'numeric', ...typedByRule }),
  coordinate: line({ inputmode: 'text', ...typedByRule }),
  other: text,
} satisfies Record<LeafKind, (props: WidgetProps) => unknown>

/** What the form says of a kind of field after the help of the field itself. */
const hints: Partial<Record<LeafKind, string>> = {
  date: 'Written 2022-01-05, 2022-01 or 2022.',
  slug: 'Small letters, digits, - and _.',
}

const hintOf = (shape: Shape, help: string): string | undefined => {
  if (shape.kind === 'list') return 'Several are parted by ";".'
  if (shape.kind !== 'leaf' || help.includes('2022')) return undefined
  if (shape.leaf === 'lines') return `At most ${shape.maxLength?.toLocaleString('en')} characters.`
  return hints[shape.leaf]
}

/** What is wrong, and where the codebook has the rule. */
export const Faults = ({ name, of: issues }: { name: string; of: readonly Issue[] }) => (
  <ul class="faults" id={`${idOf(name)}-faults`}>
    {issues.map(({ rule, detail }) => (
      <li>
        {detail} <a href={`/codebook#rule-${rule}`}>{rule}</a>
      </li>
    ))}
  </ul>
)

const Label = ({ field, name, mark }: { field: Field; name: string; mark: string | undefined }) => (
  <label for={idOf(name)}>
    {field.notes.title}
    {field.notes.unit !== undefined && <span class="unit"> ({field.notes.unit})</span>}
    {mark !== undefined && <span class="required"> {mark}</span>}
  </label>
)

export interface ControlProps {
  readonly field: Field
  readonly name: string
  readonly state: FormState
  /** Whether everything that holds the field is required too. */
  readonly needed: boolean
}

const leafOf = (shape: Shape): Leaf['leaf'] => (shape.kind === 'leaf' ? shape.leaf : 'text')

/** A text of more than a line's length has the whole width. */
const isLong = (shape: Shape): boolean =>
  shape.kind === 'leaf' && shape.leaf === 'text' && (shape.maxLength ?? 0) >= 500

export const Control = ({ field, name, state, needed }: ControlProps) => {
  const { notes, shape } = field
  const required = isNeeded(field)
  const issues = state.faults.get(name) ?? []
  const hint = hintOf(shape, notes.help)
  const Widget = widgets[leafOf(shape)]
  const shared: Shared = {
    id: idOf(name),
    name,
    required: required && needed,
    'aria-describedby': `${idOf(name)}-help${issues.length > 0 ? ` ${idOf(name)}-faults` : ''}`,
    'aria-invalid': issues.length > 0 ? 'true' : undefined,
  }
  return (
    <div class={`field is-${leafOf(shape)}${isLong(shape) ? ' is-long' : ''}`}>
      <Label
        field={field}
        name={name}
        mark={required ? (needed ? 'required' : 'needed in an entry') : undefined}
      />
      <p class="help" id={`${idOf(name)}-help`}>
        {notes.help} {hint}
      </p>
      {issues.length > 0 && <Faults name={name} of={issues} />}
      <Widget
        shared={shared}
        value={typedIn(state, name)}
        vocabulary={shape.kind === 'leaf' ? shape.vocabulary : undefined}
      />
    </div>
  )
}
