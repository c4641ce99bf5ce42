/** The files of a backup: listing and reading them, and writing them during a restore. */
import { type Actor, authorize } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import * as files from '../../store/archive/files.ts'
import { read } from '../../store/object-store.ts'
import type { ServiceContext } from '../service-context.ts'
import { assertRestoring } from './restore.ts'

/** Returns a page of the files; with `all`, cached exports too. Throws forbidden or token-needed. */
export const listFiles = (
  bucket: R2Bucket,
  actor: Actor,
  query: Parameters<typeof files.listFiles>[1],
): Promise<files.FilesPage> => {
  authorize(actor, 'backUp')
  return files.listFiles(bucket, query)
}

/** Returns the bytes of a file. Throws forbidden, token-needed or not-found. */
export const readFile = async (
  bucket: R2Bucket,
  actor: Actor,
  key: string,
): Promise<ReadableStream<Uint8Array>> => {
  authorize(actor, 'backUp')
  const found = await read(bucket, key)
  if (!found) throw problems.notFound('page')
  return found
}

/** Writes a file during a restore. Throws restore-refused without one, or for a cached export. */
export const restoreFile = async (
  context: ServiceContext,
  actor: Actor,
  bucket: R2Bucket,
  { source, ...file }: Omit<files.ArchivedFile, 'size'> & { readonly source: AsyncIterable<Uint8Array> },
): Promise<void> => {
  await assertRestoring(context, actor)
  if (!files.isArchivedKey(file.key)) throw problems.restoreRefused((details) => details.wrongFile(file.key))
  await files.writeFile(bucket, file, source)
}
