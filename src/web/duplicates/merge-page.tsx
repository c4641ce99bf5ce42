/** The preview of a merge, with the values to choose. */
import type { Problem } from '../../problems.ts'
import type { NamedChoices } from '../../services/duplicates/combine-records.ts'
import type { MergeTarget } from '../../services/duplicates/merge.ts'
import { type FormError, FormErrorNotice } from '../ui/decision-form.tsx'
import { Field as FormField, HiddenFields, Key, PostForm } from '../ui/field.tsx'
import { incidentTitle, incidentUrl } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { pointerTitle } from '../ui/path-title.ts'
import { ReasonField } from '../ui/reason-fields.tsx'
import { Section } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { type MergeOrigin, originFields } from './merge-origin.ts'
import { ComparisonTable, type MergeComparison, type MergeSide, SideTitle } from './merge-table.tsx'
import { mergeUrl } from './merge-url.ts'

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
  /** The record of the address. */
  readonly current: MergeSide
  /** The id or URL, as typed, of the record into which it is merged; or the ids of those that are merged into it. */
  readonly target: MergeTarget
  /** Undefined if there is nothing to compare. */
  readonly comparison?: MergeComparison | undefined
  /** The chosen values by pointer, and the reason, as typed. */
  readonly choices?: NamedChoices | undefined
  readonly reason?: string | undefined
  readonly formError?: FormError | undefined
  readonly origin?: MergeOrigin | undefined
}

/** Renders why the merged record would not be valid. */
const MergeIssues = ({ problem }: { problem: Problem }) => {
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

/** Returns where the form is sent, and the records and revisions that it shows. */
const formTarget = ({ current, target, comparison: { survivor, others } }: MergeFormProps) => {
  const { id, revision } = survivor.record
  if ('into' in target) {
    const hidden = { into: id, revision: current.record.revision, into_revision: revision }
    return { action: `${incidentUrl(current.record.id)}/merge`, hidden }
  }
  const records = others.map(({ record }) => record)
  const revisions = new URLSearchParams(records.map((each) => [each.id, String(each.revision)]))
  const from = records.map((each) => each.id).join(' ')
  return {
    action: `${incidentUrl(id)}/merge-from`,
    hidden: { revision, from, _revisions: revisions.toString() },
  }
}

/** Renders links that keep another record, or leave one out. */
const SideLinks = ({ side, comparison, origin }: MergeFormProps & { side: MergeSide }) => {
  const { merge } = useMessages()
  const rest = comparison.others.filter((each) => each !== side).map(({ record }) => record.id)
  const [kept, { id, status }] = [comparison.survivor.record, side.record]
  const canKeep = kept.status !== 'published' || status === 'published'
  if (!canKeep && rest.length === 0) return null
  return (
    <ul class="inline help">
      {canKeep && (
        <li>
          <a href={mergeUrl(id, [kept.id, ...rest], origin)} accesskey={rest.length === 0 ? '3' : undefined}>
            {merge.keepOther} {rest.length === 0 && <Key of="3" />}
          </a>
        </li>
      )}
      {rest.length > 0 && (
        <li>
          <a href={mergeUrl(kept.id, rest, origin)}>{merge.leaveOut}</a>
        </li>
      )}
    </ul>
  )
}

/** Renders the form with the values to choose. A result that is not valid can be shown again, and not merged. */
const MergeForm = (props: MergeFormProps) => {
  const { comparison, choices, formError, reason, origin } = props
  const { merge, desk } = useMessages()
  const { action, hidden } = formTarget(props)
  return (
    <PostForm action={action} hidden={{ ...hidden, ...originFields(origin) }}>
      <Section class="internal desk" id="confirm" title={merge.confirm}>
        <ReasonField reason={formError?.reason ?? reason ?? merge.reason} help={merge.reasonHelp} />
        <p class="buttons">
          {!comparison.problem && (
            <button type="submit" class="primary" autofocus accesskey="1">
              {merge.button(comparison.others.length)} <Key of="1" />
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
      <ComparisonTable
        {...comparison}
        choices={choices}
        origin={origin}
        linksOf={(side) => <SideLinks {...props} side={side} />}
      />
    </PostForm>
  )
}

/** Renders the preview of a merge. */
export const MergePage = (props: MergePageProps) => {
  const { current, target, comparison, formError, origin } = props
  const messages = useMessages()
  const { merge } = messages
  return (
    <Layout title={merge.pageTitle(incidentTitle(current.record, messages))} showsRecords unlisted>
      <h1>{merge.title}</h1>
      {comparison && <p>{merge.lead}</p>}
      {formError && <FormErrorNotice problem={formError.problem} />}
      {comparison?.problem && <MergeIssues problem={comparison.problem} />}
      {comparison ? (
        <MergeForm {...props} comparison={comparison} />
      ) : (
        <SideTitle side={current} origin={origin} />
      )}
      {'into' in target && (
        <>
          <h2>{comparison ? merge.another : merge.choose}</h2>
          <MergeTargetForm id={current.record.id} into={comparison ? '' : target.into} origin={origin} />
        </>
      )}
    </Layout>
  )
}
