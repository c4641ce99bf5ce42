/** Files to import: alone as the body, or in a form after their mapping. */

import { planCrosswalk } from '../../ingest/crosswalk/profile.ts'
import { findEncoding, hintEncoding } from '../../ingest/csv/encoding.ts'
import { mappingProfile } from '../../ingest/mapping/apply.ts'
import { readMappedObjects } from '../../ingest/mapping/map-objects.ts'
import { type ParsedMapping, parseMapping } from '../../ingest/mapping/parse-mapping.ts'
import type { ImportQuery } from '../../ingest/request/import-query.ts'
import { charsetOf, readParts } from '../../ingest/request/multipart.ts'
import { excerpt, parameterIssue } from '../../ingest/request/parameters.ts'
import { decodeText, parseJson } from '../../ingest/request/parse-body.ts'
import type { TableProfile } from '../../ingest/rows/csv-reader.ts'
import { planFlat } from '../../ingest/rows/flat-profile.ts'
import { planFull } from '../../ingest/rows/full-profile.ts'
import { type JsonKind, readJsonRows } from '../../ingest/rows/json-reader.ts'
import { readJsonFile } from '../../ingest/rows/json-start.ts'
import {
  type NullValues,
  withBlankCells,
  withBlankRows,
  withNullRows,
  withNullValues,
} from '../../ingest/rows/null-values.ts'
import { createColumnReplacer } from '../../ingest/rows/object-columns.ts'
import { flatColumnsOf, readObjectRows, recordProfile } from '../../ingest/rows/object-rows.ts'
import { withReplacedRecords } from '../../ingest/rows/record-values.ts'
import { type Replacement, withReplacedCells } from '../../ingest/rows/replace-cells.ts'
import type { SourceEvent } from '../../ingest/rows/source-row.ts'
import { readTableFile } from '../../ingest/xlsx/table-file.ts'
import type { Messages } from '../../messages/messages.ts'
import { problems } from '../../problems.ts'
import { findLayout } from '../../record/crosswalk/layouts.ts'
import type { RowReader } from '../../services/imports/import-file.ts'
import { collectBytes, mediaType, readBytes } from '../body/read-body.ts'
import type { AppContext } from '../context.ts'

type Bytes = AsyncIterable<Uint8Array>
type Events = AsyncIterable<SourceEvent>

/** An uploaded file. */
export interface ImportBody {
  readonly body: Bytes
  readonly type: string
  /** The charset of its Content-Type. */
  readonly charset?: string | undefined
  readonly mapping?: string
  /** Cells that are read as other texts. */
  readonly replacements?: readonly Replacement[] | undefined
}

export const workbookTypes = [
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-excel.sheet.macroenabled.12',
]

/** The media types of tables as text. */
export const textTypes = ['text/csv', 'text/tab-separated-values', 'text/plain']

/** The media types of tables. Browsers on Windows send CSV as application/vnd.ms-excel. */
export const tableTypes = [...textTypes, 'application/vnd.ms-excel', ...workbookTypes]
const ndjsonTypes = ['application/x-ndjson', 'application/ndjson', 'application/jsonl']
const jsonTypes = ['application/json', 'application/geo+json']
const acceptedTypes = [
  'text/csv',
  ...workbookTypes.slice(0, 1),
  'application/x-ndjson',
  ...jsonTypes,
  'multipart/form-data',
]

/** Returns the kind of JSON of a media type; undefined for a table. Throws unsupported-type for any other type. */
export const jsonKindOf = (type: string): JsonKind | undefined => {
  if (ndjsonTypes.includes(type)) return 'lines'
  if (jsonTypes.includes(type)) return 'array'
  if (!tableTypes.includes(type)) throw problems.unsupportedType(type, acceptedTypes)
  return undefined
}

const maxMappingBytes = 256 * 1024

const readMapping = async (body: Bytes): Promise<string> =>
  decodeText(await collectBytes(body, maxMappingBytes), (m: Messages) => m.requests.body.mapping)

const partType = (type: string): string =>
  type === '' || type === 'application/octet-stream' ? 'text/csv' : type

/**
 * Returns the parts `mapping` and `file` of a form. The mapping comes first, so that the file can be read as it
 * arrives. Throws body-unreadable.
 */
const readImportForm = async (c: AppContext): Promise<ImportBody> => {
  let mapping: string | undefined
  for await (const part of readParts(readBytes(c), c.req.header('Content-Type') ?? '')) {
    if (part.name === 'mapping') mapping = await readMapping(part.body)
    else if (part.name === 'file')
      return {
        body: part.body,
        type: partType(part.type),
        charset: part.charset,
        ...(mapping === undefined ? {} : { mapping }),
      }
    else throw problems.bodyUnreadable((details) => details.importParts)
  }
  throw problems.bodyUnreadable((details) => details.filePartMissing)
}

