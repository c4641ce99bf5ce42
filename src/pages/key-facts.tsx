/** What happened when and where: the fields that most readers look for first. */
import { eventSubtype, eventType } from '../../schemas/codes.ts'
import type { StoredIncident } from '../../schemas/incident.ts'
import { hrefOf } from './address.tsx'
import { Fact, Facts, fieldsOf } from './facts.tsx'
import { countryName } from './incident.tsx'
import { Unknown } from './prose.tsx'
import { Term } from './vocabulary.tsx'
import { precisionInWords, When } from './when.tsx'

/** The fields with words of their own below; every other plain field of the record is listed with its title. */
const inWords = ['event_type', 'event_subtype', 'date', 'date_note', 'series', 'tags'] as const

const plain = new Map(
  [...fieldsOf()].filter(
    ([name, { shape, notes }]) =>
      shape.kind === 'leaf' &&
      !notes.internal &&
      !['dataset', 'reference', 'title', 'summary', ...inWords].includes(name),
  ),
)

const DateFact = ({ record }: { record: StoredIncident }) => (
  <Fact term="Date">
    <When date={record.date} />
    <p class="meta">
      <span>
        As written <code>{record.date}</code>
      </span>
      <span>Precision: {precisionInWords(record.date)}</span>
    </p>
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
  <div class="key">
    <dl class="facts">
      <DateFact record={record} />
      <KindFact record={record} />
      {record.series !== undefined && (
        <Fact term="Series">
          <a href={hrefOf('/incidents', [['series', record.series]])}>{record.series}</a>
        </Fact>
      )}
      {record.tags !== undefined && <Fact term="Tags">{record.tags.join(', ')}</Fact>}
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
    <Facts fields={fieldsOf(group)} value={place} omit={['country', 'place']} sources={[]} />
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
