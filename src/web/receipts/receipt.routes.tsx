/** The receipt: what somebody filed, its state, and the way to correct it. */
import { Hono } from 'hono'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { Problem, type RequestIssue } from '../../problems.ts'
import { findDuplicates } from '../../services/duplicates/find-duplicates.ts'
import { correct, find, type Receipt } from '../../services/receipts.ts'
import { unresolvedLinks, withoutLinks } from '../../services/validate-against-register.ts'
import { etagOf, forFiler, toResponse } from '../../services/version-row.ts'
import { readRecord } from '../body/record-body.ts'
import { type AppContext, type AppEnv, prefersHtml } from '../context.ts'
import { extraEntriesIn, type RecordForm, toFormFields, withHiddenFields } from '../form/record-form.ts'
import { ifMatchTags, parseEntityTags } from '../headers.ts'
import { rateLimitSubmissions } from '../middleware.ts'
import { renderPage } from '../render-page.tsx'
import { ReceiptPage } from './receipt-page.tsx'

const secretOf = (c: AppContext): string => c.req.param('secret') ?? ''

interface CorrectionInput {
  readonly values: ReadonlyMap<string, string>
  readonly errors?: readonly RequestIssue[]
  readonly count?: number
  readonly extraEntries?: readonly string[]
  /** The ETag of the version that the form was made from; without it, of the one that stands. */
  readonly etag?: string | undefined
}

const correctionForm = (
  c: AppContext,
  receipt: Receipt,
  {
    values,
    errors = [],
    count = errors.length,
    extraEntries = [],
    etag = etagOf(receipt.current),
  }: CorrectionInput,
): RecordForm => ({
  action: `/receipts/${secretOf(c)}`,
  addEntryUrl: `/receipts/${secretOf(c)}`,
  values,
  errors,
  count,
  hidden: [['_seen', etag]],
  extraEntries,
  submitLabel: 'Correct the report',
})

const renderReceipt = async (
  c: AppContext,
  receipt: Receipt,
  input?: CorrectionInput,
  status: 200 | 422 = 200,
) => {
  const { current, shown, view, isOpen } = receipt
  const record = toResponse(shown, { view })
  const state = current.status as StoredIncident['status']
  c.header('Cache-Control', 'private, no-store')
  c.header('X-Robots-Tag', 'noindex')
  c.header('ETag', etagOf(current))
  if (!prefersHtml(c) && !input)
    return c.json({ state, open: isOpen, incident: view === 'full' ? forFiler(record) : record })
  const form = isOpen
    ? correctionForm(c, receipt, input ?? { values: new Map(toFormFields(record)) })
    : undefined
  const unresolved = await unresolvedLinks(c.get('services').db, c.get('actor'), record)
  const warnings = [...withoutLinks(record.warnings), ...unresolved]
  const duplicates =
    state === 'submitted' ? await findDuplicates(c.get('services'), c.get('actor'), record) : []
  const publicUrl = state === 'published' ? `/incidents/${current.id}` : undefined
  return renderPage(
    c,
    <ReceiptPage
      state={state}
      record={{ ...record, warnings }}
      duplicates={duplicates}
      {...(form ? { correction: form } : {})}
      {...(publicUrl ? { publicUrl } : {})}
    />,
    status,
  )
}

const get = async (c: AppContext) => renderReceipt(c, await find(c.get('services').db, secretOf(c)))

const post = async (c: AppContext) => {
  const services = c.get('services')
  const receipt = await find(services.db, secretOf(c))
  const { candidate, options, form } = await readRecord(c)
  const values = new Map(form?.fields)
  if (form?.pageFields.has('_more'))
    return renderReceipt(c, receipt, {
      values,
      extraEntries: extraEntriesIn(form.pageFields),
      etag: form.pageFields.get('_seen'),
    })
  const seen = form ? parseEntityTags(form.pageFields.get('_seen')) : ifMatchTags(c)
  try {
    const replacement = form
      ? withHiddenFields(candidate, toResponse(receipt.current, { view: 'full' }))
      : candidate
    const { version } = await correct(services, receipt, replacement, options, seen)
    if (form && prefersHtml(c)) return c.redirect(`/receipts/${secretOf(c)}`, 303)
    return c.json(
      { state: version.status, open: true, incident: forFiler(toResponse(version, { view: 'full' })) },
      200,
      {
        ETag: etagOf(version),
      },
    )
  } catch (error) {
    if (form && prefersHtml(c) && error instanceof Problem && error.type === 'invalid-record')
      return renderReceipt(c, receipt, { values, errors: error.errors, count: error.count }, 422)
    throw error
  }
}

export const receiptRoutes = new Hono<AppEnv>()
  .get('/receipts/:secret', get)
  .post('/receipts/:secret', rateLimitSubmissions, post)
