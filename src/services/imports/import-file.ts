/** Importing a file: its bytes are stored in R2 as they arrive, digested, read row by row, committed and reported. */

import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { type Actor, authorize } from '../../auth/permissions.ts'
import type { SourceEvent } from '../../ingest/rows/source-row.ts'
import { maxRowsPerBatch } from '../../ingest/rows/source-row.ts'
import type { RandomAccessFile } from '../../ingest/xlsx/random-access-file.ts'
import { problems } from '../../problems.ts'
import { limited } from '../../store/batch.ts'
import * as datasets from '../../store/datasets.ts'
import { createId, minIdAt } from '../../store/ids.ts'
import * as imports from '../../store/imports/imports.ts'
import { discard, sweep } from '../../store/imports/staging.ts'
import { MultipartWriter, openRanges, remove } from '../../store/object-store.ts'
import type { ServiceContext } from '../service-context.ts'
import { type ImportContext, type ImportOptions, ImportState, type Report, Tally } from './import-context.ts'
import { ImportRun, limitReached, maxDuration } from './import-run.ts'
import { toStored } from './read-import.ts'

export interface ImportFileOptions extends ImportOptions {
  readonly profile: string
  readonly contentType: string
  /** The mapping as JSON, as the importer sent it. */
  readonly mapping?: string | undefined
  /** How the file is read, and its replaced cells, as JSON. */
  readonly settings?: string | undefined
}

/**
 * Reads the rows of a file as it arrives. A format that is not read from its start to its end opens the stored file
 * instead, after the last chunk.
 */
export type RowReader = (
  chunks: AsyncIterable<Uint8Array>,
  openStored: () => Promise<RandomAccessFile>,
) => AsyncIterable<SourceEvent>

export type ImportEvent =
  | { readonly kind: 'progress'; readonly rows: number; readonly rejected: number }
  | { readonly kind: 'done'; readonly report: Report }

/** Staged rows of imports older than this are swept, in milliseconds. */
export const maxStagedAge = 2 * maxDuration

const tooManyStatements = () => limitReached('rows.statements', ({ statements }) => statements)

const authorizeImport = async ({ db, actor, options }: ImportContext, profile: string): Promise<void> => {
  const { dataset, publish, missing, closed } = options
  authorize(actor, 'import', dataset)
  if (publish) authorize(actor, 'publish')
  if (missing === 'retract') authorize(actor, 'review')
  if (!publish || dataset === undefined) return
  if ((await datasets.findUnpublishable(db, [dataset])).has(dataset)) throw problems.notPublishable(dataset)
  if (closed && !(await datasets.exists(db, dataset)))
    throw problems.notPublishable(dataset, profile.toUpperCase())
}

/** Stores a file while it is read: its bytes, their digest, its errors. */
class ImportArchive {
  readonly #files: R2Bucket
  readonly #originalKey: string
  readonly #original: MultipartWriter
  readonly #errors: MultipartWriter
  readonly #hash = createHash('sha256')
  #bytes = 0
  #isStored = false

  constructor(files: R2Bucket, importId: string) {
    this.#files = files
    this.#originalKey = imports.originalKey(importId)
    this.#original = new MultipartWriter(files, this.#originalKey)
    this.#errors = new MultipartWriter(files, imports.errorsKey(importId))
  }

  /** Passes bytes on while they are stored and digested. */
  async *store(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.#bytes += chunk.byteLength
      this.#hash.update(chunk)
      await this.#original.write(chunk)
      yield chunk
    }
  }

  async writeErrors({ newErrors }: Tally): Promise<void> {
    const lines = newErrors.splice(0).map((error) => `${JSON.stringify(error)}\n`)
    if (lines.length > 0) await this.#errors.write(Buffer.from(lines.join('')))
  }

  async #completeOriginal(): Promise<void> {
    if (!this.#isStored) await this.#original.complete()
    this.#isStored = true
  }

  /** Returns the stored file, after its last chunk. */
  async openStored(): Promise<RandomAccessFile> {
    await this.#completeOriginal()
    const file = await openRanges(this.#files, this.#originalKey)
    if (!file) throw new Error('The file was deleted before it was read.')
    return file
  }

  /** Completes the uploads. */
  async complete(): Promise<{ readonly bytes: number; readonly digest: string }> {
    await this.#errors.complete()
    await this.#completeOriginal()
    return { bytes: this.#bytes, digest: this.#hash.digest('hex') }
  }

  /** Aborts the uploads if possible; R2 itself ends uploads that are not completed within a week. */
  async abort(): Promise<void> {
    await Promise.allSettled([this.#original.abort(), this.#errors.abort()])
  }
}

/** Inserts the import and sweeps staged rows of interrupted imports. */
const createImport = async (
  { db, now }: ServiceContext,
  actor: Actor,
  { dataset, profile, mode, dryRun, contentType, mapping, settings }: ImportFileOptions,
): Promise<string> => {
  const { id } = createId(now)
  const row = {
    id,
    at: new Date(now).toISOString(),
    actor: actor.id,
    dataset: dataset ?? null,
    profile,
    mode,
    dry_run: dryRun ? 1 : 0,
    content_type: contentType,
    mapping: mapping ?? null,
    settings: settings ?? null,
  } as const
  await db.batch([imports.insert(db, row), ...sweep(db, minIdAt(now - maxStagedAge))])
  return id
}

/**
 * Imports a file while it arrives; the last event has the report. Throws a Problem if the file cannot be read to its
 * end; nothing more is stored then.
 */
export async function* importFile(
  services: ServiceContext,
  files: R2Bucket,
  actor: Actor,
  options: ImportFileOptions,
  source: AsyncIterable<Uint8Array>,
  readerOf: RowReader,
): AsyncGenerator<ImportEvent> {
  const { db } = services
  const id = await createImport(services, actor, options)
  const tally = new Tally(id, options.dryRun, options.messages)
  const { report } = tally
  const state = new ImportState()
  const context = {
    ...services,
    db: limited(db, tooManyStatements, services),
    id,
    actor,
    options,
    tally,
    state,
  }
  const archive = new ImportArchive(files, id)
  let isComplete = false
  async function* writeProgress(): AsyncGenerator<ImportEvent> {
    await archive.writeErrors(tally)
    yield { kind: 'progress', rows: report.rows, rejected: report.rejected }
  }
  try {
    await authorizeImport(context, options.profile)
    const run = new ImportRun(context)
    for await (const event of readerOf(archive.store(source), () => archive.openStored())) {
      await run.take(event)
      if (event.kind === 'rows' || tally.newErrors.length >= maxRowsPerBatch) yield* writeProgress()
    }
    await run.finish()
    yield* writeProgress()
    const file = await archive.complete()
    isComplete = true
    const redactionCommit = await imports.finish(db, id, {
      ...file,
      report: JSON.stringify(toStored(report)),
    })
    if (redactionCommit !== null) await remove(files, [imports.originalKey(id), imports.errorsKey(id)])
  } finally {
    await db.batch(discard(db, id))
    if (!isComplete) await archive.abort()
  }
  yield { kind: 'done', report }
}
