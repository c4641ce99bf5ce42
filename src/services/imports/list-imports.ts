/** The imports that somebody may see. */
import { type Actor, authorize, hasRole } from '../../auth/permissions.ts'
import * as imports from '../../store/imports/imports.ts'
import type { ServiceContext } from '../service-context.ts'

export interface ImportListQuery {
  /** The id before which the page begins; undefined for the newest. */
  readonly before?: string | undefined
  readonly limit: number
}

/** An import as its reader sees it: contributors see their own only, without their name. */
export type ListedImport = Omit<imports.ImportSummary, 'actor' | 'name'> &
  Partial<Pick<imports.ImportSummary, 'actor' | 'name'>>

const withoutSender = ({ actor: _, name: _name, ...rest }: imports.ImportSummary): ListedImport => rest

/**
 * Returns a page of imports, newest first: those of the actor, and for editors those of everybody into their datasets; `next` is where the next
 * page begins. Throws forbidden or token-needed.
 */
export const listImports = async (
  { db }: ServiceContext,
  actor: Actor,
  { before, limit }: ImportListQuery,
): Promise<{ readonly imports: readonly ListedImport[]; readonly next?: string | undefined }> => {
  authorize(actor, 'import')
  const seesAll = hasRole(actor, 'readAll')
  const { datasets } = actor
  const isUnlimited = seesAll && datasets === undefined
  const filter = {
    actor: isUnlimited ? undefined : actor.id,
    datasets: seesAll ? datasets : undefined,
    before,
  }
  const found = await imports.list(db, filter, limit + 1)
  const page = found.slice(0, limit)
  return {
    imports: seesAll ? page : page.map(withoutSender),
    next: found.length > limit ? page.at(-1)?.id : undefined,
  }
}
