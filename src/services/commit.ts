/** Commits. */
import type { Actor } from '../auth/permissions.ts'
import * as commits from '../store/commits.ts'
import type { ServiceContext } from './service-context.ts'

/** Returns whether a change of status is public, and by how much it changes the number of published records. */
export const publicEffect = (before: string | undefined, after: string) => {
  const [wasPublic, isPublic] = [before === 'published', after === 'published']
  return { visible: wasPublic || isPublic, published: Number(isPublic) - Number(wasPublic) }
}

export interface CommitOptions {
  readonly kind: commits.CommitKind
  readonly reason?: string | undefined
  /** The status of each written record before (undefined if it is new) and after. */
  readonly transitions?: readonly (readonly [before: string | undefined, after: string])[]
  /** Whether the commit is public regardless of its records. */
  readonly visible?: boolean
}

/** Returns the statement that inserts a commit; it must be the first of its batch. */
export const insertCommit = (
  { db, now }: ServiceContext,
  actor: Actor,
  { kind, reason, transitions = [], visible = false }: CommitOptions,
): D1PreparedStatement => {
  const effects = transitions.map(([before, after]) => publicEffect(before, after))
  return commits.insert(db, {
    now,
    actor: actor.id,
    kind,
    reason,
    rows: transitions.length,
    visible: visible || effects.some((effect) => effect.visible),
    published: effects.reduce((sum, { published }) => sum + published, 0),
  })
}
