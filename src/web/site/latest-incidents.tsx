/** The latest events on the home page. */
import { toDays } from '../../../schemas/edtf-date.ts'
import type { LatestEvents } from '../../services/incidents/read.ts'
import { formatDay } from '../ui/date.tsx'
import { IncidentItem } from '../ui/incident-summary.tsx'
import { hrefOf, latestList } from '../ui/list-url.ts'
import { Section } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'

interface LatestIncidentsProps {
  readonly latest: LatestEvents
  /** The number of all published records. */
  readonly published: number
}

/** Renders the latest events, each with a link to others that read the same. */
export const LatestIncidents = ({ latest: { events, added }, published }: LatestIncidentsProps) => {
  const messages = useMessages()
  const { home, site } = messages
  if (events.length === 0)
    return (
      <Section id="latest" title={site.latest}>
        <p>{home.nothing}</p>
      </Section>
    )
  return (
    <Section id="latest" title={site.latest}>
      {added && (
        <p>
          {site.addedAtOnce(
            formatDay(added.at, messages),
            <a href={hrefOf('/incidents', [['dataset', added.dataset]])}>
              <bdi>{added.dataset}</bdi>
            </a>,
          )}
        </p>
      )}
      <ul class="entries">
        {events.map(({ record, alike }) => {
          const { start, end } = toDays(record.date)
          const others = hrefOf('/incidents', [
            ['country', record.location.country],
            ['from', start],
            ['to', end],
          ])
          return (
            <IncidentItem id={record.id} record={record}>
              {alike > 0 && <a href={others}>{site.alike}</a>}
            </IncidentItem>
          )
        })}
      </ul>
      <p>
        <a href={latestList}>{published > events.length ? home.all(published) : home.list}</a>
      </p>
    </Section>
  )
}
