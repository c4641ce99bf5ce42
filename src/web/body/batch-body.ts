/** Several records in one request: a JSON array, or NDJSON. */
import { decodeText, parseJson } from '../../ingest/request/parse-body.ts'
import { Problem, problems } from '../../problems.ts'
import type { BatchItem } from '../../services/incidents/plan-batch.ts'
import { sentence } from '../../text/sentence.ts'
import type { AppContext } from '../context.ts'
import { mediaType, ndjsonType, readBody } from './read-body.ts'
import { type RecordBody, readRecord, recordTypes } from './record-body.ts'

/** The most records of a batch. */
export const maxBatchRecords = 100

export interface BatchBody {
  readonly items: readonly BatchItem[]
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Throws a too-large Problem, which names /imports, or a body-unreadable one if there is no record. */
const assertBatchSize = (count: number): void => {
  if (count === 0) throw problems.bodyUnreadable((details) => details.batchEmpty(maxBatchRecords))
  if (count > maxBatchRecords) throw problems.batchTooLarge(maxBatchRecords, count)
}

/** Returns the record of a line; a Problem with the line if it is not JSON. */
const parseLine = (text: string, line: number): BatchItem => {
  try {
    return { candidate: parseJson(text, sentence`Line ${line}`) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return problems.invalidFile([{ line, rule: 'json.invalid', say: error.say }])
  }
}

const parseLines = (bytes: Uint8Array): BatchItem[] => {
  const lines = decodeText(bytes)
    .split('\n')
    .map((text, i) => ({ text: text.trim(), line: i + 1 }))
    .filter(({ text }) => text !== '')
  assertBatchSize(lines.length)
  return lines.map(({ text, line }) => parseLine(text, line))
}

/**
 * Reads one record, or at most 100 as a JSON array or NDJSON. A line that is not JSON is refused by itself. Throws an
 * unsupported-type, too-large or body-unreadable Problem.
 */
export const readRecordOrBatch = async (c: AppContext): Promise<RecordBody | BatchBody> => {
  if (mediaType(c) === ndjsonType) {
    const bytes = await readBody(c)
    return { items: parseLines(bytes), bytes }
  }
  const body = await readRecord(c, [...recordTypes, ndjsonType])
  const { candidate, bytes, form } = body
  if (form || !Array.isArray(candidate)) return body
  assertBatchSize(candidate.length)
  return { items: candidate.map((each: unknown) => ({ candidate: each })), bytes }
}