/** Returns the file of a request. Throws unsupported-type or body-unreadable. */
export const readImportBody = async (c: AppContext): Promise<ImportBody> => {
  const type = mediaType(c)
  if (type === 'multipart/form-data') return readImportForm(c)
  if (![...tableTypes, ...ndjsonTypes, ...jsonTypes].includes(type))
    throw problems.unsupportedType(type, acceptedTypes)
  return { body: readBytes(c), type, charset: charsetOf(c.req.header('Content-Type') ?? '') }
}

/** Returns the mapping of a form. Throws body-unreadable if it is missing, or invalid-request with all its errors. */
const parseMappingPart = (text: string | undefined): ParsedMapping => {
  if (text === undefined) throw problems.bodyUnreadable((details) => details.mappingPartMissing)
  const { mapping, issues } = parseMapping(parseJson(text))
  if (!mapping) throw problems.invalidRequest(issues)
  return mapping
}

/** How a profile is applied to a file. */
interface ProfileOptions {
  readonly profile: string
  readonly mapping: ParsedMapping | undefined
  readonly nullValues: NullValues
  readonly replacements: readonly Replacement[]
}

/** Returns how a profile reads the objects of a file. */
const readObjects = (
  events: Events,
  { profile, mapping, nullValues, replacements }: ProfileOptions,
): Events => {
  const replace = createColumnReplacer(replacements)
  if (mapping) return readMappedObjects(withBlankRows(events, nullValues), mapping, { nullValues, replace })
  const layout = findLayout(profile)
  if (!layout) {
    const records = withReplacedRecords(events, replacements)
    return readObjectRows<string>(withNullRows(records, nullValues), { ...recordProfile, replace })
  }
  const objects = {
    columnsOf: flatColumnsOf,
    replace,
    plan: (names: readonly string[]) => planCrosswalk(layout, names),
  }
  return readObjectRows<string>(withBlankRows(events, nullValues), objects)
}

/** Returns how a profile reads the cells of a table, as the file has them. */
const cellProfile = ({ profile, mapping, nullValues }: ProfileOptions): TableProfile => {
  if (mapping) return withBlankCells(mappingProfile(mapping, nullValues), nullValues)
  const layout = findLayout(profile)
  if (layout) return withBlankCells((headers) => planCrosswalk(layout, headers), nullValues)
  return withNullValues(profile === 'full' ? planFull : planFlat, nullValues)
}

/** Returns how a profile reads the columns of a table. */
const tableProfile = (options: ProfileOptions): TableProfile =>
  withReplacedCells(cellProfile(options), options.replacements)

/**
 * Returns the encoding that a request states; undefined if it states none. A parameter has priority over the charset
 * utf-8, which some programs always send. Throws body-unreadable if the charset is unknown or contradicts the parameter.
 */
export const statedEncoding = (
  encoding: string | undefined,
  charset: string | undefined,
): string | undefined => {
  if (charset === undefined) return encoding
  const stated = findEncoding(charset)
  if (stated === undefined)
    throw problems.bodyUnreadable((details, messages) =>
      details.charset(excerpt(charset), hintEncoding(charset, messages)),
    )
  if (encoding !== undefined && stated !== encoding && stated !== 'utf-8')
    throw problems.bodyUnreadable((details) => details.charsets(stated, encoding))
  return encoding ?? stated
}

/** Throws body-unreadable if JSON is said to be in another encoding than UTF-8. */
const assertUtf8 = (encoding = 'utf-8'): void => {
  if (encoding !== 'utf-8') throw problems.bodyUnreadable((details) => details.jsonEncoding(encoding))
}

/**
 * Returns the reader for a profile. Throws unsupported-type, body-unreadable, or invalid-request if the mapping is not
 * valid or belongs to another profile.
 */
export const createReader = (
  { profile, sheet, nullValues, encoding: parameter }: ImportQuery,
  { type, charset, mapping, replacements = [] }: ImportBody,
): RowReader => {
  const jsonKind = jsonKindOf(type)
  const encoding = statedEncoding(parameter, charset)
  if (profile !== 'mapping' && mapping !== undefined)
    throw problems.invalidRequest([parameterIssue('profile', (m) => m.imports.mappingUnused(profile))])
  const parsed = profile === 'mapping' ? parseMappingPart(mapping) : undefined
  const reading = { profile, mapping: parsed, nullValues, replacements }
  if (jsonKind) {
    assertUtf8(encoding)
    if (sheet !== undefined)
      throw problems.invalidParameter('sheet', (m) => m.workbooks.noWorkbookSheets, sheet)
    return (chunks) => readJsonFile(chunks, (whole) => readObjects(readJsonRows(whole, jsonKind), reading))
  }
  const options = { isSaidWorkbook: workbookTypes.includes(type), sheet, encoding }
  const table = tableProfile(reading)
  return (chunks, openStored) => readTableFile(chunks, openStored, table, options)
}
