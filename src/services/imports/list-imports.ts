/** The imports that somebody may see. */
import { type Actor, authorize, can } from '../../auth/permissions.ts'
import * as imports from '../../store/imports/imports.ts'
import type { ServiceContext } from '../service-context.ts'

export interface ImportListQuery {
  /** The id before which the page begins; undefined for the newest. */
  readonly before?: string | undefined
  readonly limit: number
}

/**
 * Returns a page of imports, newest first: those of the actor, or of everybody for editors; `next` is where the next
 * page begins. Throws forbidden or token-needed.
 */
export const listImports = async (
  { db }: ServiceContext,
  actor: Actor,
  { before, limit }: ImportListQuery,
): Promise<{ readonly imports: readonly imports.ImportSummary[]; readonly next?: string | undefined }> => {
  authorize(actor, 'import')
  const of = can(actor, 'readAll') ? undefined : actor.id
  const page = await imports.list(db, { actor: of, before }, limit + 1)
  return { imports: page.slice(0, limit), next: page.length > limit ? page[limit - 1]?.id : undefined }
}
