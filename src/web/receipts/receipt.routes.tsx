/** The receipt: what somebody filed, its state, and the way to correct it. */
import { Hono } from 'hono'
import type { StoredIncident } from '../../../schemas/incident.ts'
import type { Issue } from '../../../schemas/rules.ts'
import { Problem } from '../../problems.ts'
import { twinsOf } from '../../services/duplicates/find-duplicates.ts'
import { unresolvedLinks, withoutLinks } from '../../services/link-warnings.ts'
import { correct, find, type Receipt } from '../../services/receipts.ts'
import { etagOf, forFiler, fromRow } from '../../services/version-row.ts'
import { readStated } from '../body/record-body.ts'
import { type AppContext, type AppEnv, prefersPage } from '../context.ts'
import { completed, type FormState, fieldsOf, moreOf } from '../form/record-form.ts'
import { entityTags, seenTags } from '../headers.ts'
import { limitPublic } from '../middleware.ts'
import { page } from '../render-page.tsx'
import { ReceiptPage } from './receipt-page.tsx'

const secretOf = (c: AppContext): string => c.req.param('secret') ?? ''

interface Typed {
  readonly values: ReadonlyMap<string, string>
  readonly errors?: readonly Issue[]
  readonly count?: number
  readonly more?: readonly string[]
  /** The ETag of the version that the form was made from; without it, of the one that stands. */
  readonly seen?: string | undefined
}

const correction = (
  c: AppContext,
  receipt: Receipt,
  { values, errors = [], count = errors.length, more = [], seen = etagOf(receipt.current) }: Typed,
): FormState => ({
  action: `/receipts/${secretOf(c)}`,
  moreAction: `/receipts/${secretOf(c)}`,
  values,
  errors,
  count,
  hidden: [['_seen', seen]],
  more,
  submitLabel: 'Correct the report',
})

const show = async (c: AppContext, receipt: Receipt, typed?: Typed, status: 200 | 422 = 200) => {
  const { current, shown, own, open } = receipt
  const record = fromRow(shown, own)
  const state = current.status as StoredIncident['status']
  c.header('Cache-Control', 'private, no-store')
  c.header('X-Robots-Tag', 'noindex')
  c.header('ETag', etagOf(current))
  if (!prefersPage(c) && !typed) return c.json({ state, open, incident: own ? forFiler(record) : record })
  const form = open ? correction(c, receipt, typed ?? { values: new Map(fieldsOf(record)) }) : undefined
  const unresolved = await unresolvedLinks(c.get('deps').db, c.get('actor'), record)
  const warnings = [...withoutLinks(record.warnings), ...unresolved]
  const twins = state === 'submitted' ? await twinsOf(c.get('deps'), c.get('actor'), record) : []
  const publicUrl = state === 'published' ? `/incidents/${current.id}` : undefined
  return page(
    c,
    <ReceiptPage
      state={state}
      record={{ ...record, warnings }}
      twins={twins}
      {...(form ? { correction: form } : {})}
      {...(publicUrl ? { publicUrl } : {})}
    />,
    status,
  )
}

const get = async (c: AppContext) => show(c, await find(c.get('deps').db, secretOf(c)))

const post = async (c: AppContext) => {
  const deps = c.get('deps')
  const receipt = await find(deps.db, secretOf(c))
  const { candidate, options, form } = await readStated(c)
  const values = new Map(form?.fields)
  if (form?.own.has('_more'))
    return show(c, receipt, { values, more: moreOf(form.own), seen: form.own.get('_seen') })
  const seen = form ? entityTags(form.own.get('_seen')) : seenTags(c)
  try {
    const corrected = form ? completed(candidate, fromRow(receipt.current, true)) : candidate
    const { version } = await correct(deps, receipt, corrected, options, seen)
    if (form && prefersPage(c)) return c.redirect(`/receipts/${secretOf(c)}`, 303)
    return c.json({ state: version.status, open: true, incident: forFiler(fromRow(version, true)) }, 200, {
      ETag: etagOf(version),
    })
  } catch (error) {
    if (form && prefersPage(c) && error instanceof Problem && error.type === 'invalid-record')
      return show(c, receipt, { values, errors: error.errors as readonly Issue[], count: error.count }, 422)
    throw error
  }
}

export const receiptRoutes = new Hono<AppEnv>()
  .get('/receipts/:secret', get)
  .post('/receipts/:secret', limitPublic, post)
