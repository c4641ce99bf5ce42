/** The page of a record, with the desk of those who review it. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import { type Actor, can, canSeeWithheld } from '../../auth/permissions.ts'
import type { Problem } from '../../problems.ts'
import { findDuplicates } from '../../services/duplicates/find-duplicates.ts'
import { findMerges } from '../../services/duplicates/merge.ts'
import { findVersionHead } from '../../services/incidents/history.ts'
import { findNeighbours } from '../../services/incidents/read.ts'
import { allowedDecisions } from '../../services/incidents/review.ts'
import { type AdjacentEntries, findAdjacent } from '../../services/review/queue.ts'
import { listWaiting } from '../../services/review/suggestions.ts'
import { dropResolved } from '../../services/validate-against-register.ts'
import { toResponse, viewFor } from '../../services/version-row.ts'
import type { Version } from '../../store/incidents.ts'
import type { AppContext } from '../context.ts'
import { PossibleDuplicates } from '../duplicates/possible-duplicates.tsx'
import { renderPage } from '../render-page.tsx'
import { type QueueQuery, queueUrl } from '../review/queue-query.ts'
import { ReviewPanel } from '../review/review-panel.tsx'
import { IncidentPage } from './incident-page/incident-page.tsx'
import { RedactionForm, type RedactionInput, type Remains } from './redaction-form.tsx'

export interface ShowOptions {
  /** Whether this is a version of the past: nothing is decided on it. */
  readonly isPast?: boolean
  /** What was typed before, and why it was refused. */
  readonly formError?: { readonly problem: Problem; readonly reason: string }
  /** A redaction that was refused, as it was typed. */
  readonly redaction?: RedactionInput
  /** What is left of a redaction that was made. */
  readonly redacted?: Remains
  /** The queue in which it was opened. */
  readonly queue?: (Pick<QueueQuery, 'search'> & Partial<QueueQuery>) | undefined
}

export const renderReviewPanel = async (
  c: AppContext,
  version: Version,
  { formError, queue }: ShowOptions = {},
) => {
  const services = c.get('services')
  const [latest, suggestions, merges, neighbours] = await Promise.all([
    findVersionHead(services, version),
    listWaiting(services, version.n),
    findMerges(services, version),
    queue ? findAdjacent(services, queue.filter ?? {}, version.n) : ({} as AdjacentEntries),
  ])
  const toUrl = (each: { readonly id: string } | undefined) => each && queueUrl(queue, each.id)
  return (
    <ReviewPanel
      id={version.id}
      status={version.status}
      revision={version.revision}
      latest={latest}
      decisions={allowedDecisions(version.status)}
      suggestions={suggestions.map(({ id, at, reason }) => ({ href: queueUrl(queue, id), at, reason }))}
      {...merges}
      queue={
        queue && { search: queue.search, previous: toUrl(neighbours.previous), next: toUrl(neighbours.next) }
      }
      formError={formError && { reason: formError.reason, problem: formError.problem }}
    />
  )
}

interface EditorToolsProps {
  readonly reviewPanel: Awaited<ReturnType<typeof renderReviewPanel>>
  readonly actor: Actor
  readonly version: Version
  readonly redactionInput: RedactionInput | undefined
  readonly remains: Remains | undefined
}

/** The desk, and below it what only admins do. */
const EditorTools = ({
  reviewPanel,
  actor,
  version: { id, revision },
  redactionInput,
  remains,
}: EditorToolsProps) => (
  <>
    {reviewPanel}
    {can(actor, 'redact') && (
      <RedactionForm id={id} revision={revision} input={redactionInput} remains={remains} />
    )}
  </>
)

/** Where a record stands whose twins are looked for: it is to be published, or is. */
const comparableStatuses: readonly string[] = ['submitted', 'published']

/** Its likely twins, for editors, and for its filer while it waits. */
const renderDuplicates = async (c: AppContext, version: Version, record: StoredIncident) => {
  const [services, actor] = [c.get('services'), c.get('actor')]
  if (!canSeeWithheld(actor, version) || !comparableStatuses.includes(version.status)) return undefined
  return <PossibleDuplicates duplicates={await findDuplicates(services, actor, record)} />
}

export const showIncident = async (c: AppContext, version: Version, options: ShowOptions = {}) => {
  const actor = c.get('actor')
  const stored = toResponse(version, { view: viewFor(actor, version) })
  const { linked, backlinks } = await findNeighbours(c.get('services').db, actor, stored)
  const record = { ...stored, warnings: dropResolved(stored, stored.warnings, (name) => linked.has(name)) }
  const reviewPanel =
    can(actor, 'review') && !options.isPast ? await renderReviewPanel(c, version, options) : undefined
  const duplicates = options.isPast ? undefined : await renderDuplicates(c, version, record)
  const { problem } = options.formError ?? options.redaction ?? {}
  return renderPage(
    c,
    <IncidentPage
      record={record}
      targets={linked}
      backlinks={backlinks}
      editorTools={
        reviewPanel && (
          <EditorTools
            reviewPanel={reviewPanel}
            actor={actor}
            version={version}
            redactionInput={options.redaction}
            remains={options.redacted}
          />
        )
      }
      duplicates={duplicates}
      isPast={options.isPast ?? false}
    />,
    problem?.status ?? 200,
    problem?.headers,
  )
}
