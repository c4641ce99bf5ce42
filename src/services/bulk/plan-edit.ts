/** Planning a bulk edit: what becomes of each record of a page. */
import type { Incident, Warning } from '../../../schemas/incident.ts'
import type { Issue } from '../../../schemas/rules.ts'
import { publicActor } from '../../auth/authenticate.ts'
import type { Actor } from '../../auth/permissions.ts'
import { renameFields } from '../../ingest/validate/rename-fields.ts'
import { validate } from '../../ingest/validate/validate.ts'
import type { Version } from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import { isObject, mergePatch } from '../../text/json.ts'
import { type RowChange, stagingIssue, toStagedChange } from '../imports/commit-batch.ts'
import { scopedKey } from '../imports/import-context.ts'
import type { ServiceContext } from '../service-context.ts'
import { createLinkWarnings, knows } from '../validate-with-database.ts'
import { fullRecord, linkNames } from '../version-row.ts'

/** What a bulk edit changes in each record. */
export interface BulkChange {
  /** A JSON Merge Patch (RFC 7396). */
  readonly patch: object
  /** Tags to add to those that a record has, and to remove from them. */
  readonly tags?: { readonly add?: readonly string[]; readonly remove?: readonly string[] } | undefined
}

/** A record with the change, before it is validated. */
const applyChange = (record: Incident, patch: unknown, { tags = {} }: BulkChange): unknown => {
  const patched = mergePatch(record, patch)
  const { add = [], remove = [] } = tags
  if (!isObject(patched) || add.length + remove.length === 0) return patched
  const own = Array.isArray(patched.tags) ? (patched.tags as unknown[]) : []
  const kept = own.filter((tag) => !remove.includes(String(tag)))
  return { ...patched, tags: [...new Set([...kept, ...add])] }
}

/** What becomes of one record. */
export type PlannedEdit =
  | { readonly kind: 'unchanged'; readonly version: Version }
  | { readonly kind: 'rejected'; readonly version: Version; readonly issues: readonly Issue[] }
  | {
      readonly kind: 'changed'
      readonly version: Version
      readonly before: Incident
      readonly record: Incident
      readonly warnings: readonly Issue[]
    }

/** Returns what becomes of a record by the rules that need no database. */
const planEdit = (context: ServiceContext, version: Version, change: BulkChange): PlannedEdit => {
  const before = fullRecord(version)
  const { value, issues, warnings: renamed } = renameFields(change.patch)
  const candidate = applyChange(before, value, change)
  const result = validate(candidate, context, { issues, warnings: renamed, previous: [before] })
  const { record, errors, warnings } = result
  if (!record) return { kind: 'rejected', version, issues: errors }
  if (JSON.stringify(record) === JSON.stringify(before)) return { kind: 'unchanged', version }
  return { kind: 'changed', version, before, record, warnings }
}

/** Returns the plans for a page of versions, in order. */
export const planEdits = (
  context: ServiceContext,
  versions: readonly Version[],
  change: BulkChange,
): PlannedEdit[] => versions.map((version) => planEdit(context, version, change))

/** A version to write, before its links were looked up. */
export interface NextVersion {
  readonly version: Version
  readonly record: Incident
  readonly status: string
  readonly warnings: readonly (Issue | Warning)[]
}

/**
 * Returns the changes to stage with the warnings of their links, from one look-up; for a record that is too large to
 * store, its issue.
 */
export const toChanges = async (
  context: ServiceContext,
  actor: Actor,
  next: readonly NextVersion[],
): Promise<(RowChange | Issue)[]> => {
  const linking = next.flatMap(({ record }) => (record.links ? [linkNames(record)] : []))
  const found = linking.length > 0 ? await links.resolve(context.db, linking) : []
  const namesFor = (reader: Actor) =>
    new Set(
      found
        .filter((each) => knows(reader, each))
        .map(({ dataset, named }) => (dataset === null ? named : scopedKey(dataset, named))),
    )
  const [forPublic, forActor] = [namesFor(publicActor), namesFor(actor)]
  return next.map(({ version, record, status, warnings }) => {
    const names = status === 'published' ? forPublic : forActor
    const isResolvable = (name: string) => names.has(name) || names.has(scopedKey(record.dataset, name))
    try {
      const all = [...warnings, ...createLinkWarnings(record, isResolvable)]
      return toStagedChange(context, actor, { record, warnings: all, status, target: version })
    } catch (error) {
      return stagingIssue(error)
    }
  })
}
