/** One control of the form with its label, help and errors. */

import type { Messages } from '../../messages/messages.ts'
import type { RequestIssue } from '../../problems.ts'
import type { LeafKind, Field as RecordField, Shape } from '../../record/shape.ts'
import { formatDate } from '../ui/date.tsx'
import { Field, type FieldProps } from '../ui/field.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { CodeOptions } from './code-options.tsx'
import { formatChoice } from './date-phrases.ts'
import { controlId, controlValue, type FormView, isRequired, type LeafShape } from './form-view.tsx'

const plainText = {
  type: 'text',
  autocapitalize: 'none',
  autocorrect: 'off',
  spellcheck: 'false',
  dir: 'ltr',
}
const anyText = { type: 'text', dir: 'auto' }

/** The attributes of each type of control. Coordinates and dates get no numeric keypad: on some phones it has no minus sign. */
const controls = {
  text: anyText,
  lines: { as: 'textarea', rows: 5, dir: 'auto' },
  slug: plainText,
  code: { as: 'select' },
  date: { ...plainText, inputmode: 'text', dir: 'auto' },
  url: { ...plainText, type: 'url', inputmode: 'url' },
  language: plainText,
  count: { ...plainText, inputmode: 'numeric' },
  coordinate: { ...plainText, inputmode: 'text' },
  other: anyText,
} satisfies Record<LeafKind, Partial<FieldProps>>

/** Returns what the form adds to the help of a field because of its type. */
const hintOf = (shape: Shape, help: string, { form }: Messages): string | undefined => {
  if (shape.kind === 'list') return form.list
  if (shape.kind !== 'leaf') return undefined
  if (help.includes('2022')) return shape.leaf === 'date' ? form.dateWords : undefined
  if (shape.leaf === 'lines') return form.maxLength(shape.maxLength ?? 0)
  return shape.leaf === 'date' || shape.leaf === 'slug' ? form[shape.leaf] : undefined
}

/** Renders an error with a link to its rule in the codebook. */
export const toFault = ({ rule, say }: RequestIssue) => (
  <>
    {say(useMessages())}{' '}
    <a href={`/codebook#rule-${rule}`}>
      <bdi>{rule}</bdi>
    </a>
  </>
)

const Label = ({ field: { metadata }, mark }: { field: RecordField; mark: string | undefined }) => {
  const { translate } = useMessages()
  return (
    <>
      {translate(metadata.title)}
      {metadata.unit !== undefined && <span class="unit"> ({translate(metadata.unit)})</span>}
      {mark !== undefined && <span class="required"> {mark}</span>}
    </>
  )
}

export interface ControlProps {
  readonly field: RecordField
  readonly name: string
  readonly view: FormView
  /** Whether every group around the field is required too. */
  readonly isParentRequired: boolean
}

const leafOf = (shape: Shape): LeafShape['leaf'] => (shape.kind === 'leaf' ? shape.leaf : 'text')

/** Whether the text is long enough for the full width. */
const isLong = (shape: Shape): boolean =>
  shape.kind === 'leaf' && shape.leaf === 'text' && (shape.maxLength ?? 0) >= 500

/** Renders a button for each date that a phrase can mean, which sends the form with it. */
const DateChoices = ({ name, dates }: { name: string; dates: readonly string[] }) => {
  const messages = useMessages()
  return (
    <div class="buttons">
      {dates.map((date) => (
        <button type="submit" name="_choice" value={formatChoice(name, date)}>
          {messages.form.phrases.choice(formatDate(date, messages))}
        </button>
      ))}
    </div>
  )
}

/** Renders the control of a field. */
export const Control = ({ field, name, view, isParentRequired }: ControlProps) => {
  const { metadata, shape } = field
  const messages = useMessages()
  const { form } = messages
  const isFieldRequired = isRequired(field)
  const [leaf, value] = [leafOf(shape), controlValue(view, name)]
  const mark = isFieldRequired ? (isParentRequired ? form.required : form.neededInEntry) : undefined
  const dates = view.choices?.get(name) ?? []
  const choices = dates.length > 0 ? [<DateChoices name={name} dates={dates} />] : []
  return (
    <Field
      class={`is-${leaf}${isLong(shape) ? ' is-long' : ''}`}
      id={controlId(name)}
      label={<Label field={field} mark={mark} />}
      help={`${messages.translate(metadata.help)} ${hintOf(shape, metadata.help, messages) ?? ''}`}
      faults={view.issues.get(name)?.map(toFault).concat(choices)}
      name={name}
      value={value}
      required={isFieldRequired && isParentRequired}
      {...controls[leaf]}
    >
      {leaf === 'code' && (
        <CodeOptions
          vocabulary={(shape as LeafShape).vocabulary ?? {}}
          value={value}
          emptyLabel={form.notStated}
        />
      )}
    </Field>
  )
}
