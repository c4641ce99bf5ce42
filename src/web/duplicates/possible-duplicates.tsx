/** Records that may tell of the same event, with the reasons. */
import { eventType, recordStatus } from '../../../schemas/vocabularies.ts'
import type { Twin } from '../../services/duplicates/find-duplicates.ts'
import { When } from '../ui/date.tsx'
import { addressOf } from '../ui/incident-summary.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta } from '../ui/text.tsx'

const Entry = ({ twin: { id, score, reasons, status, event_type, title, date, place } }: { twin: Twin }) => (
  <li>
    <a href={addressOf(id)} dir="auto">
      {title ?? labelOf(eventType, event_type)}
    </a>
    <Meta
      of={[
        <When date={date} />,
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
export const Twins = ({ twins, level = 'h3' }: { twins: readonly Twin[]; level?: 'h2' | 'h3' }) => {
  if (twins.length === 0) return null
  const Heading = level
  return (
    <section class="twins" aria-labelledby="twins">
      <Heading id="twins">Possibly the same event</Heading>
      <ul class="entries">
        {twins.map((twin) => (
          <Entry twin={twin} />
        ))}
      </ul>
    </section>
  )
}
