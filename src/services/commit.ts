/** Commits. */
import { type Actor, assertInScope } from '../auth/permissions.ts'
import {
  commitContents,
  createSalt,
  type DatasetTexts,
  datasetText,
  saltedDigest,
  VersionLines,
  versionDigests,
} from '../record/chain.ts'
import * as commits from '../store/commits.ts'
import type { NewVersion } from '../store/incidents.ts'
import type { ServiceContext } from './service-context.ts'
import { assertSecondEditor, type NextStep } from './two-editors.ts'
import { statedRecord } from './version-row.ts'

/** Returns whether a change of status is public, and by how much it changes the number of published records. */
export const publicEffect = (before: string | undefined, after: string) => {
  const [wasPublic, isPublic] = [before === 'published', after === 'published']
  return { visible: wasPublic || isPublic, published: Number(isPublic) - Number(wasPublic) }
}

/** A version as the chain covers it. */
interface ChainedVersion {
  /** The status of the version before; undefined if there is none. */
  readonly before: string | undefined
  readonly version: NewVersion
  /** The id of the record that it is merged into. */
  readonly into?: string | undefined
  /** The receipt or the row of a file that it writes beside a first version. */
  readonly beside?: string | undefined
}

/** Adds a version to the lines of a commit that the chain covers. */
export const addVersionLine = (
  lines: VersionLines,
  { before, version, into, beside }: ChainedVersion,
): void =>
  lines.add({
    id: version.id,
    revision: version.revision,
    status: version.status,
    filer: version.filer,
    isVisible: publicEffect(before, version.status).visible,
    digests: versionDigests(version.seal, version),
    into,
    beside,
  })

interface CommitContent {
  readonly kind: commits.CommitKind
  readonly reason?: string | undefined
  /** The number of records that it writes. */
  readonly rows: number
  /** Whether the public sees some of it. */
  readonly visible: boolean
  readonly lines: VersionLines
  /** The description of a dataset that it writes. */
  readonly dataset?: DatasetTexts | undefined
  /** The numbers of the commits that it undoes. */
  readonly undoes?: readonly number[] | undefined
}

/** Returns the digests of the content of a commit, for the chain. */
export const proveContent = (
  actor: Actor,
  { kind, reason, rows, visible, lines, dataset, undoes }: CommitContent,
): commits.CommitProof => {
  const seal = reason === undefined && dataset === undefined ? null : createSalt()
  const contents = commitContents({
    kind,
    actor: actor.id,
    rows,
    isVisible: visible,
    reason: seal !== null && reason !== undefined ? saltedDigest(seal, reason) : undefined,
    dataset: seal !== null && dataset ? saltedDigest(seal, datasetText(dataset)) : undefined,
    undoes: undoes && JSON.stringify(undoes),
    versions: lines,
  })
  return { seal, dataset: dataset?.slug, ...contents }
}

/** A version that a commit writes. */
export interface CommitChange
  extends Omit<ChainedVersion, 'before'>,
    Pick<NextStep, 'before' | 'merged' | 'approver'> {}

/** Throws second-editor-needed (409) if one of the versions needs an editor besides the actor. */
const assertApproved = (context: ServiceContext, actor: Actor, changes: readonly CommitChange[]): void => {
  if (!context.secondReview) return
  for (const { before, merged = [], version, approver } of changes) {
    const versions = [version, before, ...merged]
    if (versions.every((each) => each === undefined || each.fullJson === null)) continue
    const [status, record] = [version.status, statedRecord(version)]
    assertSecondEditor(context, actor, { before, merged, status, record, approver })
  }
}

export interface CommitOptions extends Pick<CommitContent, 'kind' | 'reason' | 'dataset'> {
  /** The versions that it writes. */
  readonly changes?: readonly CommitChange[]
  /** Whether the commit is public regardless of its records. */
  readonly visible?: boolean
}

/**
 * Returns the statement that inserts a commit; it must be the first of its batch. Throws out-of-scope if the actor's token
 * is not for the dataset of a record that it writes, or second-editor-needed, whichever act it is.
 */
export const insertCommit = (
  context: ServiceContext,
  actor: Actor,
  { kind, reason, dataset, changes = [], visible: isVisible = false }: CommitOptions,
): D1PreparedStatement => {
  const { db, now } = context
  for (const { version } of changes) assertInScope(actor, version.datasetSlug)
  if (dataset) assertInScope(actor, dataset.slug)
  assertApproved(context, actor, changes)
  const effects = changes.map(({ before, version }) => publicEffect(before?.status, version.status))
  const lines = new VersionLines()
  for (const change of changes) addVersionLine(lines, { ...change, before: change.before?.status })
  const visible = isVisible || effects.some((effect) => effect.visible)
  const rows = changes.length
  return commits.insert(db, {
    now,
    actor: actor.id,
    kind,
    reason,
    rows,
    visible,
    published: effects.reduce((sum, { published }) => sum + published, 0),
    proof: proveContent(actor, { kind, reason, rows, visible, lines, dataset }),
  })
}
