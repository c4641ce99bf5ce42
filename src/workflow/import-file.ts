/** An import from its bytes: kept in R2 as they come, digested, read, reported. */
import { Buffer } from 'node:buffer'
import type { Actor } from '../auth/permissions.ts'
import type { SourceEvent } from '../ingest/rows.ts'
import { problems } from '../problems.ts'
import { errorsKey, FileWriter, originalKey, read } from '../store/files.ts'
import { newIds } from '../store/ids.ts'
import * as imports from '../store/imports.ts'
import type { Deps } from './deps.ts'
import { type ImportAsk, type Progress, runImport } from './import.ts'
import type { Report, RowError } from './import-report.ts'

export interface FileAsk extends ImportAsk {
  readonly profile: string
  readonly contentType: string
  /** The mapping as the importer stated it, as JSON. */
  readonly mapping?: string | undefined
}

export type Reader = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<SourceEvent>

/** Hands bytes on while they are written and digested. */
async function* kept(
  source: AsyncIterable<Uint8Array>,
  writer: FileWriter,
  digest: WritableStreamDefaultWriter<ArrayBuffer | ArrayBufferView>,
  size: { bytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    size.bytes += chunk.byteLength
    await Promise.all([writer.write(chunk), digest.write(chunk)])
    yield chunk
  }
}

const lineOf = (error: RowError): string => `${JSON.stringify(error)}\n`

/**
 * Imports a file while it arrives. The last thing that is yielded is the report. Where the file cannot be read to its
 * end nothing more is stored, and the Problem is thrown.
 */
export async function* importFile(
  deps: Deps,
  files: R2Bucket,
  actor: Actor,
  ask: FileAsk,
  source: AsyncIterable<Uint8Array>,
  readerOf: Reader,
): AsyncGenerator<Exclude<Progress, { kind: 'errors' }>> {
  const { db, world } = deps
  const [identity] = newIds(1, world.now)
  const id = identity?.id ?? ''
  const row = {
    id,
    at: new Date(world.now).toISOString(),
    actor: actor.id,
    dataset: ask.dataset ?? null,
    profile: ask.profile,
    mode: ask.mode,
    dry_run: ask.dryRun ? 1 : 0,
    content_type: ask.contentType,
    mapping: ask.mapping ?? null,
  } as const
  await imports.insert(db, row).run()
  const original = new FileWriter(files, originalKey(id))
  const errors = new FileWriter(files, errorsKey(id))
  const hash = new crypto.DigestStream('SHA-256')
  const digest = hash.getWriter()
  const size = { bytes: 0 }
  let report: Report | undefined
  try {
    for await (const event of runImport(
      deps,
      actor,
      ask,
      id,
      readerOf(kept(source, original, digest, size)),
    )) {
      if (event.kind === 'errors') await errors.write(Buffer.from(event.errors.map(lineOf).join('')))
      else if (event.kind === 'done') report = event.report
      else yield event
    }
  } catch (error) {
    await Promise.all([original.abort(), errors.abort()])
    throw error
  }
  if (!report) throw new Error('The import ended without a report.')
  await Promise.all([original.end(), errors.end(), digest.close()])
  const hex = Buffer.from(await hash.digest).toString('hex')
  await imports
    .finish(db, id, { bytes: size.bytes, digest: hex, report: JSON.stringify({ ...report, errors: [] }) })
    .run()
  yield { kind: 'done', report }
}

/** An import that the actor may look into: its own, or any for editors. */
export const findImport = async (db: D1Database, actor: Actor, id: string): Promise<imports.Import> => {
  const found = await imports.find(db, id)
  const own = found?.actor === actor.id && actor.role !== 'public'
  if (!found || !(own || actor.role === 'editor' || actor.role === 'admin'))
    throw problems.notFound('There is no such import, or none that you may see.')
  return found
}

/** The lines of a kept file of text, one by one. */
async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = ''
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

/** Every error of an import, in the order in which they were found. */
export async function* errorsOf(files: R2Bucket, id: string): AsyncGenerator<RowError> {
  const stream = await read(files, errorsKey(id))
  if (!stream) throw problems.notFound('The errors of this import are not kept any more.')
  for await (const line of linesOf(stream)) yield JSON.parse(line) as RowError
}

/** The bytes of the file that was sent. */
export const originalOf = async (files: R2Bucket, id: string): Promise<ReadableStream<Uint8Array>> => {
  const stream = await read(files, originalKey(id))
  if (!stream) throw problems.notFound('The file of this import is not kept any more.')
  return stream
}
