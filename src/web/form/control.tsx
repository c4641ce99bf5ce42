/** One control of the form with its label, its help and what is wrong with it. */

import type { RequestIssue } from '../../problems.ts'
import type { LeafKind, Field as RecordField, Shape } from '../../record/shape.ts'
import { Field, type FieldProps } from '../ui/field.tsx'
import { CodeOptions } from './code-options.tsx'
import { controlId, controlValue, type FormView, isRequired, type LeafShape } from './form-view.tsx'

const plainText = { type: 'text', autocapitalize: 'none', autocorrect: 'off', spellcheck: 'false' }
const anyText = { type: 'text', dir: 'auto' }

/** The attributes of a control. No numeric keypad for coordinates and dates: on some phones it has no minus sign. */
const controls = {
  text: anyText,
  lines: { as: 'textarea', rows: 5, dir: 'auto' },
  slug: plainText,
  code: { as: 'select' },
  date: { ...plainText, inputmode: 'text' },
  url: { ...plainText, type: 'url', inputmode: 'url' },
  language: plainText,
  count: { ...plainText, inputmode: 'numeric' },
  coordinate: { ...plainText, inputmode: 'text' },
  other: anyText,
} satisfies Record<LeafKind, Partial<FieldProps>>

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
export const toFault = ({ rule, detail }: RequestIssue) => (
  <>
    {detail} <a href={`/codebook#rule-${rule}`}>{rule}</a>
  </>
)

const Label = ({ field: { metadata }, mark }: { field: RecordField; mark: string | undefined }) => (
  <>
    {metadata.title}
    {metadata.unit !== undefined && <span class="unit"> ({metadata.unit})</span>}
    {mark !== undefined && <span class="required"> {mark}</span>}
  </>
)

export interface ControlProps {
  readonly field: RecordField
  readonly name: string
  readonly view: FormView
  /** Whether everything that holds the field is required too. */
  readonly isParentRequired: boolean
}

const leafOf = (shape: Shape): LeafShape['leaf'] => (shape.kind === 'leaf' ? shape.leaf : 'text')

/** A text of more than a line's length has the whole width. */
const isLong = (shape: Shape): boolean =>
  shape.kind === 'leaf' && shape.leaf === 'text' && (shape.maxLength ?? 0) >= 500

export const Control = ({ field, name, view, isParentRequired }: ControlProps) => {
  const { metadata, shape } = field
  const isFieldRequired = isRequired(field)
  const [leaf, value] = [leafOf(shape), controlValue(view, name)]
  const mark = isFieldRequired ? (isParentRequired ? 'required' : 'needed in an entry') : undefined
  return (
    <Field
      class={`is-${leaf}${isLong(shape) ? ' is-long' : ''}`}
      id={controlId(name)}
      label={<Label field={field} mark={mark} />}
      help={`${metadata.help} ${hintOf(shape, metadata.help) ?? ''}`}
      faults={view.issues.get(name)?.map(toFault)}
      name={name}
      value={value}
      required={isFieldRequired && isParentRequired}
      {...controls[leaf]}
    >
      {leaf === 'code' && (
        <CodeOptions
          vocabulary={(shape as LeafShape).vocabulary ?? {}}
          value={value}
          emptyLabel="not stated"
        />
      )}
    </Field>
  )
}
