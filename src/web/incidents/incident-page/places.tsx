/** Where an incident happened, and from where it was launched. */

import type { StoredIncident } from '../../../../schemas/incident.ts'
import { findTerm, withheldLevel } from '../../../../schemas/vocabularies.ts'
import { PlaceMap } from '../../map/place-map.tsx'
import { FieldList, groupFields } from '../../ui/field-list.tsx'
import { countryName } from '../../ui/incident-summary.tsx'
import { hrefOf } from '../../ui/list-url.ts'
import { Section } from '../../ui/section.tsx'
import { Unknown } from '../../ui/text.tsx'
import { useMessages } from '../../ui/viewer.tsx'

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

/** Renders the place of the incident, beside that of the launch if it has one. */
export const Places = ({ record }: { record: StoredIncident }) => {
  const { location, launched_from } = record
  const { incident, explore } = useMessages()
  const place = <PlaceFields place={location} group="location" />
  return (
    <Section id="location" title={incident.location}>
      {launched_from === undefined ? (
        place
      ) : (
        <div class="columns">
          <div>
            <h3>{explore.happened}</h3>
            {place}
          </div>
          <div>
            <h3>{incident.launchedFrom}</h3>
            <PlaceFields place={launched_from} group="launched_from" />
          </div>
        </div>
      )}
      <PlaceMap record={record} />
    </Section>
  )
}
