/** The title, place, type and URL of an incident, as every page shows them. */

import type { Child } from 'hono/jsx'
import { countries } from '../../../schemas/countries.ts'
import type { Incident } from '../../../schemas/incident.ts'
import { eventSubtype, eventType } from '../../../schemas/vocabularies.ts'
import type { Messages } from '../../messages/messages.ts'
import { EventDate, formatDate } from './date.tsx'
import { labelOf } from './term.tsx'
import { Meta } from './text.tsx'

/** Returns the path of the page of an incident. */
export const incidentUrl = (id: string): string => `/incidents/${encodeURIComponent(id)}`

/** Returns the name of a country, or the code if it is unknown. */
export const countryName = (code: string): string =>
  Object.hasOwn(countries, code) ? countries[code as keyof typeof countries] : code

/** Returns the label of the most specific stated type. */
export const kindLabel = ({ event_type, event_subtype }: Incident): string =>
  event_subtype === undefined ? labelOf(eventType, event_type) : labelOf(eventSubtype, event_subtype)

/** The most precise name of the place. */
const placeName = ({ location: { place, admin3, admin2, admin1 } }: Incident): string | undefined =>
  place ?? admin3 ?? admin2 ?? admin1

/** Returns the most precise name of the place, and the country. */
export const placeLabel = (record: Incident): string =>
  [placeName(record), countryName(record.location.country)].filter((name) => name !== undefined).join(', ')

/** Renders the same, with the name isolated so that its script does not reorder the country. */
export const Place = ({ record }: { record: Incident }) => {
  const name = placeName(record)
  return (
    <>
      {name !== undefined && (
        <>
          <bdi>{name}</bdi>,{' '}
        </>
      )}
      {countryName(record.location.country)}
    </>
  )
}

/** Returns the title, or type and place if there is none. */
export const incidentTitle = (record: Incident): string =>
  record.title ?? `${kindLabel(record)}, ${placeLabel(record)}`

/** Renders a title as a link, in its own direction. */
export const TitleLink = ({ href, title }: { href: string; title: Child }) => (
  <a href={href} dir="auto">
    {title}
  </a>
)

/** Renders the title with date, place and type, for short lists. */
export const IncidentItem = ({ id, record }: { id: string; record: Incident }) => (
  <li>
    <TitleLink href={incidentUrl(id)} title={incidentTitle(record)} />
    <Meta parts={[<EventDate date={record.date} />, <Place record={record} />, kindLabel(record)]} />
  </li>
)

/** Renders the current title of a record as a link to it. */
export const RecordTitle = ({ id, title }: { id: string; title: string }) => (
  <p class="lead">
    <TitleLink href={incidentUrl(id)} title={title} />
  </p>
)

/** Returns one line for search engines and link previews. */
export const incidentSummary = (record: Incident, messages: Messages): string =>
  `${kindLabel(record)}, ${placeLabel(record)}, ${formatDate(record.date, messages)}`
