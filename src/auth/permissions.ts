/** Who may do what: one table, asked by every route. */
import { problems } from '../problems.ts'

export const roles = ['public', 'contributor', 'editor', 'admin'] as const
export type Role = (typeof roles)[number]

/** Somebody who sends requests: `id` stands in the commits. */
export interface Actor {
  readonly role: Role
  readonly id: string
  /** What people call the token; the public has none. */
  readonly name?: string
}

interface Permission {
  readonly roles: readonly Role[]
  /** Names the act in an error. */
  readonly description: string
}

export const permissions = {
  submit: { roles: ['public', 'contributor', 'editor', 'admin'], description: 'submit a record' },
  import: { roles: ['contributor', 'editor', 'admin'], description: 'import a file' },
  publish: { roles: ['editor', 'admin'], description: 'publish a record' },
  edit: { roles: ['editor', 'admin'], description: 'edit a record that is published or of somebody else' },
  editOwn: { roles: ['contributor', 'editor', 'admin'], description: 'edit a record' },
  review: { roles: ['editor', 'admin'], description: 'review a record' },
  merge: { roles: ['editor', 'admin'], description: 'merge records or tell them apart' },
  readAll: { roles: ['editor', 'admin'], description: 'see what is not published' },
  readOwn: { roles: ['contributor', 'editor', 'admin'], description: 'see what is not published' },
  createDataset: { roles: ['contributor', 'editor', 'admin'], description: 'begin a dataset' },
  describeDataset: { roles: ['editor', 'admin'], description: 'describe a dataset' },
  manageTokens: { roles: ['admin'], description: 'manage tokens' },
  redact: { roles: ['admin'], description: 'redact a record' },
  audit: { roles: ['admin'], description: 'see who did what' },
} as const satisfies Readonly<Record<string, Permission>>

export type PermissionName = keyof typeof permissions

export const can = (actor: Actor, act: PermissionName): boolean =>
  (permissions[act].roles as readonly Role[]).includes(actor.role)

/** Refuses an act that the actor's role does not include: `401` to who sent no token, `403` to others. */
export const authorize = (actor: Actor, act: PermissionName): void => {
  if (can(actor, act)) return
  const { description } = permissions[act]
  throw actor.role === 'public'
    ? problems.tokenNeeded(description)
    : problems.forbidden(actor.role, description)
}

/** The states in which a record is still in the hand of who filed it: it was never public. */
export const unpublishedStatuses = ['submitted', 'rejected'] as const

interface Ownership {
  readonly filer: string
  readonly status: string
}

/** Whether the actor filed a record that was never public. The public has no records: all of it has one id. */
const isOwnUnpublished = (actor: Actor, { filer, status }: Ownership): boolean =>
  can(actor, 'readOwn') && filer === actor.id && (unpublishedStatuses as readonly string[]).includes(status)

/** Whether the actor sees a version whole, with its notes, published or not. */
export const canSeeWithheld = (actor: Actor, version: Ownership): boolean =>
  can(actor, 'readAll') || isOwnUnpublished(actor, version)

/** Whether the actor may edit a record: editors any, others their own until it is published. */
export const canEdit = (actor: Actor, version: Ownership): boolean =>
  can(actor, 'edit') || isOwnUnpublished(actor, version)
