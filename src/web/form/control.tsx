/** One control of the form with its label, its help and what is wrong with it. */

import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import type { RequestIssue } from '../../problems.ts'
import type { Field, LeafKind, Shape } from '../../record/shape.ts'
import { CodeOptions } from './code-options.tsx'
import { controlId, controlValue, type FormView, isRequired, type LeafShape } from './form-view.tsx'

/** The attributes that every control has. */
interface ControlAttributes {
  readonly id: string
  readonly name: string
  readonly required: boolean
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': 'true' | undefined
}

interface WidgetProps {
  readonly controlAttributes: ControlAttributes
  readonly value: string
  readonly vocabulary?: Vocabulary | undefined
}

const createInput =
  (attributes: Record<string, string | boolean>) =>
  ({ controlAttributes, value }: WidgetProps) => (
    <input type="text" value={value} {...attributes} {...controlAttributes} />
  )

const plainTextAttributes = { autocapitalize: 'none', autocorrect: 'off', spellcheck: 'false' }

const text = createInput({ dir: 'auto' })

/** A browser drops a line break right behind the tag, so one that was typed there is given twice. */
const lines = ({ controlAttributes, value }: WidgetProps) => (
  <textarea rows={5} dir="auto" {...controlAttributes}>
    {value.startsWith('\n') || value.startsWith('\r') ? `\n${value}` : value}
  </textarea>
)

const select = ({ controlAttributes, value, vocabulary = {} }: WidgetProps) => (
  <select {...controlAttributes}>
    <CodeOptions vocabulary={vocabulary} value={value} emptyLabel="not stated" />
  </select>
)

/** No numeric keypad for coordinates and dates: on some phones it has no minus sign. */
const widgets = {
  text,
  lines,
  slug: createInput(plainTextAttributes),
  code: select,
  date: createInput({ inputmode: 'text', ...plainTextAttributes }),
  url: createInput({ type: 'url', inputmode: 'url', ...plainTextAttributes }),
  language: createInput(plainTextAttributes),
  count: createInput({ inputmode: 'numeric', ...plainTextAttributes }),
  coordinate: createInput({ inputmode: 'text', ...plainTextAttributes }),
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
export const FieldIssues = ({ name, issues }: { name: string; issues: readonly RequestIssue[] }) => (
  <ul class="faults" id={`${controlId(name)}-faults`}>
    {issues.map(({ rule, detail }) => (
      <li>
        {detail} <a href={`/codebook#rule-${rule}`}>{rule}</a>
      </li>
    ))}
  </ul>
)

const Label = ({ field, name, mark }: { field: Field; name: string; mark: string | undefined }) => (
  <label for={controlId(name)}>
    {field.metadata.title}
    {field.metadata.unit !== undefined && <span class="unit"> ({field.metadata.unit})</span>}
    {mark !== undefined && <span class="required"> {mark}</span>}
  </label>
)

export interface ControlProps {
  readonly field: Field
  readonly name: string
  readonly state: FormView
  /** Whether everything that holds the field is required too. */
  readonly isParentRequired: boolean
}

const leafOf = (shape: Shape): LeafShape['leaf'] => (shape.kind === 'leaf' ? shape.leaf : 'text')

/** A text of more than a line's length has the whole width. */
const isLong = (shape: Shape): boolean =>
  shape.kind === 'leaf' && shape.leaf === 'text' && (shape.maxLength ?? 0) >= 500

export const Control = ({ field, name, state, isParentRequired }: ControlProps) => {
  const { metadata, shape } = field
  const isFieldRequired = isRequired(field)
  const issues = state.issues.get(name) ?? []
  const hint = hintOf(shape, metadata.help)
  const Widget = widgets[leafOf(shape)]
  const controlAttributes: ControlAttributes = {
    id: controlId(name),
    name,
    required: isFieldRequired && isParentRequired,
    'aria-describedby': `${controlId(name)}-help${issues.length > 0 ? ` ${controlId(name)}-faults` : ''}`,
    'aria-invalid': issues.length > 0 ? 'true' : undefined,
  }
  return (
    <div class={`field is-${leafOf(shape)}${isLong(shape) ? ' is-long' : ''}`}>
      <Label
        field={field}
        name={name}
        mark={isFieldRequired ? (isParentRequired ? 'required' : 'needed in an entry') : undefined}
      />
      <p class="help" id={`${controlId(name)}-help`}>
        {metadata.help} {hint}
      </p>
      {issues.length > 0 && <FieldIssues name={name} issues={issues} />}
      <Widget
        controlAttributes={controlAttributes}
        value={controlValue(state, name)}
        vocabulary={shape.kind === 'leaf' ? shape.vocabulary : undefined}
      />
    </div>
  )
}
