/** Records that may tell of the same event, with the reasons. */
import { eventType, recordStatus } from '../../../schemas/vocabularies.ts'
import type { PossibleDuplicate } from '../../services/duplicates/find-duplicates.ts'
import { EventDate } from '../ui/date.tsx'
import { incidentUrl } from '../ui/incident-summary.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta } from '../ui/text.tsx'

const DuplicateItem = ({
  duplicate: { id, score, reasons, status, event_type, title, date, place },
}: {
  duplicate: PossibleDuplicate
}) => (
  <li>
    <a href={incidentUrl(id)} dir="auto">
      {title ?? labelOf(eventType, event_type)}
    </a>
    <Meta
      parts={[
        <EventDate date={date} />,
        place !== null && <bdi>{place}</bdi>,
        status !== 'published' && labelOf(recordStatus, status),
        `${Math.round(score * 100)} of 100`,
      ]}
    />
    <p class="help">
      <bdi>{reasons.join('; ')}</bdi>
    </p>
  </li>
)

/** The likely twins of a record; nothing where there are none. */
export const PossibleDuplicates = ({
  twins,
  level = 'h3',
}: {
  twins: readonly PossibleDuplicate[]
  level?: 'h2' | 'h3'
}) => {
  if (twins.length === 0) return null
  const Heading = level
  return (
    <section class="twins" aria-labelledby="twins">
      <Heading id="twins">Possibly the same event</Heading>
      <ul class="entries">
        {twins.map((twin) => (
          <DuplicateItem duplicate={twin} />
        ))}
      </ul>
    </section>
  )
}
