/** Judges a candidate by all rules, those that need the database included. */
import type { Incident, StoredIncident } from '../../schemas/incident.ts'
import { type Issue, issue } from '../../schemas/rules.ts'
import { type Actor, may } from '../auth/permissions.ts'
import { type CheckOptions, check } from '../ingest/validate/validate.ts'
import { problems } from '../problems.ts'
import * as datasets from '../store/datasets.ts'
import { readerOf, unresolvedLinks } from './link-warnings.ts'
import type { Deps } from './service-context.ts'

export interface Examined {
  readonly record: Incident
  readonly warnings: readonly Issue[]
}

/** The error of a dataset that is not there, for those who may not begin one. */
export const unknownDataset = (dataset: string): Issue =>
  issue(
    ['dataset'],
    'dataset.unknown',
    `There is no dataset "${dataset}"; leave it out to use "reports".`,
    dataset,
  )

const datasetErrors = async (db: D1Database, candidate: unknown, actor: Actor): Promise<Issue[]> => {
  const named = (candidate as { dataset?: unknown } | null)?.dataset
  if (typeof named !== 'string' || may(actor, 'newDataset')) return []
  const dataset = named.trim()
  return dataset === '' || (await datasets.exists(db, dataset)) ? [] : [unknownDataset(dataset)]
}

/** The record in canonical form with the warnings of a version of this status; throws a Problem with every error. */
export const examine = async (
  { db, world }: Deps,
  actor: Actor,
  candidate: unknown,
  options: CheckOptions,
  status: StoredIncident['status'],
): Promise<Examined> => {
  const { record, errors, warnings } = check(candidate, world, options)
  if (!record) {
    const known = errors.some(({ pointer }) => pointer === '/dataset')
    throw problems.invalidRecord(known ? errors : [...errors, ...(await datasetErrors(db, candidate, actor))])
  }
  return { record, warnings: [...warnings, ...(await unresolvedLinks(db, readerOf(status, actor), record))] }
}
