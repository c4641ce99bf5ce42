/** The preview of a merge: both records and the result side by side. */

import type { Child } from 'hono/jsx'
import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import { recordStatus } from '../../../schemas/vocabularies.ts'
import type { Problem } from '../../problems.ts'
import { parsePointer, resolvePath } from '../../record/paths.ts'
import { type Field, writableFields } from '../../record/shape.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { type FormError, FormErrorNotice, ReasonField } from '../ui/decision-form.tsx'
import { Field as FormField, HiddenFields, PostForm } from '../ui/field.tsx'
import { Value } from '../ui/field-list.tsx'
import { incidentTitle, incidentUrl, TitleLink } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { Section } from '../ui/section.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'

interface MergeTargetFormProps {
  readonly id: string
  readonly into?: string
  readonly returnQuery?: string | undefined
}

/** Renders the form to choose the record to keep. */
export const MergeTargetForm = ({ id, into, returnQuery }: MergeTargetFormProps) => {
  const { merge } = useMessages()
  return (
    <form action={`${incidentUrl(id)}/merge`} method="get">
      <HiddenFields values={{ duplicates: returnQuery }} />
      <FormField
        id="into"
        label={merge.into}
        help={merge.intoHelp}
        name="into"
        type="text"
        value={into}
        autocapitalize="none"
        spellcheck={false}
      />
      <p class="buttons">
        <button type="submit">{merge.compare}</button>
      </p>
    </form>
  )
}

export interface MergeSide {
  readonly record: StoredIncident
  readonly fullRecord: Incident
}

export interface MergeComparison {
  readonly survivor: MergeSide
  /** The content that the survivor would have. */
  readonly result: Incident
  /** Why the result would not be valid. */
  readonly problem?: Problem | undefined
}

export interface MergePageProps {
  readonly merged: MergeSide
  /** The id or URL as typed. */
  readonly into: string
  /** Undefined if there is nothing to compare. */
  readonly comparison?: MergeComparison | undefined
  readonly formError?: FormError | undefined
  /** The query of the page of duplicates to return to. */
  readonly returnQuery?: string | undefined
}

const SideTitle = ({ side: { record } }: { side: MergeSide }) => (
  <>
    <TitleLink href={`/queue/${record.id}`} title={incidentTitle(record)} />
    <Meta
      parts={[
        labelOf(recordStatus, record.status),
        record.dataset,
        useMessages().common.revision(record.revision),
      ]}
    />
  </>
)

const ComparisonTable = ({ merged, survivor, result }: { merged: MergeSide } & MergeComparison) => {
  const { merge, common } = useMessages()
  const records = [merged.fullRecord, survivor.fullRecord, result] as const
  const toRow = ({ name, metadata: { title }, shape }: Field) => {
    const values = records.map((record) => record[name as keyof Incident])
    const cells = records.map(({ sources }, i): Child => {
      const value = values[i]
      return value === undefined ? value : <Value shape={shape} value={value} sources={sources} />
    })
    const [ofMerged, ofSurvivor, ofResult] = values.map((value) => JSON.stringify(value))
    return {
      title,
      isStated: values.some((value) => value !== undefined),
      isCommon: ofMerged === ofSurvivor && ofSurvivor === ofResult,
      cells,
    }
  }
  const rows = [...writableFields.values()].map(toRow).filter(({ isStated }) => isStated)
  const commonTitles = rows.flatMap(({ isCommon, title }) => (isCommon ? [title] : []))
  const heads: Child[] = [
    <SideTitle side={merged} />,
    <SideTitle side={survivor} />,
    merge.resultRevision(survivor.record.revision + 1),
  ]
  return (
    <>
      <DataTable
        label={merge.table}
        class="incidents difference merging"
        columns={[
          { title: common.fields.field, isRowHeading: true, cell: ({ title }) => title },
          ...[merge.from, merge.keep, merge.result].map(
            (title, i): Column<{ title: string; cells: Child[] }> => ({
              title,
              cell: ({ cells }) => cells[i],
            }),
          ),
        ]}
        rows={[{ title: merge.record, cells: heads }, ...rows.filter(({ isCommon }) => !isCommon)]}
      />
      {commonTitles.length > 0 && <p>{merge.common(commonTitles.join(common.separator))}</p>}
    </>
  )
}

const MergeIssues = ({ problem }: { problem: Problem }) => {
  const messages = useMessages()
  const { merge } = messages
  return (
    <div class="summary" role="alert">
      <h2>{merge.invalid}</h2>
      <p>{problem.textsIn(messages).detail}</p>
      <ul>
        {problem.errors.map(({ pointer, rule, detail }) => (
          <li>
            <span title={pointer}>{resolvePath(parsePointer(pointer ?? '')).title}</span>: <bdi>{detail}</bdi>{' '}
            <a href={`/codebook#rule-${rule}`}>{rule}</a>
          </li>
        ))}
      </ul>
      <p>{merge.invalidHelp}</p>
    </div>
  )
}

const ConfirmForm = ({
  merged,
  survivor,
  formError,
  returnQuery,
}: Omit<MergePageProps, 'comparison'> & { survivor: MergeSide }) => {
  const { merge } = useMessages()
  return (
    <Section class="internal desk" id="confirm" title={merge.confirm}>
      <PostForm
        action={`${incidentUrl(merged.record.id)}/merge`}
        hidden={{
          into: survivor.record.id,
          revision: merged.record.revision,
          into_revision: survivor.record.revision,
          _duplicates: returnQuery,
        }}
      >
        <ReasonField reason={formError?.reason ?? merge.reason} help={merge.reasonHelp} />
        <p class="buttons">
          <button type="submit" class="primary" autofocus accesskey="m">
            {merge.button}
          </button>
        </p>
      </PostForm>
      {(survivor.record.status !== 'published' || merged.record.status === 'published') && (
        <p>
          <a
            href={`${incidentUrl(survivor.record.id)}/merge?${new URLSearchParams({
              into: merged.record.id,
              ...(returnQuery === undefined ? {} : { duplicates: returnQuery }),
            })}`}
            accesskey="o"
          >
            {merge.swap}
          </a>
        </p>
      )}
    </Section>
  )
}

/** Renders the preview of a merge. */
export const MergePage = (props: MergePageProps) => {
  const { merged, into, comparison, formError, returnQuery } = props
  const { merge } = useMessages()
  return (
    <Layout title={merge.pageTitle(incidentTitle(merged.record))} unlisted>
      <h1>{merge.title}</h1>
      {formError && <FormErrorNotice problem={formError.problem} />}
      {comparison?.problem && <MergeIssues problem={comparison.problem} />}
      {comparison && !comparison.problem && <ConfirmForm {...props} survivor={comparison.survivor} />}
      {comparison ? <ComparisonTable merged={merged} {...comparison} /> : <SideTitle side={merged} />}
      <h2>{comparison ? merge.other : merge.choose}</h2>
      <MergeTargetForm id={merged.record.id} into={comparison ? '' : into} returnQuery={returnQuery} />
    </Layout>
  )
}
