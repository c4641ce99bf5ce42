/** The page on which the columns of a file are matched by hand. */
import type { Mapping } from '../../../schemas/column-mapping.ts'
import { can } from '../../auth/permissions.ts'
import type { Sample } from '../../ingest/mapping/suggest/sample.ts'
import type { Suggestion } from '../../ingest/mapping/suggest/suggest.ts'
import type { Problem } from '../../problems.ts'
import type { Import } from '../../store/imports/imports.ts'
import { Field, HelpText, Options, PostForm, SendButtons } from '../ui/field.tsx'
import { Layout } from '../ui/layout.tsx'
import { useMessages, useViewer } from '../ui/viewer.tsx'
import { importUrl } from './imports-page.tsx'
import { MappingTable } from './mapping-table.tsx'
import { ProblemSummary } from './new-import-page.tsx'

export interface MappingPageProps {
  readonly found: Import
  readonly file: string | undefined
  /** The mapping as stored, suggested or typed. */
  readonly mapping: Mapping
  readonly sample: Sample
  readonly suggestion: Suggestion
  /** The dataset and the name as typed. */
  readonly dataset: string
  readonly name: string
  readonly problem?: Problem | undefined
}

const textAttributes = { type: 'text', autocapitalize: 'none', spellcheck: false, dir: 'auto' }

const RestFields = ({ mapping }: Pick<MappingPageProps, 'mapping'>) => {
  const { importPages: texts } = useMessages()
  const choices = Object.entries(texts.rests).map(([code, label]) => ({ code, label }))
  const constants = Object.entries(mapping.constants ?? {}).map(([name, value]) => `${name} = ${value}`)
  return (
    <>
      <Field as="select" id="in-rest" name="rest" label={texts.rest}>
        <Options choices={choices} value={mapping.rest ?? 'none'} />
      </Field>
      <Field
        id="in-missing"
        name="missing"
        label={texts.missing}
        help={texts.missingHelp}
        value={(mapping.missing ?? []).join(', ')}
        {...textAttributes}
      />
      <Field
        as="textarea"
        id="in-constants"
        name="constants"
        label={texts.constants}
        help={texts.constantsHelp}
        rows={4}
        dir="ltr"
        spellcheck={false}
        value={constants.join('\n')}
      />
    </>
  )
}

const KeepFields = ({ dataset, name }: Pick<MappingPageProps, 'dataset' | 'name'>) => {
  const { importPages: texts } = useMessages()
  const viewer = useViewer()
  return (
    <>
      <Field
        id="in-dataset"
        name="dataset"
        label={texts.labels.dataset}
        help={texts.helps.dataset}
        value={dataset}
        {...textAttributes}
      />
      {viewer && can(viewer.actor, 'storeMapping') && (
        <Field
          id="in-mapping_name"
          name="mapping_name"
          label={texts.keepMapping}
          help={texts.keepMappingHelp}
          value={name}
          {...textAttributes}
        />
      )}
    </>
  )
}

const JsonForm = ({
  action,
  mapping,
  dataset,
}: Pick<MappingPageProps, 'mapping' | 'dataset'> & { action: string }) => {
  const { importPages: texts } = useMessages()
  return (
    <details>
      <summary>{texts.asJson}</summary>
      <PostForm action={action} hidden={{ dataset }}>
        <Field
          as="textarea"
          id="in-json"
          name="json"
          label={texts.asJson}
          help={texts.asJsonHelp}
          rows={20}
          dir="ltr"
          spellcheck={false}
          value={JSON.stringify(mapping, null, 2)}
        />
        <SendButtons label={texts.rehearseMapping} />
      </PostForm>
    </details>
  )
}

/** Renders the columns of a file with their fields. */
export const MappingPage = (props: MappingPageProps) => {
  const { found, file, mapping, sample, suggestion, dataset, name, problem } = props
  const messages = useMessages()
  const { importPages: texts } = messages
  const action = importUrl(found.id, '/mapping')
  return (
    <Layout title={texts.mappingTitle} activeHref="/imports" importsFiles unlisted>
      <h1>{texts.mappingTitle}</h1>
      <p class="lead">{texts.mappingLead}</p>
      {problem && <ProblemSummary title={texts.mappingMistakes} problem={problem} />}
      {!problem && suggestion.missing.length > 0 && found.mapping === null && (
        <HelpText id="missing-fields" help={texts.missingFields(suggestion.missing.join(', '))} />
      )}
      <PostForm action={action} class="import">
        <MappingTable mapping={mapping} sample={sample} suggestion={suggestion} />
        <div class="narrow">
          <RestFields mapping={mapping} />
          <KeepFields dataset={dataset} name={name} />
          <SendButtons label={texts.rehearseMapping} />
        </div>
      </PostForm>
      <JsonForm action={action} mapping={mapping} dataset={dataset} />
      <p>
        <a href={importUrl(found.id)}>{texts.oneTitle(<bdi>{file ?? texts.unnamed}</bdi>)}</a>
      </p>
    </Layout>
  )
}
