/** The page of a record, with the review panel for editors. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import {
  type Actor,
  can,
  canEdit,
  canIn,
  canSeeWithheld,
  unpublishedStatuses,
} from '../../auth/permissions.ts'
import { findDuplicates } from '../../services/duplicates/find-duplicates.ts'
import { findMerges } from '../../services/duplicates/merge.ts'
import { findVersionHead } from '../../services/incidents/history.ts'
import { type FoundNeighbours, findNeighbours } from '../../services/incidents/read.ts'
import { allowedDecisions } from '../../services/incidents/review.ts'
import { findAssignee } from '../../services/review/assignees.ts'
import { type Discussion, forFiler, isFiler, readDiscussion } from '../../services/review/remarks.ts'
import { listWaiting } from '../../services/review/suggestions.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { needsSecondEditor } from '../../services/two-editors.ts'
import { dropResolved } from '../../services/validate-with-database.ts'
import { fullRecord, toResponse, viewFor } from '../../services/version-row.ts'
import type { DescribedVersion, Version } from '../../store/incidents.ts'
import { type AppContext, messagesOf } from '../context.ts'
import { PossibleDuplicates } from '../duplicates/possible-duplicates.tsx'
import { pinUrl } from '../headers.ts'
import {
  editUrl,
  findQueuePosition,
  type QueueReference,
  type QueueRequest,
  queueUrl,
} from '../review/queue-query.ts'
import { EditorRemarks, OwnQuestions, type RemarkInput } from '../review/remarks.tsx'
import { readDone } from '../review/render-queue.tsx'
import { ReviewPanel, type ReviewPanelProps } from '../review/review-panel.tsx'
import type { FormError } from '../ui/decision-form.tsx'
import { DoneNotice } from '../ui/done-notice.tsx'
import { renderPage } from '../ui/viewer.tsx'
import { showWarnings } from '../ui/warnings.tsx'
import { IncidentPage } from './incident-page/incident-page.tsx'
import { RedactionForm, type RedactionInput, type Remains } from './redaction-form.tsx'

export interface ShowOptions {
  /** Whether this is an earlier version, which has no review panel. */
  readonly isPast?: boolean
  /** A refused decision, as it was typed. */
  readonly formError?: FormError
  /** A remark that was refused, as it was typed. */
  readonly remark?: RemarkInput
  /** A redaction that was refused, as it was typed. */
  readonly redaction?: RedactionInput
  /** What a completed redaction has not reached. */
  readonly redacted?: Remains
  /** Its neighbours, if they were read together with it. */
  readonly neighbours?: FoundNeighbours | undefined
  /** The queue from which it was opened. */
  readonly queue?: (QueueReference & Pick<QueueRequest, 'done'>) | undefined
}

/** Returns who has approved a revision that a second editor has to publish; null if nobody has, undefined if none has to. */
const approvalOf = (
  services: ServiceContext,
  actor: Actor,
  version: Version,
  { approvals }: Discussion,
): ReviewPanelProps['approval'] => {
  const isPublishable = version.status === 'submitted' || version.status === 'retracted'
  const step = { before: version, status: 'published', record: fullRecord(version) }
  if (!isPublishable || !needsSecondEditor(services, actor, step)) return undefined
  return approvals.find(({ revision }) => revision === version.revision) ?? null
}

/** The options that need an answer in the panel, which then comes before the facts. */
const toolOptions = ['formError', 'remark', 'redaction', 'redacted'] as const

/** Renders the review panel of a version, with its suggestions and merges. */
export const renderReviewPanel = async (
  c: AppContext,
  version: Version,
  { formError, queue, remark }: ShowOptions = {},
) => {
  const services = c.get('services')
  const [latest, suggestions, merges, discussion, position, assignee] = await Promise.all([
    findVersionHead(services, version),
    listWaiting(services, version.rowKey),
    findMerges(services, version),
    readDiscussion(services, version.rowKey),
    queue && findQueuePosition(c, queue, version.rowKey),
    version.status === 'submitted' ? findAssignee(services, version.rowKey) : undefined,
  ])
  return (
    <ReviewPanel
      id={version.id}
      status={version.status}
      revision={version.revision}
      latest={latest}
      decisions={allowedDecisions(version.status)}
      approval={approvalOf(services, c.get('actor'), version, discussion)}
      suggestions={suggestions.map(({ id, at, reason }) => ({ href: queueUrl(queue, { id }), at, reason }))}
      {...merges}
      remarks={
        <EditorRemarks
          {...discussion}
          id={version.id}
          isFiler={isFiler(c.get('actor'), version)}
          search={queue?.search}
          input={remark}
        />
      }
      queue={position}
      assignee={assignee}
      formError={formError}
    />
  )
}

