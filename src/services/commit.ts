/** The commit of an act. */
import type { Actor } from '../auth/permissions.ts'
import * as commits from '../store/commits.ts'
import type { ServiceContext } from './service-context.ts'

/** Whether the public sees a record's change of status, and by how many the published records become more by it. */
export const publicEffect = (before: string | undefined, after: string) => {
  const [wasPublic, isPublic] = [before === 'published', after === 'published']
  return { visible: wasPublic || isPublic, published: Number(isPublic) - Number(wasPublic) }
}

export interface CommitOptions {
  readonly kind: commits.CommitKind
  readonly reason?: string | undefined
  /** Of each record that it writes, the status before, undefined for a new record, and after. */
  readonly transitions?: readonly (readonly [before: string | undefined, after: string])[]
  /** The public sees something change, whatever the records. */
  readonly visible?: boolean
}

/** The statement that begins a commit: the first of its batch. */
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
