/** The versions of an incident. */

import type { Child } from 'hono/jsx'
import { recordStatus } from '../../../schemas/vocabularies.ts'
import { Instant } from '../ui/date.tsx'
import { fieldTitles } from '../ui/diff-table.tsx'
import { incidentUrl } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { hrefOf } from '../ui/list-url.tsx'
import { labelOf } from '../ui/term.tsx'
import { ScrollArea, Unstated } from '../ui/text.tsx'

export interface VersionHead {
  readonly revision: number
  readonly commit: number
  readonly at: string
  readonly kind: string
  readonly status: string
  readonly reason: string | null
  readonly actor?: string
  readonly name?: string
}

export interface VersionEntry extends VersionHead {
  readonly changed: readonly string[]
}

/** What a version's commit did, in words. */
const actionLabels: Readonly<Record<string, string>> = {
  create: 'Filed',
  update: 'Edited',
  publish: 'Published',
  reject: 'Rejected',
  retract: 'Retracted',
  restore: 'Restored',
  merge: 'Merged',
  redact: 'Redacted',
}

export const actionLabel = (kind: string): string => actionLabels[kind] ?? kind

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

export interface HistoryPageProps {
  readonly id: string
  readonly title: string
  readonly versions: readonly VersionEntry[]
  /** The address of the next page. */
  readonly next?: string | undefined
  /** Whether the reader is told who made the versions. */
  readonly showActors: boolean
  /** The desk of a record that has no page of its own. */
  readonly reviewPanel?: Child
}

const VersionRow = ({
  id,
  version,
  before,
  named,
}: {
  id: string
  version: VersionEntry
  before?: VersionEntry | undefined
  named: boolean
}) => (
  <tr>
    <th scope="row">
      <a href={hrefOf(incidentUrl(id), [['commit', String(version.commit)]])}>Revision {version.revision}</a>
    </th>
    <td data-title="When">
      <Instant at={version.at} />
    </td>
    <td data-title="What">
      {actionLabel(version.kind)}
      {named && kindsWithStatus.includes(version.kind) && (
        <>, {labelOf(recordStatus, version.status).toLowerCase()}</>
      )}
    </td>
    {named && (
      <td data-title="Who">
        <bdi>{version.name ?? version.actor}</bdi>
      </td>
    )}
    <td data-title="Reason">{version.reason === null ? <Unstated /> : <bdi>{version.reason}</bdi>}</td>
    <td data-title="Changed">
      <ChangedFields titles={fieldTitles(version.changed)} />{' '}
      {before && (
        <a
          href={hrefOf(`${incidentUrl(id)}/history`, [
            ['from', String(before.revision)],
            ['to', String(version.revision)],
          ])}
        >
          Difference
        </a>
      )}
    </td>
  </tr>
)

const VersionTable = ({ id, versions, showActors }: HistoryPageProps) => (
  <ScrollArea label="Table of versions">
    <table class="incidents versions">
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col">When</th>
          <th scope="col">What</th>
          {showActors && <th scope="col">Who</th>}
          <th scope="col">Reason</th>
          <th scope="col">Changed</th>
        </tr>
      </thead>
      <tbody>
        {versions.map((version, i) => (
          <VersionRow id={id} version={version} before={versions[i - 1]} named={showActors} />
        ))}
      </tbody>
    </table>
  </ScrollArea>
)

const VersionSelect = ({
  name,
  label,
  versions,
  chosen,
}: {
  name: string
  label: string
  versions: readonly VersionHead[]
  chosen: number | undefined
}) => (
  <div class="field">
    <label for={`in-${name}`}>{label}</label>
    <select id={`in-${name}`} name={name}>
      {versions.map(({ revision, at }) => (
        <option value={String(revision)} selected={revision === chosen}>
          {`Revision ${revision}, ${at.slice(0, 10)}`}
        </option>
      ))}
    </select>
  </div>
)

const CompareForm = ({ id, versions }: Pick<HistoryPageProps, 'id' | 'versions'>) =>
  versions.length < 2 ? null : (
    <form class="filters" action={`${incidentUrl(id)}/history`} method="get">
      <div class="grid">
        <VersionSelect
          name="from"
          label="Difference from"
          versions={versions}
          chosen={versions[0]?.revision}
        />
        <VersionSelect name="to" label="to" versions={versions} chosen={versions.at(-1)?.revision} />
      </div>
      <button type="submit" class="primary">
        Show the difference
      </button>
    </form>
  )

/** What the record is called now, and the way to it. */
export const RecordTitle = ({ id, title }: { id: string; title: string }) => (
  <p class="lead">
    <a href={incidentUrl(id)} dir="auto">
      {title}
    </a>
  </p>
)

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
      <VersionTable {...props} />
      {next !== undefined && (
        <nav aria-label="Pages of the history" class="pages">
          <a href={next} rel="next">
            Later versions
          </a>
        </nav>
      )}
      <CompareForm id={id} versions={versions} />
    </Layout>
  )
}
