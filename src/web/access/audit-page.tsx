/** Who did what when: commits and exports, newest first. For admins. */
import type { AuditEntry } from '../../store/audit.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Instant } from '../ui/date.tsx'
import { TitleLink } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { Pager } from '../ui/section.tsx'

export interface AuditPageProps {
  readonly entries: readonly AuditEntry[]
  /** Of whom alone the entries are. */
  readonly actor?: string | undefined
  readonly next?: string | undefined
}

const systemActors: Readonly<Record<string, string>> = {
  admin: 'first admin',
  public: 'the public',
  sitrep: 'Sitrep itself',
}

const actorName = ({ actor, name }: AuditEntry): string =>
  name ?? systemActors[actor] ?? (actor.startsWith('receipt:') ? 'somebody by receipt' : actor)

const columns: readonly Column<AuditEntry>[] = [
  { title: 'Commit', class: 'number', cell: ({ ordinal, commit }) => (ordinal === 0 ? commit : undefined) },
  { title: 'When', cell: ({ at }) => <Instant at={at} /> },
  {
    title: 'Who',
    cell: (entry) => (
      <TitleLink href={`/commits?${new URLSearchParams({ actor: entry.actor })}`} title={actorName(entry)} />
    ),
  },
  { title: 'What', cell: ({ kind }) => kind },
  { title: 'Records', class: 'number', cell: ({ rows }) => rows },
  {
    title: 'Why, or which file',
    dir: 'auto',
    cell: ({ reason, address }) => (address === null ? reason : <a href={address}>{address}</a>),
  },
]

export const AuditPage = ({ entries, actor, next }: AuditPageProps) => (
  <Layout
    title="Commits"
    activeHref="/commits"
    unlisted
    alternates={[{ type: 'application/json', href: '/commits.json', title: 'JSON' }]}
  >
    <h1>Commits</h1>
    <p class="lead">
      Every change, and every file that somebody with a token took, newest first. The same as{' '}
      <a href={`/commits.json${actor === undefined ? '' : `?${new URLSearchParams({ actor })}`}`}>JSON</a>.
    </p>
    {actor !== undefined && (
      <p>
        Of <code>{actor}</code> alone. <a href="/commits">Of everybody</a>
      </p>
    )}
    {entries.length === 0 ? (
      <p>There is none.</p>
    ) : (
      <DataTable label="Commits" columns={columns} rows={entries} />
    )}
    <Pager label="Pages of commits" links={[[next, 'Older', 'next']]} />
  </Layout>
)
