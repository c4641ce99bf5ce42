/** Comparing the files of the bucket with their digests, with the imports that sent them, and with what exports make. */
import { createHash } from 'node:crypto'
import { publicActor } from '../../auth/authenticate.ts'
import { type FormatName, formatNames, formats } from '../../export/registry.ts'
import { parseQuery } from '../../ingest/request/list-query.ts'
import { schemaVersion } from '../../record/schema-version.ts'
import { isFileOf } from '../../store/export-cache.ts'
import { uploadPrefix } from '../../store/uploads.ts'
import type { Fault } from '../../store/verify/fault.ts'
import { type ImportFile, listImportFiles } from '../../store/verify/read-files.ts'
import { digestOf } from '../exports/export-cache.ts'
import { openExport } from '../exports/open-export.ts'
import { resolveQuery } from '../exports/resolve-query.ts'
import { select } from '../exports/select.ts'
import type { ServiceContext } from '../service-context.ts'

/** A file of the bucket. */
export interface StoredFile {
  readonly key: string
  readonly metadata: Readonly<Record<string, string>>
  readonly open: () => Promise<AsyncIterable<Uint8Array>>
}

const fault = (key: string, detail: string): Fault => ({ table: 'files', key, detail })

/** Returns the digest of the file that the service would send for a URL today; undefined if it would send none. */
const exportDigest = async (context: ServiceContext, address: string): Promise<string | undefined> => {
  const url = new URL(address)
  const name = url.pathname.replace(/^\/incidents\./, '') as FormatName
  const search = url.searchParams
  if (!formatNames.includes(name) || search.get('schema') !== schemaVersion) return undefined
  search.delete('schema')
  const query = parseQuery(search)
  const target = await resolveQuery(context, publicActor, query)
  const selection = await select(context, publicActor, query, target)
  return digestOf((await openExport(context.db, formats[name], query, selection, address)).bytes)
}

/** Returns what is wrong with a cached export. `noted` is its digest in the cache. */
const checkExport = async (
  context: ServiceContext,
  file: StoredFile,
  noted: string | undefined,
): Promise<Fault[]> => {
  const digest = await digestOf(await file.open())
  const { address } = file.metadata
  if (noted !== undefined && noted !== digest)
    return [fault(file.key, 'It differs from the digest beside it.')]
  if (address === undefined) return []
  if (!isFileOf(file.key, address)) return [fault(file.key, 'Its metadata name the URL of another file.')]
  const again = await exportDigest(context, address)
  return again === undefined || again === digest
    ? []
    : [fault(file.key, `It is stale: ${address} has other bytes.`)]
}

const textOf = async (source: AsyncIterable<Uint8Array>): Promise<string> => {
  const parts: Uint8Array[] = []
  for await (const bytes of source) parts.push(bytes)
  return Buffer.concat(parts).toString()
}

/** Returns the digest and the size of a file. */
const measure = async (file: StoredFile): Promise<{ digest: string; bytes: number }> => {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const part of await file.open()) {
    hash.update(part)
    bytes += part.byteLength
  }
  return { digest: hash.digest('hex'), bytes }
}

/** Returns the faults that `act` finds in a file; one fault if the file cannot be read. */
const readFile = async (key: string, act: () => Promise<Fault[]>): Promise<Fault[]> => {
  try {
    return await act()
  } catch (error) {
    return [fault(key, `It cannot be read: ${(error as Error).message}`)]
  }
}

const exportPrefix = 'exports/'
const importPattern = /^imports\/([^/]+)\/(file|errors\.ndjson)$/

/** Returns what is wrong with the file that an import sent. */
const compareFile = async (file: StoredFile, { id, ...sent }: ImportFile): Promise<Fault[]> => {
  const { digest, bytes } = await measure(file)
  if (digest !== sent.digest)
    return [fault(file.key, 'It is not the file that was sent: its digest differs.')]
  return bytes === sent.bytes
    ? []
    : [{ table: 'imports', key: id, detail: `Its file has ${bytes} bytes, not ${sent.bytes}.` }]
}

const lineFeed = 10

/** Compares the number of errors in a file, one in each line, with that in the report of the import. Returns the faults. */
const compareErrors = async (file: StoredFile, { errors }: ImportFile): Promise<Fault[]> => {
  let count = 0
  for await (const bytes of await file.open()) for (const byte of bytes) count += Number(byte === lineFeed)
  return count === errors ? [] : [fault(file.key, `It has ${count} errors, and the import found ${errors}.`)]
}

/** Compares the files of imports with the rows of these. Returns the faults. */
const checkImports = async (db: D1Database, files: ReadonlyMap<string, StoredFile>): Promise<Fault[]> => {
  const faults: Fault[] = []
  const imports = new Map((await listImportFiles(db)).map((each) => [each.id, each]))
  for (const [key, file] of files) {
    const [, id = '', kind] = importPattern.exec(key) ?? []
    const found = imports.get(id)
    if (!kind || !found) faults.push(fault(key, 'No import has sent it.'))
    else if (found.redacted_by !== null) faults.push(fault(key, 'A redaction should have deleted it.'))
    else if (kind === 'file' && found.digest !== null)
      faults.push(...(await readFile(key, () => compareFile(file, found))))
    else if (kind === 'errors.ndjson' && found.errors !== null)
      faults.push(...(await readFile(key, () => compareErrors(file, found))))
  }
  for (const { id, digest, redacted_by, errors } of imports.values()) {
    if (digest === null || redacted_by !== null) continue
    if (!files.has(`imports/${id}/file`))
      faults.push({ table: 'imports', key: id, detail: 'Its file is missing.' })
    if (Number(errors) > 0 && !files.has(`imports/${id}/errors.ndjson`))
      faults.push({ table: 'imports', key: id, detail: 'The file of its errors is missing.' })
  }
  return faults
}

/** Reads every file, and makes cached exports again in their own context. Returns the faults. */
export const verifyFiles = async (
  context: ServiceContext,
  all: AsyncIterable<StoredFile>,
  createExportContext: () => Promise<ServiceContext>,
): Promise<{ readonly faults: readonly Fault[]; readonly count: number }> => {
  const files = new Map<string, StoredFile>()
  for await (const file of all) files.set(file.key, file)
  // An upload is nothing that the store keeps: it waits for its import, or for maintenance.
  const isImported = (key: string) => !key.startsWith(exportPrefix) && !key.startsWith(uploadPrefix)
  const imported = new Map([...files].filter(([key]) => isImported(key)))
  const faults = await checkImports(context.db, imported)
  for (const [key, file] of files) {
    if (!key.startsWith(exportPrefix) || !key.endsWith('/file')) continue
    const found = await readFile(key, async () => {
      const noted = await files.get(key.replace(/file$/, 'sha256'))?.open()
      return checkExport(await createExportContext(), file, noted && (await textOf(noted)))
    })
    faults.push(...found)
  }
  return { faults, count: files.size }
}
