// `npm run verify [-- --persist-to DIR | --url URL | FILE]`: reads a whole store, a service or a backup, computes again
// what can be, and names what differs. It only reads.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commands } from '../src/messages/en.ts'
import type { StoredFile } from '../src/services/verify/files.ts'
import { type StoreReport, verifyStore } from '../src/services/verify/verify-store.ts'
import { checkArchive } from './archive/check-archive.ts'
import { listFiles, openFile } from './archive/read-store.ts'
import type { Service } from './archive/service.ts'
import { writeBackup } from './archive/write-backup.ts'
import { runCommand, UsageError } from './command-line.ts'
import { type ServiceName, serviceOptions, storeOf, withService } from './local-server.ts'
import { refusedTokenOptions } from './token.ts'
import { compareSchema } from './verify/schema.ts'
import { contextOf, openArchive, openStore, type Source } from './verify/sources.ts'

const texts = commands.verify

const options = { ...serviceOptions, head: { type: 'string', multiple: true } } as const

type Heads = readonly { readonly commit: number; readonly digest: string }[]

/** Returns the digests that somebody noted. Throws a UsageError if one is not COMMIT:DIGEST. */
const parseHeads = (heads: readonly string[]): Heads =>
  heads.map((text) => {
    const [, commit, digest] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? []
    if (!commit || !digest) throw new UsageError(texts.head(text))
    return { commit: Number(commit), digest }
  })

const printReport = (report: StoreReport): void => {
  for (const { commit, id, revision, cause } of report.gaps)
    console.log(texts.gap(commit, id, revision, texts.causes[cause]))
  for (const [table, count] of Object.entries(report.unsealed)) console.log(texts.unsealed(table, count))
  if (report.stale > 0) console.log(texts.stale(report.stale))
  for (const { table, key, detail } of report.faults) console.log(texts.fault(table, key, detail))
}

/** Verifies a source and closes it. Returns 1 if there are faults. */
const verify = async (
  { database, files, createExportContext, close }: Source,
  heads: Heads,
): Promise<number> => {
  const began = Date.now()
  try {
    const unsound = compareSchema(database)
    // A head of the public chain is one of the full chain or not: either may have been noted.
    const report = await verifyStore(contextOf(database), {
      noted: { either: heads },
      ...(files && { files }),
      ...(createExportContext && { createExportContext }),
      onPart: (name) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${texts.progress(name)}`)
      },
    })
    if (process.stderr.isTTY) process.stderr.write('\r')
    const faults = [...unsound, ...report.faults]
    printReport({ ...report, faults })
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    console.log(texts.done({ ...report, faults: faults.length, seconds }))
    return faults.length > 0 ? 1 : 0
  } finally {
    close()
  }
}

async function* remoteFiles(service: Service): AsyncGenerator<StoredFile> {
  for await (const { key, metadata } of listFiles(service, true))
    yield { key, metadata, open: () => openFile(service, key) }
}

/** Verifies a service: what a backup of it has, and the files of its bucket. */
const verifyService = async (service: Service, heads: Heads): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-verify-'))
  const path = join(folder, 'backup')
  try {
    await writeBackup({ service, path, name: service.url, withFiles: false })
    const source = await openArchive(path, await checkArchive(path))
    return await verify({ ...source, files: remoteFiles(service) }, heads)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const run = async (service: ServiceName, path: string | undefined, heads: Heads): Promise<number> => {
  if (path !== undefined) return verify(await openArchive(path, await checkArchive(path)), heads)
  if (service.url === undefined) return verify(openStore(storeOf(service)), heads)
  return withService(service, (url, token) => verifyService({ url, token }, heads))
}

await runCommand({
  usage: texts.usage,
  options,
  allowPositionals: true,
  refusedOptions: refusedTokenOptions,
  run: async ({ head = [], ...service }, [path, ...more]) => {
    if (more.length > 0 || (path !== undefined && (service.url ?? service['persist-to']) !== undefined))
      throw new UsageError(texts.oneSource)
    return run(service, path, parseHeads(head))
  },
})
