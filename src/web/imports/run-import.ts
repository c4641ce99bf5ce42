/** Running an import for a request, with its progress or its report as the response. */
import { waitUntil } from 'cloudflare:workers'
import { toReadableStream } from '../../export/byte-stream.ts'
import type { ImportQuery } from '../../ingest/request/import-query.ts'
import type { Messages } from '../../messages/messages.ts'
import { Problem, stateIssue } from '../../problems.ts'
import { findLayout } from '../../record/crosswalk/layouts.ts'
import { followImport } from '../../services/imports/follow-import.ts'
import type { Report } from '../../services/imports/import-context.ts'
import { type ImportFileOptions, importFile, type RowReader } from '../../services/imports/import-file.ts'
import { finishUpload } from '../../services/imports/uploads.ts'
import { counted } from '../../store/batch.ts'
import { ndjsonType } from '../body/read-body.ts'
import type { AppContext } from '../context.ts'
import type { ImportBody } from './import-body.ts'

export type ImportEvents = ReturnType<typeof importFile>

/** Frees an upload after its import. */
async function* finishing(c: AppContext, upload: string, events: ImportEvents): ImportEvents {
  for await (const event of events) {
    if (event.kind === 'done') await finishUpload(c.env.FILES, upload, event.report.import)
    yield event
  }
}

/** An import that ends itself when its client has gone: the runtime would stop it before it has tidied up. */
async function* lasting(events: ImportEvents, database: ReturnType<typeof counted>): ImportEvents {
  const { promise, resolve } = Promise.withResolvers<void>()
  waitUntil(promise)
  try {
    for await (const event of events) {
      if (event.kind === 'done') waitUntil(followImport(database, event.report))
      yield event
    }
  } finally {
    resolve()
  }
}

/** Returns a problem as JSON; in the words of a page if its messages are given. */
const stateProblem = (problem: Problem, messages: Messages | undefined) => {
  const { type, status } = problem
  const { title, detail } = messages ? problem.textsIn(messages) : problem
  const errors = problem.errors.map((each) => ({
    ...stateIssue(each),
    ...(messages && { detail: each.say(messages) }),
  }))
  return { type: `/problems/${type}`, title, status, detail, errors }
}

/** Progress as NDJSON; the last line is the report, or the problem. */
async function* toNdjson(events: ImportEvents, messages: Messages | undefined): AsyncGenerator<string> {
  try {
    for await (const event of events) {
      const { kind, ...progress } = event
      yield `${JSON.stringify(kind === 'done' ? event.report : { progress })}\n`
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    yield `${JSON.stringify({ problem: stateProblem(error, messages) })}\n`
  }
}

/** What a page adds to the options of a request. */
type PageOptions = Pick<ImportFileOptions, 'settings' | 'messages'>

/** Starts an import, which goes on if the client leaves. The last event has the report. */
export const startImport = (
  c: AppContext,
  query: ImportQuery,
  file: ImportBody,
  reader: RowReader,
  page: PageOptions = {},
): ImportEvents => {
  const layout = findLayout(query.profile)
  const options = {
    ...query,
    ...page,
    dataset: query.dataset ?? query.mapping?.dataset ?? layout?.scheme,
    closed: layout?.isRestricted ?? false,
    contentType: file.type,
    mapping: file.mapping,
  }
  const services = c.get('services')
  const database = counted(services.db)
  const context = { ...services, db: database.db }
  const events = importFile(context, c.env.FILES, c.get('actor'), options, file.body, reader)
  const { upload } = query
  return lasting(upload === undefined ? events : finishing(c, upload, events), database)
}

/** Returns whether the client asks for progress as NDJSON. */
export const wantsProgress = (c: AppContext): boolean => c.req.header('Accept')?.includes(ndjsonType) ?? false

/** Responds with the progress of an import; a problem is in the words of a page if its messages are given. */
export const sendProgress = (c: AppContext, events: ImportEvents, messages?: Messages) =>
  c.body(toReadableStream(toNdjson(events, messages)), 200, { 'Content-Type': ndjsonType })

/** Returns the report at the end of an import. Throws its problem. */
export const readReport = async (events: ImportEvents): Promise<Report> => {
  for await (const event of events) if (event.kind === 'done') return event.report
  throw new Error('The import ended without a report.')
}