/** Renders what was decided last, if the address of the queue says so and it is still so. */
const renderDone = async (c: AppContext, { queue }: ShowOptions) => {
  const done = queue && (await readDone(c, queue))
  return done && <DoneNotice done={done} search={queue.search} />
}

/** Renders the review panel, and below it the redaction form for admins. */
const renderEditorTools = async (c: AppContext, version: Version, options: ShowOptions) => {
  const { id, revision } = version
  return (
    <>
      {await renderReviewPanel(c, version, options)}
      {can(c.get('actor'), 'redact') && (
        <RedactionForm id={id} revision={revision} input={options.redaction} remains={options.redacted} />
      )}
    </>
  )
}

/** Renders the questions on a record for its filer, unless the filer is an editor, whose panel has them. */
const renderOwnQuestions = async (c: AppContext, version: Version, input: RemarkInput | undefined) => {
  const actor = c.get('actor')
  if (can(actor, 'review') || !isFiler(actor, version)) return undefined
  const { questions } = await readDiscussion(c.get('services'), version.rowKey)
  return <OwnQuestions id={version.id} questions={questions.map(forFiler)} input={input} />
}

/** Statuses of records whose possible duplicates are shown: they are or may become public. */
const comparableStatuses: readonly string[] = ['submitted', 'published']

/** Statuses of records that have a page for the public, or would have one if they were published. */
const viewableStatuses: readonly string[] = ['published', ...unpublishedStatuses]

/** Renders the possible duplicates, for editors and for the submitter of an unpublished record. */
const renderDuplicates = async (
  c: AppContext,
  version: Version,
  record: StoredIncident,
  { queue }: ShowOptions,
) => {
  const [services, actor] = [c.get('services'), c.get('actor')]
  if (!canSeeWithheld(actor, version) || !comparableStatuses.includes(version.status)) return undefined
  const duplicates = await findDuplicates(services, actor, record)
  const { id, status } = version
  const decidedOn = can(actor, 'merge') ? { id, status, search: queue?.search } : undefined
  return <PossibleDuplicates duplicates={duplicates} decidedOn={decidedOn} />
}

/** Returns the URL of a published version as a file of CSV: a page of one record in order of id. */
const csvUrlOf = ({ rowKey, commit }: Version): string =>
  pinUrl(`/incidents.csv?limit=1&cursor=${rowKey - 1}`, commit)

/** Responds with the page of a version, with the status of a refused form if there is one. */
export const showIncident = async (c: AppContext, version: DescribedVersion, options: ShowOptions = {}) => {
  const [services, actor, { isPast = false }] = [c.get('services'), c.get('actor'), options]
  const stored = toResponse(version, { view: viewFor(actor, version) })
  const hasTools = canIn(actor, 'review', version.datasetSlug) && !isPast
  const [{ linked, backlinks }, editorTools, questions, duplicates, notice] = await Promise.all([
    findNeighbours(services.db, actor, stored, options.neighbours),
    hasTools ? renderEditorTools(c, version, options) : undefined,
    isPast ? undefined : renderOwnQuestions(c, version, options.remark),
    isPast ? undefined : renderDuplicates(c, version, stored, options),
    renderDone(c, options),
  ])
  const remaining = dropResolved(stored, stored.warnings, (name) => linked.has(name))
  const record = { ...stored, warnings: remaining }
  const props = {
    record,
    dataset: version.dataset,
    warnings: showWarnings(services, stored, remaining, messagesOf(c)),
    targets: linked,
    backlinks,
    csvUrl: version.status === 'published' ? csvUrlOf(version) : undefined,
    hasPublicView: !isPast && canSeeWithheld(actor, version) && viewableStatuses.includes(version.status),
    editUrl: !isPast && canEdit(actor, version) ? editUrl(version.id, options.queue) : undefined,
    editorTools,
    notice,
    hasToolsFirst: toolOptions.some((name) => options[name] !== undefined),
    questions,
    duplicates,
    isPast,
  }
  return renderPage(
    c,
    <IncidentPage {...props} />,
    (options.formError ?? options.remark ?? options.redaction)?.problem,
  )
}
