/** Possible duplicates of one record, with the reasons. */

import { eventType, recordStatus } from '../../../schemas/vocabularies.ts'
import type { PossibleDuplicate } from '../../services/duplicates/find-duplicates.ts'
import { EventDate } from '../ui/date.tsx'
import { Key, PostForm } from '../ui/field.tsx'
import { incidentUrl, TitleLink } from '../ui/incident-summary.tsx'
import { Section } from '../ui/section.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { originParams } from './merge-origin.ts'
import { mergeUrlOf } from './merge-url.ts'

/** The record that is compared, for those who decide on its duplicates, and the filters of the queue it is from. */
interface DecidedOn {
  readonly id: string
  readonly status: string
  readonly search?: string | undefined
}

interface DuplicateProps {
  readonly duplicate: PossibleDuplicate
  readonly decidedOn?: DecidedOn | undefined
  /** The access key of the link that compares the two. */
  readonly accesskey?: string | undefined
}

/** Renders what can be done about a duplicate: to compare the two, or to say that they are distinct. */
const DuplicateButtons = ({ duplicate, decidedOn, accesskey }: DuplicateProps & { decidedOn: DecidedOn }) => {
  const { desk, duplicates } = useMessages()
  const { id, search: queue } = decidedOn
  const query = new URLSearchParams([['into', duplicate.id], ...originParams({ queue })])
  return (
    <div class="buttons">
      <a href={`${incidentUrl(id)}/merge?${query}`} accesskey={accesskey}>
        {desk.compare} <Key of={accesskey} />
      </a>
      <PostForm
        action={`${incidentUrl(id)}/distinct`}
        hidden={{ other: duplicate.id, reason: duplicates.distinctReason, _queue: queue }}
      >
        <button type="submit">{duplicates.distinct}</button>
      </PostForm>
    </div>
  )
}

const DuplicateItem = (props: DuplicateProps) => {
  const { duplicate, decidedOn } = props
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
      {decidedOn && <DuplicateButtons {...props} decidedOn={decidedOn} />}
    </li>
  )
}

interface PossibleDuplicatesProps {
  readonly duplicates: readonly PossibleDuplicate[]
  readonly decidedOn?: DecidedOn | undefined
}

/** Renders the possible duplicates of a record, or nothing if there are none. */
export const PossibleDuplicates = ({ duplicates, decidedOn }: PossibleDuplicatesProps) => {
  const { incident, cluster } = useMessages()
  return duplicates.length === 0 ? null : (
    <Section class="duplicates" id="duplicates" title={incident.duplicates}>
      <ul class="entries">
        {duplicates.map((duplicate) => (
          <DuplicateItem
            duplicate={duplicate}
            decidedOn={decidedOn}
            accesskey={duplicates.length > 1 ? undefined : '7'}
          />
        ))}
      </ul>
      {decidedOn && duplicates.length > 1 && (
        <p>
          <a href={mergeUrlOf([decidedOn, ...duplicates], { queue: decidedOn.search })} accesskey="7">
            {cluster.open(duplicates.length + 1)} <Key of="7" />
          </a>
        </p>
      )}
    </Section>
  )
}
