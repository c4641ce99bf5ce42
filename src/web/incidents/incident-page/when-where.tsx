/** What happened when and where: the fields that most readers look for first. */

import type { StoredIncident } from '../../../../schemas/incident.ts'
import { eventSubtype, eventType, withheldLevel } from '../../../../schemas/vocabularies.ts'
import { EventDate, precisionLabel } from '../../ui/date.tsx'
import { FieldList, FieldRow, groupFields } from '../../ui/field-list.tsx'
import { countryName } from '../../ui/incident-summary.tsx'
import { hrefOf } from '../../ui/list-url.tsx'
import { Term } from '../../ui/term.tsx'
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

const DateRow = ({ record }: { record: StoredIncident }) => (
  <FieldRow term="Date">
    <EventDate date={record.date} />
    <Meta
      parts={[
        <>
          As written <code>{record.date}</code>
        </>,
        `Precision: ${precisionLabel(record.date) ?? 'unknown'}`,
      ]}
    />
    {record.date_note !== undefined && <p dir="auto">{record.date_note}</p>}
  </FieldRow>
)

const KindRow = ({ record: { event_type, event_subtype } }: { record: StoredIncident }) => (
  <FieldRow term="Kind of event">
    <Term vocabulary={eventType} code={event_type} />
    {event_subtype !== undefined && (
      <>
        : <Term vocabulary={eventSubtype} code={event_subtype} />
      </>
    )}
  </FieldRow>
)

export const WhenWhere = ({ record }: { record: StoredIncident }) => (
  <div class="key-facts">
    <dl class="facts">
      <DateRow record={record} />
      <KindRow record={record} />
    </dl>
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
  <section aria-labelledby="location">
    <h2 id="location">Location</h2>
    <PlaceFields place={location} group="location" />
    {launched_from !== undefined && (
      <>
        <h3>Launched from</h3>
        <PlaceFields place={launched_from} group="launched_from" />
      </>
    )}
  </section>
)
