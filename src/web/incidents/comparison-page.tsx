/** What differs between two versions of an incident, and the way back to the first of them. */
import type { Comparison, VersionHead } from '../../services/incidents/history.ts'
import { Instant } from '../ui/date.tsx'
import { type FormError, Panel, ReasonField } from '../ui/decision-form.tsx'
import { DiffTable } from '../ui/diff-table.tsx'
import { PostForm } from '../ui/field.tsx'
import { incidentUrl, RecordTitle } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { hrefOf } from '../ui/list-url.ts'
import { Meta } from '../ui/text.tsx'
import { actionLabels } from './history-page.tsx'

export interface ComparisonPageProps extends Comparison {
  readonly id: string
  readonly title: string
  /** For those who may revert to the first version: the current revision, and why they could not. */
  readonly revert?: { readonly revision: number; readonly formError?: FormError | undefined } | undefined
}

type RevertFormProps = Pick<ComparisonPageProps, 'id' | 'from'> & NonNullable<ComparisonPageProps['revert']>

const VersionItem = ({ id, head }: { id: string; head: VersionHead }) => (
  <li>
    <a href={hrefOf(incidentUrl(id), [['commit', String(head.commit)]])}>Revision {head.revision}</a>
    <Meta
      parts={[
        actionLabels[head.kind],
        <Instant at={head.at} />,
        head.actor !== undefined && <bdi>{head.name ?? head.actor}</bdi>,
        head.reason !== null && <bdi>{head.reason}</bdi>,
      ]}
    />
  </li>
)

const RevertForm = ({ id, from, revision, formError }: RevertFormProps) => (
  <Panel title={`Revert to revision ${from.revision}`} formError={formError}>
    <PostForm action={`${incidentUrl(id)}/revert`} hidden={{ version: from.revision, revision }}>
      <ReasonField
        reason={formError?.reason}
        help="What it states becomes the next revision; all versions stay. Everybody sees the reason."
      />
      <p class="buttons">
        <button type="submit">Revert</button>
      </p>
    </PostForm>
  </Panel>
)

export const ComparisonPage = ({ id, title, from, to, changes, revert }: ComparisonPageProps) => (
  <Layout
    title={`Difference: ${title}`}
    alternates={[
      {
        type: 'application/json',
        href: hrefOf(`${incidentUrl(id)}/history.json`, [
          ['from', String(from.revision)],
          ['to', String(to.revision)],
        ]),
      },
    ]}
    unlisted
  >
    <h1>Difference</h1>
    <RecordTitle id={id} title={title} />
    <ul class="entries">
      <VersionItem id={id} head={from} />
      <VersionItem id={id} head={to} />
    </ul>
    <DiffTable
      changes={changes}
      beforeLabel={`Revision ${from.revision}`}
      afterLabel={`Revision ${to.revision}`}
    />
    {revert && <RevertForm id={id} from={from} {...revert} />}
    <p>
      <a href={`${incidentUrl(id)}/history`}>All versions</a>
    </p>
  </Layout>
)
