/** The facts that most readers look for first: what, when, where, who, and how many people. */

import type { StoredIncident } from '../../../../schemas/incident.ts'
import { actorRole, eventSubtype, eventType } from '../../../../schemas/vocabularies.ts'
import { EventDate, precisionLabel } from '../../ui/date.tsx'
import { Harm } from '../../ui/estimate.tsx'
import { FieldList, groupFields, RowList } from '../../ui/field-list.tsx'
import { Place } from '../../ui/incident-summary.tsx'
import { AccordingTo } from '../../ui/source-key.tsx'
import { labelledTerm, labelOf, Term } from '../../ui/term.tsx'
import { Meta, Named, Unknown } from '../../ui/text.tsx'
import { useMessages } from '../../ui/viewer.tsx'

interface RecordProps {
  readonly record: StoredIncident
}

/** Plain fields that other parts of the page show; every other one is listed here with its title. */
const excludedFields = ['dataset', 'reference', 'series', 'title', 'summary']

/** Fields that are rendered specially below. */
const customFields = ['event_type', 'event_subtype', 'date', 'date_note']

const plainFields = new Map(
  [...groupFields()].filter(
    ([name, { shape, metadata }]) =>
      shape.kind === 'leaf' && !metadata.editorsOnly && ![...customFields, ...excludedFields].includes(name),
  ),
)

const EventDateDetails = ({ record: { date, date_note } }: RecordProps) => {
  const messages = useMessages()
  const { incident, common } = messages
  return (
    <>
      <EventDate date={date} />
      <Meta
        parts={[
          incident.asWritten(<code>{date}</code>),
          incident.precision(precisionLabel(date, messages) ?? common.unknown),
        ]}
      />
      {date_note !== undefined && <p dir="auto">{date_note}</p>}
    </>
  )
}

const EventKind = ({ record: { event_type, event_subtype } }: RecordProps) => (
  <>
    <Term vocabulary={eventType} code={event_type} />
    {labelledTerm(':', eventSubtype, event_subtype)}
  </>
)

/** Renders the names of the actors, each with its role. */
const ActorNames = ({ record: { actors = [] } }: RecordProps) => {
  const messages = useMessages()
  const { incident, common } = messages
  if (actors.length === 0) return <Unknown>{common.notStated}</Unknown>
  return (
    <ul class="plain">
      {actors.map(({ name, role }) => (
        <li>
          <Named name={name} fallback={incident.nameUnknown} />
          {role !== undefined && ` (${labelOf(actorRole, role, messages)})`}
        </li>
      ))}
    </ul>
  )
}

const Harmed = ({ record: { casualties, sources }, kind }: RecordProps & { kind: 'deaths' | 'injuries' }) => (
  <>
    <Harm casualties={casualties} kind={kind} />{' '}
    {casualties?.[kind] && <AccordingTo source={casualties.source} sources={sources} />}
  </>
)

/** Renders the key facts. */
export const KeyFacts = ({ record }: RecordProps) => {
  const { incident, common } = useMessages()
  return (
    <div class="key-facts">
      <RowList
        rows={[
          [incident.date, <EventDateDetails record={record} />],
          [incident.kind, <EventKind record={record} />],
          [common.fields.place, <Place record={record} />],
          [incident.actors, <ActorNames record={record} />],
          [incident.casualties.deaths, <Harmed record={record} kind="deaths" />],
          [incident.casualties.injuries, <Harmed record={record} kind="injuries" />],
        ]}
      />
      <FieldList fields={plainFields} value={record} sources={record.sources} />
    </div>
  )
}
