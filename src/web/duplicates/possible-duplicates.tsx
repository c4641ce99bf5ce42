/** Possible duplicates of one record, with the reasons. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { eventType, recordStatus } from '../../../schemas/vocabularies.ts'
import type { PossibleDuplicate } from '../../services/duplicates/find-duplicates.ts'
import { EventDate } from '../ui/date.tsx'
import { incidentUrl, TitleLink } from '../ui/incident-summary.tsx'
import { Section } from '../ui/section.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { clusterUrlOf } from './cluster-url.ts'

const DuplicateItem = ({ duplicate }: { duplicate: PossibleDuplicate }) => {
  const { id, score, reasons, status, event_type, title, date, place } = duplicate
  const messages = useMessages()
  return (
    <li>
      <TitleLink href={incidentUrl(id)} title={title ?? labelOf(eventType, event_type, messages)} />
      <Meta
        parts={[
          <EventDate date={date} />,
          place !== null && <bdi>{place}</bdi>,
          status !== 'published' && labelOf(recordStatus, status, messages),
          messages.common.score(score),
        ]}
      />
      <p class="help">{reasons.map((say) => say(messages)).join(messages.common.clauseSeparator)}</p>
    </li>
  )
}

interface PossibleDuplicatesProps {
  readonly duplicates: readonly PossibleDuplicate[]
  /** The record itself, if the reader may merge it with all of them. */
  readonly record?: StoredIncident | undefined
}

/** Renders the possible duplicates of a record, or nothing if there are none. */
export const PossibleDuplicates = ({ duplicates, record }: PossibleDuplicatesProps) => {
  const { incident, cluster } = useMessages()
  return duplicates.length === 0 ? null : (
    <Section class="duplicates" id="duplicates" title={incident.duplicates}>
      <ul class="entries">
        {duplicates.map((duplicate) => (
          <DuplicateItem duplicate={duplicate} />
        ))}
      </ul>
      {record && duplicates.length > 1 && (
        <p>
          <a href={clusterUrlOf([record, ...duplicates])}>{cluster.open(duplicates.length + 1)}</a>
        </p>
      )}
    </Section>
  )
}
