/** The page of one incident: everything that its record has. */

import type { Child } from 'hono/jsx'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { damageLevel, recordStatus } from '../../../../schemas/vocabularies.ts'
import { EventDate } from '../../ui/date.tsx'
import { incidentSummary, incidentTitle, incidentUrl, kindLabel, Place } from '../../ui/incident-summary.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Section } from '../../ui/section.tsx'
import { AccordingTo, type Sources } from '../../ui/source-key.tsx'
import { Term, termOf } from '../../ui/term.tsx'
import { Meta, Paragraphs, Unknown } from '../../ui/text.tsx'
import { Actors, Targets } from './actors-targets.tsx'
import { CasualtiesSection } from './casualties.tsx'
import { Attributions, Claims } from './claims.tsx'
import { Links, type LinksProps } from './links.tsx'
import { ExternalRow, Metadata, Warnings } from './metadata.tsx'
import { SourceList } from './sources.tsx'
import { Weapons } from './weapons.tsx'
import { Places, WhenWhere } from './when-where.tsx'

export interface IncidentPageProps extends Pick<LinksProps, 'targets' | 'backlinks'> {
  readonly record: StoredIncident
  /** The desk of those who review it. */
  readonly editorTools?: Child
  /** Records that may be of the same event, for those who see it before it is published. */
  readonly duplicates?: Child
  /** Whether this is a version of the past. */
  readonly isPast?: boolean
}

/** What a reader must know first of a record that is not published. */
const StatusNotice = ({ status }: { status: StoredIncident['status'] }) =>
  status === 'published' ? null : (
    <p class="notice">
      <strong>{termOf(recordStatus, status)?.label}.</strong> {termOf(recordStatus, status)?.definition}
    </p>
  )

const Heading = ({ record }: { record: StoredIncident }) => (
  <header class="title">
    <h1>
      <bdi>{incidentTitle(record)}</bdi>
    </h1>
    <Meta lead parts={[<EventDate date={record.date} />, <Place record={record} />, kindLabel(record)]} />
    <StatusNotice status={record.status} />
  </header>
)

const Summary = ({ text }: { text: string | undefined }) => (
  <Section id="summary" title="Summary">
    {text === undefined ? (
      <p>
        <Unknown>No summary was written.</Unknown>
      </p>
    ) : (
      <Paragraphs text={text} />
    )}
  </Section>
)

const Damage = ({ damage, sources }: { damage: NonNullable<StoredIncident['damage']>; sources: Sources }) => (
  <Section id="damage" title="Damage">
    <p>
      {damage.level ? <Term vocabulary={damageLevel} code={damage.level} /> : <Unknown>not stated</Unknown>}.{' '}
      <AccordingTo source={damage.source} sources={sources} />
    </p>
    {damage.note !== undefined && <Paragraphs text={damage.note} />}
  </Section>
)

const Notes = ({ text }: { text: string }) => (
  <Section id="notes" title="Notes for the editors" class="internal">
    <Paragraphs text={text} />
  </Section>
)

/** What was used and done, as the sources tell it. */
const EventSections = ({ record }: { record: StoredIncident }) => {
  const { sources } = record
  return (
    <>
      {record.actors && <Actors actors={record.actors} />}
      {record.targets && <Targets targets={record.targets} sources={sources} />}
      {record.weapons && <Weapons weapons={record.weapons} sources={sources} />}
      <CasualtiesSection casualties={record.casualties} sources={sources} />
      {record.damage && <Damage damage={record.damage} sources={sources} />}
      {record.claims && <Claims claims={record.claims} sources={sources} />}
      {record.attributions && <Attributions attributions={record.attributions} sources={sources} />}
    </>
  )
}

/** What a reader can do next: see the versions, say what is wrong. */
const NextLinks = ({ record }: { record: StoredIncident }) => (
  <p>
    <a href={`${incidentUrl(record.id)}/history`}>History</a>
    {record.status === 'published' && (
      <>
        {' · '}
        <a href={`${incidentUrl(record.id)}/suggest`}>Suggest a correction</a>
      </>
    )}
  </p>
)

const PastNotice = ({ record }: { record: StoredIncident }) => (
  <p class="notice">
    This is revision {record.revision}. <a href={incidentUrl(record.id)}>What stands now</a>
  </p>
)

export const IncidentPage = ({
  record,
  targets,
  backlinks,
  editorTools,
  duplicates,
  isPast = false,
}: IncidentPageProps) => (
  <Layout
    title={incidentTitle(record)}
    description={incidentSummary(record)}
    alternates={[{ type: 'application/json', href: `${incidentUrl(record.id)}.json` }]}
    unlisted={record.status !== 'published'}
  >
    <article class="record">
      <Heading record={record} />
      {isPast && <PastNotice record={record} />}
      {editorTools}
      {duplicates}
      <WhenWhere record={record} />
      <Summary text={record.summary} />
      <Places record={record} />
      <EventSections record={record} />
      {(record.links ?? backlinks).length > 0 && (
        <Links links={record.links ?? []} targets={targets} backlinks={backlinks} sources={record.sources} />
      )}
      <SourceList sources={record.sources} />
      {record.external && <ExternalRow external={record.external} />}
      {record.notes !== undefined && <Notes text={record.notes} />}
      <Warnings warnings={record.warnings} />
      <Metadata record={record} />
      <NextLinks record={record} />
    </article>
  </Layout>
)
