/** Forms of filters, made from a table of them. */
import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import { Field } from '../ui/field.tsx'
import { CodeOptions } from './code-options.tsx'

export interface Filter {
  readonly name: string
  readonly label: string
  readonly help?: string | undefined
  /** The codes of which one can be chosen. */
  readonly vocabulary?: Vocabulary | undefined
  /** Of the control of any other filter. */
  readonly attributes?: Readonly<Record<string, unknown>>
}

interface FilterFieldsProps {
  readonly filters: readonly Filter[]
  /** By the names of the filters. */
  readonly values: Readonly<Record<string, string | undefined>>
  /** What the ids of the controls begin with. */
  readonly prefix?: string
}

const codeAttributes = { type: 'text', autocapitalize: 'none', spellcheck: false }

export const FilterFields = ({ filters, values, prefix = 'in' }: FilterFieldsProps) => (
  <div class="grid">
    {filters.map(({ name, label, help, vocabulary, attributes = codeAttributes }) => (
      <Field
        id={`${prefix}-${name}`}
        label={label}
        help={help}
        isHelpBelow
        name={name}
        value={values[name]}
        {...(vocabulary ? { as: 'select' } : attributes)}
      >
        {vocabulary && <CodeOptions vocabulary={vocabulary} value={values[name] ?? ''} emptyLabel="any" />}
      </Field>
    ))}
  </div>
)

export const FilterForm = ({ action, ...fields }: FilterFieldsProps & { readonly action: string }) => (
  <form class="filters" action={action} method="get" aria-label="Filters">
    <FilterFields {...fields} />
    <button type="submit" class="primary">
      Filter
    </button>
  </form>
)
