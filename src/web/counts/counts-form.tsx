/** The form that chooses what records are counted by. It keeps the filters of the address. */
import { countColumns, timeSteps } from '../../../schemas/query.ts'
import type { CountsQuery } from '../../ingest/request/list-query.ts'
import { type Measure, measures } from '../../record/segments/columns.ts'
import { isTimeStep } from '../../record/segments/count-groups.ts'
import { type Choice, Field, Options } from '../ui/field.tsx'
import type { Params } from '../ui/list-url.ts'
import { useMessages } from '../ui/viewer.tsx'
import { dimensionTitle } from './labels.ts'

interface SelectProps {
  readonly id: string
  readonly label: string
  readonly name: string
  readonly choices: readonly Choice[]
  readonly value: string | undefined
}

const Select = ({ choices, value, ...field }: SelectProps) => (
  <Field {...field} as="select">
    <Options choices={choices} value={value} />
  </Field>
)

export interface CountsFormProps {
  readonly query: CountsQuery
  readonly measure: Measure
  /** The filters as given. */
  readonly params: Params
}

/** Renders the form. */
export const CountsForm = ({ query: { by }, measure, params }: CountsFormProps) => {
  const messages = useMessages()
  const { countsPage } = messages
  const columns = by.filter((dimension) => !isTimeStep(dimension))
  const choicesOf = (names: typeof countColumns | typeof timeSteps): Choice[] => [
    { code: '', label: countsPage.nothing },
    ...names.map((code) => ({ code, label: dimensionTitle(code, messages) })),
  ]
  return (
    <form class="filters" action="/counts" method="get" aria-label={countsPage.form}>
      <div class="grid">
        <Select
          id="by-first"
          label={countsPage.first}
          name="by"
          choices={choicesOf(countColumns)}
          value={columns[0]}
        />
        <Select
          id="by-second"
          label={countsPage.second}
          name="by"
          choices={choicesOf(countColumns)}
          value={columns[1]}
        />
        <Select
          id="by-step"
          label={countsPage.step}
          name="by"
          choices={choicesOf(timeSteps)}
          value={by.find(isTimeStep)}
        />
        <Select
          id="measure"
          label={countsPage.people}
          name="measure"
          choices={measures.map((code) => ({ code, label: countsPage.measures[code] }))}
          value={measure}
        />
      </div>
      {params.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="primary">
        {countsPage.show}
      </button>
    </form>
  )
}
