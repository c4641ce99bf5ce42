/** Files of records: read from the database, or as they are kept. */
import { schemes } from '../../../schemas/crosswalk/layout.ts'
import { toReadableStream } from '../../export/byte-stream.ts'
import { isScheme } from '../../export/crosswalk/table.ts'
import { type Format, type FormatName, formats, lossReport } from '../../export/registry.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import { problems } from '../../problems.ts'
import { saveDownload } from '../../services/access/audit.ts'
import {
  cached,
  cachedDigest,
  digestOf,
  lookup,
  minCachedRows,
  redactedSince,
} from '../../services/exports/export-cache.ts'
import { openExport } from '../../services/exports/open-export.ts'
import { select } from '../../services/exports/select.ts'
import { type AppContext, originOf } from '../context.ts'
import { isNotModified } from '../headers.ts'
import {
  cacheControl,
  nextPageUrl,
  parseListRequest,
  type ResolvedListRequest,
  resolveListRequest,
  responseHeaders,
} from '../incidents/list-request.ts'
import { rateLimitExports } from '../middleware.ts'

const tooManyRows = ({ label, maxRows }: Format, { profile }: Query, rows: number) =>
  problems.invalidQuery([
    {
      rule: 'format.rows',
      detail: `${label} holds at most ${maxRows} ${profile ? 'rows' : 'records'}, and these are ${rows}. Ask for CSV (/incidents.csv)${profile ? '' : ' or Parquet (/incidents.parquet)'}, or for fewer records with filters.`,
      received: rows,
    },
  ])

/** A file by its address: `/incidents` and what it ends with. */
interface ExportFile {
  readonly format: Format
  readonly extension: string
  /** What its name begins with. */
  readonly label: string
}

const toExportFile = (name: FormatName): ExportFile => ({
  format: formats[name],
  extension: name,
  label: 'incidents',
})
const lossFile: ExportFile = { format: lossReport, extension: 'loss.csv', label: 'losses' }

const exportPath = ({ extension }: ExportFile): string => `/incidents.${extension}`

/** The bytes that an address asks for, read only as far as they are taken. */
const openSelection = async (
  c: AppContext,
  { format }: ExportFile,
  { query, target, commit, pinnedUrl }: ResolvedListRequest,
) => {
  const { db } = c.get('services')
  const selection = await select(c.get('services'), c.get('actor'), query, target)
  const { rows } = selection
  if (canCache(c, query) && rows >= minCachedRows) await rateLimitExports(c)
  const facts = { commit, rows, address: absoluteUrl(c, pinnedUrl) }
  const file = await openExport(db, format, query, selection, facts)
  if (file.rows > (format.maxRows ?? file.rows)) throw tooManyRows(format, query, file.rows)
  return { selection, ...file }
}

/** A file says where it was asked for, so what is kept of it belongs to one host. */
const absoluteUrl = (c: AppContext, location: string): string => originOf(c) + location

/** Whole files of what the public sees are kept; pages of them are not. */
const canCache = (c: AppContext, { limit, cursor }: Query): boolean =>
  c.get('actor').role === 'public' && limit === undefined && cursor === undefined

const fileName = ({ label, extension }: ExportFile, commit: number): string =>
  `${label}-${commit}.${extension.split('.').at(-1)}`

const fileHeaders = (file: ExportFile, commit: number, rows: number) => ({
  'Sitrep-Rows': String(rows),
  'Content-Type': file.format.type,
  'Content-Disposition': `attachment; filename="${fileName(file, commit)}"`,
})

/** The file that is kept, and undefined where none is. */
const cachedResponse = async (
  c: AppContext,
  file: ExportFile,
  { commit, pinnedUrl, headers }: Pick<ResolvedListRequest, 'commit' | 'pinnedUrl' | 'headers'>,
) => {
  const entry = await lookup(c.env.FILES, absoluteUrl(c, pinnedUrl))
  if (!entry) return undefined
  const entityHeaders = { ...fileHeaders(file, commit, entry.rows), 'Content-Length': String(entry.bytes) }
  return isNotModified(c, headers.ETag)
    ? c.body(null, 304, headers)
    : c.body(entry.body, 200, { ...headers, ...entityHeaders })
}

/**
 * The file of an address in a format. One that is kept and that the address pins itself costs one row at most: files of
 * before a redaction are not given, since it may not have deleted them yet.
 */
const sendExport = async (c: AppContext, file: ExportFile) => {
  const request = parseListRequest(c, exportPath(file), file.format)
  const [{ query, url }, isCacheable] = [request, canCache(c, request.query)]
  const isPinned =
    isCacheable && query.commit !== undefined && !(await redactedSince(c.get('services').db, query.commit))
  const pinnedResponse =
    isPinned && (await cachedResponse(c, file, await responseHeaders(c, request, query.commit)))
  if (pinnedResponse) return pinnedResponse
  const target = await resolveListRequest(c, request)
  const { commit, pinnedUrl, headers } = target
  if (isNotModified(c, headers.ETag)) return c.body(null, 304, headers)
  const currentResponse = isCacheable && commit !== query.commit && (await cachedResponse(c, file, target))
  if (currentResponse) return currentResponse
  const { selection, rows, bytes } = await openSelection(c, file, target)
  if (c.req.method !== 'HEAD')
    await saveDownload(c.get('services'), c.get('actor'), { address: pinnedUrl, commit, rows })
  const next = nextPageUrl(url, selection)
  const shouldCache = isCacheable && rows >= minCachedRows
  const isRedacted = () => redactedSince(c.get('services').db, commit)
  const body = shouldCache ? cached(c.env.FILES, absoluteUrl(c, pinnedUrl), rows, bytes, isRedacted) : bytes
  return c.body(toReadableStream(body), 200, {
    ...headers,
    ...(next === undefined ? {} : { Link: `<${next}>; rel="next"` }),
    ...fileHeaders(file, commit, rows),
  })
}

/** The file of an address in a format. */
export const sendFile = (c: AppContext, name: FormatName) => sendExport(c, toExportFile(name))

/** What is lost on the way into the layout that the address names. */
export const sendLossReport = (c: AppContext) => {
  if (isScheme(c.req.query('profile'))) return sendExport(c, lossFile)
  throw problems.invalidQuery([
    {
      parameter: 'profile',
      rule: 'parameter.invalid',
      detail: `profile: say which layout: ${schemes.join(', ')}.`,
    },
  ])
}

/** The SHA-256 of a file, in the form that `sha256sum --check` reads. */
export const sendDigest = async (c: AppContext, name: FormatName) => {
  const file = toExportFile(name)
  const target = await resolveListRequest(c, parseListRequest(c, exportPath(file), file.format))
  const open = () => openSelection(c, file, target)
  const digest = canCache(c, target.query)
    ? await cachedDigest(c.env.FILES, absoluteUrl(c, target.pinnedUrl), open)
    : await digestOf((await open()).bytes)
  const path = exportPath(file)
  return c.text(`${digest}  ${fileName(file, target.commit)}\n`, 200, {
    'Sitrep-Commit': String(target.commit),
    'Content-Location': target.pinnedUrl.replace(path, `${path}.sha256`),
    'Cache-Control': cacheControl(target.query),
  })
}
