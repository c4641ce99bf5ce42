/** The version that a row of a file becomes. */
import type { Incident, StoredIncident, Warning } from '../../../schemas/incident.ts'
import type { Issue } from '../../../schemas/rules.ts'
import { problems } from '../../problems.ts'
import type { Identity } from '../../store/ids.ts'
import {
  canStage,
  createStaged,
  type LinkRow,
  type RowMatchRow,
  type StagedVersion,
} from '../../store/imports/chunk.ts'
import type { Match } from '../../store/imports/match-rows.ts'
import { fullRecord, linkNames, toVersionRow } from '../version-row.ts'

/** What an import does to one record. */
export interface RowChange {
  readonly kind: 'created' | 'updated' | 'unchanged' | 'retracted'
  readonly staged?: StagedVersion
  /** The dataset of what is staged. */
  readonly dataset?: string
  /** By how many the published records become more. */
  readonly published: number
  /** Whether what the public sees changes. */
  readonly visible: boolean
  /** The record that is new. */
  readonly record?: Incident
  /** Whether it links to what may come further down in the file. */
  readonly isDeferred?: boolean
}

export const noChange: RowChange = { kind: 'unchanged', published: 0, visible: false }

/** A record that is not there yet. */
export interface NewRecord extends Identity {
  readonly filer: string
  /** Of a row without a reference: the digest of what it states, and its number among equal rows. */
  readonly row: { readonly digest: string; readonly nth: number } | undefined
}

const isStored = (record: Match | NewRecord): record is Match => 'revision' in record

const linkRows = (record: Incident, n: number): LinkRow[] =>
  record.links === undefined
    ? []
    : linkNames(record).names.map((named) => [record.dataset, named, n] as const)

/** The version that a sound record becomes. Throws a Problem where the database could not hold it. */
export const toRowChange = (
  record: Incident,
  warnings: readonly (Issue | Warning)[],
  status: StoredIncident['status'],
  target: Match | NewRecord,
): RowChange => {
  const { n, id, filer } = target
  const stored = isStored(target) ? target : undefined
  const row = toVersionRow(record, warnings, { n, id, revision: (stored?.revision ?? 0) + 1, status, filer })
  const before = stored ? linkRows(fullRecord(stored), n) : []
  const after = linkRows(record, n)
  const linked = before.length + after.length > 0
  const hasSameLinks = !linked || JSON.stringify(before) === JSON.stringify(after)
  const rowMatches: RowMatchRow[] =
    isStored(target) || !target.row ? [] : [[record.dataset, target.row.digest, target.row.nth, n]]
  const version = createStaged(row, {
    links_gone: hasSameLinks ? [] : before,
    links_come: hasSameLinks ? [] : after,
    made: rowMatches,
  })
  if (!canStage(version)) throw problems.recordTooLarge()
  const [wasPublic, isPublic] = [stored?.status === 'published', status === 'published']
  return {
    ...(stored ? { kind: 'updated' } : { kind: 'created', record }),
    dataset: record.dataset,
    staged: version,
    published: Number(isPublic) - Number(wasPublic),
    visible: wasPublic || isPublic,
  }
}
