/** The reports that the holder of a token has filed, whatever became of them, the newest first. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import { type Actor, authorize, canEdit } from '../../auth/permissions.ts'
import { isFiledBy } from '../../record/segments/filters.ts'
import { sortedKeys } from '../../record/segments/select-keys.ts'
import { readTogether } from '../../store/batch.ts'
import * as commits from '../../store/commits.ts'
import * as incidents from '../../store/incidents.ts'
import { listQuestionStates, type QuestionState } from '../../store/remarks.ts'
import { listRecords } from '../../store/review-queue.ts'
import { type IndexRows, readIndex } from '../../store/segments.ts'
import { findMatches, indexNeeds, matchEverything } from '../exports/find-matches.ts'
import type { ServiceContext } from '../service-context.ts'
import { toResponse } from '../version-row.ts'

export interface OwnReport {
  /** The report as its filer may see it: as it is now, or as filed if it is not the filer's to see any more. */
  readonly record: StoredIncident
  readonly status: StoredIncident['status']
  readonly isEditable: boolean
  /** Why an editor rejected, retracted or merged it. */
  readonly reason: string | undefined
  /** Whether an editor has asked something, and all of it is answered. */
  readonly question: QuestionState | undefined
}

export interface OwnReports {
  readonly reports: readonly OwnReport[]
  /** The number of all reports of the filer. */
  readonly total: number
  /** The key before which the next page begins; undefined on the last one. */
  readonly next: number | undefined
}

const pageSize = 50

/** Returns the keys of all records that an actor has filed, in order, from the index. */
const findOwnKeys = async (db: D1Database, actor: Actor): Promise<Float64Array> => {
  const filters = [isFiledBy(actor.id)]
  const needs = indexNeeds(filters, ['key'], [])
  const seq = commits.lastSeq({}, { isPublic: false })
  const { newest, ...rows } = await readTogether<IndexRows & { readonly newest: commits.Commit }>(db, {
    newest: commits.readNewest(db),
    ...readIndex(db, needs, { seq }),
  })
  const search = { seq: newest.seq, filters }
  const { matches } = findMatches(rows, search) ?? (await matchEverything(db, needs, search))
  return sortedKeys(matches)
}

/** Statuses of records that were public and are not: others may have edited them since, for editors only. */
const withdrawnStatuses: readonly string[] = ['retracted', 'merged']

const toReport = (
  actor: Actor,
  version: incidents.Version,
  filed: incidents.Version | undefined,
): Pick<OwnReport, 'record' | 'status' | 'isEditable'> => {
  const isEditable = canEdit(actor, version)
  return {
    record: toResponse(filed ?? version, { view: isEditable ? 'full' : 'public' }),
    status: version.status as StoredIncident['status'],
    isEditable,
  }
}

/** Returns the reports of an actor before a key, the newest first: at most 50, and about 8 MB. Throws token-needed. */
export const listOwn = async (
  { db }: ServiceContext,
  actor: Actor,
  { before = Number.POSITIVE_INFINITY }: { readonly before?: number | undefined } = {},
): Promise<OwnReports> => {
  authorize(actor, 'readOwn')
  const all = await findOwnKeys(db, actor)
  const keys = [...all.filter((key) => key < before).slice(-pageSize)]
  if (keys.length === 0) return { reports: [], total: all.length, next: undefined }
  const [versions, reasons, questions] = await Promise.all([
    listRecords(db, keys, { backwards: true }),
    incidents.listStatusReasons(db, keys),
    listQuestionStates(db, keys),
  ])
  const withdrawn = versions.filter(({ status }) => withdrawnStatuses.includes(status))
  const filed = withdrawn.map(({ rowKey }) => ({ rowKey, revision: 1 }))
  const firsts = filed.length > 0 ? await incidents.listRevisions(db, filed) : []
  const sorted = versions.sort((a, b) => b.rowKey - a.rowKey)
  const last = sorted.at(-1)?.rowKey ?? 0
  return {
    reports: sorted.map((version) => ({
      ...toReport(
        actor,
        version,
        firsts.find(({ rowKey }) => rowKey === version.rowKey),
      ),
      reason: reasons.get(version.rowKey),
      question: questions.get(version.rowKey),
    })),
    total: all.length,
    next: last > (all[0] ?? last) ? last : undefined,
  }
}
