/** What happened when and where: the fields that most readers look for first. */

import type { StoredIncident } from '../../../../schemas/incident.ts'
import { eventSubtype, eventType, withheldLevel } from '../../../../schemas/vocabularies.ts'
import { EventDate, precisionLabel } from '../../ui/date.tsx'
import { FieldList, groupFields, RowList } from '../../ui/field-list.tsx'
import { countryName } from '../../ui/incident-summary.tsx'
import { hrefOf } from '../../ui/list-url.ts'
import { Section } from '../../ui/section.tsx'
import { labelledTerm, Term } from '../../ui/term.tsx'
import { Meta, Unknown } from '../../ui/text.tsx'

/** Plain fields that stand elsewhere on the page; every other one is listed here with its title. */
const excludedFields = ['dataset', 'reference', 'series', 'title', 'summary']

/** Those with words of their own below. */
const customFields = ['event_type', 'event_subtype', 'date', 'date_note']

const plainFields = new Map(
  [...groupFields()].filter(
    ([name, { shape, metadata }]) =>
      shape.kind === 'leaf' && !metadata.editorsOnly && ![...customFields, ...excludedFields].includes(name),
  ),
)

const EventDateDetails = ({ record: { date, date_note } }: { record: StoredIncident }) => (
  <>
    <EventDate date={date} />
    <Meta
      parts={[
        <>
          As written <code>{date}</code>
        </>,
        `Precision: ${precisionLabel(date) ?? 'unknown'}`,
      ]}
    />
    {date_note !== undefined && <p dir="auto">{date_note}</p>}
  </>
)

const EventKind = ({ record: { event_type, event_subtype } }: { record: StoredIncident }) => (
  <>
    <Term vocabulary={eventType} code={event_type} />
    {labelledTerm(':', eventSubtype, event_subtype)}
  </>
)

export const WhenWhere = ({ record }: { record: StoredIncident }) => (
  <div class="key-facts">
    <RowList
      rows={[
        ['Date', <EventDateDetails record={record} />],
        ['Kind of event', <EventKind record={record} />],
      ]}
    />
    <FieldList fields={plainFields} value={record} sources={record.sources} />
  </div>
)

type Place = StoredIncident['location'] | NonNullable<StoredIncident['launched_from']>

const PlaceFields = ({ place, group }: { place: Place; group: 'location' | 'launched_from' }) => (
  <>
    <p class="place">
      {place.place !== undefined && (
        <>
          <bdi class="name">{place.place}</bdi>,{' '}
        </>
      )}
      {place.country === undefined ? (
        <Unknown>country not stated</Unknown>
      ) : (
        <a href={hrefOf('/incidents', [['country', place.country]])}>{countryName(place.country)}</a>
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
        <strong>Withheld.</strong> {withheldLevel[place.withheld].definition}
      </p>
    )}
  </>
)

export const Places = ({ record: { location, launched_from } }: { record: StoredIncident }) => (
  <Section id="location" title="Location">
    <PlaceFields place={location} group="location" />
    {launched_from !== undefined && (
      <>
        <h3>Launched from</h3>
        <PlaceFields place={launched_from} group="launched_from" />
      </>
    )}
  </Section>
)
