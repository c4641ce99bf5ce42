/** The comparison of two versions of an incident, with a form to revert to the first. */

import type { Comparison, VersionHead } from '../../services/incidents/history.ts'
import { ActorName } from '../ui/actor-name.tsx'
import { Instant } from '../ui/date.tsx'
import { type FormError, Panel } from '../ui/decision-form.tsx'
import { DiffTable } from '../ui/diff-table.tsx'
import { PostForm } from '../ui/field.tsx'
import { incidentUrl, RecordTitle } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { hrefOf } from '../ui/list-url.ts'
import { ReasonField } from '../ui/reason-fields.tsx'
import { Meta } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'

export interface ComparisonPageProps extends Comparison {
  readonly id: string
  readonly title: string
  /** The form to revert to the first version, for those who may: the current revision, and its last error. */
  readonly revert?: { readonly revision: number; readonly formError?: FormError | undefined } | undefined
}

type RevertFormProps = Pick<ComparisonPageProps, 'id' | 'from'> & NonNullable<ComparisonPageProps['revert']>

const VersionItem = ({ id, head }: { id: string; head: VersionHead }) => {
  const { common, history } = useMessages()
  return (
    <li>
      <a href={hrefOf(incidentUrl(id), [['commit', String(head.commit)]])}>
        {common.revision(head.revision)}
      </a>
      <Meta
        parts={[
          history.actions[head.kind],
          <Instant at={head.at} />,
          head.actor !== undefined && <ActorName actor={head.actor} name={head.name} />,
          head.reason !== null && <bdi>{head.reason}</bdi>,
        ]}
      />
    </li>
  )
}

const RevertForm = ({ id, from, revision, formError }: RevertFormProps) => {
  const { comparison } = useMessages()
  return (
    <Panel title={comparison.revertTitle(from.revision)} formError={formError}>
      <PostForm action={`${incidentUrl(id)}/revert`} hidden={{ version: from.revision, revision }}>
        <ReasonField
          reason={formError?.reason ?? comparison.revertReason(from.revision)}
          help={comparison.revertHelp}
        />
        <p class="buttons">
          <button type="submit">{comparison.revert}</button>
        </p>
      </PostForm>
    </Panel>
  )
}

/** Renders the comparison of two versions. */
export const ComparisonPage = ({ id, title, from, to, changes, revert }: ComparisonPageProps) => {
  const { comparison, common } = useMessages()
  return (
    <Layout
      title={comparison.pageTitle(title)}
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
      <h1>{comparison.title}</h1>
      <RecordTitle href={incidentUrl(id)} title={title} />
      <ul class="entries">
        <VersionItem id={id} head={from} />
        <VersionItem id={id} head={to} />
      </ul>
      <DiffTable
        changes={changes}
        beforeLabel={common.revision(from.revision)}
        afterLabel={common.revision(to.revision)}
      />
      {revert && <RevertForm id={id} from={from} {...revert} />}
      <p>
        <a href={`${incidentUrl(id)}/history`}>{comparison.all}</a>
      </p>
    </Layout>
  )
}
