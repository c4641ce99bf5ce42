/** Receipts: the secret URL of a filed report. */
import { digest } from '../auth/hash.ts'
import type { Actor } from '../auth/permissions.ts'
import type { ValidateOptions } from '../ingest/validate/validate.ts'
import { problems } from '../problems.ts'
import type * as incidents from '../store/incidents.ts'
import * as receipts from '../store/receipts.ts'
import { omitUndefined } from '../text/json.ts'
import type { UpdateResult } from './idempotency.ts'
import { knowsSurvivor } from './incidents/read.ts'
import { assertEtag, updateIfChanged } from './incidents/update.ts'
import {
  type Answer,
  answer,
  type FilerQuestion,
  forFiler,
  type RemarkResult,
  toDiscussion,
} from './review/remarks.ts'
import type { ServiceContext } from './service-context.ts'
import type { View } from './version-row.ts'

export interface Receipt {
  /** The current version. */
  readonly current: incidents.CurrentVersion
  /** The version that the filer may see: as filed and corrected by the filer, or as published. */
  readonly shown: incidents.Version
  /** Full if the filer's own version is shown, with its notes. */
  readonly view: View
  /** Why an editor rejected, retracted or merged it. */
  readonly reason?: string
  /** The id of the record into which it was merged, if its reader may know that record. */
  readonly into?: string
  /** Whether the filer can still correct it: nobody has reviewed or edited it. */
  readonly isOpen: boolean
  /** What editors have asked, and what was answered. */
  readonly questions: readonly FilerQuestion[]
}

/** Returns the actor of a correction by receipt, as commits record it. */
const receiptActor = ({ filer }: incidents.Version): Actor => ({
  role: 'public',
  id: receipts.actorOf(filer),
})

/** Returns the receipt of a secret as its reader may see it. Throws not-found if there is none. */
export const find = async (db: D1Database, actor: Actor, secret: string): Promise<Receipt> => {
  const { current, filerVersion, remarks } = await receipts.findVersions(db, await digest(secret))
  if (!current) throw problems.notFound('receipt')
  if (!filerVersion) throw new Error(`The record ${current.id} has no version by those who filed it.`)
  const isOpen = current.status === 'submitted' && filerVersion.revision === current.revision
  const questions = toDiscussion(remarks).questions.map(forFiler)
  if (current.status === 'published') return { current, shown: current, view: 'public', isOpen, questions }
  const { statusReason, survivor } = current
  const outcome = omitUndefined({
    reason: statusReason ?? undefined,
    into: knowsSurvivor(actor, survivor) ? survivor.id : undefined,
  })
  return { current, shown: filerVersion, view: 'full', isOpen, questions, ...outcome }
}

/** Answers a question by the receipt of its record. Throws not-found if it was not asked, or remarks-full. */
export const answerByReceipt = (
  context: ServiceContext,
  { current }: Receipt,
  input: Answer,
): Promise<RemarkResult> => answer(context, receiptActor(current), current, input)

/** Corrects a record by its receipt. Throws invalid-transition after a review, stale-revision or invalid-record. */
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
