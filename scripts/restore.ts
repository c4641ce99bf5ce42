// `npm run restore -- FILE [--url URL --token-file FILE]`: fills an empty store from a backup, in batches. It can be
// interrupted at any time and started again. Without a URL it serves the local store itself.
import { existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { commands } from '../src/messages/en.ts'
import { type Archive, checkArchive, linesOf } from './archive/check-archive.ts'
import { type ArchivedFile, batchesOf, filesOf } from './archive/send-rows.ts'
import { ask, askJson, type Service } from './archive/service.ts'
import { runCommand, UsageError } from './command-line.ts'
import { serviceOptions, withService } from './local-server.ts'
import { refusedTokenOptions } from './token.ts'

const texts = commands.restore

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

/** Begins the restore. Returns the number of rows that the store has already. */
const start = async (service: Service, { first: { id, migrations, tables } }: Archive): Promise<number> => {
  const json = JSON.stringify({ id, migrations, tables })
  const { position } = await askJson<{ position: number }>(service, '/restore', { json })
  if (position > 0) console.error(texts.resumed(position))
  return position
}

const sendRows = async (service: Service, path: string, { last }: Archive, begun: number): Promise<void> => {
  const all = sumOf(last.rows)
  for await (const { position, count, groups } of batchesOf(linesOf(path), begun)) {
    await ask(service, '/restore/rows', { json: `{"position":${position},"groups":${groups}}` })
    if (process.stderr.isTTY) process.stderr.write(`\r${texts.progress(position + count, all)}`)
  }
  if (process.stderr.isTTY) process.stderr.write('\n')
}

const sendFile = async (service: Service, { file, metadata, bytes }: ArchivedFile): Promise<void> => {
  const query = new URLSearchParams({ key: file, metadata: JSON.stringify(metadata) })
  await ask(service, `/restore/file?${query}`, {
    method: 'PUT',
    body: Readable.toWeb(Readable.from(bytes)) as unknown as ReadableStream<Uint8Array<ArrayBuffer>>,
    headers: { 'Content-Type': 'application/octet-stream' },
  })
}

/** Makes the index and the likely pairs, which a backup does not have. */
const derive = async (service: Service): Promise<void> => {
  console.error(texts.deriving)
  for (let after: string | null | undefined; after !== null; ) {
    const json = JSON.stringify(after === undefined ? {} : { after })
    after = (await askJson<{ cursor: string | null }>(service, '/rerender', { json })).cursor
  }
}

const restore = async (service: Service, path: string): Promise<number> => {
  const began = Date.now()
  const archive = await checkArchive(path)
  await sendRows(service, path, archive, await start(service, archive))
  for await (const file of filesOf(linesOf(path))) await sendFile(service, file)
  await ask(service, '/restore/end', { json: JSON.stringify({ rows: archive.last.rows }) })
  await derive(service)
  const { first, last } = archive
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  console.log(texts.done(first.commit, sumOf(last.rows), last.files, seconds))
  return 0
}

await runCommand({
  usage: texts.usage,
  options: serviceOptions,
  allowPositionals: true,
  refusedOptions: refusedTokenOptions,
  run: async (service, [path, ...more]) => {
    if (path === undefined || more.length > 0) throw new UsageError(commands.backup.oneFile)
    if (!existsSync(path)) throw new UsageError(texts.noFile(path))
    return withService(service, (url, token) => restore({ url, token }, path))
  },
})
