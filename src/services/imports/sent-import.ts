/** Who has stored the rows of a file since it was rehearsed. */
import { type Actor, canIn } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import * as imports from '../../store/imports/imports.ts'
import type { ServiceContext } from '../service-context.ts'
import { sourceOf } from './import-settings.ts'

/** An import that has stored rows. */
export interface SentImport extends Pick<imports.SentImport, 'id' | 'at'> {
  /** Its sender; undefined if the reader may not know who it is. */
  readonly sender?: Pick<imports.SentImport, 'actor' | 'name'> | undefined
}

/** Returns the newest import that has stored rows of the same stored file; undefined if none has. */
export const findSent = async (
  { db }: ServiceContext,
  reader: Actor,
  found: imports.Import,
): Promise<SentImport | undefined> => {
  const sent = await imports.findSent(db, sourceOf(found))
  if (!sent) return undefined
  const { id, at, actor, name } = sent
  const isKnown = actor === reader.id || canIn(reader, 'readAll', found.dataset)
  return { id, at, sender: isKnown ? { actor, name } : undefined }
}

/**
 * Throws conflict (409) if somebody has stored rows of the same file since a page was shown. `seen` is the newest such
 * import that it named; empty if it named none, undefined if the request is not that of a page.
 */
export const assertNotSent = async (
  context: ServiceContext,
  reader: Actor,
  found: imports.Import,
  seen: string | undefined,
): Promise<void> => {
  const sent = seen === undefined ? undefined : await findSent(context, reader, found)
  if (sent && sent.id !== seen) throw problems.importSent(sent.sender)
}
