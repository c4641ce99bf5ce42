/** Forms and their fields: what every form carries, and one control with its label, its help and its faults. */
import type { Child, PropsWithChildren } from 'hono/jsx'
import { csrfName, useViewer } from './viewer.tsx'

export interface PostFormProps {
  readonly action: string
  /** What goes along unseen; undefined is left out. */
  readonly hidden?: Readonly<Record<string, string | number | undefined>> | undefined
  readonly class?: string
  readonly novalidate?: boolean
}

export const HiddenFields = ({ values }: { values: NonNullable<PostFormProps['hidden']> }) => (
  <>
    {Object.entries(values).map(
      ([name, value]) => value !== undefined && <input type="hidden" name={name} value={String(value)} />,
    )}
  </>
)

/** A form that changes something. Of somebody who is signed in it proves that a page of this site made it. */
export const PostForm = ({ hidden = {}, children, ...attributes }: PropsWithChildren<PostFormProps>) => (
  <form {...attributes} method="post">
    <HiddenFields values={{ [csrfName]: useViewer()?.csrf, ...hidden }} />
    {children}
  </form>
)

/** The button at the end of a form. */
export const SendButton = ({ label }: { label: string }) => (
  <div class="send">
    <button type="submit" class="primary">
      {label}
    </button>
  </div>
)

/** What is wrong with the control or fieldset of this id. */
export const FaultList = ({ id, faults }: { id: string; faults: readonly Child[] }) => (
  <ul class="faults" id={`${id}-faults`}>
    {faults.map((fault) => (
      <li>{fault}</li>
    ))}
  </ul>
)

export interface Choice {
  readonly code: string
  readonly label: string
}

export const Options = ({ choices, value }: { choices: readonly Choice[]; value: string | undefined }) => (
  <>
    {choices.map(({ code, label }) => (
      <option value={code} selected={code === value}>
        {label}
      </option>
    ))}
  </>
)

export interface FieldProps {
  readonly id: string
  readonly label: Child
  readonly help?: Child | undefined
  /** Whether the help is below the control, so that controls beside each other are in line. */
  readonly isHelpBelow?: boolean
  readonly faults?: readonly Child[] | undefined
  /** Of the field. Attributes that are not named here are those of the control. */
  readonly class?: string
  readonly as?: 'input' | 'textarea' | 'select'
  readonly value?: string | undefined
  /** The options of a `select`. */
  readonly children?: Child
  readonly [attribute: string]: unknown
}

/** A browser drops a line break right behind the tag, so one that was typed there is given twice. */
const textareaContent = (value: string): string => (/^[\r\n]/.test(value) ? `\n${value}` : value)

export const Field = (props: FieldProps) => {
  const {
    id,
    label,
    help,
    isHelpBelow,
    faults = [],
    class: className,
    as = 'input',
    value = '',
    ...rest
  } = props
  const { children, ...controlAttributes } = rest
  const hasFaults = faults.length > 0
  const describedBy = [...(help === undefined ? [] : [`${id}-help`]), ...(hasFaults ? [`${id}-faults`] : [])]
  const attributes = {
    id,
    'aria-describedby': describedBy.join(' ') || undefined,
    'aria-invalid': hasFaults ? 'true' : undefined,
    ...controlAttributes,
  }
  const helpText = help !== undefined && (
    <p class="help" id={`${id}-help`}>
      {help}
    </p>
  )
  return (
    <div class={className === undefined ? 'field' : `field ${className}`}>
      <label for={id}>{label}</label>
      {!isHelpBelow && helpText}
      {hasFaults && <FaultList id={id} faults={faults} />}
      {as === 'input' && <input value={value} {...attributes} />}
      {as === 'textarea' && <textarea {...attributes}>{textareaContent(value)}</textarea>}
      {as === 'select' && <select {...attributes}>{children}</select>}
      {isHelpBelow && helpText}
    </div>
  )
}
