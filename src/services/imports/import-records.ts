/** A file of records comes in: judged row by row, staged outside the clock, taken over by one commit or by several. */
import { type Actor, permit } from '../../auth/permissions.ts'
import { rowsTogether } from '../../ingest/byte-blocks.ts'
import type { SourceEvent } from '../../ingest/rows/source-row.ts'
import { problems } from '../../problems.ts'
import * as datasets from '../../store/datasets.ts'
import type { Deps } from '../service-context.ts'
import type { Report, RowError, Tally } from './report.ts'
import { type ImportAsk, Run } from './run.ts'

export type Progress =
  | { readonly kind: 'progress'; readonly rows: number; readonly rejected: number }
  | { readonly kind: 'errors'; readonly errors: readonly RowError[] }
  | { readonly kind: 'done'; readonly report: Report }

const inWords = ({ counts }: Tally, { dryRun, mode }: ImportAsk, commit: number | null): string => {
  const { created, updated, unchanged, retracted, rejected } = counts
  if (dryRun) return 'A rehearsal: nothing was stored.'
  if (rejected > 0 && mode === 'all') return 'Nothing was stored, because not every row is good.'
  if (commit === null)
    return unchanged > 0 ? 'Nothing was stored: all of it is there already.' : 'Nothing was stored.'
  return `${created} created, ${updated} updated, ${retracted} retracted, ${unchanged} as they were.`
}

const reportOf = (id: string, ask: ImportAsk, { tally, commit }: Run): Report => ({
  import: id,
  dry_run: ask.dryRun,
  ...tally.counts,
  commit,
  encoding: tally.facts.encoding,
  delimiter: tally.facts.delimiter,
  errors: tally.errors,
  error_count: tally.errorCount,
  compared: tally.compared,
  possible_duplicates: commit === null ? tally.twins.map(({ record: _, ...twin }) => twin) : tally.twins,
  warnings: Object.fromEntries(tally.warnings),
  notes: Object.fromEntries(tally.notes),
  detail: inWords(tally, ask, commit),
})

const refuseUnpublishable = async (db: D1Database, dataset: string, closed = false): Promise<void> => {
  const refused =
    (await datasets.unpublishable(db, [dataset])).has(dataset) ||
    (closed && !(await datasets.exists(db, dataset)))
  if (refused) throw problems.notPublishable(dataset)
}

/** How far it is, and the errors that were found since it was said last. */
function* news({ tally }: Run): Generator<Progress> {
  if (tally.fresh.length > 0) yield { kind: 'errors', errors: tally.fresh.splice(0) }
  yield { kind: 'progress', rows: tally.counts.rows, rejected: tally.rejectedRows.size }
}

/**
 * Imports what a reader of files yields. With mode=all and with missing=retract one commit takes all over, or none
 * does; with mode=valid a commit takes over some thousands at a time, so what a crash left out comes with the same
 * file sent again. Throws a Problem where the request cannot be carried out.
 */
export async function* runImport(
  deps: Deps,
  actor: Actor,
  ask: ImportAsk,
  id: string,
  source: AsyncIterable<SourceEvent>,
): AsyncGenerator<Progress> {
  permit(actor, 'import')
  if (ask.publish) permit(actor, 'publish')
  if (ask.missing === 'retract') permit(actor, 'review')
  if (ask.publish && ask.dataset !== undefined) await refuseUnpublishable(deps.db, ask.dataset, ask.closed)
  const run = new Run(deps, actor, ask, id)
  for await (const event of source) {
    if (event.kind === 'unreadable') throw problems.invalidFile(event.faults)
    if (event.kind === 'facts') run.facts(event.facts)
    else if (event.kind === 'fault') run.fault(event.fault)
    else {
      await run.take(event.rows)
      yield* news(run)
    }
    if (run.tally.fresh.length >= rowsTogether) yield* news(run)
  }
  await run.finish()
  yield* news(run)
  yield { kind: 'done', report: reportOf(id, ask, run) }
}
