/** What happened when and where: the fields that most readers look for first. */

import type { StoredIncident } from '../../../../schemas/incident.ts'
import { eventSubtype, eventType, withheld } from '../../../../schemas/vocabularies.ts'
import { precisionInWords, When } from '../../ui/date.tsx'
import { Fact, Facts, fieldsOf } from '../../ui/field-list.tsx'
import { countryName } from '../../ui/incident-summary.tsx'
import { hrefOf } from '../../ui/list-url.tsx'
import { Term } from '../../ui/term.tsx'
import { Meta, Unknown } from '../../ui/text.tsx'

/** Plain fields that stand elsewhere on the page; every other one is listed here with its title. */
const elsewhere = ['dataset', 'reference', 'series', 'title', 'summary']

/** Those with words of their own below. */
const inWords = ['event_type', 'event_subtype', 'date', 'date_note']

const plain = new Map(
  [...fieldsOf()].filter(
    ([name, { shape, notes }]) =>
      shape.kind === 'leaf' && !notes.internal && ![...inWords, ...elsewhere].includes(name),
  ),
)

const DateFact = ({ record }: { record: StoredIncident }) => (
  <Fact term="Date">
    <When date={record.date} />
    <Meta
      of={[
        <>
          As written <code>{record.date}</code>
        </>,
        `Precision: ${precisionInWords(record.date) ?? 'unknown'}`,
      ]}
    />
    {record.date_note !== undefined && <p dir="auto">{record.date_note}</p>}
  </Fact>
)

const KindFact = ({ record: { event_type, event_subtype } }: { record: StoredIncident }) => (
  <Fact term="Kind of event">
    <Term of={eventType} code={event_type} />
    {event_subtype !== undefined && (
      <>
        : <Term of={eventSubtype} code={event_subtype} />
      </>
    )}
  </Fact>
)

export const KeyFacts = ({ record }: { record: StoredIncident }) => (
  <div class="key-facts">
    <dl class="facts">
      <DateFact record={record} />
      <KindFact record={record} />
    </dl>
    <Facts fields={plain} value={record} sources={record.sources} />
  </div>
)

type Place = StoredIncident['location'] | NonNullable<StoredIncident['launched_from']>

const PlaceFacts = ({ place, group }: { place: Place; group: 'location' | 'launched_from' }) => (
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
    <Facts fields={fieldsOf(group)} value={place} omit={['country', 'place', 'withheld']} sources={[]} />
    {place.withheld !== undefined && (
      <p class="notice">
        <strong>Withheld.</strong> {withheld[place.withheld].definition}
      </p>
    )}
  </>
)

export const Places = ({ record: { location, launched_from } }: { record: StoredIncident }) => (
  <section aria-labelledby="location">
    <h2 id="location">Location</h2>
    <PlaceFacts place={location} group="location" />
    {launched_from !== undefined && (
      <>
        <h3>Launched from</h3>
        <PlaceFacts place={launched_from} group="launched_from" />
      </>
    )}
  </section>
)
