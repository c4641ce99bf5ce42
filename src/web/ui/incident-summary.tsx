/** The title, place, type and URL of an incident, as every page shows them. */

import type { Child, PropsWithChildren } from 'hono/jsx'
import { countries } from '../../../schemas/countries.ts'
import type { Incident } from '../../../schemas/incident.ts'
import { eventSubtype, eventType } from '../../../schemas/vocabularies.ts'
import type { Messages } from '../../messages/messages.ts'
import { EventDate, formatDate } from './date.tsx'
import { labelOf } from './term.tsx'
import { Meta } from './text.tsx'
import { useMessages } from './viewer.tsx'

/** Returns the path of the page of an incident. */
export const incidentUrl = (id: string): string => `/incidents/${encodeURIComponent(id)}`

/** Returns the name of a country, or the code if it is unknown. */
export const countryName = (code: string, { translate }: Messages): string =>
  Object.hasOwn(countries, code) ? translate(countries[code as keyof typeof countries]) : code

/** Returns the label of the most specific stated type. */
export const kindLabel = ({ event_type, event_subtype }: Incident, messages: Messages): string =>
  event_subtype === undefined
    ? labelOf(eventType, event_type, messages)
    : labelOf(eventSubtype, event_subtype, messages)

/** The most precise name of the place. */
const placeName = ({ location: { place, admin3, admin2, admin1 } }: Incident): string | undefined =>
  place ?? admin3 ?? admin2 ?? admin1

/** Returns the most precise name of the place, and the country. */
export const placeLabel = (record: Incident, messages: Messages): string =>
  [placeName(record), countryName(record.location.country, messages)]
    .filter((name) => name !== undefined)
    .join(messages.common.separator)

/** Renders the same, with the name isolated so that its script does not reorder the country. */
export const Place = ({ record }: { record: Incident }) => {
  const messages = useMessages()
  const name = placeName(record)
  return (
    <>
      {name !== undefined && (
        <>
          <bdi>{name}</bdi>
          {messages.common.separator}
        </>
      )}
      {countryName(record.location.country, messages)}
    </>
  )
}

/** Returns the title, or type and place if there is none. */
export const incidentTitle = (record: Incident, messages: Messages): string =>
  record.title ?? [kindLabel(record, messages), placeLabel(record, messages)].join(messages.common.separator)

interface TitleLinkProps {
  readonly href: string
  readonly title: Child
  readonly accesskey?: string | undefined
}

/** Renders a title as a link, in its own direction. */
export const TitleLink = ({ href, title, accesskey }: TitleLinkProps) => (
  <a href={href} dir="auto" accesskey={accesskey}>
    {title}
  </a>
)

interface IncidentItemProps {
  readonly id: string
  readonly record: Incident
}

/** Renders the title with date, place and type, for short lists; then the children in the same row. */
export const IncidentItem = ({ id, record, children }: PropsWithChildren<IncidentItemProps>) => {
  const messages = useMessages()
  return (
    <li>
      <TitleLink href={incidentUrl(id)} title={incidentTitle(record, messages)} />
      <Meta
        parts={[
          <EventDate date={record.date} />,
          <Place record={record} />,
          kindLabel(record, messages),
          children,
        ]}
      />
    </li>
  )
}

/** Renders the current title of a record as a link to it. */
export const RecordTitle = ({ href, title }: { href: string; title: string }) => (
  <p class="lead">
    <TitleLink href={href} title={title} />
  </p>
)

/** Returns one line for search engines and link previews. */
export const incidentSummary = (record: Incident, messages: Messages): string =>
  [kindLabel(record, messages), placeLabel(record, messages), formatDate(record.date, messages)].join(
    messages.common.separator,
  )
