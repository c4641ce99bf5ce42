/** The page of one incident: everything that its record has. */
import type { Child } from 'hono/jsx'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { damageLevel, recordStatus } from '../../../../schemas/vocabularies.ts'
import { When } from '../../ui/date.tsx'
import { addressOf, inShort, kindOf, Place, titleOf } from '../../ui/incident-summary.tsx'
import { Layout } from '../../ui/layout.tsx'
import { SaidBy, type Sources } from '../../ui/source-key.tsx'
import { Term, termOf } from '../../ui/term.tsx'
import { Meta, Prose, Unknown } from '../../ui/text.tsx'
import { Actors, Targets } from './actors-targets.tsx'
import { CasualtiesSection } from './casualties.tsx'
import { Attributions, Claims } from './claims.tsx'
import { type Backlink, type Linked, Links } from './links.tsx'
import { About, Elsewhere, Warnings } from './metadata.tsx'
import { SourceList } from './sources.tsx'
import { Weapons } from './weapons.tsx'
import { KeyFacts, Places } from './when-where.tsx'

export interface RecordProps {
  readonly record: StoredIncident
  /** The incidents that are here, by what `links[].incident` says. */
  readonly linked: ReadonlyMap<string, Linked>
  readonly backlinks: readonly Backlink[]
  /** The desk of those who review it. */
  readonly desk?: Child
  /** Records that may be of the same event, for those who see it before it is published. */
  readonly twins?: Child
  /** Whether this is a version of the past. */
  readonly past?: boolean
}

/** What a reader must know first of a record that is not published. */
const Standing = ({ status }: { status: StoredIncident['status'] }) =>
  status === 'published' ? null : (
    <p class="notice">
      <strong>{termOf(recordStatus, status)?.label}.</strong> {termOf(recordStatus, status)?.definition}
    </p>
  )

const Heading = ({ record }: { record: StoredIncident }) => (
  <header class="title">
    <h1>
      <bdi>{titleOf(record)}</bdi>
    </h1>
    <Meta lead of={[<When date={record.date} />, <Place of={record} />, kindOf(record)]} />
    <Standing status={record.status} />
  </header>
)

const Summary = ({ text }: { text: string | undefined }) => (
  <section aria-labelledby="summary">
    <h2 id="summary">Summary</h2>
    {text === undefined ? (
      <p>
        <Unknown>No summary was written.</Unknown>
      </p>
    ) : (
      <Prose text={text} />
    )}
  </section>
)

const Damage = ({ of: damage, sources }: { of: NonNullable<StoredIncident['damage']>; sources: Sources }) => (
  <section aria-labelledby="damage">
    <h2 id="damage">Damage</h2>
    <p>
      {damage.level === undefined ? (
        <Unknown>not stated</Unknown>
      ) : (
        <Term of={damageLevel} code={damage.level} />
      )}
      . <SaidBy of={damage.source} sources={sources} />
    </p>
    {damage.note !== undefined && <Prose text={damage.note} />}
  </section>
)

const Notes = ({ text }: { text: string }) => (
  <section class="internal" aria-labelledby="notes">
    <h2 id="notes">Notes for the editors</h2>
    <Prose text={text} />
  </section>
)

/** What was used and done, as the sources tell it. */
const Event = ({ record }: { record: StoredIncident }) => {
  const { sources } = record
  return (
    <>
      {record.actors && <Actors actors={record.actors} />}
      {record.targets && <Targets targets={record.targets} sources={sources} />}
      {record.weapons && <Weapons weapons={record.weapons} sources={sources} />}
      <CasualtiesSection of={record.casualties} sources={sources} />
      {record.damage && <Damage of={record.damage} sources={sources} />}
      {record.claims && <Claims claims={record.claims} sources={sources} />}
      {record.attributions && <Attributions attributions={record.attributions} sources={sources} />}
    </>
  )
}

/** What a reader can do next: see the versions, say what is wrong. */
const Further = ({ record }: { record: StoredIncident }) => (
  <p>
    <a href={`${addressOf(record.id)}/history`}>History</a>
    {record.status === 'published' && (
      <>
        {' · '}
        <a href={`${addressOf(record.id)}/suggest`}>Suggest a correction</a>
      </>
    )}
  </p>
)

const Past = ({ record }: { record: StoredIncident }) => (
  <p class="notice">
    This is revision {record.revision}. <a href={addressOf(record.id)}>What stands now</a>
  </p>
)

export const RecordPage = ({ record, linked, backlinks, desk, twins, past = false }: RecordProps) => (
  <Layout
    title={titleOf(record)}
    description={inShort(record)}
    alternates={[{ type: 'application/json', href: `${addressOf(record.id)}.json` }]}
    unlisted={record.status !== 'published'}
  >
    <article class="record">
      <Heading record={record} />
      {past && <Past record={record} />}
      {desk}
      {twins}
      <KeyFacts record={record} />
      <Summary text={record.summary} />
      <Places record={record} />
      <Event record={record} />
      {(record.links ?? backlinks).length > 0 && (
        <Links links={record.links ?? []} linked={linked} backlinks={backlinks} sources={record.sources} />
      )}
      <SourceList sources={record.sources} />
      {record.external && <Elsewhere external={record.external} />}
      {record.notes !== undefined && <Notes text={record.notes} />}
      <Warnings warnings={record.warnings} />
      <About record={record} />
      <Further record={record} />
    </article>
  </Layout>
)
