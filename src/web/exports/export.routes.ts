/** Responses with files of records, from the database or the cache. */

import { schemes } from '../../../schemas/crosswalk/layout.ts'
import { toReadableStream } from '../../export/byte-stream.ts'
import { isScheme } from '../../export/crosswalk/table.ts'
import type { Format } from '../../export/format.ts'
import { type FormatName, formats, lossReport } from '../../export/registry.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import { parameterIssue } from '../../ingest/request/parameters.ts'
import { en } from '../../messages/en.ts'
import { problems } from '../../problems.ts'
import { saveDownload } from '../../services/access/audit.ts'
import { findPublicHead, type NamedHead } from '../../services/chain.ts'
import {
  digestOf,
  fillCache,
  findCachedDigest,
  findCachedFile,
  hasRedactionSince,
  minCachedRows,
} from '../../services/exports/export-cache.ts'
import { openExport } from '../../services/exports/open-export.ts'
import { select } from '../../services/exports/select.ts'
import { type AppContext, originOf } from '../context.ts'
import { chainHeader, isNotModified, linkHeader } from '../headers.ts'
import { cacheControl, nextPageUrl, parseListRequest } from '../incidents/list-request.ts'
import { rateLimitExports } from '../middleware.ts'

const tooManyRows = ({ label, maxRows }: Format, { profile }: Query, rows: number) =>
  problems.invalidQuery([
    {
      rule: 'format.rows',
      detail: en.requests.tooManyRows(label, maxRows ?? 0, rows, profile !== undefined),
      received: rows,
    },
  ])

/** A file by its path. */
interface ExportFile {
  readonly format: Format
  readonly path: string
  /** The first part of its name. */
  readonly label: string
}

const toExportFile = (name: FormatName): ExportFile => ({
  format: formats[name],
  path: `/incidents.${name}`,
  label: 'incidents',
})
const lossFile: ExportFile = { format: lossReport, path: '/incidents.loss.csv', label: 'losses' }

const parseExportRequest = (c: AppContext, { format, path }: ExportFile) => {
  const request = parseListRequest(c, path, format)
  const { query } = request
  const isPaged = query.limit !== undefined || query.cursor !== undefined
  // Complete public files are cached.
  return { ...request, format, isCacheable: c.get('actor').role === 'public' && !isPaged }
}
type ExportRequest = ReturnType<typeof parseExportRequest>
type PinnedRequest = Awaited<ReturnType<ExportRequest['pin']>>

/** Returns the absolute URL, which is the key of the cache: files contain their URL, so they differ by host. */
const absoluteUrl = (c: AppContext, pathAndQuery: string): string => originOf(c) + pathAndQuery

/** Opens the file of a request as a lazy byte stream. Throws an invalid-query Problem if it has too many rows for its format. */
const openSelection = async (
  c: AppContext,
  { format, query, isCacheable }: ExportRequest,
  { target, pinnedUrl }: Awaited<ReturnType<ExportRequest['resolve']>>,
) => {
  const selection = await select(c.get('services'), c.get('actor'), query, target)
  if (isCacheable && selection.rows >= minCachedRows) await rateLimitExports(c)
  const { db } = c.get('services')
  const file = await openExport(db, format, query, selection, absoluteUrl(c, pinnedUrl))
  if (file.rows > (format.maxRows ?? file.rows)) throw tooManyRows(format, query, file.rows)
  return { selection, ...file }
}

const fileName = ({ label, path }: ExportFile, commit: number): string =>
  `${label}-${commit}.${path.split('.').at(-1)}`

const fileHeaders = (file: ExportFile, commit: number, rows: number) => ({
  'Sitrep-Rows': String(rows),
  'Content-Type': file.format.type,
  'Content-Disposition': `attachment; filename="${fileName(file, commit)}"`,
})

/** Returns the response with the cached file; undefined if there is none. */
const cachedResponse = async (
  c: AppContext,
  file: ExportFile,
  { commit, pinnedUrl, headers }: PinnedRequest,
  knownChain?: NamedHead,
) => {
  const entry = await findCachedFile(c.env.FILES, absoluteUrl(c, pinnedUrl))
  if (!entry) return undefined
  if (isNotModified(c, headers.ETag)) return c.body(null, 304, headers)
  const entityHeaders = { ...fileHeaders(file, commit, entry.rows), 'Content-Length': String(entry.bytes) }
  const chain = entry.chain ?? knownChain ?? (await findPublicHead(c.get('services').db, commit))
  return c.body(entry.body, 200, { ...headers, ...chainHeader(chain), ...entityHeaders })
}

/**
 * Responds with a file. A cached file of a pinned URL costs at most one row. A cached file from before a redaction is not
 * sent: the redaction may not have deleted it yet.
 */
const sendExport = async (c: AppContext, file: ExportFile) => {
  const request = parseExportRequest(c, file)
  const { query, url, isCacheable } = request
  const { db } = c.get('services')
  if (isCacheable && query.commit !== undefined && !(await hasRedactionSince(db, query.commit))) {
    const response = await cachedResponse(c, file, await request.pin(query.commit))
    if (response) return response
  }
  const resolved = await request.resolve(query, { chain: true })
  const { commit, pinnedUrl, headers } = resolved
  const { chain } = resolved.target
  if (isNotModified(c, headers.ETag)) return c.body(null, 304, headers)
  const response = isCacheable && commit !== query.commit && (await cachedResponse(c, file, resolved, chain))
  if (response) return response
  const { selection, rows, bytes } = await openSelection(c, request, resolved)
  if (c.req.method !== 'HEAD')
    await saveDownload(c.get('services'), c.get('actor'), { address: pinnedUrl, commit, rows })
  const next = nextPageUrl(url, selection)
  // A replica may not know of the redaction yet.
  const isRedacted = () => hasRedactionSince(c.env.DB, commit)
  const body =
    isCacheable && rows >= minCachedRows
      ? fillCache(c.env.FILES, absoluteUrl(c, pinnedUrl), { rows, chain }, bytes, isRedacted)
      : bytes
  return c.body(toReadableStream(body), 200, {
    ...headers,
    ...chainHeader(chain),
    ...linkHeader({ next }),
    ...fileHeaders(file, commit, selection.total ?? rows),
  })
}

/** Responds with the file in a format. */
export const sendFile = (c: AppContext, name: FormatName) => sendExport(c, toExportFile(name))

/** Responds with the loss report of the layout that `profile` names. Throws an invalid-query Problem if it names none. */
export const sendLossReport = (c: AppContext) => {
  if (isScheme(c.req.query('profile'))) return sendExport(c, lossFile)
  throw problems.invalidQuery([parameterIssue('profile', en.requests.layout(schemes))])
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
  return c.text(`${digest}  ${fileName(file, commit)}\n`, 200, {
    'Sitrep-Commit': String(commit),
    'Content-Location': pinnedUrl.replace(file.path, `${file.path}.sha256`),
    'Cache-Control': cacheControl(request.query),
  })
}
