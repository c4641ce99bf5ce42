/** The versions of an incident. */

import type { Child } from 'hono/jsx'
import { recordStatus } from '../../../schemas/vocabularies.ts'
import type { History, HistoryKind } from '../../services/incidents/history.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Instant } from '../ui/date.tsx'
import { fieldTitles } from '../ui/diff-table.tsx'
import { Field, Options } from '../ui/field.tsx'
import { incidentUrl, RecordTitle } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { hrefOf } from '../ui/list-url.ts'
import { Pager } from '../ui/section.tsx'
import { labelOf } from '../ui/term.tsx'
import { Unstated } from '../ui/text.tsx'

/** What a version's commit did, in words. */
export const actionLabels: Readonly<Record<HistoryKind, string>> = {
  create: 'Filed',
  update: 'Edited',
  publish: 'Published',
  reject: 'Rejected',
  retract: 'Retracted',
  restore: 'Restored',
  merge: 'Merged',
  redact: 'Redacted',
}

/** Acts that do not tell the status that they leave. */
const kindsWithStatus: readonly string[] = ['create', 'update', 'restore']

const maxTitles = 8

const ChangedFields = ({ titles }: { titles: readonly string[] }) =>
  titles.length === 0 ? (
    <Unstated />
  ) : (
    <>
      {titles.slice(0, maxTitles).join(', ')}
      {titles.length > maxTitles && ` and ${titles.length - maxTitles} more`}
    </>
  )

type HistoryVersion = History['versions'][number]

export interface HistoryPageProps {
  readonly id: string
  readonly title: string
  readonly versions: readonly HistoryVersion[]
  /** The address of the next page. */
  readonly next?: string | undefined
  /** Whether the reader is told who made the versions. */
  readonly showActors: boolean
  /** The desk of a record that has no page of its own. */
  readonly reviewPanel?: Child
}

const columnsOf = ({ id, versions, showActors }: HistoryPageProps): readonly Column<HistoryVersion>[] => [
  {
    title: 'Version',
    isRowHeading: true,
    cell: ({ commit, revision }) => (
      <a href={hrefOf(incidentUrl(id), [['commit', String(commit)]])}>Revision {revision}</a>
    ),
  },
  { title: 'When', cell: ({ at }) => <Instant at={at} /> },
  {
    title: 'What',
    cell: ({ kind, status }) =>
      showActors && kindsWithStatus.includes(kind)
        ? `${actionLabels[kind]}, ${labelOf(recordStatus, status).toLowerCase()}`
        : actionLabels[kind],
  },
  ...(showActors ? [actorColumn] : []),
  { title: 'Reason', cell: ({ reason }) => (reason !== null ? <bdi>{reason}</bdi> : reason) },
  {
    title: 'Changed',
    cell: ({ changed, revision }, i) => (
      <>
        <ChangedFields titles={fieldTitles(changed)} />{' '}
        {i > 0 && <a href={comparisonUrl(id, versions[i - 1]?.revision, revision)}>Difference</a>}
      </>
    ),
  },
]

const actorColumn: Column<HistoryVersion> = {
  title: 'Who',
  cell: ({ name, actor }) => <bdi>{name ?? actor}</bdi>,
}

const comparisonUrl = (id: string, from: number | undefined, to: number): string =>
  hrefOf(`${incidentUrl(id)}/history`, [
    ['from', String(from)],
    ['to', String(to)],
  ])

const CompareForm = ({ id, versions }: Pick<HistoryPageProps, 'id' | 'versions'>) => {
  const choices = versions.map(({ revision, at }) => ({
    code: String(revision),
    label: `Revision ${revision}, ${at.slice(0, 10)}`,
  }))
  return versions.length < 2 ? null : (
    <form class="filters" action={`${incidentUrl(id)}/history`} method="get">
      <div class="grid">
        <Field as="select" id="in-from" label="Difference from" name="from">
          <Options choices={choices} value={choices[0]?.code} />
        </Field>
        <Field as="select" id="in-to" label="to" name="to">
          <Options choices={choices} value={choices.at(-1)?.code} />
        </Field>
      </div>
      <button type="submit" class="primary">
        Show the difference
      </button>
    </form>
  )
}

export const HistoryPage = (props: HistoryPageProps) => {
  const { id, title, versions, next, showActors, reviewPanel } = props
  return (
    <Layout
      title={`History: ${title}`}
      alternates={[{ type: 'application/json', href: `${incidentUrl(id)}/history.json` }]}
      unlisted
    >
      <h1>History</h1>
      <RecordTitle id={id} title={title} />
      {reviewPanel}
      {!showActors && <p>It begins when the record was first published, and names nobody.</p>}
      <DataTable
        label="Table of versions"
        class="incidents versions"
        columns={columnsOf(props)}
        rows={versions}
      />
      <Pager label="Pages of the history" links={[[next, 'Later versions', 'next']]} />
      <CompareForm id={id} versions={versions} />
    </Layout>
  )
}
