/** The records that an import retracts because its file lacks them. */
import { type Actor, canIn } from '../../auth/permissions.ts'
import { keyOf } from '../../store/ids.ts'
import type { Import } from '../../store/imports/imports.ts'
import * as incidents from '../../store/incidents.ts'
import type { NamedRecord } from '../../store/version-pages.ts'
import { toNamed } from '../bulk/undo.ts'
import type { ServiceContext } from '../service-context.ts'

/** Returns records by their ids as they are now, in order of key; none for readers who may not read them. */
export const listRetracted = async (
  { db }: ServiceContext,
  actor: Actor,
  { dataset }: Pick<Import, 'dataset'>,
  ids: readonly string[],
): Promise<NamedRecord[]> => {
  if (ids.length === 0 || !canIn(actor, 'readAll', dataset)) return []
  const keys = ids.map(keyOf).filter((key) => key !== undefined)
  return (await incidents.listByKeys(db, keys)).map(toNamed)
}
