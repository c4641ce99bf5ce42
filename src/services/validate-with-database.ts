/** Validation of a candidate by all rules, including those that need the database: datasets and links. */

import type { Incident, StoredIncident, Warning } from '../../schemas/incident.ts'
import { type Issue, issue } from '../../schemas/rules.ts'
import { publicActor } from '../auth/authenticate.ts'
import { type Actor, can, canSeeWithheld, isInScope } from '../auth/permissions.ts'
import { type ValidateOptions, validate } from '../ingest/validate/validate.ts'
import type { Messages } from '../messages/messages.ts'
import { problems } from '../problems.ts'
import { splitReadOnlyFields } from '../record/shape.ts'
import * as datasets from '../store/datasets.ts'
import * as links from '../store/links.ts'
import type { ServiceContext } from './service-context.ts'
import { linkNames } from './version-row.ts'

/** The rule of a link whose target its reader may not know. */
export const unresolvedLinkRule = 'link.unresolved'

/** Returns whether an actor may know that a record exists. */
export const knows = (actor: Actor, found: links.Neighbour): boolean =>
  found.known === 1 || canSeeWithheld(actor, found)

/** Returns the warnings of the links whose targets are unknown. */
export const createLinkWarnings = (
  { links = [] }: Incident,
  isResolvable: (name: string) => boolean,
): Issue[] =>
  links.flatMap(({ incident }, i) => {
    if (isResolvable(incident)) return []
    return [
      issue(['links', i, 'incident'], unresolvedLinkRule, (m: Messages) => m.fields.unresolvedLink, incident),
    ]
  })

/** Returns the warnings of the links whose targets the reader may not know of. */
export const unresolvedLinks = async (db: D1Database, reader: Actor, record: Incident): Promise<Issue[]> => {
  const found = (await links.resolve(db, [linkNames(record)])).filter((each) => knows(reader, each))
  const resolved = new Set(found.map(({ named }) => named))
  return createLinkWarnings(record, (name) => resolved.has(name))
}

/** Returns the warnings of a record without those of links. */
export const withoutLinks = <T extends { readonly rule: string }>(warnings: readonly T[]): T[] =>
  warnings.filter(({ rule }) => rule !== unresolvedLinkRule)

/** Returns the warnings of a record without those of links that have been resolved since. */
export const dropResolved = (
  { links = [] }: Incident,
  warnings: readonly Warning[],
  isResolvable: (name: string) => boolean,
): Warning[] =>
  warnings.filter(({ pointer, rule }) => {
    const link = links[Number(pointer.split('/')[2])]
    return rule !== unresolvedLinkRule || link === undefined || !isResolvable(link.incident)
  })

/**
 * Returns the warnings of a stored record by the rules of today, except those of links. They include errors: rules
 * that were added and codes that were withdrawn since it was stored.
 */
export const storedWarnings = (context: ServiceContext, record: Incident): readonly Issue[] =>
  validate(record, context, { previous: [record] }).warnings

export interface ValidatedRecord {
  readonly record: Incident
  readonly warnings: readonly Issue[]
}

/** Returns the issue of an unknown dataset, for actors who may not create one. */
export const unknownDataset = (dataset: string): Issue =>
  issue(['dataset'], 'dataset.unknown', (m: Messages) => m.fields.unknownDataset(dataset), dataset)

/** Returns the issue of a record of a dataset that the actor's token is not for; undefined if it is. */
export const datasetOutOfScope = (actor: Actor, dataset: string): Issue | undefined =>
  isInScope(actor, dataset)
    ? undefined
    : issue(
        ['dataset'],
        'dataset.scope',
        (m: Messages) => m.fields.datasetOutOfScope(actor.datasets ?? []),
        dataset,
      )

const datasetErrors = async (db: D1Database, candidate: unknown, actor: Actor): Promise<Issue[]> => {
  const name = (candidate as { dataset?: unknown } | null)?.dataset
  if (typeof name !== 'string' || can(actor, 'createDataset')) return []
  const dataset = name.trim()
  return dataset === '' || (await datasets.exists(db, dataset)) ? [] : [unknownDataset(dataset)]
}

/** Returns the column of a mapped object that an error at a pointer is about; undefined if there is none. */
export type ColumnOf = (pointer: string) => string | undefined

/**
 * Returns the record in canonical form with its warnings, except those of links. Throws invalid-record, whose errors
 * name their columns if the candidate was made by a mapping.
 */
export const validateAlone = async (
  context: ServiceContext,
  actor: Actor,
  candidate: unknown,
  options: ValidateOptions,
  columnOf: ColumnOf = () => undefined,
): Promise<ValidatedRecord> => {
  const { record, errors, warnings } = validate(candidate, context, options)
  if (!record) {
    const hasDatasetError = errors.some(({ pointer }) => pointer === '/dataset')
    const allErrors = hasDatasetError
      ? errors
      : [...errors, ...(await datasetErrors(context.db, candidate, actor))]
    throw problems.invalidRecord(
      allErrors.map((error) => {
        const column = columnOf(error.pointer)
        return column === undefined ? error : { ...error, column }
      }),
    )
  }
  const scopeError = datasetOutOfScope(actor, record.dataset)
  if (scopeError) throw problems.invalidRecord([scopeError])
  return { record, warnings }
}

/**
 * Returns the record with the warnings of its links, too. Links of a published version are resolved for the public,
 * links of any other for its sender, so no warning depends on a draft that its reader may not see.
 */
export const addLinkWarnings = async (
  { db }: ServiceContext,
  actor: Actor,
  { record, warnings }: ValidatedRecord,
  status: StoredIncident['status'],
): Promise<ValidatedRecord> => {
  const reader = status === 'published' ? publicActor : actor
  return { record, warnings: [...warnings, ...(await unresolvedLinks(db, reader, record))] }
}

/** Returns the warnings of a record that is to be published: those of its links are for the public. */
export const publicWarnings = async (context: ServiceContext, record: Incident): Promise<Issue[]> => [
  ...storedWarnings(context, record),
  ...(await unresolvedLinks(context.db, publicActor, record)),
]

/**
 * Validates a candidate that replaces a stored record. Returns the record in canonical form with its warnings for
 * those who see it with a status. Throws an invalid-record Problem with every error.
 */
export const validateReplacement = async (
  context: ServiceContext,
  actor: Actor,
  stored: StoredIncident,
  candidate: unknown,
  options: ValidateOptions = {},
  status = stored.status,
): Promise<ValidatedRecord> => {
  // A field that the schema does not have any more is still one of the record.
  const previous = [splitReadOnlyFields(stored).own as Incident]
  const withStored = { stored: { ...stored }, dataset: stored.dataset, previous, ...options }
  const validated = await validateAlone(context, actor, candidate, withStored)
  return addLinkWarnings(context, actor, validated, status)
}
