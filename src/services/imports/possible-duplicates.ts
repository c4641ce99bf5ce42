/** New rows of a file beside what is stored: which may be of the same event. */
import type { Incident } from '../../../schemas/incident.ts'
import type { Actor } from '../../auth/permissions.ts'
import type { SourceRow } from '../../ingest/rows/source-row.ts'
import { findDuplicatesBatch } from '../duplicates/find-duplicates.ts'
import type { ServiceContext } from '../service-context.ts'
import { addWarningCount, maxShownDuplicates, type Tally } from './report.ts'

export interface NewRow {
  readonly row: SourceRow
  readonly record: Incident
  /** Of the record that it makes. */
  readonly id: string | undefined
}

/** So many new rows of a file are compared; a rehearsal has time for more. */
const maxComparedRows = 100
const maxDryRunRows = 10_000

/** So many rows are compared by one query: what it answers stays small. */
const batchSize = 50

interface ComparisonContext {
  readonly context: ServiceContext
  readonly actor: Actor
  readonly ask: { readonly dryRun: boolean }
  readonly tally: Tally
}

/** Compares new rows with what is stored, and takes up the likely twins. */
export const addPossibleDuplicates = async (
  { context, actor, ask, tally }: ComparisonContext,
  rows: readonly NewRow[],
): Promise<void> => {
  const remaining = (ask.dryRun ? maxDryRunRows : maxComparedRows) - tally.comparedRows
  const newRows = rows.slice(0, Math.max(0, remaining))
  for (let at = 0; at < newRows.length; at += batchSize) {
    const batch = newRows.slice(at, at + batchSize)
    const found = await findDuplicatesBatch(
      context,
      actor,
      batch.map(({ record }) => record),
    )
    tally.comparedRows += batch.length
    addWarningCount(tally, 'duplicate.possible', found.filter(({ length }) => length > 0).length)
    for (const [i, { row, id }] of batch.entries())
      for (const duplicate of found[i] ?? [])
        if (tally.duplicates.length < maxShownDuplicates)
          tally.duplicates.push({ row: row.row, line: row.line, ...(id && { record: id }), ...duplicate })
  }
}
