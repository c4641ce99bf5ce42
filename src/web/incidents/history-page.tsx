/** The versions of an incident. */

import type { Child } from 'hono/jsx'
import { recordStatus } from '../../../schemas/vocabularies.ts'
import type { Messages } from '../../messages/messages.ts'
import type { History } from '../../services/incidents/history.ts'
import { ActorName } from '../ui/actor-name.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { formatDay, Instant } from '../ui/date.tsx'
import { Field, Options } from '../ui/field.tsx'
import { incidentUrl, RecordTitle } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { hrefOf } from '../ui/list-url.ts'
import { fieldTitles } from '../ui/path-title.ts'
import { Pager } from '../ui/section.tsx'
import { wordForCode } from '../ui/term.tsx'
import { Unstated } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'

/** Actions after which the status is not obvious. */
const kindsWithStatus: readonly string[] = ['create', 'update', 'restore']

const maxTitles = 8

const ChangedFields = ({ titles }: { titles: readonly string[] }) =>
  titles.length === 0 ? (
    <Unstated />
  ) : (
    <>
      {titles.slice(0, maxTitles).join(useMessages().common.separator)}
      {titles.length > maxTitles && useMessages().history.more(titles.length - maxTitles)}
    </>
  )

type HistoryVersion = History['versions'][number]

export interface HistoryPageProps {
  readonly id: string
  readonly title: string
  readonly versions: readonly HistoryVersion[]
  /** The address of the next page. */
  readonly next?: string | undefined
  /** Whether the reader may see who made the versions. */
  readonly showActors: boolean
  /** The review panel of a record that has no page of its own. */
  readonly reviewPanel?: Child
}

const columnsOf = (
  { id, versions, showActors }: HistoryPageProps,
  messages: Messages,
): readonly Column<HistoryVersion>[] => {
  const { common, history } = messages
  return [
    {
      title: history.revision,
      isRowHeading: true,
      cell: ({ commit, revision }) => (
        <a href={hrefOf(incidentUrl(id), [['commit', String(commit)]])}>{common.revision(revision)}</a>
      ),
    },
    { title: history.when, cell: ({ at }) => <Instant at={at} /> },
    {
      title: history.what,
      cell: ({ kind, status }) =>
        showActors && kindsWithStatus.includes(kind)
          ? history.withStatus(history.actions[kind], wordForCode(recordStatus, status, messages))
          : history.actions[kind],
    },
    ...(showActors ? [actorColumn(history.who)] : []),
    { title: common.fields.reason, cell: ({ reason }) => (reason !== null ? <bdi>{reason}</bdi> : reason) },
    {
      title: history.changed,
      cell: ({ changed, revision }, i) => (
        <>
          <ChangedFields titles={fieldTitles(changed, messages)} />{' '}
          {i > 0 && <a href={comparisonUrl(id, versions[i - 1]?.revision, revision)}>{history.compare}</a>}
        </>
      ),
    },
  ]
}

const actorColumn = (title: string): Column<HistoryVersion> => ({
  title,
  cell: ({ name, actor = '' }) => <ActorName actor={actor} name={name} />,
})

const comparisonUrl = (id: string, from: number | undefined, to: number): string =>
  hrefOf(`${incidentUrl(id)}/history`, [
    ['from', String(from)],
    ['to', String(to)],
  ])

const CompareForm = ({ id, versions }: Pick<HistoryPageProps, 'id' | 'versions'>) => {
  const messages = useMessages()
  const { history } = messages
  const choices = versions.map(({ revision, at }) => ({
    code: String(revision),
    label: history.choice(revision, formatDay(at, messages)),
  }))
  return versions.length < 2 ? null : (
    <form class="filters" action={`${incidentUrl(id)}/history`} method="get">
      <div class="grid">
        <Field as="select" id="in-from" label={history.from} name="from">
          <Options choices={choices} value={choices[0]?.code} />
        </Field>
        <Field as="select" id="in-to" label={history.to} name="to">
          <Options choices={choices} value={choices.at(-1)?.code} />
        </Field>
      </div>
      <button type="submit" class="primary">
        {history.show}
      </button>
    </form>
  )
}

/** Renders the history of a record. */
export const HistoryPage = (props: HistoryPageProps) => {
  const { id, title, versions, next, showActors, reviewPanel } = props
  const messages = useMessages()
  const { history } = messages
  return (
    <Layout
      title={history.pageTitle(title)}
      alternates={[{ type: 'application/json', href: `${incidentUrl(id)}/history.json` }]}
      unlisted
    >
      <h1>{history.title}</h1>
      <RecordTitle href={incidentUrl(id)} title={title} />
      {reviewPanel}
      {!showActors && <p>{history.publicNote}</p>}
      <DataTable
        label={history.table}
        class="incidents versions"
        columns={columnsOf(props, messages)}
        rows={versions}
      />
      <Pager label={history.pages} links={[[next, history.later, 'next']]} />
      <CompareForm id={id} versions={versions} />
    </Layout>
  )
}
