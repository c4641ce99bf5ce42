/** Permissions of roles: one table, which every route asks. */
import { type ActName, problems } from '../problems.ts'

export const roles = ['public', 'contributor', 'editor', 'admin'] as const
export type Role = (typeof roles)[number]

/** The sender of a request. Commits record the `id`. */
export interface Actor {
  readonly role: Role
  readonly id: string
  /** The name of the token; undefined for the public. */
  readonly name?: string
  /** The only datasets that the token is for; undefined if it is for all. */
  readonly datasets?: readonly string[] | undefined
}

/** The roles that may do each act, the least privileged first. Errors word the act by its key in the messages. */
export const permissions = {
  submit: ['public', 'contributor', 'editor', 'admin'],
  import: ['contributor', 'editor', 'admin'],
  publish: ['editor', 'admin'],
  edit: ['editor', 'admin'],
  editOwn: ['contributor', 'editor', 'admin'],
  review: ['editor', 'admin'],
  merge: ['editor', 'admin'],
  readAll: ['editor', 'admin'],
  readOwn: ['contributor', 'editor', 'admin'],
  createDataset: ['contributor', 'editor', 'admin'],
  describeDataset: ['editor', 'admin'],
  storeMapping: ['editor', 'admin'],
  readMapping: ['contributor', 'editor', 'admin'],
  manageTokens: ['admin'],
  redact: ['admin'],
  audit: ['admin'],
  administer: ['admin'],
  rerender: ['admin'],
  backUp: ['admin'],
  restore: ['admin'],
} as const satisfies Readonly<Partial<Record<ActName, readonly Role[]>>>

export type PermissionName = keyof typeof permissions

/** Returns whether the role of the actor may act so, in some dataset. */
export const hasRole = (actor: Actor, act: PermissionName): boolean =>
  (permissions[act] as readonly Role[]).includes(actor.role)

/** Returns whether the actor's token is for a dataset. A token of named datasets is for none that is not stated. */
export const isInScope = ({ datasets }: Actor, dataset: string | null | undefined): boolean =>
  datasets === undefined || (typeof dataset === 'string' && datasets.includes(dataset))

/** Returns whether the actor may act so; nobody with a token of named datasets reads all. */
export const can = (actor: Actor, act: PermissionName): boolean =>
  hasRole(actor, act) && (act !== 'readAll' || actor.datasets === undefined)

/** Returns whether the actor may act so in a dataset. */
export const canIn = (actor: Actor, act: PermissionName, dataset: string | null | undefined): boolean =>
  hasRole(actor, act) && isInScope(actor, dataset)

/** Throws out-of-scope (403) if the actor's token is not for a dataset. */
export const assertInScope = (actor: Actor, dataset: string): void => {
  if (!isInScope(actor, dataset)) throw problems.outOfScope(dataset, actor.datasets ?? [])
}

const refuse = (actor: Actor, act: PermissionName): never => {
  throw actor.role === 'public'
    ? problems.tokenNeeded(act)
    : problems.forbidden(actor.role, act, permissions[act][0])
}

/**
 * Throws a Problem if the actor may not act so: token-needed (401) without a token, forbidden (403) if the role may not,
 * out-of-scope (403) if the token is not for the dataset. Without a dataset, the act concerns none yet.
 */
export const authorize = (actor: Actor, act: PermissionName, dataset?: string): void => {
  if (!hasRole(actor, act)) refuse(actor, act)
  if (dataset !== undefined) assertInScope(actor, dataset)
}

/** Statuses in which the submitter may still edit: the record was never public. */
export const unpublishedStatuses = ['submitted', 'rejected'] as const

/** Returns whether a record of this status was never public. */
export const isUnpublished = (status: string): boolean =>
  (unpublishedStatuses as readonly string[]).includes(status)

interface Ownership {
  readonly filer: string
  readonly status: string
  /** The dataset of the record; left out where it was not read, which only a token of all datasets passes. */
  readonly datasetSlug?: string | undefined
}

/** Returns whether the actor filed a record that was never public. Visitors own nothing: they all share one id. */
const isOwnUnpublished = (actor: Actor, { filer, status }: Ownership): boolean =>
  can(actor, 'readOwn') && filer === actor.id && isUnpublished(status)

/** Returns whether the actor sees the full version, with notes and withheld places, even if it is unpublished. */
export const canSeeWithheld = (actor: Actor, version: Ownership): boolean =>
  canIn(actor, 'readAll', version.datasetSlug) || isOwnUnpublished(actor, version)

/**
 * Returns whether the actor may edit a record: editors any record, contributors their own until it is published; with a
 * token of named datasets, only theirs.
 */
export const canEdit = (actor: Actor, version: Ownership): boolean =>
  isInScope(actor, version.datasetSlug) && (can(actor, 'edit') || isOwnUnpublished(actor, version))

/**
 * Throws a Problem if the actor may not edit a record: token-needed (401) without a token, out-of-scope or forbidden
 * (403) else.
 */
export const authorizeEdit = (actor: Actor, version: Ownership): void => {
  if (canEdit(actor, version)) return
  if (can(actor, 'edit') || isOwnUnpublished(actor, version)) assertInScope(actor, version.datasetSlug ?? '')
  refuse(actor, 'edit')
}

/** The records that an actor sees in lists beside published ones. */
export interface ListScope {
  /** Whether that is everything. */
  readonly all: boolean
  /** The datasets whose unpublished records are seen. */
  readonly datasets: readonly string[]
  /** Whether the actor's own reports are seen that were never public. */
  readonly own: boolean
}

/** Returns what the actor sees in lists. */
export const listScope = (actor: Actor): ListScope => ({
  all: can(actor, 'readAll'),
  datasets: hasRole(actor, 'readAll') ? (actor.datasets ?? []) : [],
  own: can(actor, 'readOwn'),
})

/** Returns whether lists show the actor whole records: of all datasets, or of these if the token is for each. */
export const canListWhole = (actor: Actor, datasets: readonly string[] | undefined): boolean =>
  can(actor, 'readAll') ||
  (datasets !== undefined && datasets.length > 0 && datasets.every((each) => canIn(actor, 'readAll', each)))
