/** Who did what when: commits and exports, newest first. For admins. */
import type { AuditEntry } from '../../store/audit.ts'
import { Instant } from '../ui/date.tsx'
import { Layout } from '../ui/layout.tsx'
import { ScrollArea, Unstated } from '../ui/text.tsx'

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

const Row = ({ entry }: { entry: AuditEntry }) => {
  const { commit, n, at, actor, kind, rows, reason, address } = entry
  return (
    <tr>
      <td class="number">{n === 0 ? commit : <Unstated />}</td>
      <td>
        <Instant at={at} />
      </td>
      <td>
        <a href={`/commits?${new URLSearchParams({ actor })}`} dir="auto">
          {actorName(entry)}
        </a>
      </td>
      <td>{kind}</td>
      <td class="number">{rows}</td>
      <td dir="auto">{address === null ? (reason ?? <Unstated />) : <a href={address}>{address}</a>}</td>
    </tr>
  )
}

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
      <ScrollArea label="Commits">
        <table>
          <thead>
            <tr>
              {['Commit', 'When', 'Who', 'What', 'Records', 'Why, or which file'].map((title) => (
                <th scope="col">{title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Row entry={entry} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
    )}
    {next !== undefined && (
      <p>
        <a href={next} rel="next">
          Older
        </a>
      </p>
    )}
  </Layout>
)
