/** Forms and fields: the hidden fields of every form, and a control with its label, help and errors. */
import type { Child, PropsWithChildren } from 'hono/jsx'
import { useStatedUrl } from './language-switch.tsx'
import { csrfName, useViewer } from './viewer.tsx'

/** The field of the button that publishes. */
export const publishName = '_publish'

export interface PostFormProps {
  readonly action: string
  readonly id?: string
  /** Hidden fields; undefined ones are left out. */
  readonly hidden?: Readonly<Record<string, string | number | undefined>> | undefined
  readonly class?: string
  readonly novalidate?: boolean
  /** How the form is sent if it has a file. */
  readonly enctype?: 'multipart/form-data'
  /** Where the answer opens, if not in the same frame. */
  readonly target?: '_top'
  /** What the form files, for scripts. */
  readonly 'data-form'?: 'report' | 'correction'
  /** The number of rows of a file that the form imports, 0 if it is not known, and the largest file in MB; for scripts. */
  readonly 'data-rows'?: number
  readonly 'data-max-megabytes'?: number
}

/** Renders hidden fields, skipping undefined ones. */
export const HiddenFields = ({ values }: { values: NonNullable<PostFormProps['hidden']> }) => (
  <>
    {Object.entries(values).map(
      ([name, value]) => value !== undefined && <input type="hidden" name={name} value={String(value)} />,
    )}
  </>
)

/**
 * Renders a form that changes something, with the CSRF token of a signed-in person. Its action names the language that
 * the page's address names: a form in a frame of another site has no cookie.
 */
export const PostForm = ({ hidden = {}, children, ...attributes }: PropsWithChildren<PostFormProps>) => (
  <form {...attributes} action={useStatedUrl(attributes.action)} method="post">
    <HiddenFields values={{ [csrfName]: useViewer()?.csrf, ...hidden }} />
    {children}
  </form>
)

/** Renders an access key beside the words of its control. Programs that read aloud know it from the control. */
export const Key = ({ of: key }: { of: string | undefined }) =>
  key === undefined ? null : (
    <span class="access-key" aria-hidden="true">
      {key}
    </span>
  )

interface SendButtonsProps {
  readonly label: string
  readonly publishLabel?: string | undefined
  /** Whether the buttons have access keys. A browser only focuses a button if two have the same. */
  readonly hasKeys?: boolean
}

/** Renders the buttons at the end of a form: to send it, and to publish what it states as well. */
export const SendButtons = ({ label, publishLabel, hasKeys = false }: SendButtonsProps) => {
  const [publishKey, sendKey] = hasKeys ? ['1', '2'] : []
  return (
    <div class="send">
      <button type="submit" class="primary" accesskey={sendKey}>
        {label}
        <Key of={sendKey} />
      </button>
      {publishLabel !== undefined && (
        <button type="submit" name={publishName} value="true" accesskey={publishKey}>
          {publishLabel}
          <Key of={publishKey} />
        </button>
      )}
    </div>
  )
}

interface Description {
  /** The id of the control or fieldset. */
  readonly id: string
  readonly help?: Child | undefined
  readonly faults?: readonly Child[] | undefined
}

/** Renders the help of a control or fieldset; nothing if there is none. */
export const HelpText = ({ id, help }: Description) =>
  help === undefined ? null : (
    <p class="help" id={`${id}-help`}>
      {help}
    </p>
  )

/** Renders the errors of a control or fieldset; nothing if there are none. */
export const FaultList = ({ id, faults = [] }: Description) =>
  faults.length === 0 ? null : (
    <ul class="faults" id={`${id}-faults`}>
      {faults.map((fault) => (
        <li>{fault}</li>
      ))}
    </ul>
  )

/** Returns the ids of help and errors, for `aria-describedby`. */
export const describedBy = ({ id, help, faults = [] }: Description): string | undefined =>
  [help === undefined ? '' : `${id}-help`, faults.length === 0 ? '' : `${id}-faults`].join(' ').trim() ||
  undefined

export interface Choice {
  readonly code: string
  readonly label: string
}

/** Renders the options of a select. */
export const Options = ({ choices, value }: { choices: readonly Choice[]; value: string | undefined }) => (
  <>
    {choices.map(({ code, label }) => (
      <option value={code} selected={code === value}>
        {label}
      </option>
    ))}
  </>
)

export interface FieldProps extends Description {
  readonly label: Child
  /** Whether the help is below the control, so that adjacent controls line up. */
  readonly isHelpBelow?: boolean
  /** The class of the field. Attributes that are not named here are those of the control. */
  readonly class?: string
  /** An input if it is not one of these. */
  readonly as?: 'textarea' | 'select'
  readonly value?: string | undefined
  /** The options of a `select`. */
  readonly children?: Child
  readonly [attribute: string]: unknown
}

/** Browsers drop a line break directly after the tag, so a typed one is doubled. */
const textareaContent = (value: string): string => (/^[\r\n]/.test(value) ? `\n${value}` : value)

/** Renders a control with its label, help and errors. */
export const Field = ({
  label,
  isHelpBelow,
  class: className,
  as,
  value = '',
  children,
  ...rest
}: FieldProps) => {
  const { id, help, faults, ...attributes } = rest
  const description = { id, help, faults }
  const control = {
    id,
    'aria-describedby': describedBy(description),
    'aria-invalid': faults?.length ? 'true' : undefined,
    ...attributes,
  }
  return (
    <div class={className === undefined ? 'field' : `field ${className}`}>
      <label for={id}>{label}</label>
      {!isHelpBelow && <HelpText {...description} />}
      <FaultList {...description} />
      {as === undefined && <input value={value} {...control} />}
      {as === 'textarea' && <textarea {...control}>{textareaContent(value)}</textarea>}
      {as === 'select' && <select {...control}>{children}</select>}
      {isHelpBelow && <HelpText {...description} />}
    </div>
  )
}
