/** Writing a backup of a service at its newest commit, or going on with one that did not end. */
import { randomUUID } from 'node:crypto'
import { commands } from '../../src/messages/en.ts'
import { UsageError } from '../command-line.ts'
import { formatName, formatVersion } from './format.ts'
import {
  assertCounts,
  assertUnmoved,
  type Place,
  readHead,
  StoreMoved,
  writeFiles,
  writeTables,
} from './read-store.ts'
import type { Service } from './service.ts'
import { ArchiveWriter } from './writer.ts'

const texts = commands.backup

export interface BackupRequest {
  readonly service: Service
  readonly path: string
  /** What the backup is of, whichever port serves it. */
  readonly name: string
  readonly withFiles: boolean
}

/** Begins a backup, or goes on with the one that did not end. Throws StoreMoved if that one cannot go on. */
const open = async ({ service, path, name }: BackupRequest): Promise<ArchiveWriter<Place>> => {
  const progress = ArchiveWriter.findProgress<Place>(path)
  if (progress && progress.first.url !== name)
    throw new UsageError(texts.otherService(path, progress.first.url))
  if (!progress) {
    const head = await readHead(service)
    const first = { format: formatName, version: formatVersion, id: randomUUID(), url: name, ...head }
    return ArchiveWriter.create<Place>(path, first, {})
  }
  const writer = await ArchiveWriter.resume<Place>(path, progress)
  console.error(texts.resumed(writer.manifest.rows))
  return writer
}

const write = async (request: BackupRequest, writer: ArchiveWriter<Place>): Promise<void> => {
  const { service, withFiles } = request
  const onPage = (table: string) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${texts.progress(table, writer.manifest.rows)}`)
  }
  await assertUnmoved(service, writer.first)
  await writeTables(service, writer, onPage)
  await assertCounts(service, writer)
  if (withFiles) await writeFiles(service, writer)
  await assertUnmoved(service, writer.first)
}

const maxAttempts = 5

/** Writes a backup, from the beginning again whenever the store has moved. Returns the writer that has finished it. */
export const writeBackup = async (request: BackupRequest): Promise<ArchiveWriter<Place>> => {
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const writer = await open(request)
    try {
      await write(request, writer)
    } catch (error) {
      if (!(error instanceof StoreMoved)) throw error
      console.error(texts.again)
      writer.discard()
      continue
    }
    writer.finish()
    return writer
  }
  throw new Error(texts.tooOften)
}
