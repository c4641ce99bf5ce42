// `npm run import -- FILE --to URL --dataset NAME [options]`: sends a file of records, shows its progress, prints the
// result. Exits with 0 if no row was rejected, with 1 if a row was rejected or the import did not end, with 2 on an
// error of usage.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { request as secureRequest } from 'node:https'
import { basename, extname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { parseArgs } from 'node:util'
import { commands } from '../src/messages/en.ts'
import { runCommand, UsageError } from './command-line.ts'
import { printProblem, printReport, type Report, showProgress } from './import-output.ts'

const options = {
  to: { type: 'string' },
  token: { type: 'string' },
  dataset: { type: 'string' },
  profile: { type: 'string' },
  mapping: { type: 'string' },
  mode: { type: 'string' },
  'dry-run': { type: 'boolean' },
  publish: { type: 'boolean' },
  missing: { type: 'string' },
  reason: { type: 'string' },
  confirm: { type: 'string' },
  type: { type: 'string' },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

const types: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.tsv': 'text/csv',
  '.txt': 'text/csv',
  '.json': 'application/json',
  '.ndjson': 'application/x-ndjson',
  '.jsonl': 'application/x-ndjson',
}

const importUrl = (to: string, values: Values): URL => {
  const url = new URL('/imports', to)
  const parameters: Record<string, string | undefined> = {
    profile: values.profile ?? (values.mapping ? 'mapping' : undefined),
    dataset: values.dataset,
    mode: values.mode,
    dry_run: values['dry-run'] ? 'true' : undefined,
    publish: values.publish ? 'true' : undefined,
    missing: values.missing,
    reason: values.reason,
    confirm: values.confirm,
  }
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) url.searchParams.set(name, value)
  return url
}

const boundary = `sitrep-${process.pid}-${Date.now().toString(36)}`

/** Returns the body of the request and its media type: the file alone, or a form with its mapping and the file. */
const createBody = (
  file: string,
  type: string,
  mapping: string | undefined,
  onSent: (bytes: number) => void,
) => {
  const countBytes = async function* () {
    for await (const chunk of createReadStream(file)) {
      onSent((chunk as Buffer).byteLength)
      yield chunk as Buffer
    }
  }
  if (mapping === undefined) return { body: Readable.from(countBytes()), contentType: type }
  const parts = async function* () {
    yield Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="mapping"\r\nContent-Type: application/json\r\n\r\n`,
    )
    yield readFileSync(mapping)
    const name = basename(file).replaceAll('"', '_')
    yield Buffer.from(
      `\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`,
    )
    yield* countBytes()
    yield Buffer.from(`\r\n--${boundary}--\r\n`)
  }
  return { body: Readable.from(parts()), contentType: `multipart/form-data; boundary=${boundary}` }
}

const readLines = async function* (stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

const send = async (file: string, to: string, values: Values): Promise<number> => {
  const size = statSync(file).size
  const type = values.type ?? types[extname(file).toLowerCase()] ?? 'text/csv'
  const state = { sent: 0, rows: 0, rejected: 0 }
  const show = () => showProgress(state.sent, size, state.rows, state.rejected)
  const { body, contentType } = createBody(file, type, values.mapping, (bytes) => {
    state.sent += bytes
    show()
  })
  const url = importUrl(to, values)
  const token = values.token ?? process.env.SITREP_TOKEN
  const headers = {
    'Content-Type': contentType,
    Accept: 'application/x-ndjson',
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
  }
  const outgoing = (url.protocol === 'https:' ? secureRequest : request)(url, { method: 'POST', headers })
  const responseStarted = new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    outgoing.on('response', resolve)
    outgoing.on('error', reject)
  })
  const upload = pipeline(body, outgoing).catch((error: Error) => error)
  const response = await responseStarted
  let exitCode: number | undefined
  for await (const line of readLines(response)) {
    if (line.trim() === '') continue
    const event = JSON.parse(line) as {
      progress?: { rows: number; rejected: number }
      problem?: never
      title?: string
    }
    if (event.progress) {
      Object.assign(state, event.progress)
      show()
      continue
    }
    if (process.stderr.isTTY) process.stderr.write('\n')
    if (event.problem ?? event.title) exitCode = printProblem((event.problem ?? event) as never)
    else {
      const report = event as unknown as Report
      printReport(report, to)
      exitCode = report.rejected === 0 && report.error_count === 0 ? 0 : 1
    }
  }
  outgoing.destroy()
  await upload
  if (exitCode === undefined) throw new Error(commands.import.brokeOff)
  return exitCode
}

/** Returns why a file cannot be sent; undefined if it can. */
const fileError = (path: string): string | undefined => {
  if (!existsSync(path)) return commands.import.noFile(path)
  return statSync(path).isDirectory() ? commands.import.isFolder(path) : undefined
}

const run = async (values: Values, files: string[]): Promise<number> => {
  const [file] = files
  if (!file || files.length > 1) throw new UsageError(commands.import.oneFile)
  const error = fileError(file) ?? (values.mapping === undefined ? undefined : fileError(values.mapping))
  if (error) throw new UsageError(error)
  if (!values.to || !URL.canParse(values.to)) throw new UsageError(commands.import.noAddress)
  try {
    return await send(file, values.to, values)
  } catch (error) {
    throw new Error(commands.import.notEnded(error instanceof Error ? error.message : String(error)))
  }
}

await runCommand({
  usage: commands.import.usage,
  options,
  allowPositionals: true,
  run: (values, positionals, passedOn) => run(values, [...positionals, ...passedOn]),
})
