/** Date, type and place: the fields that most readers look for first. */

import type { StoredIncident } from '../../../../schemas/incident.ts'
import { eventSubtype, eventType, findTerm, withheldLevel } from '../../../../schemas/vocabularies.ts'
import { PlaceMap } from '../../map/place-map.tsx'
import { EventDate, precisionLabel } from '../../ui/date.tsx'
import { FieldList, groupFields, RowList } from '../../ui/field-list.tsx'
import { countryName } from '../../ui/incident-summary.tsx'
import { hrefOf } from '../../ui/list-url.ts'
import { Section } from '../../ui/section.tsx'
import { labelledTerm, Term } from '../../ui/term.tsx'
import { Meta, Unknown } from '../../ui/text.tsx'
import { useMessages } from '../../ui/viewer.tsx'

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

const EventDateDetails = ({ record: { date, date_note } }: { record: StoredIncident }) => {
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

const EventKind = ({ record: { event_type, event_subtype } }: { record: StoredIncident }) => (
  <>
    <Term vocabulary={eventType} code={event_type} />
    {labelledTerm(':', eventSubtype, event_subtype)}
  </>
)

/** Renders date, type and the other plain fields. */
export const WhenWhere = ({ record }: { record: StoredIncident }) => (
  <div class="key-facts">
    <RowList
      rows={[
        [useMessages().incident.date, <EventDateDetails record={record} />],
        [useMessages().incident.kind, <EventKind record={record} />],
      ]}
    />
    <FieldList fields={plainFields} value={record} sources={record.sources} />
  </div>
)

type Place = StoredIncident['location'] | NonNullable<StoredIncident['launched_from']>

const PlaceFields = ({ place, group }: { place: Place; group: 'location' | 'launched_from' }) => {
  const messages = useMessages()
  const { incident, common, translate } = messages
  return (
    <>
      <p class="place">
        {place.place !== undefined && (
          <>
            <bdi class="name">{place.place}</bdi>
            {common.separator}
          </>
        )}
        {place.country === undefined ? (
          <Unknown>{incident.countryNotStated}</Unknown>
        ) : (
          <a href={hrefOf('/incidents', [['country', place.country]])}>
            {countryName(place.country, messages)}
          </a>
        )}
      </p>
      <FieldList
        fields={groupFields(group)}
        value={place}
        omit={['country', 'place', 'withheld']}
        sources={[]}
      />
      {place.withheld !== undefined && (
        <p class="notice">
          <strong>{incident.withheld}</strong>{' '}
          {translate(findTerm(withheldLevel, place.withheld)?.definition ?? '')}
        </p>
      )}
    </>
  )
}

/** Renders the place of the incident, and the place of launch. */
export const Places = ({ record }: { record: StoredIncident }) => {
  const { location, launched_from } = record
  return (
    <Section id="location" title={useMessages().incident.location}>
      <PlaceFields place={location} group="location" />
      {launched_from !== undefined && (
        <>
          <h3>{useMessages().incident.launchedFrom}</h3>
          <PlaceFields place={launched_from} group="launched_from" />
        </>
      )}
      <PlaceMap record={record} />
    </Section>
  )
}
