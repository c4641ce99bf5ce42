/** The records that an import retracts because its file lacks them. */
import { type Actor, canSeeWithheld } from '../../auth/permissions.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import type { NamedRecord } from '../../store/version-pages.ts'
import { toNamed } from '../bulk/undo.ts'
import type { ServiceContext } from '../service-context.ts'

/** Returns the records with these ids that the actor may read in full, as they are now, in order of key. */
export const listRetracted = async (
  { db }: ServiceContext,
  actor: Actor,
  ids: readonly string[],
): Promise<NamedRecord[]> => {
  if (ids.length === 0) return []
  const keys = ids.map(keyOf).filter((key) => key !== undefined)
  const found = await incidents.listByKeys(db, keys)
  return found.filter((version) => canSeeWithheld(actor, version)).map(toNamed)
}
