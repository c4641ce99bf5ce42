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
  rerender: ['admin'],
  backUp: ['admin'],
  restore: ['admin'],
} as const satisfies Readonly<Partial<Record<ActName, readonly Role[]>>>

export type PermissionName = keyof typeof permissions

/** Returns whether the actor's role may act so. */
export const can = (actor: Actor, act: PermissionName): boolean =>
  (permissions[act] as readonly Role[]).includes(actor.role)

/** Throws a Problem if the actor's role may not act so: token-needed (401) without a token, else forbidden (403). */
export const authorize = (actor: Actor, act: PermissionName): void => {
  if (can(actor, act)) return
  throw actor.role === 'public'
    ? problems.tokenNeeded(act)
    : problems.forbidden(actor.role, act, permissions[act][0])
}

/** Statuses in which the submitter may still edit: the record was never public. */
export const unpublishedStatuses = ['submitted', 'rejected'] as const

interface Ownership {
  readonly filer: string
  readonly status: string
}

/** Returns whether the actor filed a record that was never public. Visitors own nothing: they all share one id. */
const isOwnUnpublished = (actor: Actor, { filer, status }: Ownership): boolean =>
  can(actor, 'readOwn') && filer === actor.id && (unpublishedStatuses as readonly string[]).includes(status)

/** Returns whether the actor sees the full version, with notes and withheld places, even if it is unpublished. */
export const canSeeWithheld = (actor: Actor, version: Ownership): boolean =>
  can(actor, 'readAll') || isOwnUnpublished(actor, version)

/** Returns whether the actor may edit a record: editors any record, contributors their own until it is published. */
export const canEdit = (actor: Actor, version: Ownership): boolean =>
  can(actor, 'edit') || isOwnUnpublished(actor, version)

/** Throws a Problem if the actor may not edit a record: token-needed (401) without a token, else forbidden (403). */
export const authorizeEdit = (actor: Actor, version: Ownership): void => {
  if (!canEdit(actor, version)) authorize(actor, 'edit')
}
