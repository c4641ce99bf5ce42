/** Forms of filters. */

import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import { Field } from '../ui/field.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { CodeOptions } from './code-options.tsx'

export interface Filter {
  readonly name: string
  readonly label: string
  readonly help?: string | undefined
  /** The codes to choose from. */
  readonly vocabulary?: Vocabulary | undefined
  /** The label of the empty choice, if it is not that every value matches. */
  readonly emptyLabel?: string | undefined
  /** The attributes of the control if there is no vocabulary. */
  readonly attributes?: Readonly<Record<string, unknown>>
}

interface FilterFieldsProps {
  readonly filters: readonly Filter[]
  /** By the names of the filters. */
  readonly values: Readonly<Record<string, string | undefined>>
  /** The prefix of the ids of the controls. */
  readonly prefix?: string
}

const codeAttributes = { type: 'text', autocapitalize: 'none', spellcheck: false }

/** Renders the controls of filters. */
export const FilterFields = ({ filters, values, prefix = 'in' }: FilterFieldsProps) => (
  <div class="grid">
    {filters.map(({ name, label, help, vocabulary, emptyLabel, attributes = codeAttributes }) => (
      <Field
        id={`${prefix}-${name}`}
        label={label}
        help={help}
        isHelpBelow
        name={name}
        value={values[name]}
        {...(vocabulary ? { as: 'select' } : attributes)}
      >
        {vocabulary && (
          <CodeOptions
            vocabulary={vocabulary}
            value={values[name] ?? ''}
            emptyLabel={emptyLabel ?? useMessages().filters.any}
          />
        )}
      </Field>
    ))}
  </div>
)

/** Renders a form of filters. */
export const FilterForm = ({ action, ...fields }: FilterFieldsProps & { readonly action: string }) => {
  const { filters } = useMessages()
  return (
    <form class="filters" action={action} method="get" aria-label={filters.title}>
      <FilterFields {...fields} />
      <button type="submit" class="primary">
        {filters.apply}
      </button>
    </form>
  )
}
