/** The versions of an incident, and what differs between two of them. */

import type { Child } from 'hono/jsx'
import { recordStatus } from '../../schemas/codes.ts'
import type { Change } from '../derive/difference.ts'
import { hrefOf } from './address.tsx'
import { DeskFrame, ReasonField, Refusal, type Refused } from './desk-parts.tsx'
import { DifferenceTable, titlesOf } from './difference.tsx'
import { addressOf } from './incident.tsx'
import { Layout } from './layout.tsx'
import { Meta, Scroll, Unstated } from './prose.tsx'
import { CsrfField } from './viewer.tsx'
import { labelOf } from './vocabulary.tsx'
import { Instant } from './when.tsx'

export interface Head {
  readonly revision: number
  readonly commit: number
  readonly at: string
  readonly kind: string
  readonly status: string
  readonly reason: string | null
  readonly actor?: string
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
      {named && <> · {labelOf(recordStatus, version.status)}</>}
    </td>
    {named && (
      <td data-title="Who">
        <bdi>{version.actor}</bdi>
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
    <table class="incidents">
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

const Title = ({ id, title }: { id: string; title: string }) => (
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

export interface ComparisonProps {
  readonly id: string
  readonly title: string
  readonly from: Head
  readonly to: Head
  readonly changes: readonly Change[]
  /** For those who may bring the first version back: the current revision, and why they could not. */
  readonly back?: { readonly revision: number; readonly refused?: Refused | undefined } | undefined
}

const Version = ({ id, head }: { id: string; head: Head }) => (
  <li>
    <a href={hrefOf(addressOf(id), [['commit', String(head.commit)]])}>Revision {head.revision}</a>
    <Meta
      of={[
        actOf(head.kind),
        <Instant at={head.at} />,
        head.actor !== undefined && <bdi>{head.actor}</bdi>,
        head.reason !== null && <bdi>{head.reason}</bdi>,
      ]}
    />
  </li>
)

const Back = ({
  id,
  from,
  revision,
  refused,
}: { id: string; from: Head } & NonNullable<ComparisonProps['back']>) => (
  <DeskFrame title={`Bring back revision ${from.revision}`}>
    {refused && <Refusal of={refused.problem} />}
    <form action={`${addressOf(id)}/bring-back`} method="post">
      <CsrfField />
      <input type="hidden" name="version" value={String(from.revision)} />
      <input type="hidden" name="revision" value={String(revision)} />
      <ReasonField
        reason={refused?.reason}
        help="What it states becomes the next revision; all versions stay. Everybody sees the reason."
      />
      <p class="buttons">
        <button type="submit">Bring it back</button>
      </p>
    </form>
  </DeskFrame>
)

export const ComparisonPage = ({ id, title, from, to, changes, back }: ComparisonProps) => (
  <Layout
    title={`Difference: ${title}`}
    alternates={[
      {
        type: 'application/json',
        href: hrefOf(`${addressOf(id)}/history.json`, [
          ['from', String(from.revision)],
          ['to', String(to.revision)],
        ]),
      },
    ]}
    unlisted
  >
    <h1>Difference</h1>
    <Title id={id} title={title} />
    <ul class="entries">
      <Version id={id} head={from} />
      <Version id={id} head={to} />
    </ul>
    <DifferenceTable
      changes={changes}
      before={`Revision ${from.revision}`}
      after={`Revision ${to.revision}`}
    />
    {back && <Back id={id} from={from} {...back} />}
    <p>
      <a href={`${addressOf(id)}/history`}>All versions</a>
    </p>
  </Layout>
)
