/** The page of a record, with the review panel for editors. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import { can, canEdit, canIn, canSeeWithheld } from '../../auth/permissions.ts'
import { findDuplicates } from '../../services/duplicates/find-duplicates.ts'
import { findMerges } from '../../services/duplicates/merge.ts'
import { findVersionHead } from '../../services/incidents/history.ts'
import { type FoundNeighbours, findNeighbours } from '../../services/incidents/read.ts'
import { allowedDecisions } from '../../services/incidents/review.ts'
import { listWaiting } from '../../services/review/suggestions.ts'
import { dropResolved } from '../../services/validate-with-database.ts'
import { toResponse, viewFor } from '../../services/version-row.ts'
import type { DescribedVersion, Version } from '../../store/incidents.ts'
import { type AppContext, messagesOf } from '../context.ts'
import { PossibleDuplicates } from '../duplicates/possible-duplicates.tsx'
import { pinUrl } from '../headers.ts'
import { findQueuePosition, type QueueReference, queueUrl } from '../review/queue-query.ts'
import { ReviewPanel } from '../review/review-panel.tsx'
import type { FormError } from '../ui/decision-form.tsx'
import { renderPage } from '../ui/viewer.tsx'
import { showWarnings } from '../ui/warnings.tsx'
import { IncidentPage } from './incident-page/incident-page.tsx'
import { RedactionForm, type RedactionInput, type Remains } from './redaction-form.tsx'

export interface ShowOptions {
  /** Whether this is an earlier version, which has no review panel. */
  readonly isPast?: boolean
  /** A refused decision, as it was typed. */
  readonly formError?: FormError
  /** A redaction that was refused, as it was typed. */
  readonly redaction?: RedactionInput
  /** What a completed redaction has not reached. */
  readonly redacted?: Remains
  /** Its neighbours, if they were read together with it. */
  readonly neighbours?: FoundNeighbours | undefined
  /** The queue from which it was opened. */
  readonly queue?: QueueReference | undefined
}

/** Renders the review panel of a version, with its suggestions and merges. */
export const renderReviewPanel = async (
  c: AppContext,
  version: Version,
  { formError, queue }: ShowOptions = {},
) => {
  const services = c.get('services')
  const [latest, suggestions, merges, position] = await Promise.all([
    findVersionHead(services, version),
    listWaiting(services, version.rowKey),
    findMerges(services, version),
    queue && findQueuePosition(c, queue, version.rowKey),
  ])
  return (
    <ReviewPanel
      id={version.id}
      status={version.status}
      revision={version.revision}
      latest={latest}
      decisions={allowedDecisions(version.status)}
      suggestions={suggestions.map(({ id, at, reason }) => ({ href: queueUrl(queue, id), at, reason }))}
      {...merges}
      queue={position}
      formError={formError}
    />
  )
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

/** Statuses of records whose possible duplicates are shown: they are or may become public. */
const comparableStatuses: readonly string[] = ['submitted', 'published']

/** Renders the possible duplicates, for editors and for the submitter of an unpublished record. */
const renderDuplicates = async (c: AppContext, version: Version, record: StoredIncident) => {
  const [services, actor] = [c.get('services'), c.get('actor')]
  if (!canSeeWithheld(actor, version) || !comparableStatuses.includes(version.status)) return undefined
  return <PossibleDuplicates duplicates={await findDuplicates(services, actor, record)} />
}

/** Returns the URL of a published version as a file of CSV: a page of one record in order of id. */
const csvUrlOf = ({ rowKey, commit }: Version): string =>
  pinUrl(`/incidents.csv?limit=1&cursor=${rowKey - 1}`, commit)

/** Responds with the page of a version, with the status of a refused form if there is one. */
export const showIncident = async (c: AppContext, version: DescribedVersion, options: ShowOptions = {}) => {
  const [services, actor, { isPast = false }] = [c.get('services'), c.get('actor'), options]
  const stored = toResponse(version, { view: viewFor(actor, version) })
  const hasTools = canIn(actor, 'review', version.datasetSlug) && !isPast
  const [{ linked, backlinks }, editorTools, duplicates] = await Promise.all([
    findNeighbours(services.db, actor, stored, options.neighbours),
    hasTools ? renderEditorTools(c, version, options) : undefined,
    isPast ? undefined : renderDuplicates(c, version, stored),
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
    canEdit: !isPast && canEdit(actor, version),
    editorTools,
    hasToolsFirst: [options.queue, options.formError, options.redaction, options.redacted].some(Boolean),
    duplicates,
    isPast,
  }
  return renderPage(c, <IncidentPage {...props} />, (options.formError ?? options.redaction)?.problem)
}
