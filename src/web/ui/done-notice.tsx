/** What was decided last, on the page to which the decision led. */
import { recordStatus } from '../../../schemas/vocabularies.ts'
import type { Done } from '../../services/review/done.ts'
import { queueUrl } from '../review/queue-query.ts'
import { Key, PostForm } from './field.tsx'
import { incidentTitle, TitleLink } from './incident-summary.tsx'
import { labelOf } from './term.tsx'
import { useMessages } from './viewer.tsx'

/** The statuses that a decision can be taken back from. */
const undoable: readonly string[] = ['rejected', 'retracted']

interface DoneNoticeProps {
  readonly done: Done
  /** The filters of the queue, as a query string. */
  readonly search: string
}

/** Renders the form that takes a decision back. */
const UndoForm = ({ done: { reports }, search }: DoneNoticeProps) => {
  const { desk } = useMessages()
  const seen = new URLSearchParams(reports.map(({ id, revision }) => [id, String(revision)]))
  return (
    <PostForm
      action="/reports/review"
      hidden={{ _queue: search, _seen: String(seen), decision: 'restore', reason: desk.undoReason }}
    >
      <button type="submit" accesskey="0">
        {desk.undo} <Key of="0" />
      </button>
    </PostForm>
  )
}

/** Renders what was decided, and a way to take it back if the status allows it. */
export const DoneNotice = ({ done, search }: DoneNoticeProps) => {
  const messages = useMessages()
  const { desk } = messages
  const { status, reports, record } = done
  const own = { accepted: desk.accepted, declined: desk.declined, approved: desk.approved }[status]
  const label = own ?? labelOf(recordStatus, status, messages)
  const [first] = reports
  return (
    <div class="notice done" role="status">
      <p>
        {record === undefined ? (
          desk.doneMany(label, reports.length)
        ) : (
          <>
            {label}
            {': '}
            {first ? (
              <TitleLink
                href={queueUrl({ search }, { id: first.id })}
                title={incidentTitle(record, messages)}
              />
            ) : (
              <bdi>{incidentTitle(record, messages)}</bdi>
            )}
          </>
        )}
      </p>
      {undoable.includes(status) && <UndoForm done={done} search={search} />}
    </div>
  )
}
