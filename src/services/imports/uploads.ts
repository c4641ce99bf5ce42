/** Files that are too large for one request: they arrive in parts, in any order, and are imported as one. */
import { createHash } from 'node:crypto'
import { type Actor, authorize } from '../../auth/permissions.ts'
import { parameterIssue } from '../../ingest/request/parameters.ts'
import type { Messages } from '../../messages/messages.ts'
import { problems } from '../../problems.ts'
import { createId, minIdAt } from '../../store/ids.ts'
import * as uploads from '../../store/uploads.ts'
import { attempt } from '../exports/export-cache.ts'
import { maxParts, maxUploadAge } from './upload-limits.ts'

const refuse = (parameter: string, say: (texts: Messages['uploads']) => string, received?: unknown) =>
  problems.invalidRequest([parameterIssue(parameter, ({ uploads }: Messages) => say(uploads), received)])

const countParts = ({ bytes, partBytes }: Pick<uploads.NewUpload, 'bytes' | 'partBytes'>): number =>
  Math.ceil(bytes / partBytes)

/** Returns an upload as its sender sees it, with the numbers of the parts that have arrived. */
export const toUploadState = (upload: uploads.Upload, received: readonly number[]) => {
  const { id, bytes, partBytes, importId } = upload
  return {
    id,
    bytes,
    part_bytes: partBytes,
    parts: countParts(upload),
    received,
    ...(importId !== undefined && { import: importId }),
  }
}

/** Begins an upload. Throws forbidden, token-needed, or invalid-request if there would be too many parts. */
export const createUpload = async (
  files: R2Bucket,
  actor: Actor,
  now: number,
  size: Pick<uploads.NewUpload, 'bytes' | 'partBytes'>,
): Promise<uploads.Upload> => {
  authorize(actor, 'import')
  if (countParts(size) > maxParts)
    throw refuse('part_bytes', (texts) => texts.tooManyParts(maxParts), size.partBytes)
  const upload = { id: createId(now).id, actor: actor.id, ...size }
  await uploads.insert(files, upload)
  return { ...upload, importId: undefined }
}

/** Returns an upload of the actor. Throws forbidden, token-needed, or not-found if it is not theirs. */
export const findUpload = async (files: R2Bucket, actor: Actor, id: string): Promise<uploads.Upload> => {
  authorize(actor, 'import')
  const found = await uploads.find(files, id)
  if (!found || found.actor !== actor.id) throw problems.notFound('upload')
  return found
}

/** Returns the state of an upload of the actor. Throws like `findUpload`. */
export const readUploadState = async (files: R2Bucket, actor: Actor, id: string) =>
  toUploadState(await findUpload(files, actor, id), await uploads.listReceived(files, id))

/** Returns the length that a part must have, in bytes. */
const lengthOf = (upload: uploads.Upload, part: number): number =>
  Math.min(upload.partBytes, upload.bytes - (part - 1) * upload.partBytes)

/** Throws invalid-request if an import has read the upload. */
const assertOpen = ({ importId }: uploads.Upload): void => {
  if (importId !== undefined) throw refuse('upload', (texts) => texts.imported(importId))
}

export interface NewPart {
  /** From 1. */
  readonly part: number
  readonly bytes: Uint8Array
  /** The digest that the sender states, in hexadecimal digits. */
  readonly sha256?: string | undefined
}

/** Stores a part. Throws invalid-request if its number, its length or its digest is wrong. */
export const writePart = async (
  files: R2Bucket,
  upload: uploads.Upload,
  { part, bytes, sha256 }: NewPart,
): Promise<void> => {
  assertOpen(upload)
  const parts = countParts(upload)
  if (part > parts) throw refuse('part', (texts) => texts.partNumber(parts), part)
  const length = lengthOf(upload, part)
  if (bytes.length !== length) throw refuse('part', (texts) => texts.partLength(part, length, bytes.length))
  const digest = sha256 === undefined ? undefined : createHash('sha256').update(bytes).digest('hex')
  if (digest !== sha256) throw refuse('sha256', (texts) => texts.digest(part), sha256)
  await uploads.writePart(files, upload.id, part, bytes)
}

export const cancelUpload = (files: R2Bucket, { id }: uploads.Upload): Promise<void> =>
  uploads.removeUpload(files, id)

/** The most parts that an error names. */
const maxNamed = 20

const listParts = (parts: readonly number[]): string =>
  parts.slice(0, maxNamed).join(', ') + (parts.length > maxNamed ? ', …' : '')

async function* readParts(files: R2Bucket, upload: uploads.Upload): AsyncGenerator<Uint8Array> {
  for (let part = 1; part <= countParts(upload); part++) {
    const bytes = await uploads.readPart(files, upload.id, part)
    if (!bytes) throw problems.notFound('upload')
    yield* bytes
  }
}

/**
 * Returns the bytes of an upload of the actor. Throws not-found, or invalid-request if parts are missing or an import has
 * read it; while it is read, not-found if it was deleted meanwhile.
 */
export const openUpload = async (
  files: R2Bucket,
  actor: Actor,
  id: string,
): Promise<AsyncGenerator<Uint8Array>> => {
  const upload = await findUpload(files, actor, id)
  assertOpen(upload)
  const received = new Set(await uploads.listReceived(files, id))
  const missing = Array.from({ length: countParts(upload) }, (_, i) => i + 1).filter(
    (part) => !received.has(part),
  )
  if (missing.length > 0) throw refuse('upload', (texts) => texts.missing(missing.length, listParts(missing)))
  return readParts(files, upload)
}

const freeParts = async (files: R2Bucket, id: string, importId: string): Promise<void> => {
  const upload = await uploads.find(files, id)
  if (upload) await uploads.finish(files, upload, importId)
}

/**
 * Notes the import that has read an upload, and deletes its parts: the import has a copy. Logs a failure, because the import
 * has ended; maintenance deletes what is left.
 */
export const finishUpload = async (files: R2Bucket, id: string, importId: string): Promise<void> => {
  await attempt('An upload was not freed', freeParts(files, id, importId))
}

/** Deletes the uploads that began longer ago than `maxUploadAge`. */
export const sweepUploads = (files: R2Bucket, now: number): Promise<void> =>
  uploads.sweep(files, minIdAt(now - maxUploadAge))
