/** What every page calls an incident: its title, its place, its kind, its address. */

import type { Child } from 'hono/jsx'
import { countries } from '../../../schemas/countries.ts'
import type { Incident } from '../../../schemas/incident.ts'
import { eventSubtype, eventType } from '../../../schemas/vocabularies.ts'
import { EventDate, formatDate } from './date.tsx'
import { labelOf } from './term.tsx'
import { Meta } from './text.tsx'

export const incidentUrl = (id: string): string => `/incidents/${encodeURIComponent(id)}`

export const countryName = (code: string): string =>
  Object.hasOwn(countries, code) ? countries[code as keyof typeof countries] : code

/** The closest kind that is stated. */
export const kindLabel = ({ event_type, event_subtype }: Incident): string =>
  event_subtype === undefined ? labelOf(eventType, event_type) : labelOf(eventSubtype, event_subtype)

/** The most precise name of the place. */
const placeName = ({ location: { place, admin3, admin2, admin1 } }: Incident): string | undefined =>
  place ?? admin3 ?? admin2 ?? admin1

/** The most precise name of the place, and the country. */
export const placeLabel = (record: Incident): string =>
  [placeName(record), countryName(record.location.country)].filter((name) => name !== undefined).join(', ')

/** The same for a page: a name in another script does not drag the country with it. */
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

/** The title, or what stands for it. */
export const incidentTitle = (record: Incident): string =>
  record.title ?? `${kindLabel(record)}, ${placeLabel(record)}`

/** A title that leads somewhere, in its own direction. */
export const TitleLink = ({ href, title }: { href: string; title: Child }) => (
  <a href={href} dir="auto">
    {title}
  </a>
)

/** The title with date and place, for lists of the latest. */
export const IncidentItem = ({ id, record }: { id: string; record: Incident }) => (
  <li>
    <TitleLink href={incidentUrl(id)} title={incidentTitle(record)} />
    <Meta parts={[<EventDate date={record.date} />, <Place record={record} />, kindLabel(record)]} />
  </li>
)

/** What the record is called now, and the way to it. */
export const RecordTitle = ({ id, title }: { id: string; title: string }) => (
  <p class="lead">
    <TitleLink href={incidentUrl(id)} title={title} />
  </p>
)

/** One line for the descriptions that search engines and messengers show. */
export const incidentSummary = (record: Incident): string =>
  `${kindLabel(record)}, ${placeLabel(record)}, ${formatDate(record.date)}`
