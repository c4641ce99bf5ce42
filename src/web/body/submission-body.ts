/** Submissions of KoboToolbox and ODK Central, which a stored mapping turns into records. */
import { mapObject } from '../../ingest/mapping/map-objects.ts'
import { parseStoredMapping } from '../../ingest/mapping/stored-mapping.ts'
import { parseJson } from '../../ingest/request/parse-body.ts'
import { problems } from '../../problems.ts'
import { resolve } from '../../services/mappings.ts'
import type { MappingName } from '../../store/mappings.ts'
import { isObject, type JsonObject } from '../../text/json.ts'
import type { AppContext } from '../context.ts'
import { jsonType, readBodyOfType } from './read-body.ts'
import type { RecordBody } from './record-body.ts'

/** Returns the submission in a body: the object itself, or the only entry of an OData response. */
const findSubmission = (body: unknown): JsonObject => {
  const isResponse = isObject(body) && Array.isArray(body.value) && '@odata.context' in body
  const [submission, ...others] = isResponse ? (body.value as readonly unknown[]) : [body]
  if (!isObject(submission) || others.length > 0)
    throw problems.bodyUnreadable((details) => details.notSubmission)
  const { data } = submission
  if (isObject(data) && typeof data.xml === 'string')
    throw problems.bodyUnreadable((details) => details.submissionXml)
  return submission
}

/**
 * Returns the record that a stored mapping makes of a submission in JSON; it belongs to the dataset of the mapping.
 * Throws invalid-query without the mapping, unsupported-type or body-unreadable.
 */
export const readSubmission = async (c: AppContext, name: MappingName): Promise<RecordBody> => {
  const bytes = await readBodyOfType(c, jsonType)
  const submission = findSubmission(parseJson(bytes))
  const json = parseJson(await resolve(c.get('services'), c.get('actor'), name))
  const { candidate, issues, columnOf } = mapObject(parseStoredMapping(name.dataset, json), submission)
  const options = { fromText: true, issues }
  return { candidate: { ...candidate, dataset: name.dataset }, options, bytes, columnOf }
}
