/** The audit for admins: commits and downloads, newest first. */
import type { Messages } from '../../messages/messages.ts'
import type { AuditEntry } from '../../store/audit.ts'
import { ActorName } from '../ui/actor-name.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Instant } from '../ui/date.tsx'
import { Layout } from '../ui/layout.tsx'
import { Pager } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'

export interface AuditPageProps {
  readonly entries: readonly AuditEntry[]
  /** The id of the only actor whose entries are shown, and the name of its token. */
  readonly actor?: string | undefined
  readonly name?: string | undefined
  readonly next?: string | undefined
}

const columnsOf = (audit: Messages['audit']): readonly Column<AuditEntry>[] => [
  {
    title: audit.commit,
    class: 'number',
    cell: ({ ordinal, commit }) => (ordinal === 0 ? commit : undefined),
  },
  { title: audit.when, cell: ({ at }) => <Instant at={at} /> },
  {
    title: audit.who,
    cell: ({ actor, name }) => (
      <a href={`/commits?${new URLSearchParams({ actor })}`}>
        <ActorName actor={actor} name={name} />
      </a>
    ),
  },
  { title: audit.what, cell: ({ kind }) => audit.kinds[kind] ?? <bdi>{kind}</bdi> },
  { title: audit.records, class: 'number', cell: ({ rows }) => rows },
  {
    title: audit.why,
    dir: 'auto',
    cell: ({ reason, address }) => (address === null ? reason : <a href={address}>{address}</a>),
  },
]

/** Renders a page of the audit. */
export const AuditPage = ({ entries, actor, name, next }: AuditPageProps) => {
  const { audit, common } = useMessages()
  const jsonUrl = `/commits.json${actor === undefined ? '' : `?${new URLSearchParams({ actor })}`}`
  return (
    <Layout
      title={audit.title}
      activeHref="/admin"
      unlisted
      alternates={[{ type: 'application/json', href: '/commits.json', title: common.json }]}
    >
      <h1>{audit.title}</h1>
      <p class="lead">
        {audit.lead((words) => (
          <a href={jsonUrl}>{words}</a>
        ))}
      </p>
      {actor !== undefined && (
        <p>
          {audit.only(<ActorName actor={actor} name={name} />)} <a href="/commits">{audit.everyone}</a>
        </p>
      )}
      {entries.length === 0 ? (
        <p>{audit.none}</p>
      ) : (
        <DataTable label={audit.table} columns={columnsOf(audit)} rows={entries} />
      )}
      <Pager label={audit.pages} links={[[next, audit.older, 'next']]} />
    </Layout>
  )
}
