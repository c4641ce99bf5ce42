/** The form in which editors describe a dataset. */
import { type Dataset, maxLengths } from '../../../schemas/dataset.ts'
import type { DatasetForm } from '../../ingest/request/dataset.ts'
import type { Problem } from '../../problems.ts'
import { describedBy, FaultList, Field, HelpText, PostForm, SendButtons } from '../ui/field.tsx'
import { Layout } from '../ui/layout.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { datasetUrl } from './dataset-page.tsx'

export interface DatasetFormPageProps {
  readonly slug: string
  /** The description as it is stored. */
  readonly stored: Dataset
  /** The version of the stored description. */
  readonly version: string
  /** The description as typed, and why it was refused. */
  readonly refused?: { readonly form: DatasetForm; readonly problem: Problem } | undefined
}

/** The fields with a text, and how each is typed. */
const textFields = [
  ['title', {}],
  ['description', { as: 'textarea', rows: 8 }],
  ['licence', {}],
  ['attribution', { as: 'textarea', rows: 3 }],
] as const

/** Returns a description as its form has it. */
const toForm = (stored: Dataset): DatasetForm => ({
  title: stored.title ?? '',
  description: stored.description ?? '',
  licence: stored.licence ?? '',
  attribution: stored.attribution ?? '',
  publishable: stored.publishable ? 'true' : '',
})

/** Returns a function that returns the errors of a field, and its stored value if somebody else has changed it. */
const createFaults = ({ stored, refused }: DatasetFormPageProps) => {
  const messages = useMessages()
  const { problem, form } = refused ?? {}
  const current = toForm(stored)
  return (name: keyof DatasetForm): string[] => {
    const errors = (problem?.errors ?? []).filter(({ pointer }) => pointer === `/${name}`)
    const isChanged = problem?.type === 'conflict' && form?.[name] !== current[name]
    const { now, nowEmpty, nowFlag } = messages.datasetPage
    const stated = name === 'publishable' ? nowFlag(current[name] !== '') : now(current[name])
    return [
      ...errors.map(({ say }) => say(messages)),
      ...(isChanged ? [name !== 'publishable' && current[name] === '' ? nowEmpty : stated] : []),
    ]
  }
}

const Publishable = ({ form, faults }: { form: DatasetForm; faults: readonly string[] }) => {
  const { datasetPage: texts } = useMessages()
  const description = { id: 'publishable', help: texts.helps.publishable, faults }
  return (
    <div class="field">
      <FaultList {...description} />
      <div class="option">
        <input
          type="checkbox"
          id="publishable"
          name="publishable"
          value="true"
          checked={form.publishable !== ''}
          aria-describedby={describedBy(description)}
          aria-invalid={faults.length > 0 ? 'true' : undefined}
        />
        <label for="publishable">{texts.fields.publishable}</label>
      </div>
      <HelpText {...description} />
    </div>
  )
}

const Refusal = ({ problem }: { problem: Problem }) => {
  const messages = useMessages()
  const { title, detail } = problem.textsIn(messages)
  return (
    <div class="summary" role="alert">
      <h2>{problem.type === 'invalid-request' ? messages.datasetPage.mistakes : title}</h2>
      {problem.type !== 'invalid-request' && (
        <p>
          <bdi>{detail}</bdi>
        </p>
      )}
      <p>{messages.decisions.unchanged}</p>
    </div>
  )
}

/** Renders the form of a description. */
export const DatasetFormPage = (props: DatasetFormPageProps) => {
  const { slug, stored, version, refused } = props
  const { datasetPage: texts } = useMessages()
  const form = refused?.form ?? toForm(stored)
  const faultsOf = createFaults(props)
  return (
    <Layout title={texts.editTitle(stored.title ?? slug)} unlisted>
      <div class="narrow">
        <h1>{texts.editTitle(stored.title ?? slug)}</h1>
        {refused && <Refusal problem={refused.problem} />}
        <PostForm action={`${datasetUrl(slug)}/edit`} hidden={{ _version: version }} novalidate>
          {textFields.map(([name, attributes]) => (
            <Field
              id={name}
              name={name}
              label={texts.fields[name]}
              help={texts.helps[name](maxLengths[name])}
              faults={faultsOf(name)}
              value={form[name]}
              dir="auto"
              {...attributes}
            />
          ))}
          <Publishable form={form} faults={faultsOf('publishable')} />
          <SendButtons label={texts.save} />
        </PostForm>
        <p>
          <a href={datasetUrl(slug)}>{texts.cancel}</a>
        </p>
      </div>
    </Layout>
  )
}
