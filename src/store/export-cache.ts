/** Files of public exports that are kept in R2, by their absolute pinned addresses. */
import { createHash } from 'node:crypto'
import { FileWriter, remove } from './object-store.ts'

/** Everything that is kept of exports is under this prefix, where a lifecycle ends it. */
const prefix = 'exports'

const folderOf = (address: string): string =>
  `${prefix}/${createHash('sha256').update(address).digest('hex')}`

const fileKey = (address: string): string => `${folderOf(address)}/file`
const askedKey = (address: string): string => `${folderOf(address)}/asked`
const digestKey = (address: string): string => `${folderOf(address)}/sha256`

export interface Kept {
  readonly body: ReadableStream<Uint8Array>
  readonly rows: number
  readonly bytes: number
}

/** The file of an address; undefined where it is not kept. */
export const find = async (files: R2Bucket, address: string): Promise<Kept | undefined> => {
  const object = await files.get(fileKey(address))
  if (!object) return undefined
  return { body: object.body, rows: Number(object.customMetadata?.rows), bytes: object.size }
}

/** Whether the file of an address has been given whole before. */
export const wasAsked = async (files: R2Bucket, address: string): Promise<boolean> =>
  (await files.head(askedKey(address))) !== null

export const noteAsked = async (files: R2Bucket, address: string): Promise<void> => {
  await files.put(askedKey(address), '')
}

/** Writes the file of an address as it comes. */
export const writer = (files: R2Bucket, address: string, rows: number): FileWriter =>
  new FileWriter(files, fileKey(address), { customMetadata: { rows: String(rows) } })

/** Deletes what is kept of an address. */
export const forget = (files: R2Bucket, address: string): Promise<void> =>
  remove(files, [fileKey(address), digestKey(address)])

/** Deletes everything that is kept of exports. */
export const removeAll = async (files: R2Bucket): Promise<void> => {
  for (let more = true; more; ) {
    const { objects, truncated } = await files.list({ prefix: `${prefix}/` })
    await remove(
      files,
      objects.map(({ key }) => key),
    )
    more = truncated
  }
}

/** The SHA-256 of the file of an address, hexadecimal; undefined where it has not been worked out. */
export const digestOf = async (files: R2Bucket, address: string): Promise<string | undefined> =>
  (await files.get(digestKey(address)))?.text()

export const noteDigest = async (files: R2Bucket, address: string, digest: string): Promise<void> => {
  await files.put(digestKey(address), digest)
}
