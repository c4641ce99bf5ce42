/** Two records side by side with what they would be as one, before that is confirmed. */

import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import { recordStatus } from '../../../schemas/vocabularies.ts'
import type { Problem } from '../../problems.ts'
import { type Field, statedFields } from '../../record/shape.ts'
import { ReasonField, Refusal, type Refused } from '../ui/decision-form.tsx'
import { Value } from '../ui/field-list.tsx'
import { addressOf, titleOf } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta, Scroll, Unstated } from '../ui/text.tsx'
import { CsrfField } from '../ui/viewer.tsx'

/** The form that asks into which record another is merged. */
export const IntoForm = ({
  id,
  into = '',
  back,
}: {
  id: string
  into?: string
  back?: string | undefined
}) => (
  <form action={`${addressOf(id)}/merge`} method="get">
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

export interface Side {
  readonly record: StoredIncident
  readonly stated: Incident
}

export interface Compared {
  readonly survivor: Side
  /** What the survivor would state. */
  readonly whole: Incident
  /** Why that could not be. */
  readonly problem?: Problem | undefined
}

export interface MergeProps {
  readonly merged: Side
  /** As it was typed. */
  readonly into: string
  /** Undefined where there is nothing to compare. */
  readonly compared?: Compared | undefined
  readonly refused?: Refused | undefined
  /** The query of the page of duplicates to go back to. */
  readonly back?: string | undefined
}

const Named = ({ side: { record } }: { side: Side }) => (
  <>
    <a href={`/queue/${record.id}`} dir="auto">
      {titleOf(record)}
    </a>
    <Meta of={[labelOf(recordStatus, record.status), record.dataset, `Revision ${record.revision}`]} />
  </>
)

const same = (a: Incident, b: Incident, { name }: Field): boolean =>
  JSON.stringify(a[name as keyof Incident]) === JSON.stringify(b[name as keyof Incident])

const Cell = ({ of: record, field, title }: { of: Incident; field: Field; title: string }) => {
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

const columns = { merged: 'Is merged', survivor: 'Stays', whole: 'As one' } as const

const SideBySide = ({ merged, survivor, whole }: { merged: Side } & Compared) => {
  const valuesOf = ({ name }: Field) =>
    [merged.stated, survivor.stated, whole].map((record) => record[name as keyof Incident])
  const fields = [...statedFields.values()].filter((field) =>
    valuesOf(field).some((value) => value !== undefined),
  )
  const differ = fields.filter(
    (field) => new Set(valuesOf(field).map((value) => JSON.stringify(value))).size > 1,
  )
  const agree = fields.filter((field) => !differ.includes(field))
  return (
    <>
      <Scroll label="Both records and what they would be as one">
        <table class="incidents difference merging">
          <thead>
            <tr>
              <th scope="col">Field</th>
              {Object.values(columns).map((title) => (
                <th scope="col">{title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Record</th>
              <td data-title={columns.merged}>
                <Named side={merged} />
              </td>
              <td data-title={columns.survivor}>
                <Named side={survivor} />
              </td>
              <td data-title={columns.whole}>
                Revision {survivor.record.revision + 1} of the one that stays
              </td>
            </tr>
            {differ.map((field) => (
              <tr>
                <th scope="row">{field.notes.title}</th>
                <Cell of={merged.stated} field={field} title={columns.merged} />
                <Cell of={survivor.stated} field={field} title={columns.survivor} />
                {same(survivor.stated, whole, field) ? (
                  <td data-title={columns.whole}>as in the one that stays</td>
                ) : (
                  <Cell of={whole} field={field} title={columns.whole} />
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {agree.length > 0 && <p>Both state the same: {agree.map(({ notes }) => notes.title).join(', ')}.</p>}
    </>
  )
}

const Faults = ({ of: problem }: { of: Problem }) => (
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

const Confirm = ({ merged, survivor, refused, back }: Omit<MergeProps, 'compared'> & { survivor: Side }) => (
  <section class="internal desk" aria-labelledby="confirm">
    <h2 id="confirm">Merge them</h2>
    <form action={`${addressOf(merged.record.id)}/merge`} method="post">
      <CsrfField />
      <input type="hidden" name="into" value={survivor.record.id} />
      <input type="hidden" name="revision" value={String(merged.record.revision)} />
      <input type="hidden" name="into_revision" value={String(survivor.record.revision)} />
      {back !== undefined && <input type="hidden" name="_duplicates" value={back} />}
      <ReasonField
        reason={refused?.reason ?? 'The same event, filed twice.'}
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
          href={`${addressOf(survivor.record.id)}/merge?${new URLSearchParams({
            into: merged.record.id,
            ...(back === undefined ? {} : { duplicates: back }),
          })}`}
          accesskey="o"
        >
          The other way round
        </a>
      </p>
    )}
  </section>
)

export const MergePage = (props: MergeProps) => {
  const { merged, into, compared, refused, back } = props
  return (
    <Layout title={`Merge: ${titleOf(merged.record)}`} unlisted>
      <h1>Merge</h1>
      {refused && <Refusal of={refused.problem} />}
      {compared?.problem && <Faults of={compared.problem} />}
      {compared && !compared.problem && <Confirm {...props} survivor={compared.survivor} />}
      {compared ? <SideBySide merged={merged} {...compared} /> : <Named side={merged} />}
      <h2>{compared ? 'Another record' : 'Into which record'}</h2>
      <IntoForm id={merged.record.id} into={compared ? '' : into} back={back} />
    </Layout>
  )
}
