// `npm run backup -- FILE [--url URL --token-file FILE]`: writes the whole store at its newest commit into a file, in
// pages. It can be interrupted at any time and started again. Without a URL it serves the local store itself.
import { existsSync } from 'node:fs'
import { commands } from '../src/messages/en.ts'
import { type BackupRequest, writeBackup } from './archive/write-backup.ts'
import { runCommand, UsageError } from './command-line.ts'
import { serviceOptions, withService } from './local-server.ts'
import { refusedTokenOptions } from './token.ts'

const options = { ...serviceOptions, files: { type: 'boolean' } } as const

const texts = commands.backup

const backUp = async (request: BackupRequest): Promise<number> => {
  const began = Date.now()
  const { first, manifest } = await writeBackup(request)
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  console.log(texts.done(request.path, first.commit, manifest.rows, manifest.files, seconds))
  return 0
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
