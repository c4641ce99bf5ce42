/** Validates a candidate by all rules, those that need the database included: datasets and links. */
import type { Incident, StoredIncident, Warning } from '../../schemas/incident.ts'
import { type Issue, issue } from '../../schemas/rules.ts'
import { publicActor } from '../auth/authenticate.ts'
import { type Actor, can, canSeeWithheld } from '../auth/permissions.ts'
import { type ValidateOptions, validate } from '../ingest/validate/validate.ts'
import { problems } from '../problems.ts'
import * as datasets from '../store/datasets.ts'
import * as links from '../store/links.ts'
import type { ServiceContext } from './service-context.ts'
import { linkNames } from './version-row.ts'

/** The rule of a link to a record that its reader knows of none. */
export const unresolvedLinkRule = 'link.unresolved'

/** Whether an actor may know that a record is here. */
export const knows = (actor: Actor, found: links.Neighbour): boolean =>
  found.known === 1 || canSeeWithheld(actor, found)

/** The warnings of those links whose names lead nowhere. */
export const createLinkWarnings = (
  { links = [] }: Incident,
  isResolvable: (name: string) => boolean,
): Issue[] =>
  links.flatMap(({ incident }, i) => {
    if (isResolvable(incident)) return []
    const detail = 'No published record has this id or reference yet.'
    return [issue(['links', i, 'incident'], unresolvedLinkRule, detail, incident)]
  })

/** The warnings of those links that lead to nothing that the reader may know of. */
export const unresolvedLinks = async (db: D1Database, reader: Actor, record: Incident): Promise<Issue[]> => {
  const found = (await links.resolve(db, [linkNames(record)])).filter((each) => knows(reader, each))
  const resolved = new Set(found.map(({ named }) => named))
  return createLinkWarnings(record, (name) => resolved.has(name))
}

/** The warnings of a record but for those of links. */
export const withoutLinks = <T extends { readonly rule: string }>(warnings: readonly T[]): T[] =>
  warnings.filter(({ rule }) => rule !== unresolvedLinkRule)

/** The warnings of a record without those of links whose names lead somewhere now. */
export const dropResolved = (
  { links = [] }: Incident,
  warnings: readonly Warning[],
  isResolvable: (name: string) => boolean,
): Warning[] =>
  warnings.filter(({ pointer, rule }) => {
    const link = links[Number(pointer.split('/')[2])]
    return rule !== unresolvedLinkRule || link === undefined || !isResolvable(link.incident)
  })

export interface ValidatedRecord {
  readonly record: Incident
  readonly warnings: readonly Issue[]
}

/** The problem of a dataset that is not there, for those who may not begin one. */
export const unknownDataset = (dataset: string): Issue =>
  issue(
    ['dataset'],
    'dataset.unknown',
    `There is no dataset "${dataset}". Leave it out to use "reports".`,
    dataset,
  )

const datasetErrors = async (db: D1Database, candidate: unknown, actor: Actor): Promise<Issue[]> => {
  const name = (candidate as { dataset?: unknown } | null)?.dataset
  if (typeof name !== 'string' || can(actor, 'createDataset')) return []
  const dataset = name.trim()
  return dataset === '' || (await datasets.exists(db, dataset)) ? [] : [unknownDataset(dataset)]
}

/**
 * The record in canonical form with the warnings of a version of this status; throws a Problem with every error. The
 * links of a published version are resolved for the public, who reads it; of any other for its sender. So no warning
 * depends on a draft that its reader may not see.
 */
export const validateAgainstRegister = async (
  context: ServiceContext,
  actor: Actor,
  candidate: unknown,
  options: ValidateOptions,
  status: StoredIncident['status'],
): Promise<ValidatedRecord> => {
  const { db } = context
  const { record, errors, warnings } = validate(candidate, context, options)
  if (!record) {
    const hasDatasetError = errors.some(({ pointer }) => pointer === '/dataset')
    throw problems.invalidRecord(
      hasDatasetError ? errors : [...errors, ...(await datasetErrors(db, candidate, actor))],
    )
  }
  const reader = status === 'published' ? publicActor : actor
  return { record, warnings: [...warnings, ...(await unresolvedLinks(db, reader, record))] }
}

/** The same of a candidate that is to replace a stored record. */
export const validateReplacement = (
  context: ServiceContext,
  actor: Actor,
  stored: StoredIncident,
  candidate: unknown,
  options: ValidateOptions = {},
): Promise<ValidatedRecord> => {
  const withStored = { stored: { ...stored }, dataset: stored.dataset, ...options }
  return validateAgainstRegister(context, actor, candidate, withStored, stored.status)
}
