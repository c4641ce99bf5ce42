/** Decides what becomes of each record of a batch, before anything is written. */
import type { Incident } from '../../../schemas/incident.ts'
import type { Issue } from '../../../schemas/rules.ts'
import { publicActor } from '../../auth/authenticate.ts'
import { type Actor, can } from '../../auth/permissions.ts'
import { type ValidationResult, validate } from '../../ingest/validate/validate.ts'
import { Problem, problems } from '../../problems.ts'
import * as datasets from '../../store/datasets.ts'
import { findByReferences, type Match } from '../../store/imports/match-rows.ts'
import * as links from '../../store/links.ts'
import type { ServiceContext } from '../service-context.ts'
import { needsSecondEditor } from '../two-editors.ts'
import { createLinkWarnings, datasetOutOfScope, knows, unknownDataset } from '../validate-with-database.ts'
import { linkNames } from '../version-row.ts'
import { type BatchKey, type BatchReplays, findBatchReplays } from './batch-replays.ts'
import { isSameReport, statusOf } from './create.ts'

/** A record of a batch as it was sent, or why it cannot be read. */
export type BatchItem = { readonly candidate: unknown } | Problem

interface ValidatedItem extends Pick<ValidationResult, 'errors' | 'warnings'> {
  readonly record: Incident | undefined
  /** The dataset that it states or goes to; undefined if it states none that can be read. */
  readonly dataset: string | undefined
}

/** Returns the records of a batch, validated by every rule that does not need the database. */
export const validateItems = (
  context: ServiceContext,
  items: readonly BatchItem[],
): (ValidatedItem | Problem)[] =>
  items.map((item) => {
    if (item instanceof Problem) return item
    const { record, errors, warnings } = validate(item.candidate, context)
    const stated = (item.candidate as { dataset?: unknown } | null)?.dataset
    const dataset =
      record?.dataset ?? (typeof stated === 'string' && stated.trim() ? stated.trim() : undefined)
    return { record, errors, warnings, dataset }
  })

export interface Batch {
  readonly actor: Actor
  readonly publish: boolean
  readonly items: readonly (ValidatedItem | Problem)[]
  readonly key: BatchKey | undefined
}

const recordsOf = ({ items }: Batch): Incident[] =>
  items.flatMap((item) => (item instanceof Problem || !item.record ? [] : [item.record]))

const readBatchState = async ({ db }: ServiceContext, batch: Batch) => {
  const records = recordsOf(batch)
  const references = records.flatMap(({ dataset, reference }) =>
    reference === undefined ? [] : [{ dataset, names: [reference] }],
  )
  const names = batch.items.flatMap((item) => (item instanceof Problem ? [] : (item.dataset ?? [])))
  const [replays, holders, publishable, neighbours] = await Promise.all([
    findBatchReplays(db, batch.key),
    findByReferences(db, references),
    datasets.findPublishable(db, [...new Set(names)]),
    links.resolve(db, records.map(linkNames)),
  ])
  return { replays, holders, publishable, neighbours }
}

/** A record to insert. */
export interface NewRecord {
  readonly index: number
  readonly record: Incident
  readonly warnings: readonly Issue[]
}

export type Decision =
  | { readonly kind: 'replayed'; readonly index: number }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'exists'; readonly version: Match }
  /** The batch has the same record earlier, at this index. */
  | { readonly kind: 'repeated'; readonly index: number }
  | (NewRecord & { readonly kind: 'new' })

export interface BatchPlan {
  readonly decisions: readonly Decision[]
  readonly replays: BatchReplays
  /** The datasets to create. */
  readonly newDatasets: readonly string[]
}

/** Decides on the records in order: a later record can repeat an earlier one or link to it. */
class Planner {
  readonly #context: ServiceContext
  readonly #batch: Batch
  readonly #state: Awaited<ReturnType<typeof readBatchState>>
  /** The index of each new record that reserves a reference. */
  readonly #claims = new Map<string, number>()

