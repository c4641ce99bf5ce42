/** Who has an entry of the queue in hand, and the buttons to take and to release it. */
import type { Assignee } from '../../services/review/assignees.ts'
import { ActorName } from '../ui/actor-name.tsx'
import { Instant } from '../ui/date.tsx'
import type { QueuePosition } from '../ui/decision-form.tsx'
import { Key, PostForm } from '../ui/field.tsx'
import { useMessages, useViewer } from '../ui/viewer.tsx'

interface AssigneePanelProps {
  /** The id of the entry. */
  readonly id: string
  /** Null if nobody has it in hand, undefined if it does not await review. */
  readonly assignee?: Assignee | null | undefined
  readonly queue?: QueuePosition | undefined
}

/** Renders who has the entry in hand, or nothing if it does not await review. */
export const AssigneePanel = ({ id, assignee, queue }: AssigneePanelProps) => {
  const { desk } = useMessages()
  const isMine = assignee?.actor === useViewer()?.actor.id
  if (assignee === undefined) return null
  return (
    <PostForm class="assignee" action={`/queue/${id}/assignee`} hidden={{ _queue: queue?.search }}>
      <p>
        {assignee === null
          ? desk.free
          : isMine
            ? desk.mine(<Instant at={assignee.since} />)
            : desk.theirs(<ActorName {...assignee} />, <Instant at={assignee.since} />)}
      </p>
      <p class="buttons">
        <button type="submit" accesskey="4">
          {assignee === null ? desk.take : isMine ? desk.keep : desk.takeOver} <Key of="4" />
        </button>
        {assignee !== null && isMine && (
          <button type="submit" name="release" value="true">
            {desk.release}
          </button>
        )}
      </p>
    </PostForm>
  )
}
