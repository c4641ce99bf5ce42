/** The page of one incident: its complete record. */

import type { Child } from 'hono/jsx'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { damageLevel, recordStatus } from '../../../../schemas/vocabularies.ts'
import type { DatasetFacts } from '../../../record/citation/citation-data.ts'
import { RecordCitation } from '../../downloads/record-citation.tsx'
import { EventDate } from '../../ui/date.tsx'
import { incidentSummary, incidentTitle, incidentUrl, kindLabel, Place } from '../../ui/incident-summary.tsx'
import { Layout } from '../../ui/layout.tsx'
import { SavedNotice } from '../../ui/saved-notice.tsx'
import { Section } from '../../ui/section.tsx'
import { AccordingTo, type Sources } from '../../ui/source-key.tsx'
import { findTerm, Term } from '../../ui/term.tsx'
import { Meta, Paragraphs, Unknown } from '../../ui/text.tsx'
import { useMessages } from '../../ui/viewer.tsx'
import type { ShownWarning } from '../../ui/warnings.tsx'
import { Actors, Targets } from './actors-targets.tsx'
import { CasualtiesSection } from './casualties.tsx'
import { ClaimsAttributions } from './claims.tsx'
import { KeyFacts } from './key-facts.tsx'
import { Links, type LinksProps } from './links.tsx'
import { ExternalRow, Metadata, Warnings } from './metadata.tsx'
import { Places } from './places.tsx'
import { RecordLinks, type RecordLinksProps } from './record-links.tsx'
import { SourceList } from './sources.tsx'
import { Weapons } from './weapons.tsx'

export interface IncidentPageProps extends RecordLinksProps, Pick<LinksProps, 'targets' | 'backlinks'> {
  readonly dataset: DatasetFacts
  readonly warnings: readonly ShownWarning[]
  /** What the reader must know first. */
  readonly notice?: Child
  /** Whether the panel comes before the facts, for a decision that was begun. */
  readonly hasToolsFirst?: boolean
  /** The questions to the reader who filed the record. */
  readonly questions?: Child
  /** Possible duplicates, for those who see the record before it is published. */
  readonly duplicates?: Child
  /** Whether this is an earlier version. */
  readonly isPast?: boolean
}

/** Renders the status of a record that is not published. */
const StatusNotice = ({ status }: { status: StoredIncident['status'] }) => {
  const { translate } = useMessages()
  const term = findTerm(recordStatus, status)
  return status === 'published' || term === undefined ? null : (
    <p class="notice">
      <strong>{translate(term.label)}.</strong> {translate(term.definition)}
    </p>
  )
}

const Heading = ({ record }: { record: StoredIncident }) => {
  const messages = useMessages()
  return (
    <header class="title">
      <h1>
        <bdi>{incidentTitle(record, messages)}</bdi>
      </h1>
      <Meta
        lead
        parts={[<EventDate date={record.date} />, <Place record={record} />, kindLabel(record, messages)]}
      />
      <StatusNotice status={record.status} />
    </header>
  )
}

const Summary = ({ text }: { text: string | undefined }) => (
  <Section id="summary" title={useMessages().incident.summary}>
    {text === undefined ? (
      <p>
        <Unknown>{useMessages().incident.noSummary}</Unknown>
      </p>
    ) : (
      <Paragraphs text={text} />
    )}
  </Section>
)

const Damage = ({ damage, sources }: { damage: NonNullable<StoredIncident['damage']>; sources: Sources }) => (
  <Section id="damage" title={useMessages().incident.damage}>
    <p>
      {damage.level ? (
        <Term vocabulary={damageLevel} code={damage.level} />
      ) : (
        <Unknown>{useMessages().common.notStated}</Unknown>
      )}
      . <AccordingTo source={damage.source} sources={sources} />
    </p>
    {damage.note !== undefined && <Paragraphs text={damage.note} />}
  </Section>
)

const Notes = ({ text }: { text: string }) => (
  <Section id="notes" title={useMessages().incident.notes} class="internal">
    <Paragraphs text={text} />
  </Section>
)

/** Renders the actors, targets, weapons and effects. */
const EventSections = ({ record }: { record: StoredIncident }) => {
  const { sources } = record
  return (
    <>
      {record.actors && <Actors actors={record.actors} />}
      {record.targets && <Targets targets={record.targets} sources={sources} />}
      {record.weapons && <Weapons weapons={record.weapons} sources={sources} />}
      <CasualtiesSection casualties={record.casualties} sources={sources} />
      {record.damage && <Damage damage={record.damage} sources={sources} />}
      <ClaimsAttributions record={record} />
    </>
  )
}

const PastNotice = ({ record }: { record: StoredIncident }) => {
  const { incident } = useMessages()
  return (
    <p class="notice">
      {incident.past(record.revision)} <a href={incidentUrl(record.id)}>{incident.current}</a>
    </p>
  )
}

/** Renders the facts with their sources. */
const Facts = ({
  record,
  targets,
  backlinks,
}: Pick<IncidentPageProps, 'record' | 'targets' | 'backlinks'>) => (
  <>
    <KeyFacts record={record} />
    <Summary text={record.summary} />
    <Places record={record} />
    <EventSections record={record} />
    {(record.links ?? backlinks).length > 0 && (
      <Links links={record.links ?? []} targets={targets} backlinks={backlinks} sources={record.sources} />
    )}
    <SourceList sources={record.sources} />
    {record.external && <ExternalRow external={record.external} />}
    {record.notes !== undefined && <Notes text={record.notes} />}
  </>
)

/** Renders the facts, and beside them what decides on the record, for those who decide. */
const FactsAndDecisions = (props: IncidentPageProps) => {
  const { editorTools, hasToolsFirst = false, duplicates } = props
  const decisions = (
    <>
      {editorTools}
      {duplicates}
    </>
  )
  if (!editorTools)
    return (
      <>
        <Facts {...props} />
        {decisions}
      </>
    )
  return (
    <div class={hasToolsFirst ? 'beside is-reversed' : 'beside'}>
      {hasToolsFirst && <div class="decisions">{decisions}</div>}
      <div class="reported">
        <Facts {...props} />
      </div>
      {!hasToolsFirst && <div class="decisions">{decisions}</div>}
    </div>
  )
}

/** Renders the page of an incident: the facts, then the decisions, then the record itself. */
export const IncidentPage = (props: IncidentPageProps) => {
  const { record, dataset, warnings, notice, isPast = false } = props
  return (
    <Layout
      title={incidentTitle(record, useMessages())}
      showsRecords
      description={incidentSummary(record, useMessages())}
      alternates={[{ type: 'application/json', href: `${incidentUrl(record.id)}.json` }]}
      unlisted={record.status !== 'published'}
    >
      {notice}
      <article class="record">
        <SavedNotice />
        <Heading record={record} />
        {isPast && <PastNotice record={record} />}
        <RecordLinks {...props} />
        {props.questions}
        <FactsAndDecisions {...props} />
        <Warnings warnings={warnings} />
        <Metadata record={record} />
        <RecordCitation record={record} dataset={dataset} />
      </article>
    </Layout>
  )
}
