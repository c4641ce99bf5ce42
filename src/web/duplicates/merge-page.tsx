/** Two records side by side with what they would be as one, before that is confirmed. */

import type { Child } from 'hono/jsx'
import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import { recordStatus } from '../../../schemas/vocabularies.ts'
import type { Problem } from '../../problems.ts'
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

interface MergeTargetFormProps {
  readonly id: string
  readonly into?: string
  readonly returnQuery?: string | undefined
}

/** The form that asks into which record another is merged. */
export const MergeTargetForm = ({ id, into, returnQuery }: MergeTargetFormProps) => (
  <form action={`${incidentUrl(id)}/merge`} method="get">
    <HiddenFields values={{ duplicates: returnQuery }} />
    <FormField
      id="into"
      label="Merge into"
      help="The id or the address of the record that stays. You see both side by side before anything is done."
      name="into"
      type="text"
      value={into}
      autocapitalize="none"
      spellcheck={false}
    />
    <p class="buttons">
      <button type="submit">Compare</button>
    </p>
  </form>
)

export interface MergeSide {
  readonly record: StoredIncident
  readonly fullRecord: Incident
}

export interface MergeComparison {
  readonly survivor: MergeSide
  /** What the survivor would state. */
  readonly result: Incident
  /** Why that could not be. */
  readonly problem?: Problem | undefined
}

export interface MergePageProps {
  readonly merged: MergeSide
  /** As it was typed. */
  readonly into: string
  /** Undefined where there is nothing to compare. */
  readonly comparison?: MergeComparison | undefined
  readonly formError?: FormError | undefined
  /** The query of the page of duplicates to go back to. */
  readonly returnQuery?: string | undefined
}

const SideTitle = ({ side: { record } }: { side: MergeSide }) => (
  <>
    <TitleLink href={`/queue/${record.id}`} title={incidentTitle(record)} />
    <Meta parts={[labelOf(recordStatus, record.status), record.dataset, `Revision ${record.revision}`]} />
  </>
)

const ComparisonTable = ({ merged, survivor, result }: { merged: MergeSide } & MergeComparison) => {
  const records = [merged.fullRecord, survivor.fullRecord, result] as const
  const toRow = ({ name, metadata: { title }, shape }: Field) => {
    const values = records.map((record) => record[name as keyof Incident])
    const cells = records.map(({ sources }, i): Child => {
      const value = values[i]
      return value === undefined ? value : <Value shape={shape} value={value} sources={sources} />
    })
    const [ofMerged, ofSurvivor, ofResult] = values.map((value) => JSON.stringify(value))
    const isKept = ofSurvivor === ofResult
    return {
      title,
      isStated: values.some((value) => value !== undefined),
      isCommon: ofMerged === ofSurvivor && isKept,
      cells: isKept ? [...cells.slice(0, 2), 'as in the one that stays'] : cells,
    }
  }
  const rows = [...writableFields.values()].map(toRow).filter(({ isStated }) => isStated)
  const commonTitles = rows.flatMap(({ isCommon, title }) => (isCommon ? [title] : []))
  const heads: Child[] = [
    <SideTitle side={merged} />,
    <SideTitle side={survivor} />,
    `Revision ${survivor.record.revision + 1} of the one that stays`,
  ]
  return (
    <>
      <DataTable
        label="Both records and what they would be as one"
        class="incidents difference merging"
        columns={[
          { title: 'Field', isRowHeading: true, cell: ({ title }) => title },
          ...['Is merged', 'Stays', 'As one'].map(
            (title, i): Column<{ title: string; cells: Child[] }> => ({
              title,
              cell: ({ cells }) => cells[i],
            }),
          ),
        ]}
        rows={[{ title: 'Record', cells: heads }, ...rows.filter(({ isCommon }) => !isCommon)]}
      />
      {commonTitles.length > 0 && <p>Both state the same: {commonTitles.join(', ')}.</p>}
    </>
  )
}

const MergeIssues = ({ problem }: { problem: Problem }) => (
  <div class="summary" role="alert">
    <h2>As one they break rules</h2>
    <p>{problem.detail}</p>
    <ul>
      {problem.errors.map(({ pointer, rule, detail }) => (
        <li>
          <code>{pointer}</code> <bdi>{detail}</bdi> ({rule})
        </li>
      ))}
    </ul>
    <p>Edit one of the two first, or merge by a script with a patch.</p>
  </div>
)

const ConfirmForm = ({
  merged,
  survivor,
  formError,
  returnQuery,
}: Omit<MergePageProps, 'comparison'> & { survivor: MergeSide }) => (
  <Section class="internal desk" id="confirm" title="Merge them">
    <PostForm
      action={`${incidentUrl(merged.record.id)}/merge`}
      hidden={{
        into: survivor.record.id,
        revision: merged.record.revision,
        into_revision: survivor.record.revision,
        _duplicates: returnQuery,
      }}
    >
      <ReasonField
        reason={formError?.reason ?? 'The same event, filed twice.'}
        help="Everybody sees it. The address of the merged record leads to the one that stays, until it is restored."
      />
      <p class="buttons">
        <button type="submit" class="primary" autofocus accesskey="m">
          Merge
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
          The other way round
        </a>
      </p>
    )}
  </Section>
)

export const MergePage = (props: MergePageProps) => {
  const { merged, into, comparison, formError, returnQuery } = props
  return (
    <Layout title={`Merge: ${incidentTitle(merged.record)}`} unlisted>
      <h1>Merge</h1>
      {formError && <FormErrorNotice problem={formError.problem} />}
      {comparison?.problem && <MergeIssues problem={comparison.problem} />}
      {comparison && !comparison.problem && <ConfirmForm {...props} survivor={comparison.survivor} />}
      {comparison ? <ComparisonTable merged={merged} {...comparison} /> : <SideTitle side={merged} />}
      <h2>{comparison ? 'Another record' : 'Into which record'}</h2>
      <MergeTargetForm id={merged.record.id} into={comparison ? '' : into} returnQuery={returnQuery} />
    </Layout>
  )
}
