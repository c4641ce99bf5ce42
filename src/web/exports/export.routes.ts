/** Responses with files of records, from the database or the cache. */

import { schemes } from '../../../schemas/crosswalk/layout.ts'
import { readUpTo, toReadableStream } from '../../export/byte-stream.ts'
import { isScheme } from '../../export/crosswalk/table.ts'
import type { FormatName } from '../../export/registry.ts'
import { parameterIssue } from '../../ingest/request/parameters.ts'
import { problems } from '../../problems.ts'
import { saveDownload } from '../../services/access/audit.ts'
import { findPublicHead, type NamedHead } from '../../services/chain.ts'
import {
  type CachedExport,
  cacheNow,
  digestOf,
  fillCache,
  findCachedDigest,
  findCachedFile,
  hasRedactionSince,
  minCachedRows,
} from '../../services/exports/export-cache.ts'
import type { AppContext } from '../context.ts'
import { chainHeader, isNotModified, linkHeader } from '../headers.ts'
import { cacheControl, nextPageUrl } from '../incidents/list-request.ts'
import {
  absoluteUrl,
  type ExportFile,
  type ExportRequest,
  fileHeaders,
  fileName,
  lossFile,
  openSelection,
  type PinnedRequest,
  parseExportRequest,
  type ResolvedRequest,
  toExportFile,
} from './export-request.ts'
import { type RequestedRange, requestedRange, resolveRange, sendBytes } from './range.ts'

/** Returns the address of a file in the cache, and how much of the file a request asks for. */
const readDemand = (
  c: AppContext,
  { query, isCacheable }: ExportRequest,
  { pinnedUrl, headers }: PinnedRequest,
) => {
  const isPinned = query.commit !== undefined
  const range = requestedRange(c, headers.ETag, { isPinned })
  // Programs that read ranges begin with HEAD.
  const needsSize = range !== undefined || (isPinned && c.req.method === 'HEAD')
  return { address: absoluteUrl(c, pinnedUrl), range, needsSize: isCacheable && needsSize }
}

/** Returns the response with a cached file or its range; undefined if the file has been deleted. */
const sendCached = async (
  c: AppContext,
  { size, open }: CachedExport,
  headers: Readonly<Record<string, string>>,
  requested: RequestedRange | undefined,
) => {
  const range = requested && resolveRange(requested, size)
  const body = c.req.method === 'HEAD' ? new Uint8Array() : await open(range)
  return body && sendBytes(c, body, { size, range }, headers)
}

/** Returns the response with the cached file; undefined if there is none. */
const cachedResponse = async (
  c: AppContext,
  file: ExportFile,
  request: ExportRequest,
  pinned: PinnedRequest,
  knownChain?: NamedHead,
) => {
  const { commit, headers } = pinned
  const { address, range } = readDemand(c, request, pinned)
  const entry = await findCachedFile(c.env.FILES, address)
  if (!entry) return undefined
  if (isNotModified(c, headers.ETag)) return c.body(null, 304, headers)
  const chain = entry.chain ?? knownChain ?? (await findPublicHead(c.get('services').db, commit))
  const entityHeaders = { ...headers, ...chainHeader(chain), ...fileHeaders(c, file, commit, entry.rows) }
  return sendCached(c, entry, entityHeaders, range)
}

/** The most bytes of a small file that are held to know its size. */
const maxHeldBytes = 16 * 1024 * 1024

/** Responds with a file from the database. A large public one is cached. */
const sendFromDatabase = async (
  c: AppContext,
  file: ExportFile,
  request: ExportRequest,
  resolved: ResolvedRequest,
) => {
  const { commit, pinnedUrl, target } = resolved
  const { chain } = target
  const { selection, rows, bytes: source } = await openSelection(c, request, resolved)
  if (c.req.method !== 'HEAD')
    await saveDownload(c.get('services'), c.get('actor'), { address: pinnedUrl, commit, rows })
  const headers = {
    ...resolved.headers,
    ...chainHeader(chain),
    ...linkHeader({ next: nextPageUrl(request.url, selection) }),
    ...fileHeaders(c, file, commit, selection.total ?? rows),
  }
  const { address, range: requested, needsSize } = readDemand(c, request, resolved)
  const bytes = rows < minCachedRows ? await readUpTo(source, maxHeldBytes) : source
  if (bytes instanceof Uint8Array) {
    const range = requested && resolveRange(requested, bytes.length)
    const part = range ? bytes.subarray(range.offset, range.offset + range.length) : bytes
    return sendBytes(c, part, { size: bytes.length, range }, headers)
  }
  if (!request.isCacheable) return c.body(toReadableStream(bytes), 200, headers)
  // A replica may not know of the redaction yet.
  const isRedacted = () => hasRedactionSince(c.env.DB, commit)
  const entry = { files: c.env.FILES, address, facts: { rows, chain }, isRedacted }
  const cached = needsSize ? await cacheNow(entry, bytes) : undefined
  const response = cached && (await sendCached(c, cached, headers, requested))
  if (response) return response
  const whole = needsSize ? (await openSelection(c, request, resolved)).bytes : fillCache(entry, bytes)
  return c.body(toReadableStream(whole), 200, { ...headers, 'Accept-Ranges': 'bytes' })
}

/**
 * Responds with a file. A cached file of a pinned URL costs at most one row. A cached file from before a redaction is not
 * sent: the redaction may not have deleted it yet.
 */
const sendExport = async (c: AppContext, file: ExportFile) => {
  const request = parseExportRequest(c, file)
  const { query, isCacheable } = request
  const { db } = c.get('services')
  if (isCacheable && query.commit !== undefined && !(await hasRedactionSince(db, query.commit))) {
    const response = await cachedResponse(c, file, request, await request.pin(query.commit))
    if (response) return response
  }
  const resolved = await request.resolve(query, { chain: true })
  const { commit, headers, target } = resolved
  if (isNotModified(c, headers.ETag)) return c.body(null, 304, headers)
  const isUnpinned = isCacheable && commit !== query.commit
  const response = isUnpinned && (await cachedResponse(c, file, request, resolved, target.chain))
  return response || sendFromDatabase(c, file, request, resolved)
}

/** Responds with the file in a format. */
export const sendFile = (c: AppContext, name: FormatName) => sendExport(c, toExportFile(name))

/** Responds with the loss report of the layout that `profile` names. Throws an invalid-query Problem if it names none. */
export const sendLossReport = (c: AppContext) => {
  if (isScheme(c.req.query('profile'))) return sendExport(c, lossFile)
  throw problems.invalidQuery([parameterIssue('profile', (m) => m.requests.layout(schemes))])
}

/** Responds with the SHA-256 of a file, in the form that `sha256sum --check` reads. */
export const sendDigest = async (c: AppContext, name: FormatName) => {
  const file = toExportFile(name)
  const request = parseExportRequest(c, file)
  const resolved = await request.resolve()
  const { commit, pinnedUrl } = resolved
  const open = () => openSelection(c, request, resolved)
  const digest = request.isCacheable
    ? await findCachedDigest(c.env.FILES, absoluteUrl(c, pinnedUrl), open)
    : await digestOf((await open()).bytes)
  return c.text(`${digest}  ${fileName(c, file, commit)}\n`, 200, {
    'Sitrep-Commit': String(commit),
    'Content-Location': pinnedUrl.replace(file.path, `${file.path}.sha256`),
    'Cache-Control': cacheControl(request.query),
  })
}
