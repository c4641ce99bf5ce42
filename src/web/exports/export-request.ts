/** Requests for files: their format, their records, and what their responses say of them. */

import type { Format } from '../../export/format.ts'
import { type FormatName, formats, lossReport } from '../../export/registry.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import type { Messages } from '../../messages/messages.ts'
import { problems } from '../../problems.ts'
import { minCachedRows } from '../../services/exports/export-cache.ts'
import { openExport } from '../../services/exports/open-export.ts'
import { select } from '../../services/exports/select.ts'
import { type AppContext, originOf, searchOf } from '../context.ts'
import { parseListRequest } from '../incidents/list-request.ts'
import { rateLimitExports } from '../rate-limits.ts'
import { downloadName } from './file-name.ts'

const tooManyRows = ({ label, maxRows }: Format, { profile }: Query, rows: number) =>
  problems.invalidQuery([
    {
      rule: 'format.rows',
      say: (m: Messages) => m.requests.tooManyRows(label, maxRows ?? 0, rows, profile !== undefined),
      received: rows,
    },
  ])

/** A file by its path. */
export interface ExportFile {
  readonly format: Format
  readonly path: string
  /** What it has instead of records, in its name. */
  readonly kind?: 'losses'
}

export const toExportFile = (name: FormatName): ExportFile => ({
  format: formats[name],
  path: `/incidents.${name}`,
})
export const lossFile: ExportFile = { format: lossReport, path: '/incidents.loss.csv', kind: 'losses' }

/** Reads a request for a file. Throws an invalid-query Problem if it asks for something that the format does not support. */
export const parseExportRequest = (c: AppContext, { format, path }: ExportFile) => {
  const request = parseListRequest(c, path, format)
  const { query } = request
  const isPaged = query.limit !== undefined || query.cursor !== undefined
  // Complete public files are cached.
  return { ...request, format, isCacheable: c.get('actor').role === 'public' && !isPaged }
}
export type ExportRequest = ReturnType<typeof parseExportRequest>
export type PinnedRequest = Awaited<ReturnType<ExportRequest['pin']>>

export type ResolvedRequest = Awaited<ReturnType<ExportRequest['resolve']>>

/** Returns the absolute URL, which is the key of the cache: files contain their URL, so they differ by host. */
export const absoluteUrl = (c: AppContext, pathAndQuery: string): string => originOf(c) + pathAndQuery

/** Opens the file of a request as a lazy byte stream. Throws an invalid-query Problem if it has too many rows for its format. */
export const openSelection = async (
  c: AppContext,
  { format, query, isCacheable }: ExportRequest,
  { target, pinnedUrl }: ResolvedRequest,
) => {
  const selection = await select(c.get('services'), c.get('actor'), query, target)
  if (isCacheable && selection.rows >= minCachedRows) await rateLimitExports(c)
  const { db } = c.get('services')
  const file = await openExport(db, format, query, selection, absoluteUrl(c, pinnedUrl))
  if (file.rows > (format.maxRows ?? file.rows)) throw tooManyRows(format, query, file.rows)
  return { selection, ...file }
}

/** Returns the name of the file of a request as of a commit. */
export const fileName = (c: AppContext, { kind, path }: ExportFile, commit: number): string =>
  `${downloadName([...searchOf(c)], commit, kind)}.${path.split('.').at(-1)}`

export const fileHeaders = (c: AppContext, file: ExportFile, commit: number, rows: number) => ({
  'Sitrep-Rows': String(rows),
  'Content-Type': file.format.type,
  'Content-Disposition': `attachment; filename="${fileName(c, file, commit)}"`,
})