  constructor(context: ServiceContext, batch: Batch, state: Awaited<ReturnType<typeof readBatchState>>) {
    this.#context = context
    this.#batch = batch
    this.#state = state
  }

  decide(index: number): Decision {
    const item = this.#batch.items[index] as ValidatedItem | Problem
    if (this.#state.replays.byIndex.has(index)) return { kind: 'replayed', index }
    if (item instanceof Problem) return { kind: 'refused', problem: item }
    const problem = this.#findProblem(item)
    if (problem || !item.record) return { kind: 'refused', problem: problem ?? problems.conflict() }
    return this.#decideByReference(index, item.record, item.warnings)
  }

  #findProblem({ record, errors, dataset = '' }: ValidatedItem): Problem | undefined {
    const { actor, publish } = this.#batch
    const isKnown = dataset === '' || this.#state.publishable.has(dataset) || can(actor, 'createDataset')
    const hasDatasetError = isKnown || errors.some(({ pointer }) => pointer === '/dataset')
    const allErrors = hasDatasetError ? errors : [...errors, unknownDataset(dataset)]
    if (!record || allErrors.length > 0) return problems.invalidRecord(allErrors)
    const scopeError = datasetOutOfScope(actor, record.dataset)
    if (scopeError) return problems.invalidRecord([scopeError])
    return publish && this.#state.publishable.get(dataset) === false
      ? problems.notPublishable(dataset)
      : undefined
  }

  #decideByReference(index: number, record: Incident, warnings: readonly Issue[]): Decision {
    const { actor } = this.#batch
    const { dataset, reference } = record
    const isPublic = actor.role === 'public'
    const taken = () =>
      ({ kind: 'refused', problem: problems.referenceTaken(dataset, reference ?? '') }) as const
    const holder = this.#state.holders.find(
      (each) => each.dataset === dataset && each.reference === reference,
    )
    // A public report does not reserve its reference, so only a published record is in its way.
    if (holder && (!isPublic || holder.status === 'published'))
      return isSameReport(actor, record, holder) ? { kind: 'exists', version: holder } : taken()
    const scope = JSON.stringify([dataset, reference])
    const claimed = this.#claims.get(scope)
    if (claimed !== undefined) {
      const earlier = this.#batch.items[claimed] as ValidatedItem
      const isSame = JSON.stringify(earlier.record) === JSON.stringify(record)
      return isSame ? { kind: 'repeated', index: claimed } : taken()
    }
    const step = { before: undefined, status: statusOf(this.#batch), record }
    if (needsSecondEditor(this.#context, actor, step))
      return { kind: 'refused', problem: problems.secondEditorNeeded() }
    if (reference !== undefined && !isPublic) this.#claims.set(scope, index)
    return { kind: 'new', index, record, warnings: [...warnings, ...this.#linkWarnings(record)] }
  }

  /** Links of published records are resolved for the public, links of others for their sender. */
  #linkWarnings(record: Incident): Issue[] {
    const { actor, publish } = this.#batch
    const reader = publish ? publicActor : actor
    return createLinkWarnings(record, (name) => {
      const isHere = this.#claims.has(JSON.stringify([record.dataset, name]))
      const found = this.#state.neighbours.filter(
        (each) => each.named === name && (each.dataset === null || each.dataset === record.dataset),
      )
      return isHere || found.some((each) => knows(reader, each))
    })
  }
}

/** Returns what becomes of each record of a batch. Throws idempotency-key-reused. */
export const planBatch = async (context: ServiceContext, batch: Batch): Promise<BatchPlan> => {
  const state = await readBatchState(context, batch)
  const planner = new Planner(context, batch, state)
  const decisions = batch.items.map((_, index) => planner.decide(index))
  const used = decisions.flatMap((each) => (each.kind === 'new' ? [each.record.dataset] : []))
  const newDatasets = [...new Set(used)].filter((name) => !state.publishable.has(name))
  return { decisions, replays: state.replays, newDatasets }
}
