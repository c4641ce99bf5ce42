/** Judges a candidate by all rules, those that need the database included. */
import type { Incident, StoredIncident } from '../../schemas/incident.ts'
import { type Issue, issue } from '../../schemas/rules.ts'
import { type Actor, can } from '../auth/permissions.ts'
import { type ValidateOptions, validate } from '../ingest/validate/validate.ts'
import { problems } from '../problems.ts'
import * as datasets from '../store/datasets.ts'
import { readerOf, unresolvedLinks } from './link-warnings.ts'
import type { ServiceContext } from './service-context.ts'

export interface ValidatedRecord {
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
  const datasetName = (candidate as { dataset?: unknown } | null)?.dataset
  if (typeof datasetName !== 'string' || can(actor, 'newDataset')) return []
  const dataset = datasetName.trim()
  return dataset === '' || (await datasets.exists(db, dataset)) ? [] : [unknownDataset(dataset)]
}

/** The record in canonical form with the warnings of a version of this status; throws a Problem with every error. */
export const validateAgainstRegister = async (
  { db, clock }: ServiceContext,
  actor: Actor,
  candidate: unknown,
  options: ValidateOptions,
  status: StoredIncident['status'],
): Promise<ValidatedRecord> => {
  const { record, errors, warnings } = validate(candidate, clock, options)
  if (!record) {
    const hasDatasetError = errors.some(({ pointer }) => pointer === '/dataset')
    throw problems.invalidRecord(
      hasDatasetError ? errors : [...errors, ...(await datasetErrors(db, candidate, actor))],
    )
  }
  return { record, warnings: [...warnings, ...(await unresolvedLinks(db, readerOf(status, actor), record))] }
}
