/** New rows of a file beside what is stored: which may be of the same event. */
import type { Incident } from '../../../schemas/incident.ts'
import type { Actor } from '../../auth/permissions.ts'
import type { SourceRow } from '../../ingest/rows/source-row.ts'
import { twinsOfEach } from '../duplicates/find-duplicates.ts'
import type { Deps } from '../service-context.ts'
import { type Tally, twinsShown, warned } from './report.ts'

export interface NewRow {
  readonly row: SourceRow
  readonly record: Incident
  /** Of the record that it makes. */
  readonly id: string | undefined
}

/** So many new rows of a file are compared; a rehearsal has time for more. */
const mostCompared = 100
const mostRehearsed = 10_000

/** So many rows are compared by one query: what it answers stays small. */
const atOnce = 50

interface Comparing {
  readonly deps: Deps
  readonly actor: Actor
  readonly ask: { readonly dryRun: boolean }
  readonly tally: Tally
}

/** Compares new rows with what is stored, and takes up the likely twins. */
export const compare = async (
  { deps, actor, ask, tally }: Comparing,
  rows: readonly NewRow[],
): Promise<void> => {
  const left = (ask.dryRun ? mostRehearsed : mostCompared) - tally.compared
  const some = rows.slice(0, Math.max(0, left))
  for (let at = 0; at < some.length; at += atOnce) {
    const part = some.slice(at, at + atOnce)
    const found = await twinsOfEach(
      deps,
      actor,
      part.map(({ record }) => record),
    )
    tally.compared += part.length
    warned(tally, 'duplicate.possible', found.filter(({ length }) => length > 0).length)
    for (const [i, { row, id }] of part.entries())
      for (const twin of found[i] ?? [])
        if (tally.twins.length < twinsShown)
          tally.twins.push({ row: row.row, line: row.line, ...(id && { record: id }), ...twin })
  }
}
