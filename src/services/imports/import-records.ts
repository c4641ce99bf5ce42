/** A file of records comes in: judged row by row, staged outside the clock, taken over by one commit or by several. */
import { type Actor, authorize } from '../../auth/permissions.ts'
import { maxRowsPerBatch } from '../../ingest/byte-blocks.ts'
import type { SourceEvent } from '../../ingest/rows/source-row.ts'
import { problems } from '../../problems.ts'
import * as datasets from '../../store/datasets.ts'
import type { ServiceContext } from '../service-context.ts'
import type { Report, RowError, Tally } from './report.ts'
import { type ImportOptions, ImportRun } from './run.ts'

export type ImportEvent =
  | { readonly kind: 'progress'; readonly rows: number; readonly rejected: number }
  | { readonly kind: 'errors'; readonly errors: readonly RowError[] }
  | { readonly kind: 'done'; readonly report: Report }

const describeResult = (
  { counts }: Tally,
  { dryRun, mode }: ImportOptions,
  commit: number | null,
): string => {
  const { created, updated, unchanged, retracted, rejected } = counts
  if (dryRun) return 'A rehearsal: nothing was stored.'
  if (rejected > 0 && mode === 'all') return 'Nothing was stored, because not every row is good.'
  if (commit === null)
    return unchanged > 0 ? 'Nothing was stored: all of it is there already.' : 'Nothing was stored.'
  return `${created} created, ${updated} updated, ${retracted} retracted, ${unchanged} as they were.`
}

const createReport = (id: string, ask: ImportOptions, { tally, commit }: ImportRun): Report => ({
  import: id,
  dry_run: ask.dryRun,
  ...tally.counts,
  commit,
  encoding: tally.facts.encoding,
  delimiter: tally.facts.delimiter,
  errors: tally.errors,
  error_count: tally.errorCount,
  compared: tally.comparedRows,
  possible_duplicates:
    commit === null ? tally.duplicates.map(({ record: _, ...twin }) => twin) : tally.duplicates,
  warnings: Object.fromEntries(tally.warnings),
  notes: Object.fromEntries(tally.notes),
  detail: describeResult(tally, ask, commit),
})

const assertPublishable = async (db: D1Database, dataset: string, closed = false): Promise<void> => {
  const isRefused =
    (await datasets.findUnpublishable(db, [dataset])).has(dataset) ||
    (closed && !(await datasets.exists(db, dataset)))
  if (isRefused) throw problems.notPublishable(dataset)
}

/** How far it is, and the errors that were found since it was said last. */
function* listProgress({ tally }: ImportRun): Generator<ImportEvent> {
  if (tally.newErrors.length > 0) yield { kind: 'errors', errors: tally.newErrors.splice(0) }
  yield { kind: 'progress', rows: tally.counts.rows, rejected: tally.rejectedRows.size }
}

/**
 * Imports what a reader of files yields. With mode=all and with missing=retract one commit takes all over, or none
 * does; with mode=valid a commit takes over some thousands at a time, so what a crash left out comes with the same
 * file sent again. Throws a Problem where the request cannot be carried out.
 */
export async function* runImport(
  context: ServiceContext,
  actor: Actor,
  ask: ImportOptions,
  id: string,
  source: AsyncIterable<SourceEvent>,
): AsyncGenerator<ImportEvent> {
  authorize(actor, 'import')
  if (ask.publish) authorize(actor, 'publish')
  if (ask.missing === 'retract') authorize(actor, 'review')
  if (ask.publish && ask.dataset !== undefined) await assertPublishable(context.db, ask.dataset, ask.closed)
  const run = new ImportRun(context, actor, ask, id)
  for await (const event of source) {
    if (event.kind === 'unreadable') throw problems.invalidFile(event.faults)
    if (event.kind === 'facts') run.setFacts(event.facts)
    else if (event.kind === 'fault') run.reportFault(event.fault)
    else {
      await run.addRows(event.rows)
      yield* listProgress(run)
    }
    if (run.tally.newErrors.length >= maxRowsPerBatch) yield* listProgress(run)
  }
  await run.finish()
  yield* listProgress(run)
  yield { kind: 'done', report: createReport(id, ask, run) }
}
