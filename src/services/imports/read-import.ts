/** Reading an import: its report, its file, and its errors as a table. */
import type { Cell } from '../../../schemas/field-types.ts'
import { type Actor, canIn } from '../../auth/permissions.ts'
import { encodeCsv } from '../../export/csv/write-csv.ts'
import { problems } from '../../problems.ts'
import * as imports from '../../store/imports/imports.ts'
import { read } from '../../store/object-store.ts'
import * as redactions from '../../store/redactions.ts'
import { refreshDuplicates } from '../duplicates/find-duplicates.ts'
import type { ServiceContext } from '../service-context.ts'
import type { Report, RowError } from './import-context.ts'

/** Returns the stored form of a report. It has the ids of possible duplicates but no text of other records. */
export const toStored = (report: Report) => ({
  ...report,
  errors: [],
  possible_duplicates: report.possible_duplicates.map(({ row, line, record, id, score }) => {
    return { row, line, record, id, score }
  }),
})

/**
 * Returns a stored report. Reports of earlier releases have no sheet and no retracted ids, and of the commits the last one
 * alone.
 */
export const parseStored = (report: string): ReturnType<typeof toStored> => {
  const stored = JSON.parse(report) as ReturnType<typeof toStored>
  const { sheet = null, retracted_ids = [], commit, commits = commit === null ? [] : [commit] } = stored
  return { ...stored, sheet, retracted_ids, commits }
}

/** Returns the report of an import as the actor may see it; undefined if the import has not ended. */
export const reportOf = async (
  context: ServiceContext,
  actor: Actor,
  { report }: imports.Import,
): Promise<object | undefined> => {
  if (report === null) return undefined
  const stored = parseStored(report)
  return {
    ...stored,
    possible_duplicates: await refreshDuplicates(context, actor, stored.possible_duplicates),
  }
}

/** Returns an import that the actor may see: its own, or any for editors. Throws not-found otherwise. */
export const findImport = async (db: D1Database, actor: Actor, id: string): Promise<imports.Import> => {
  const found = await imports.find(db, id)
  const isOwn = found?.actor === actor.id && actor.role !== 'public'
  if (!found || !(isOwn || canIn(actor, 'readAll', found.dataset))) throw problems.notFound('import')
  return found
}

/** Yields the lines of a stored text file. */
async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = ''
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

/** Yields every error of an import in the order found. Throws not-found if they are no longer kept. */
export async function* readErrors(files: R2Bucket, id: string): AsyncGenerator<RowError> {
  const stream = await read(files, imports.errorsKey(id))
  if (!stream) throw problems.notFound('importErrors')
  for await (const line of readLines(stream)) yield JSON.parse(line) as RowError
}

/** Returns the bytes of the imported file. Throws not-found if it is no longer kept. */
export const readOriginal = async (files: R2Bucket, id: string): Promise<ReadableStream<Uint8Array>> => {
  const stream = await read(files, imports.originalKey(id))
  if (!stream) throw problems.notFound('importFile')
  return stream
}

const columns = ['row', 'line', 'column', 'cell', 'pointer', 'rule', 'received', 'detail'] as const

const cellOf = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' || value === undefined ? value : String(value)

/** Yields every error as a row of CSV. */
export async function* errorsCsv(errors: AsyncIterable<RowError>): AsyncGenerator<string> {
  yield encodeCsv([columns])
  for await (const error of errors) yield encodeCsv([columns.map((name) => cellOf(error[name]))])
}

/** Returns the encoding in which the file of an import was read; undefined if the import has not ended. */
export const encodingOf = ({ report }: imports.Import): string | undefined =>
  report === null ? undefined : parseStored(report).encoding

/** Throws a redacted problem (410) if a redaction removed the files of an import. */
export const assertFilesAvailable = async (db: D1Database, seq: number | null): Promise<void> => {
  const found = seq === null ? null : await redactions.find(db, seq)
  if (found) throw problems.redacted(found)
}
