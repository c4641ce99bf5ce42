/** The form of a new import. */
import { can } from '../../auth/permissions.ts'
import type { Problem } from '../../problems.ts'
import { describedBy, FaultList, Field, HelpText, Options, PostForm, SendButtons } from '../ui/field.tsx'
import { Layout } from '../ui/layout.tsx'
import { useMessages, useViewer } from '../ui/viewer.tsx'

/** The fields of the form as typed, by the names of the parameters of an import. */
export type TypedImport = Readonly<Record<string, string>>

export interface NewImportPageProps {
  readonly typed?: TypedImport
  readonly problem?: Problem | undefined
  /** The names of the datasets that the viewer knows. */
  readonly datasets: readonly string[]
  /** The largest file of one request, in bytes. */
  readonly maxRequestBytes: number
  /** The largest file that arrives in parts, and the length of its parts, in bytes. */
  readonly maxUploadBytes: number
  readonly partBytes: number
}

/** The media types and endings that the file chooser of a browser offers. */
const accept = '.csv,.tsv,.txt,.xlsx,.xlsm,.json,.ndjson,.jsonl,.geojson,text/csv,application/json'

/** Renders what is wrong with a request, with each error that no field shows. */
export const ProblemSummary = ({
  title,
  problem,
  hint,
}: {
  title: string
  problem: Problem
  hint?: string
}) => {
  const messages = useMessages()
  const { detail } = problem.textsIn(messages)
  const errors = problem.errors.map(({ say, line }) => [say(messages), line] as const)
  return (
    <div class="summary" role="alert">
      <h2>{title}</h2>
      {errors.length === 0 ? (
        <p>
          <bdi>{detail}</bdi>
        </p>
      ) : (
        <ul>
          {errors.map(([text, line]) => (
            <li>
              {line !== undefined && `${messages.importPages.line(line)}: `}
              <bdi>{text}</bdi>
            </li>
          ))}
        </ul>
      )}
      {hint !== undefined && <p>{hint}</p>}
    </div>
  )
}

/** Renders a checkbox with its label. */
export const Checkbox = ({ name, label, checked }: { name: string; label: string; checked: boolean }) => (
  <div class="option">
    <input type="checkbox" id={`in-${name}`} name={name} value="true" checked={checked} />
    <label for={`in-${name}`}>{label}</label>
  </div>
)

/** Renders the choice of what becomes of a file with faults. */
export const ModeField = ({ value = 'all' }: { value?: string | undefined }) => {
  const { importPages: texts } = useMessages()
  const choices = Object.entries(texts.modes).map(([code, label]) => ({ code, label }))
  return (
    <Field as="select" id="in-mode" name="mode" label={texts.labels.mode}>
      <Options choices={choices} value={value} />
    </Field>
  )
}

interface ReadingFieldsProps extends Pick<NewImportPageProps, 'typed' | 'datasets'> {
  readonly faultsOf: (name: string) => readonly string[]
}

const textAttributes = { type: 'text', autocapitalize: 'none', spellcheck: false, dir: 'auto' }

const ReadingFields = ({ typed = {}, datasets, faultsOf }: ReadingFieldsProps) => {
  const { importPages: texts } = useMessages()
  const attributes = (name: 'mapping' | 'dataset' | 'null_values' | 'encoding' | 'sheet') => ({
    id: `in-${name}`,
    name,
    label: texts.labels[name],
    help: texts.helps[name],
    value: typed[name],
    faults: faultsOf(name),
    ...textAttributes,
  })
  const choices = Object.entries(texts.profiles).map(([code, label]) => ({ code, label }))
  const rare = ['mapping', 'null_values', 'encoding', 'sheet'] as const
  return (
    <>
      <Field {...attributes('dataset')} list="datasets" />
      <datalist id="datasets">
        {datasets.map((slug) => (
          <option value={slug} />
        ))}
      </datalist>
      <Field
        as="select"
        id="in-profile"
        name="profile"
        label={texts.labels.profile}
        faults={faultsOf('profile')}
      >
        <Options choices={choices} value={typed.profile ?? 'auto'} />
      </Field>
      <details open={rare.some((name) => typed[name] || faultsOf(name).length > 0)}>
        <summary>{texts.more}</summary>
        {rare.map((name) => (
          <Field {...attributes(name)} />
        ))}
      </details>
    </>
  )
}

const megabyte = 1_000_000

interface FileFieldProps extends Pick<NewImportPageProps, 'maxRequestBytes' | 'maxUploadBytes'> {
  readonly faults: readonly string[]
}

const FileField = ({ faults, maxRequestBytes, maxUploadBytes }: FileFieldProps) => {
  const { importPages: texts } = useMessages()
  const help = texts.helps.file(maxRequestBytes / megabyte, maxUploadBytes / megabyte)
  const description = { id: 'in-file', help, faults }
  return (
    <div class="field">
      <label for="in-file">{texts.labels.file}</label>
      <HelpText {...description} />
      <FaultList {...description} />
      <input
        type="file"
        id="in-file"
        name="file"
        accept={accept}
        required
        aria-describedby={describedBy(description)}
        aria-invalid={faults.length > 0 ? 'true' : undefined}
      />
    </div>
  )
}

/** Renders the form of a new import. The file is its last field, so that all others are known when it arrives. */
export const NewImportPage = ({ typed = {}, problem, datasets, ...sizes }: NewImportPageProps) => {
  const messages = useMessages()
  const viewer = useViewer()
  const { importPages: texts } = messages
  const faultsOf = (name: string) =>
    (problem?.errors ?? []).filter(({ parameter }) => parameter === name).map(({ say }) => say(messages))
  return (
    <Layout title={texts.newTitle} activeHref="/imports" importsFiles unlisted>
      <div class="narrow">
        <h1>{texts.newTitle}</h1>
        <p class="lead">{texts.newLead}</p>
        {problem && <ProblemSummary title={texts.mistakes} problem={problem} hint={texts.refusedHint} />}
        <PostForm
          action="/imports/new"
          enctype="multipart/form-data"
          class="import"
          data-rows={0}
          data-max-request-bytes={sizes.maxRequestBytes}
          data-max-upload-bytes={sizes.maxUploadBytes}
          data-part-bytes={sizes.partBytes}
        >
          <ReadingFields typed={typed} datasets={datasets} faultsOf={faultsOf} />
          <ModeField value={typed.mode} />
          {viewer && can(viewer.actor, 'publish') && (
            <Checkbox name="publish" label={texts.labels.publish} checked={typed.publish === 'true'} />
          )}
          <FileField faults={[...faultsOf('file'), ...faultsOf('upload')]} {...sizes} />
          <SendButtons label={texts.rehearse} />
        </PostForm>
        <p>
          <a href="/imports">{texts.title}</a>
        </p>
      </div>
    </Layout>
  )
}
