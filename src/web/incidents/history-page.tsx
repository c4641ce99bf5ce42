/** The versions of an incident. */

import type { Child } from 'hono/jsx'
import { recordStatus } from '../../../schemas/vocabularies.ts'
import { Instant } from '../ui/date.tsx'
import { titlesOf } from '../ui/diff-table.tsx'
import { addressOf } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { hrefOf } from '../ui/list-url.tsx'
import { labelOf } from '../ui/term.tsx'
import { Scroll, Unstated } from '../ui/text.tsx'

export interface Head {
  readonly revision: number
  readonly commit: number
  readonly at: string
  readonly kind: string
  readonly status: string
  readonly reason: string | null
  readonly actor?: string
  readonly name?: string
}

export interface Listed extends Head {
  readonly changed: readonly string[]
}

/** What a version's commit did, in words. */
const acts: Readonly<Record<string, string>> = {
  create: 'Filed',
  update: 'Edited',
  publish: 'Published',
  reject: 'Rejected',
  retract: 'Retracted',
  restore: 'Restored',
  merge: 'Merged',
  redact: 'Redacted',
}

export const actOf = (kind: string): string => acts[kind] ?? kind

/** Acts that do not tell the status that they leave. */
const unmoved: readonly string[] = ['create', 'update', 'restore']

const mostTitles = 8

const Changed = ({ titles }: { titles: readonly string[] }) =>
  titles.length === 0 ? (
    <Unstated />
  ) : (
    <>
      {titles.slice(0, mostTitles).join(', ')}
      {titles.length > mostTitles && ` and ${titles.length - mostTitles} more`}
    </>
  )

export interface HistoryProps {
  readonly id: string
  readonly title: string
  readonly versions: readonly Listed[]
  /** The address of the next page. */
  readonly next?: string | undefined
  /** Whether the reader is told who made the versions. */
  readonly named: boolean
  /** The desk of a record that has no page of its own. */
  readonly desk?: Child
}

const Row = ({
  id,
  version,
  before,
  named,
}: {
  id: string
  version: Listed
  before?: Listed | undefined
  named: boolean
}) => (
  <tr>
    <th scope="row">
      <a href={hrefOf(addressOf(id), [['commit', String(version.commit)]])}>Revision {version.revision}</a>
    </th>
    <td data-title="When">
      <Instant at={version.at} />
    </td>
    <td data-title="What">
      {actOf(version.kind)}
      {named && unmoved.includes(version.kind) && (
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
      <Changed titles={titlesOf(version.changed)} />{' '}
      {before && (
        <a
          href={hrefOf(`${addressOf(id)}/history`, [
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

const Versions = ({ id, versions, named }: HistoryProps) => (
  <Scroll label="Table of versions">
    <table class="incidents versions">
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col">When</th>
          <th scope="col">What</th>
          {named && <th scope="col">Who</th>}
          <th scope="col">Reason</th>
          <th scope="col">Changed</th>
        </tr>
      </thead>
      <tbody>
        {versions.map((version, i) => (
          <Row id={id} version={version} before={versions[i - 1]} named={named} />
        ))}
      </tbody>
    </table>
  </Scroll>
)

const Choice = ({
  name,
  label,
  versions,
  chosen,
}: {
  name: string
  label: string
  versions: readonly Head[]
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

const Compare = ({ id, versions }: Pick<HistoryProps, 'id' | 'versions'>) =>
  versions.length < 2 ? null : (
    <form class="filters" action={`${addressOf(id)}/history`} method="get">
      <div class="grid">
        <Choice name="from" label="Difference from" versions={versions} chosen={versions[0]?.revision} />
        <Choice name="to" label="to" versions={versions} chosen={versions.at(-1)?.revision} />
      </div>
      <button type="submit" class="primary">
        Show the difference
      </button>
    </form>
  )

/** What the record is called now, and the way to it. */
export const Title = ({ id, title }: { id: string; title: string }) => (
  <p class="lead">
    <a href={addressOf(id)} dir="auto">
      {title}
    </a>
  </p>
)

export const HistoryPage = (props: HistoryProps) => {
  const { id, title, versions, next, named, desk } = props
  return (
    <Layout
      title={`History: ${title}`}
      alternates={[{ type: 'application/json', href: `${addressOf(id)}/history.json` }]}
      unlisted
    >
      <h1>History</h1>
      <Title id={id} title={title} />
      {desk}
      {!named && <p>It begins when the record was first published, and names nobody.</p>}
      <Versions {...props} />
      {next !== undefined && (
        <nav aria-label="Pages of the history" class="pages">
          <a href={next} rel="next">
            Later versions
          </a>
        </nav>
      )}
      <Compare id={id} versions={versions} />
    </Layout>
  )
}
