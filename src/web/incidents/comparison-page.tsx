/** What differs between two versions of an incident, and the way back to the first of them. */
import type { Change } from '../../record/diff.ts'
import { Instant } from '../ui/date.tsx'
import { DeskFrame, ReasonField, Refusal, type Refused } from '../ui/decision-form.tsx'
import { DifferenceTable } from '../ui/diff-table.tsx'
import { addressOf } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { hrefOf } from '../ui/list-url.tsx'
import { Meta } from '../ui/text.tsx'
import { CsrfField } from '../ui/viewer.tsx'
import { actOf, type Head, Title } from './history-page.tsx'

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
        head.actor !== undefined && <bdi>{head.name ?? head.actor}</bdi>,
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
