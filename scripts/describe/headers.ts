/** The headers of responses. Those that are not optional are in every response that names them. */
import { schemaVersion } from '../../src/record/schema-version.ts'
import { etag, names } from './examples.ts'

const header = (description: string, example: unknown, { optional = false, type = 'string' } = {}) => ({
  description,
  ...(optional ? {} : { required: true }),
  schema: { type },
  example,
})
const optional = { optional: true }

/** Each header by its name. */
export const headers = {
  ETag: header('The version of what is sent, for If-Match and If-None-Match.', etag),
  Location: header('The address of the new record or upload.', `/incidents/${names.incident}`),
  'Content-Location': header(
    'The address of what is sent; that of a list is pinned by commit and schema, and gives the same bytes from then on.',
    `/incidents.csv?country=IQ&commit=42&schema=${schemaVersion}`,
  ),
  'Content-Disposition': header('A name for the file.', 'attachment; filename="sitrep-iraq-2022-01-c42.csv"'),
  'Sitrep-Commit': header('The commit that is read.', 42, { type: 'integer' }),
  'Sitrep-Rows': header('The number of rows of the file, or of all records if limit=0.', 9, {
    type: 'integer',
  }),
  'Sitrep-Chain': header(
    'The head of the chain of digests at the commit (RFC 9651: a string with a parameter).',
    '"3f0a…";commit=42',
    optional,
  ),
  'Sitrep-Note': header(
    'What a reader must know to add the counts up.',
    'A record counts once for each weapon.',
    optional,
  ),
  Link: header(
    'The next page, with rel="next" (RFC 8288); absent on the last page.',
    '</changes.ndjson?cursor=42.1>; rel="next"',
    optional,
  ),
  'Idempotency-Replayed': header(
    'true if the key was used before: the response is the first one again.',
    'true',
    optional,
  ),
  'Accept-Ranges': header('bytes if parts of the file can be asked for.', 'bytes', optional),
  'Content-Range': header('Which bytes are sent.', 'bytes 0-99/1234'),
} as const

export type HeaderName = keyof typeof headers
