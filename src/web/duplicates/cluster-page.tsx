/** The preview of a merge of several records, with the values to choose. */
import type { Incident } from '../../../schemas/incident.ts'
import type { Problem } from '../../problems.ts'
import type { ClusterChoice } from '../../record/duplicates/merge-cluster.ts'
import type { ChoicesById } from '../../services/duplicates/merge-cluster.ts'
import { type FormError, FormErrorNotice } from '../ui/decision-form.tsx'
import { Key, PostForm } from '../ui/field.tsx'
import { incidentUrl } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { ReasonField } from '../ui/reason-fields.tsx'
import { Section } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { ClusterTable } from './cluster-table.tsx'
import { clusterUrl } from './cluster-url.ts'
import { type MergeOrigin, originFields } from './merge-origin.ts'
import { MergeIssues } from './merge-page.tsx'
import { type MergeSide, SideTitle } from './merge-table.tsx'

export interface ClusterComparison {
  readonly others: readonly MergeSide[]
  readonly result: Incident
  readonly differences: readonly ClusterChoice[]
  /** Why the result would not be valid. */
  readonly problem?: Problem | undefined
}

export interface ClusterPageProps {
  readonly survivor: MergeSide
  /** Undefined if the records cannot be compared. */
  readonly comparison?: ClusterComparison | undefined
  /** The chosen values by pointer, and the reason, as typed. */
  readonly choices?: ChoicesById | undefined
  readonly reason?: string | undefined
  readonly formError?: FormError | undefined
  readonly origin?: MergeOrigin | undefined
}

interface FormProps extends ClusterPageProps {
  readonly comparison: ClusterComparison
}

/** Renders links that keep another record, or leave one out. */
const SideLinks = ({ side, survivor, comparison, origin }: FormProps & { side: MergeSide }) => {
  const { cluster } = useMessages()
  const rest = comparison.others.filter((each) => each !== side).map(({ record }) => record.id)
  const [kept, id] = [survivor.record, side.record.id]
  const canKeep = kept.status !== 'published' || side.record.status === 'published'
  return (
    <p class="help">
      {canKeep && <a href={clusterUrl(id, [kept.id, ...rest], origin)}>{cluster.keep}</a>}{' '}
      {rest.length > 0 && <a href={clusterUrl(kept.id, rest, origin)}>{cluster.leaveOut}</a>}
    </p>
  )
}

/** Renders the form with the values to choose. A result that is not valid can be shown again, and not merged. */
const ClusterForm = (props: FormProps) => {
  const { survivor, comparison, choices, formError, reason, origin } = props
  const { cluster, merge, desk } = useMessages()
  const { others, problem, ...table } = comparison
  const revisions = others.map(({ record: { id, revision } }) => [id, String(revision)])
  return (
    <PostForm
      action={`${incidentUrl(survivor.record.id)}/merge-from`}
      hidden={{
        revision: survivor.record.revision,
        from: others.map(({ record }) => record.id).join(' '),
        _revisions: new URLSearchParams(revisions).toString(),
        ...originFields(origin),
      }}
    >
      <Section class="internal desk" id="confirm" title={merge.confirm}>
        <ReasonField reason={formError?.reason ?? reason ?? cluster.reason} help={cluster.reasonHelp} />
        <p class="buttons">
          {!problem && (
            <button type="submit" class="primary" autofocus accesskey="1">
              {cluster.button(others.length)} <Key of="1" />
            </button>
          )}
          <button type="submit" name="_preview" value="1" accesskey="2">
            {merge.preview} <Key of="2" />
          </button>
        </p>
      </Section>
      <p>
        {cluster.chooseHelp} {desk.keys}
      </p>
      <ClusterTable
        {...table}
        survivor={survivor}
        others={others}
        choices={choices}
        origin={origin}
        linksOf={(side) => <SideLinks {...props} side={side} />}
      />
    </PostForm>
  )
}

/** Renders the preview of a merge of several records. */
export const ClusterPage = (props: ClusterPageProps) => {
  const { survivor, comparison, formError } = props
  const { cluster } = useMessages()
  return (
    <Layout title={cluster.title} showsRecords unlisted>
      <h1>{cluster.title}</h1>
      <p>{cluster.lead}</p>
      {formError && <FormErrorNotice problem={formError.problem} />}
      {comparison?.problem && <MergeIssues problem={comparison.problem} />}
      {comparison ? (
        <ClusterForm {...props} comparison={comparison} />
      ) : (
        <SideTitle side={survivor} origin={props.origin} />
      )}
    </Layout>
  )
}
