/** Forms of filters. */

import type { Child } from 'hono/jsx'
import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import { Field } from '../ui/field.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { CodeOptions } from './code-options.tsx'

export interface Filter {
  readonly name: string
  readonly label: Child
  readonly help?: string | undefined
  /** The codes to choose from. */
  readonly vocabulary?: Vocabulary | undefined
  /** The label of the empty choice, if it is not that every value matches. */
  readonly emptyLabel?: string | undefined
  /** The attributes of the control if there is no vocabulary. */
  readonly attributes?: Readonly<Record<string, unknown>>
}

const codeAttributes = { type: 'text', autocapitalize: 'none', spellcheck: false, dir: 'auto' }

interface FilterFieldProps {
  readonly filter: Filter
  readonly value: string | undefined
  /** The prefix of the id of the control. */
  readonly prefix?: string | undefined
}

/** Renders the control of a filter. */
export const FilterField = ({ filter, value, prefix = 'in' }: FilterFieldProps) => {
  const { name, label, help, vocabulary, emptyLabel, attributes = codeAttributes } = filter
  return (
    <Field
      id={`${prefix}-${name}`}
      label={label}
      help={help}
      isHelpBelow
      name={name}
      value={value}
      {...(vocabulary ? { as: 'select' } : attributes)}
    >
      {vocabulary && (
        <CodeOptions
          vocabulary={vocabulary}
          value={value ?? ''}
          emptyLabel={emptyLabel ?? useMessages().filters.any}
        />
      )}
    </Field>
  )
}

interface FilterFieldsProps {
  readonly filters: readonly Filter[]
  /** By the names of the filters. */
  readonly values: Readonly<Record<string, string | undefined>>
  /** The prefix of the ids of the controls. */
  readonly prefix?: string
}

/** Renders the controls of filters. */
const FilterFields = ({ filters, values, prefix }: FilterFieldsProps) => (
  <div class="grid">
    {filters.map((filter) => (
      <FilterField filter={filter} value={values[filter.name]} prefix={prefix} />
    ))}
  </div>
)

interface FilterFormProps extends FilterFieldsProps {
  readonly id?: string
  readonly action: string
  /** The name of the form and the words of its button; by default those of filters. */
  readonly label?: string
  readonly submitLabel?: string
}

/** Renders a form of filters. */
export const FilterForm = ({ id, action, label, submitLabel, ...fields }: FilterFormProps) => {
  const { filters } = useMessages()
  return (
    <form id={id} class="filters" action={action} method="get" aria-label={label ?? filters.title}>
      <FilterFields {...fields} />
      <button type="submit" class="primary">
        {submitLabel ?? filters.apply}
      </button>
    </form>
  )
}
