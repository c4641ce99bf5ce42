/** The way back of somebody who filed a record: a secret address. */
import { digest } from '../auth/hash.ts'
import type { Actor } from '../auth/permissions.ts'
import type { ValidateOptions } from '../ingest/validate/validate.ts'
import { problems } from '../problems.ts'
import * as incidents from '../store/incidents.ts'
import * as receipts from '../store/receipts.ts'
import type { UpdateResult } from './idempotency.ts'
import { assertEtag, updateIfChanged } from './incidents/update.ts'
import type { ServiceContext } from './service-context.ts'
import type { View } from './version-row.ts'

export interface Receipt {
  /** The record as it stands. */
  readonly current: incidents.Version
  /** The record as its filer may see it: as filed and corrected by the filer, or as published. */
  readonly shown: incidents.Version
  /** Full if what is shown is the filer's own words, notes included. */
  readonly view: View
  /** Whether the filer can correct it: nobody has reviewed or edited it yet. */
  readonly isOpen: boolean
}

/** Who corrects by receipt, in the commits. */
const receiptActor = ({ filer }: incidents.Version): Actor => ({ role: 'public', id: `receipt:${filer}` })

/** What a receipt's secret leads to. */
export const find = async (db: D1Database, secret: string): Promise<Receipt> => {
  const rowKey = await receipts.find(db, await digest(secret))
  const current = rowKey === undefined ? null : await incidents.find(db, rowKey)
  if (!current) throw problems.notFound('receipt')
  const filerVersion = await incidents.findLastBy(db, current.rowKey, [
    current.filer,
    receiptActor(current).id,
  ])
  const isOpen = current.status === 'submitted' && filerVersion.revision === current.revision
  return current.status === 'published'
    ? { current, shown: current, view: 'public', isOpen }
    : { current, shown: filerVersion, view: 'full', isOpen }
}

/** Corrects a record by its receipt, against the revision that was seen, until it is reviewed. */
export const correct = async (
  context: ServiceContext,
  { current, isOpen }: Receipt,
  candidate: unknown,
  options: ValidateOptions,
  etags: readonly string[] | undefined,
): Promise<UpdateResult> => {
  if (!isOpen) throw problems.invalidTransition((details) => details.correct(current.status))
  assertEtag(current, etags)
  return updateIfChanged(context, receiptActor(current), current, candidate, { options })
}
