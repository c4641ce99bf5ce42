/** Storing a correction of a record that waits for an editor. */
import { msPerDay } from '../../../schemas/edtf-date.ts'
import { problems } from '../../problems.ts'
import { runBatch } from '../../store/batch.ts'
import { createId } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import * as suggestions from '../../store/suggestions.ts'
import type { ServiceContext } from '../service-context.ts'
import { etagOf } from '../version-row.ts'

const maxDeclinedAge = 30 * msPerDay

const limitProblems = {
  record_full: () => problems.suggestionsFull('record'),
  network_full: () => problems.suggestionsFull('network'),
  public_full: () => problems.suggestionsFull('public'),
  id_taken: problems.conflict,
}

export interface SuggestionResult {
  readonly status: 200 | 201
  readonly suggestion: suggestions.NewSuggestion
}

/**
 * Stores a correction of a version, with further statements; returns an identical one of its author that already waits
 * for this revision. Throws stale-revision or suggestions-full.
 */
export const insertSuggestion = async (
  { db, now }: ServiceContext,
  version: incidents.Version,
  waiting: readonly suggestions.Suggestion[],
  stated: Pick<suggestions.NewSuggestion, 'actor' | 'reason' | 'patch' | 'warnings' | 'sender'>,
  statements: readonly D1PreparedStatement[] = [],
): Promise<SuggestionResult> => {
  const existing = waiting.find(
    ({ patch, actor, revision }) =>
      patch === stated.patch && actor === stated.actor && revision === version.revision,
  )
  if (existing) {
    if (statements.length > 0) await runBatch(db, [...statements])
    return { status: 200, suggestion: existing }
  }
  const { rowKey: incident, revision } = version
  const at = new Date(now).toISOString()
  const suggestion = { ...createId(now), incident, revision, at, ...stated }
  const oldest = new Date(now - maxDeclinedAge).toISOString()
  const [, added] = await runBatch(
    db,
    [suggestions.sweep(db, oldest), suggestions.insert(db, suggestion), ...statements],
    limitProblems,
  )
  if (added?.results.length === 1) return { status: 201, suggestion }
  const current = (await incidents.find(db, incident)) ?? version
  throw problems.staleRevision(etagOf(current), current.revision)
}
