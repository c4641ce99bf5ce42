// `npm run backup -- FILE [--url URL --token-file FILE]`: writes the whole store at its newest commit into a file, in
// pages. It can be interrupted at any time and started again. Without a URL it serves the local store itself.
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { commands } from '../src/messages/en.ts'
import { formatName, formatVersion } from './archive/format.ts'
import {
  assertUnmoved,
  type Place,
  readHead,
  StoreMoved,
  writeFiles,
  writeTables,
} from './archive/read-store.ts'
import type { Service } from './archive/service.ts'
import { ArchiveWriter } from './archive/writer.ts'
import { runCommand, UsageError } from './command-line.ts'
import { serviceOptions, withService } from './local-server.ts'
import { refusedTokenOptions } from './token.ts'

const options = { ...serviceOptions, files: { type: 'boolean' } } as const

interface Request {
  readonly service: Service
  readonly path: string
  /** What the backup is of, whichever port serves it. */
  readonly name: string
  readonly withFiles: boolean
}

const texts = commands.backup

/** Begins a backup, or goes on with the one that did not end. Throws StoreMoved if that one cannot go on. */
const open = async ({ service, path, name }: Request): Promise<ArchiveWriter<Place>> => {
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

const write = async (request: Request, writer: ArchiveWriter<Place>): Promise<void> => {
  const { service, withFiles } = request
  const onPage = (table: string) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${texts.progress(table, writer.manifest.rows)}`)
  }
  await assertUnmoved(service, writer.first)
  await writeTables(service, writer, onPage)
  if (withFiles) await writeFiles(service, writer)
  await assertUnmoved(service, writer.first)
}

const maxAttempts = 5

/** Writes the backup, from the beginning again whenever the store has moved. */
const backUp = async (request: Request): Promise<number> => {
  const began = Date.now()
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
    const { first, manifest } = writer
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    console.log(texts.done(request.path, first.commit, manifest.rows, manifest.files, seconds))
    return 0
  }
  throw new Error(texts.tooOften)
}

await runCommand({
  usage: texts.usage,
  options,
  allowPositionals: true,
  refusedOptions: refusedTokenOptions,
  run: async ({ files = false, ...service }, [path, ...more]) => {
    if (path === undefined || more.length > 0) throw new UsageError(texts.oneFile)
    if (existsSync(path)) throw new UsageError(texts.exists(path))
    const name = service.url ?? 'local'
    return withService(service, (url, token) =>
      backUp({ service: { url, token }, path, name, withFiles: files }),
    )
  },
})
