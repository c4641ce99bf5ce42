/** The preview of a merge, with the values to choose. */

import type { Problem } from '../../problems.ts'
import type { Choices } from '../../record/duplicates/merge-choices.ts'
import { type FormError, FormErrorNotice } from '../ui/decision-form.tsx'
import { Field as FormField, HiddenFields, Key, PostForm } from '../ui/field.tsx'
import { incidentTitle, incidentUrl } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { pointerTitle } from '../ui/path-title.ts'
import { ReasonField } from '../ui/reason-fields.tsx'
import { Section } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { type MergeOrigin, originFields, originParams } from './merge-origin.ts'
import { ComparisonTable, type MergeComparison, type MergeSide, SideTitle } from './merge-table.tsx'

interface MergeTargetFormProps {
  readonly id: string
  readonly into?: string
  readonly origin?: MergeOrigin | undefined
}

/** Renders the form to choose the record to keep. */
export const MergeTargetForm = ({ id, into, origin }: MergeTargetFormProps) => {
  const { merge } = useMessages()
  return (
    <form action={`${incidentUrl(id)}/merge`} method="get">
      <HiddenFields values={{ ...origin }} />
      <FormField
        id="into"
        label={merge.into}
        help={merge.intoHelp}
        name="into"
        type="text"
        dir="ltr"
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

export interface MergePageProps {
  readonly merged: MergeSide
  /** The id or URL as typed. */
  readonly into: string
  /** Undefined if there is nothing to compare. */
  readonly comparison?: MergeComparison | undefined
  /** The chosen values by pointer, and the reason, as typed. */
  readonly choices?: Choices | undefined
  readonly reason?: string | undefined
  readonly formError?: FormError | undefined
  readonly origin?: MergeOrigin | undefined
}

/** Renders why the merged record would not be valid. */
export const MergeIssues = ({ problem }: { problem: Problem }) => {
  const messages = useMessages()
  const { merge } = messages
  return (
    <div class="summary" role="alert">
      <h2>{merge.invalid}</h2>
      <p>{problem.textsIn(messages).detail}</p>
      <ul>
        {problem.errors.map(({ pointer, rule, say }) => (
          <li>
            <span title={pointer}>{pointerTitle(pointer ?? '', messages)}</span>: <bdi>{say(messages)}</bdi>{' '}
            <a href={`/codebook#rule-${rule}`}>
              <bdi>{rule}</bdi>
            </a>
          </li>
        ))}
      </ul>
      <p>{merge.invalidHelp}</p>
    </div>
  )
}

interface MergeFormProps extends MergePageProps {
  readonly comparison: MergeComparison
}

/** Renders the form with the values to choose. A result that is not valid can be shown again, and not merged. */
const MergeForm = ({ merged, comparison, choices, formError, reason, origin }: MergeFormProps) => {
  const { merge, desk } = useMessages()
  const { survivor, problem } = comparison
  return (
    <PostForm
      action={`${incidentUrl(merged.record.id)}/merge`}
      hidden={{
        into: survivor.record.id,
        revision: merged.record.revision,
        into_revision: survivor.record.revision,
        ...originFields(origin),
      }}
    >
      <Section class="internal desk" id="confirm" title={merge.confirm}>
        <ReasonField reason={formError?.reason ?? reason ?? merge.reason} help={merge.reasonHelp} />
        <p class="buttons">
          {!problem && (
            <button type="submit" class="primary" autofocus accesskey="1">
              {merge.button} <Key of="1" />
            </button>
          )}
          <button type="submit" name="_preview" value="1" accesskey="2">
            {merge.preview} <Key of="2" />
          </button>
        </p>
      </Section>
      <p>
        {merge.chooseHelp} {desk.keys}
      </p>
      <ComparisonTable merged={merged} choices={choices} origin={origin} {...comparison} />
    </PostForm>
  )
}

const SwapLink = ({ merged, comparison: { survivor }, origin }: MergeFormProps) => {
  if (survivor.record.status === 'published' && merged.record.status !== 'published') return null
  const query = new URLSearchParams([['into', merged.record.id], ...originParams(origin)])
  return (
    <p>
      <a href={`${incidentUrl(survivor.record.id)}/merge?${query}`} accesskey="3">
        {useMessages().merge.swap} <Key of="3" />
      </a>
    </p>
  )
}

/** Renders the preview of a merge. */
export const MergePage = (props: MergePageProps) => {
  const { merged, into, comparison, formError, origin } = props
  const messages = useMessages()
  const { merge } = messages
  return (
    <Layout title={merge.pageTitle(incidentTitle(merged.record, messages))} showsRecords unlisted>
      <h1>{merge.title}</h1>
      {formError && <FormErrorNotice problem={formError.problem} />}
      {comparison?.problem && <MergeIssues problem={comparison.problem} />}
      {comparison ? (
        <>
          <MergeForm {...props} comparison={comparison} />
          <SwapLink {...props} comparison={comparison} />
        </>
      ) : (
        <SideTitle side={merged} origin={origin} />
      )}
      <h2>{comparison ? merge.other : merge.choose}</h2>
      <MergeTargetForm id={merged.record.id} into={comparison ? '' : into} origin={origin} />
    </Layout>
  )
}
