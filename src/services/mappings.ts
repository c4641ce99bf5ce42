/** Storing mappings by name, and finding them for imports and reports. */
import { type Actor, authorize, can, canIn } from '../auth/permissions.ts'
import { parseStoredMapping } from '../ingest/mapping/stored-mapping.ts'
import { addHint } from '../ingest/request/parameters.ts'
import { problems } from '../problems.ts'
import { runBatch } from '../store/batch.ts'
import * as datasets from '../store/datasets.ts'
import * as mappings from '../store/mappings.ts'
import { didYouMean } from '../text/did-you-mean.ts'
import type { ServiceContext } from './service-context.ts'

/** A mapping as the API returns it. */
export interface StoredMapping extends mappings.MappingName {
  readonly mapping: unknown
  readonly updated_at: string
}

/**
 * Stores a mapping (status 201) or replaces it (200). Throws forbidden, token-needed, not-found without the dataset,
 * or invalid-request with every error of the mapping.
 */
export const save = async (
  { db, now }: ServiceContext,
  actor: Actor,
  name: mappings.MappingName,
  json: unknown,
): Promise<{ readonly status: 200 | 201; readonly stored: StoredMapping }> => {
  authorize(actor, 'storeMapping', name.dataset)
  parseStoredMapping(name.dataset, json)
  const at = new Date(now).toISOString()
  const statements = mappings.save(db, name, { mapping: JSON.stringify(json), at, actor: actor.id })
  const [replaced] = await runBatch(db, statements, { dataset_unknown: () => problems.notFound('dataset') })
  return {
    status: replaced?.results.length === 0 ? 201 : 200,
    stored: { ...name, mapping: json, updated_at: at },
  }
}

/** Returns a mapping. Throws forbidden, token-needed or not-found. */
export const read = async (
  { db }: ServiceContext,
  actor: Actor,
  name: mappings.MappingName,
): Promise<StoredMapping> => {
  authorize(actor, 'readMapping', name.dataset)
  const found = await mappings.find(db, name)
  if (!found) throw problems.notFound('mapping')
  return { ...name, mapping: JSON.parse(found.mapping), updated_at: found.updated_at }
}

/**
 * Returns the mappings of a dataset, sorted by name. Throws forbidden or token-needed, and not-found to those who may know
 * of every dataset: for others, a dataset of drafts alone is as if it did not exist.
 */
export const list = async (
  { db }: ServiceContext,
  actor: Actor,
  dataset: string,
): Promise<mappings.MappingSummary[]> => {
  authorize(actor, 'readMapping', dataset)
  const [found, isDataset] = await Promise.all([mappings.list(db, dataset), datasets.exists(db, dataset)])
  if (!isDataset && can(actor, 'readAll')) throw problems.notFound('dataset')
  return found
}

/** Deletes a mapping. Throws forbidden, token-needed or not-found. */
export const remove = async (
  { db }: ServiceContext,
  actor: Actor,
  name: mappings.MappingName,
): Promise<void> => {
  authorize(actor, 'storeMapping', name.dataset)
  if (!(await mappings.remove(db, name))) throw problems.notFound('mapping')
}

/**
 * Returns the JSON of the mapping that a parameter names. Throws invalid-query without it; only people who may read
 * mappings see the names of others.
 */
export const resolve = async (
  { db }: ServiceContext,
  actor: Actor,
  name: mappings.MappingName,
): Promise<string> => {
  const found = await mappings.find(db, name)
  if (found) return found.mapping
  const names = canIn(actor, 'readMapping', name.dataset) ? await mappings.list(db, name.dataset) : []
  const hint = didYouMean(
    name.name,
    names.map((each) => each.name),
  )
  const address = `${name.dataset}/${name.name}`
  throw problems.invalidParameter('mapping', (m) => addHint(m.mappings.unknown(address), hint?.(m)), address)
}
