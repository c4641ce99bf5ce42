/** Two records side by side with what they would be as one, before that is confirmed. */

import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import { recordStatus } from '../../../schemas/vocabularies.ts'
import type { Problem } from '../../problems.ts'
import { type Field, writableFields } from '../../record/shape.ts'
import { type FormError, FormErrorNotice, ReasonField } from '../ui/decision-form.tsx'
import { Value } from '../ui/field-list.tsx'
import { incidentTitle, incidentUrl } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta, ScrollArea, Unstated } from '../ui/text.tsx'
import { CsrfField } from '../ui/viewer.tsx'

/** The form that asks into which record another is merged. */
export const MergeTargetForm = ({
  id,
  into = '',
  back,
}: {
  id: string
  into?: string
  back?: string | undefined
}) => (
  <form action={`${incidentUrl(id)}/merge`} method="get">
    {back !== undefined && <input type="hidden" name="duplicates" value={back} />}
    <div class="field">
      <label for="into">Merge into</label>
      <p class="help" id="into-help">
        The id or the address of the record that stays. You see both side by side before anything is done.
      </p>
      <input
        id="into"
        name="into"
        type="text"
        value={into}
        autocapitalize="none"
        spellcheck={false}
        aria-describedby="into-help"
      />
    </div>
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
    <a href={`/queue/${record.id}`} dir="auto">
      {incidentTitle(record)}
    </a>
    <Meta parts={[labelOf(recordStatus, record.status), record.dataset, `Revision ${record.revision}`]} />
  </>
)

const hasSameValue = (a: Incident, b: Incident, { name }: Field): boolean =>
  JSON.stringify(a[name as keyof Incident]) === JSON.stringify(b[name as keyof Incident])

const ValueCell = ({ record, field, title }: { record: Incident; field: Field; title: string }) => {
  const value = record[field.name as keyof Incident]
  return (
    <td data-title={title}>
      {value === undefined ? (
        <Unstated />
      ) : (
        <Value shape={field.shape} value={value} sources={record.sources} />
      )}
    </td>
  )
}

const columnTitles = { merged: 'Is merged', survivor: 'Stays', result: 'As one' } as const

const ComparisonTable = ({ merged, survivor, result }: { merged: MergeSide } & MergeComparison) => {
  const valuesOf = ({ name }: Field) =>
    [merged.fullRecord, survivor.fullRecord, result].map((record) => record[name as keyof Incident])
  const fields = [...writableFields.values()].filter((field) =>
    valuesOf(field).some((value) => value !== undefined),
  )
  const differences = fields.filter(
    (field) => new Set(valuesOf(field).map((value) => JSON.stringify(value))).size > 1,
  )
  const commonFields = fields.filter((field) => !differences.includes(field))
  return (
    <>
      <ScrollArea label="Both records and what they would be as one">
        <table class="incidents difference merging">
          <thead>
            <tr>
              <th scope="col">Field</th>
              {Object.values(columnTitles).map((title) => (
                <th scope="col">{title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Record</th>
              <td data-title={columnTitles.merged}>
                <SideTitle side={merged} />
              </td>
              <td data-title={columnTitles.survivor}>
                <SideTitle side={survivor} />
              </td>
              <td data-title={columnTitles.result}>
                Revision {survivor.record.revision + 1} of the one that stays
              </td>
            </tr>
            {differences.map((field) => (
              <tr>
                <th scope="row">{field.metadata.title}</th>
                <ValueCell record={merged.fullRecord} field={field} title={columnTitles.merged} />
                <ValueCell record={survivor.fullRecord} field={field} title={columnTitles.survivor} />
                {hasSameValue(survivor.fullRecord, result, field) ? (
                  <td data-title={columnTitles.result}>as in the one that stays</td>
                ) : (
                  <ValueCell record={result} field={field} title={columnTitles.result} />
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      {commonFields.length > 0 && (
        <p>Both state the same: {commonFields.map(({ metadata }) => metadata.title).join(', ')}.</p>
      )}
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
  <section class="internal desk" aria-labelledby="confirm">
    <h2 id="confirm">Merge them</h2>
    <form action={`${incidentUrl(merged.record.id)}/merge`} method="post">
      <CsrfField />
      <input type="hidden" name="into" value={survivor.record.id} />
      <input type="hidden" name="revision" value={String(merged.record.revision)} />
      <input type="hidden" name="into_revision" value={String(survivor.record.revision)} />
      {returnQuery !== undefined && <input type="hidden" name="_duplicates" value={returnQuery} />}
      <ReasonField
        reason={formError?.reason ?? 'The same event, filed twice.'}
        help="Everybody sees it. The address of the merged record leads to the one that stays, until it is restored."
      />
      <p class="buttons">
        <button type="submit" class="primary" autofocus accesskey="m">
          Merge
        </button>
      </p>
    </form>
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
  </section>
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
      <MergeTargetForm id={merged.record.id} into={comparison ? '' : into} back={returnQuery} />
    </Layout>
  )
}
