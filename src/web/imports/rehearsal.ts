/** A file that a page sends or has sent in parts: how it is read, and the request of its rehearsal. */
import { parseMapping } from '../../ingest/mapping/parse-mapping.ts'
import { chooseProfile } from '../../ingest/mapping/suggest/choose-profile.ts'
import { readSample } from '../../ingest/mapping/suggest/sample.ts'
import { type ImportQuery, parseImportQuery } from '../../ingest/request/import-query.ts'
import type { Part } from '../../ingest/request/multipart.ts'
import { parameterIssue } from '../../ingest/request/parameters.ts'
import { peek } from '../../ingest/rows/peek.ts'
import { isWorkbook } from '../../ingest/xlsx/foreign-format.ts'
import { problems } from '../../problems.ts'
import type { RowReader } from '../../services/imports/import-file.ts'
import type { ImportSettings } from '../../services/imports/import-settings.ts'
import { maxRequestBytes } from '../../services/imports/upload-limits.ts'
import { type AppContext, messagesOf } from '../context.ts'
import { withStoredMapping } from './import.routes.ts'
import { createReader, type ImportBody, jsonKindOf } from './import-body.ts'
import type { TypedImport } from './new-import-page.tsx'
import { withUploadedBytes } from './upload.routes.ts'

const mebibyte = 1024 * 1024
/** The bytes from which the layout of a file is found. */
const sampleBytes = mebibyte
/** The most mebibytes of a workbook whose layout is found: it cannot be read by its beginning alone. */
const maxWorkbookMebibytes = 16

/** The media type of a file by the ending of its name; browsers do not know all of them. */
const typesByEnding: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  tab: 'text/tab-separated-values',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xlsm: 'application/vnd.ms-excel.sheet.macroenabled.12',
  json: 'application/json',
  geojson: 'application/geo+json',
  ndjson: 'application/x-ndjson',
  jsonl: 'application/x-ndjson',
}

const typeOf = ({ type, fileName = '' }: Part): string => {
  const ending = /\.(\w+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
  if (Object.hasOwn(typesByEnding, ending)) return typesByEnding[ending] ?? type
  return type === '' || type === 'application/octet-stream' ? 'text/csv' : type
}

/** The parameters of an import that the form has. */
const names = [
  'profile',
  'mapping',
  'dataset',
  'mode',
  'publish',
  'null_values',
  'encoding',
  'sheet',
  'upload',
]
const autoProfile = 'auto'

/** Returns the query of a rehearsal with these fields. Throws invalid-query with every error. */
const toQuery = (typed: TypedImport): ImportQuery => {
  const stated = names.flatMap((name) => {
    const value = typed[name]?.trim() ?? ''
    return value === '' || (name === 'profile' && value === autoProfile) ? [] : [[name, value]]
  })
  return parseImportQuery(new URLSearchParams([...stated, ['dry_run', 'true']]))
}

async function* limited(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > maxRequestBytes) throw problems.tooLarge(maxRequestBytes)
    yield chunk
  }
}

/** Returns a file with the profile and the mapping that its beginning suggests. */
const withChosenProfile = async (file: ImportBody, query: ImportQuery) => {
  const jsonKind = jsonKindOf(file.type)
  let { start, chunks } = await peek(file.body, sampleBytes)
  if (isWorkbook(start)) {
    const limit = maxWorkbookMebibytes * mebibyte
    ;({ start, chunks } = await peek(chunks, limit + 1))
    if (start.length > limit)
      throw problems.invalidRequest([
        parameterIssue('profile', (m) => m.importPages.workbookTooLarge(maxWorkbookMebibytes)),
      ])
  }
  const { encoding, sheet, dataset } = query
  const sample = await readSample(start, { jsonKind, encoding, sheet })
  const { profile, mapping } = chooseProfile(sample, { dataset, isJson: jsonKind !== undefined })
  return {
    query: { ...query, profile },
    file: { ...file, body: chunks, ...(mapping === undefined ? {} : { mapping }) },
  }
}

/** A reader of no rows, for a file whose mapping is not complete: it is stored, to be matched by hand. */
const storeOnly: RowReader = async function* (chunks) {
  for await (const _ of chunks);
  yield { kind: 'facts', facts: { encoding: '', delimiter: null, notes: [] } }
}

export interface Rehearsal {
  readonly query: ImportQuery
  readonly file: ImportBody
  readonly reader: RowReader
  readonly settings: ImportSettings
}

/** The most characters of a stored file name. */
const maxNameLength = 200

/** Returns the import of a form with a file. Throws a Problem that names the fields that are wrong. */
export const readRehearsal = async (c: AppContext, typed: TypedImport, part: Part): Promise<Rehearsal> => {
  const stated = toQuery(typed)
  const isChosen = (typed.profile ?? autoProfile) !== autoProfile || stated.mapping !== undefined
  const inForm = { body: limited(part.body), type: typeOf(part), charset: part.charset }
  const sent = await withUploadedBytes(c, stated, inForm)
  const { query, file } = isChosen
    ? { query: stated, file: await withStoredMapping(c, stated, sent) }
    : await withChosenProfile(sent, stated)
  const { encoding, sheet, publish, nullValues } = query
  const isUnmatched =
    !isChosen && file.mapping !== undefined && !parseMapping(JSON.parse(file.mapping)).mapping
  return {
    query,
    file,
    reader: isUnmatched ? storeOnly : createReader(query, file),
    settings: {
      publish,
      encoding,
      sheet,
      null_values: nullValues,
      file: part.fileName?.slice(0, maxNameLength).toWellFormed(),
      language: messagesOf(c).language.code,
    },
  }
}
