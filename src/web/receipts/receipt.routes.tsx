/** Routes of receipts. */
import { Hono } from 'hono'
import type { StoredIncident } from '../../../schemas/incident.ts'
import type { Messages } from '../../messages/messages.ts'
import type { Problem } from '../../problems.ts'
import { findDuplicates } from '../../services/duplicates/find-duplicates.ts'
import { correct, find, type Receipt } from '../../services/receipts.ts'
import { unresolvedLinks, withoutLinks } from '../../services/validate-with-database.ts'
import { etagOf, forFiler, toResponse } from '../../services/version-row.ts'
import type { Version } from '../../store/incidents.ts'
import { omitUndefined } from '../../text/json.ts'
import { type RecordFields, readRecord } from '../body/record-body.ts'
import { type AppContext, type AppEnv, messagesOf, originOf } from '../context.ts'
import { openName } from '../form/open-button.tsx'
import { type RecordForm, toFormFields, toFormState, withHiddenFields } from '../form/record-form.ts'
import { ifMatchTags, parseEntityTags, prefersHtml } from '../headers.ts'
import { assertWithinLimit, rateLimitSubmissions } from '../rate-limits.ts'
import { respond } from '../respond.ts'
import type { RemarkInput } from '../review/remarks.tsx'
import type { ClientScript } from '../ui/client-scripts.ts'
import { incidentUrl } from '../ui/incident-summary.tsx'
import { renderPage } from '../ui/viewer.tsx'
import { showWarnings } from '../ui/warnings.tsx'
import { ReceiptPage } from './receipt-page.tsx'

export const secretOf = (c: AppContext): string => c.req.param('secret') ?? ''

export const receiptUrl = (c: AppContext): string => `/receipts/${secretOf(c)}`

/** The form of a correction as typed, and the problem if it was refused. */
interface CorrectionInput {
  readonly form: RecordFields
  readonly problem?: Problem
}

/** What a form of the page was sent with. */
interface ReceiptInput {
  readonly correction?: CorrectionInput
  readonly remark?: RemarkInput
}

const noticeOf = (problem: Problem | undefined, messages: Messages): string | undefined => {
  if (problem?.type === 'rate-limited') return messages.form.limited(problem.textsIn(messages).detail)
  return problem?.type === 'stale-revision' ? messages.receipt.stale : undefined
}

const correctionForm = (
  c: AppContext,
  current: Version,
  record: StoredIncident,
  input?: CorrectionInput,
): RecordForm => {
  const { form = { fields: toFormFields(record), pageFields: new Map() }, problem } = input ?? {}
  const [url, messages] = [receiptUrl(c), messagesOf(c)]
  return {
    ...toFormState(form, problem),
    notice: noticeOf(problem, messages),
    action: url,
    addEntryUrl: url,
    hidden: [['_seen', form.pageFields.get('_seen') ?? etagOf(current)]],
    submitLabel: messages.receipt.correctButton,
  }
}

/** Returns the URL of the published report, or of the record into which it was merged. */
const publicUrlOf = ({ current, into }: Receipt): string | undefined => {
  const id = current.status === 'published' ? current.id : into
  return id && incidentUrl(id)
}

/** Responds with a receipt; a page shows refused forms as they were typed. */
export const renderReceipt = async (
  c: AppContext,
  receipt: Receipt,
  { correction: input, remark }: ReceiptInput = {},
) => {
  const [services, actor] = [c.get('services'), c.get('actor')]
  const { current, shown, view, isOpen, questions, ...outcome } = receipt
  const record = toResponse(shown, { view, filingTime: 'public' })
  const state = current.status as StoredIncident['status']
  c.header('Cache-Control', 'private, no-store')
  c.header('X-Robots-Tag', 'noindex')
  c.header('ETag', etagOf(current))
  if (!prefersHtml(c) && !input) {
    const incident = view === 'full' ? forFiler(record) : record
    return c.json({ state, open: isOpen, ...outcome, questions, incident })
  }
  const [unresolved, duplicates] = await Promise.all([
    unresolvedLinks(services.db, actor, record),
    state === 'submitted' ? findDuplicates(services, actor, record) : [],
  ])
  const props = {
    state,
    record,
    warnings: showWarnings(
      services,
      record,
      [...withoutLinks(record.warnings), ...unresolved],
      messagesOf(c),
    ),
    url: originOf(c) + receiptUrl(c),
    duplicates,
    questions: { questions, action: `${receiptUrl(c)}/questions`, input: remark },
    correction: isOpen ? correctionForm(c, current, record, input) : undefined,
    reason: outcome.reason,
    publicUrl: publicUrlOf(receipt),
  }
  const { status, headers } = (input ?? remark)?.problem ?? {}
  const script: ClientScript = isOpen ? 'form' : 'receipt'
  return renderPage(c, <ReceiptPage {...props} />, omitUndefined({ status, headers, script }))
}

const get = async (c: AppContext) => {
  const services = c.get('services')
  // The filer has just written it, and has no bookmark.
  services.usePrimary?.()
  return renderReceipt(c, await find(services.db, c.get('actor'), secretOf(c)))
}

const redisplayed: readonly string[] = ['invalid-record', 'rate-limited']

/** Renders a correction of an older version as typed; sent again, it replaces the current one. */
const renderStale = async (c: AppContext, { fields }: RecordFields, problem: Problem) => {
  const receipt = await find(c.get('services').db, c.get('actor'), secretOf(c))
  if (!receipt.isOpen) throw problem
  return renderReceipt(c, receipt, { correction: { form: { fields, pageFields: new Map() }, problem } })
}

const post = async (c: AppContext) => {
  const services = c.get('services')
  const receipt = await find(services.db, c.get('actor'), secretOf(c))
  const { candidate, options, form } = await readRecord(c)
  if (form?.pageFields.has('_more') || form?.pageFields.has(openName))
    return renderReceipt(c, receipt, { correction: { form } })
  const seen = form ? parseEntityTags(form.pageFields.get('_seen')) : ifMatchTags(c)
  const replacement = form
    ? withHiddenFields(candidate, toResponse(receipt.current, { view: 'full' }))
    : candidate
  const act = () => {
    assertWithinLimit(c)
    return correct(services, receipt, replacement, options, seen)
  }
  return respond(c, prefersHtml(c) ? form : undefined, act, {
    redirect: () => receiptUrl(c),
    json: (result) => {
      const incident = forFiler(toResponse(result.version, { view: 'full', filingTime: 'public' }))
      const body = { state: result.version.status, open: true, incident }
      return c.json(body, 200, { ETag: etagOf(result.version) })
    },
    redisplay: (problem, form) => {
      if (problem.type === 'stale-revision') return renderStale(c, form, problem)
      return (
        redisplayed.includes(problem.type) && renderReceipt(c, receipt, { correction: { form, problem } })
      )
    },
  })
}

export const receiptRoutes = new Hono<AppEnv>()
  .get('/receipts/:secret', get)
  .post('/receipts/:secret', rateLimitSubmissions, post)
