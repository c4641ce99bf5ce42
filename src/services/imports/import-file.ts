/** An import from its bytes: kept in R2 as they come, digested, read, reported. */
import { type Actor, can } from '../../auth/permissions.ts'
import type { SourceEvent } from '../../ingest/rows/source-row.ts'
import { problems } from '../../problems.ts'
import { createIds, minIdAt } from '../../store/ids.ts'
import * as imports from '../../store/imports/imports.ts'
import { limited } from '../../store/imports/limited-database.ts'
import { discard, sweep } from '../../store/imports/staging.ts'
import { read, remove } from '../../store/object-store.ts'
import { twinsByIds } from '../duplicates/find-duplicates.ts'
import type { ServiceContext } from '../service-context.ts'
import { ImportArchive } from './archive.ts'
import { type ImportEvent, runImport } from './import-records.ts'
import { tooManyStatements } from './problems.ts'
import type { Report, RowError } from './report.ts'
import { type ImportOptions, maxDuration } from './run.ts'

export interface ImportFileOptions extends ImportOptions {
  readonly profile: string
  readonly contentType: string
  /** The mapping as the importer stated it, as JSON. */
  readonly mapping?: string | undefined
}

export type RowReader = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<SourceEvent>

/** Imports that began so long ago do not run any more, in milliseconds. */
export const maxStagedAge = 2 * maxDuration

/** Of possible duplicates what leads to them is kept: no text of another record. */
const asKept = (report: Report) => ({
  ...report,
  errors: [],
  possible_duplicates: report.possible_duplicates.map(({ row, line, record, id, score }) => {
    return { row, line, record, id, score }
  }),
})

/** The report of an import as it is shown to the actor; undefined where the import has not ended. */
export const reportOf = async (
  context: ServiceContext,
  actor: Actor,
  { report }: imports.Import,
): Promise<object | undefined> => {
  if (report === null) return undefined
  const kept = JSON.parse(report) as ReturnType<typeof asKept>
  return { ...kept, possible_duplicates: await twinsByIds(context, actor, kept.possible_duplicates) }
}

/** Writes down that a file comes in, and throws away what imports that were cut off have left staged. */
const createImport = async (
  { db, clock }: ServiceContext,
  actor: Actor,
  options: ImportFileOptions,
): Promise<string> => {
  const [identity] = createIds(1, clock.now)
  if (!identity) throw new Error('No id was made.')
  const row = {
    id: identity.id,
    at: new Date(clock.now).toISOString(),
    actor: actor.id,
    dataset: options.dataset ?? null,
    profile: options.profile,
    mode: options.mode,
    dry_run: options.dryRun ? 1 : 0,
    content_type: options.contentType,
    mapping: options.mapping ?? null,
  } as const
  await db.batch([imports.insert(db, row), ...sweep(db, minIdAt(clock.now - maxStagedAge))])
  return identity.id
}

/**
 * Imports a file while it arrives. The last thing that is yielded is the report. Where the file cannot be read to its
 * end nothing more is stored, and the Problem is thrown.
 */
export async function* importFile(
  context: ServiceContext,
  files: R2Bucket,
  actor: Actor,
  options: ImportFileOptions,
  source: AsyncIterable<Uint8Array>,
  readerOf: RowReader,
): AsyncGenerator<Exclude<ImportEvent, { kind: 'errors' }>> {
  const { db } = context
  const id = await createImport(context, actor, options)
  const work = { ...context, db: limited(db, tooManyStatements, context) }
  const archive = new ImportArchive(files, id)
  let report: Report | undefined
  let isComplete = false
  try {
    for await (const event of runImport(work, actor, options, id, readerOf(archive.store(source)))) {
      if (event.kind === 'errors') await archive.writeErrors(event.errors)
      else if (event.kind === 'done') report = event.report
      else yield event
    }
    if (!report) throw new Error('The import ended without a report.')
    const file = await archive.complete()
    isComplete = true
    const reportJson = JSON.stringify(asKept(report))
    const redactionCommit = await imports.finish(db, id, { ...file, report: reportJson })
    if (redactionCommit !== null) await remove(files, [imports.originalKey(id), imports.errorsKey(id)])
  } finally {
    await db.batch(discard(db, id))
    if (!isComplete) await archive.abort()
  }
  yield { kind: 'done', report }
}

/** An import that the actor may look into: its own, or any for editors. */
export const findImport = async (db: D1Database, actor: Actor, id: string): Promise<imports.Import> => {
  const found = await imports.find(db, id)
  const isOwn = found?.actor === actor.id && actor.role !== 'public'
  if (!found || !(isOwn || can(actor, 'seeAll')))
    throw problems.notFound('There is no such import, or none that you may see.')
  return found
}

/** The lines of a kept file of text, one by one. */
async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = ''
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

/** Every error of an import, in the order in which they were found. */
export async function* readErrors(files: R2Bucket, id: string): AsyncGenerator<RowError> {
  const stream = await read(files, imports.errorsKey(id))
  if (!stream) throw problems.notFound('The errors of this import are not kept any more.')
  for await (const line of readLines(stream)) yield JSON.parse(line) as RowError
}

/** The bytes of the file that was sent. */
export const readOriginal = async (files: R2Bucket, id: string): Promise<ReadableStream<Uint8Array>> => {
  const stream = await read(files, imports.originalKey(id))
  if (!stream) throw problems.notFound('The file of this import is not kept any more.')
  return stream
}
