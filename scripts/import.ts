// `npm run import -- FILE --to URL --dataset NAME [options]`: sends a file of records, shows its progress, prints the
// result. Exits with 0 if no row was rejected, with 1 if a row was rejected or the import did not end, with 2 on an
// error of usage.
import { existsSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { parseArgs } from 'node:util'
import { commands } from '../src/messages/en.ts'
import { defaultPartBytes, maxRequestBytes } from '../src/services/imports/upload-limits.ts'
import { omitUndefined } from '../src/text/json.ts'
import { runCommand, UsageError } from './command-line.ts'
import {
  brokenFailure,
  ImportFailure,
  isProblem,
  parseJson,
  problemFailure,
  responseFailure,
} from './import-failure.ts'
import { printErrors, printReport, type Report, showProgress } from './import-output.ts'
import { readLines, type Sending, sendFile } from './import-request.ts'
import { sendParts } from './import-upload.ts'
import { readToken, refusedTokenOptions, tokenOptions } from './token.ts'

const options = {
  to: { type: 'string' },
  ...tokenOptions,
  dataset: { type: 'string' },
  profile: { type: 'string' },
  mapping: { type: 'string' },
  mode: { type: 'string' },
  'dry-run': { type: 'boolean' },
  publish: { type: 'boolean' },
  encoding: { type: 'string' },
  'null-values': { type: 'string' },
  sheet: { type: 'string' },
  csv: { type: 'boolean' },
  missing: { type: 'string' },
  reason: { type: 'string' },
  confirm: { type: 'string' },
  type: { type: 'string' },
  'part-bytes': { type: 'string' },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

const importUrl = (to: string, values: Values): URL => {
  const url = new URL('/imports', to)
  const parameters: Record<string, string | undefined> = {
    profile: values.profile ?? (values.mapping ? 'mapping' : undefined),
    dataset: values.dataset,
    mode: values.mode,
    dry_run: values['dry-run'] ? 'true' : undefined,
    publish: values.publish ? 'true' : undefined,
    encoding: values.encoding,
    null_values: values['null-values'],
    sheet: values.sheet,
    missing: values.missing,
    reason: values.reason,
    confirm: values.confirm,
  }
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) url.searchParams.set(name, value)
  return url
}

interface Progress {
  readonly rows: number
  readonly rejected: number
}

/** A line of the response: progress, then the report or a problem. */
type Event =
  | { readonly progress: Progress }
  | { readonly problem: Parameters<typeof problemFailure>[0] }
  | Report

const isEvent = (value: unknown): value is Event =>
  typeof value === 'object' &&
  value !== null &&
  ['progress', 'problem', 'import', 'error_count'].some((key) => Object.hasOwn(value, key))

/** Returns the report in the lines of a response. Throws an ImportFailure if it has none. */
const readReport = async (
  { response }: Sending,
  origin: string,
  onProgress: (progress: Progress) => void,
): Promise<Report> => {
  for await (const line of readLines(response)) {
    const event = parseJson(line)
    if (isProblem(event)) throw problemFailure(event)
    if (!isEvent(event)) throw new ImportFailure(commands.import.notSitrep(origin, response.statusCode ?? 0))
    if ('progress' in event) onProgress(event.progress as Progress)
    else if ('problem' in event) throw problemFailure(event.problem as never)
    else return event
  }
  throw new ImportFailure(commands.import.notEnded(commands.import.brokeOff))
}

/** The most bytes of a workbook that is sent as it is. */
const maxWorkbookBytes = 16 * 1024 * 1024

/** Returns whether a file is a workbook that a server may not take. */
const isLargeWorkbook = (path: string): boolean =>
  /\.xls[xm]$/i.test(path) && statSync(path).size > maxWorkbookBytes

/** Returns the module that reads workbooks. Throws an ImportFailure in the single file that a site serves. */
const loadWorkbookReader = () =>
  import('./import-workbook.ts').catch((error) => {
    if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new ImportFailure(commands.import.noWorkbookReader)
  })

/** Sends a workbook as CSV if it is too large for a server, or if that is asked. */
const send = async (file: string, to: string, values: Values): Promise<Report> => {
  if (!values.csv && !isLargeWorkbook(file)) return sendAsItIs(file, to, values)
  const { writeWorkbookCsv } = await loadWorkbookReader()
  const { path, remove } = await writeWorkbookCsv(file, values.sheet)
  try {
    return await sendAsItIs(path, to, omitUndefined({ ...values, sheet: undefined, type: 'text/csv' }))
  } finally {
    await remove()
  }
}

/** Returns the length of the parts in which a file is sent; undefined if it is sent whole, as a packed one is. */
const findPartBytes = (file: string, size: number, values: Values): number | undefined => {
  const { 'part-bytes': stated } = values
  if (stated !== undefined && !/^[1-9]\d{0,8}$/.test(stated)) throw new UsageError(commands.import.partBytes)
  if (/\.gz$/i.test(file)) return undefined
  return stated === undefined ? (size > maxRequestBytes ? defaultPartBytes : undefined) : Number(stated)
}

const sendAsItIs = async (file: string, to: string, values: Values): Promise<Report> => {
  const token = await readToken(values['token-file'])
  const url = importUrl(to, values)
  const size = statSync(file).size
  const state = { read: 0, rows: 0, rejected: 0 }
  const show = () => showProgress(state.read, size, state.rows, state.rejected)
  const onRead = (bytes: number) => {
    state.read += bytes
    show()
  }
  const partBytes = findPartBytes(file, size, values)
  if (partBytes !== undefined)
    url.searchParams.set('upload', await sendParts(url, token, { file, size, partBytes, onRead }))
  const { type, mapping } = values
  const sending = await sendFile(url, token, {
    file,
    type,
    mapping,
    hasArrived: partBytes !== undefined,
    onRead,
  })
  try {
    if (sending.response.statusCode !== 200) throw await responseFailure(sending.response, url.origin)
    return await readReport(sending, url.origin, (progress) => {
      Object.assign(state, progress)
      show()
    })
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\n')
    await sending.end()
  }
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
  const { to } = values
  if (!to || !/^https?:\/\//i.test(to) || !URL.canParse(to)) throw new UsageError(commands.import.noAddress)
  try {
    const report = await send(file, to, values)
    printReport(report, to)
    return report.rejected === 0 && report.error_count === 0 ? 0 : 1
  } catch (error) {
    if (error instanceof UsageError) throw error
    const failure = brokenFailure(error, new URL(to).origin)
    console.error(failure.message)
    printErrors(failure.errors)
    return 1
  }
}

/** Returns how this program is called: from the clone, as a file, or by its name. */
const findProgram = (): string => {
  const name = basename(process.argv[1] ?? '')
  if (name === 'import.ts') return 'npm run import --'
  return name.endsWith('.mjs') ? `node ${name}` : name
}

await runCommand({
  usage: commands.import.usage(findProgram()),
  options,
  refusedOptions: refusedTokenOptions,
  allowPositionals: true,
  run: (values, positionals, passedOn) => run(values, [...positionals, ...passedOn]),
})
