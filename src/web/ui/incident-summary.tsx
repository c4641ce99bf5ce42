/** What every page calls an incident: its title, its place, its kind, its address. */

import { countries } from '../../../schemas/countries.ts'
import type { Incident } from '../../../schemas/incident.ts'
import { eventSubtype, eventType } from '../../../schemas/vocabularies.ts'
import { dateInWords, When } from './date.tsx'
import { labelOf } from './term.tsx'
import { Meta } from './text.tsx'

export const addressOf = (id: string): string => `/incidents/${encodeURIComponent(id)}`

export const countryName = (code: string): string =>
  Object.hasOwn(countries, code) ? countries[code as keyof typeof countries] : code

/** The closest kind that is stated. */
export const kindOf = ({ event_type, event_subtype }: Incident): string =>
  event_subtype === undefined ? labelOf(eventType, event_type) : labelOf(eventSubtype, event_subtype)

/** The most precise name of the place. */
const placeNamed = ({ location: { place, admin3, admin2, admin1 } }: Incident): string | undefined =>
  place ?? admin3 ?? admin2 ?? admin1

/** The most precise name of the place, and the country. */
export const placeOf = (record: Incident): string =>
  [placeNamed(record), countryName(record.location.country)].filter((name) => name !== undefined).join(', ')

/** The same for a page: a name in another script does not drag the country with it. */
export const Place = ({ of: record }: { of: Incident }) => {
  const named = placeNamed(record)
  return (
    <>
      {named !== undefined && (
        <>
          <bdi>{named}</bdi>,{' '}
        </>
      )}
      {countryName(record.location.country)}
    </>
  )
}

/** The title, or what stands for it. */
export const titleOf = (record: Incident): string => record.title ?? `${kindOf(record)}, ${placeOf(record)}`

/** The title with date and place, for lists of the latest. */
export const Entry = ({ id, record }: { id: string; record: Incident }) => (
  <li>
    <a href={addressOf(id)} dir="auto">
      {titleOf(record)}
    </a>
    <Meta of={[<When date={record.date} />, <Place of={record} />, kindOf(record)]} />
  </li>
)

/** One line for the descriptions that search engines and messengers show. */
export const inShort = (record: Incident): string =>
  `${kindOf(record)}, ${placeOf(record)}, ${dateInWords(record.date)}`
