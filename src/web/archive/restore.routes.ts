/** Routes by which `npm run restore` fills an empty store. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { once, readParameters, text } from '../../ingest/request/parameters.ts'
import { message, parseJson } from '../../ingest/request/parse-body.ts'
import { restoreFile } from '../../services/archive/files.ts'
import { endRestore, restoreRows, startRestore } from '../../services/archive/restore.ts'
import { parse } from '../body/action-body.ts'
import { jsonType, mediaType, readBody, readBodyOfType, readBytes, refuseType } from '../body/read-body.ts'
import { type AppContext, type AppEnv, searchOf } from '../context.ts'

/** The most bytes of rows in one request: a row of the database has 2 MB, and JSON escapes some of it. */
const maxRowsBytes = 16_000_000

const said = message((m) => m.requests.restore.body)
const name = v.string(said)
const list = <Schema extends v.GenericSchema>(schema: Schema) => v.array(schema, said)
const count = v.pipe(v.number(said), v.integer(said), v.minValue(0, said))

const headSchema = v.strictObject({
  id: name,
  migrations: list(name),
  tables: v.record(name, list(name), said),
})
const value = v.custom<string | number | null>(
  (each) => each === null || typeof each === 'string' || typeof each === 'number',
  said,
)
const rowsSchema = v.strictObject({
  position: count,
  groups: list(v.strictObject({ table: name, rows: list(list(value)) }, said)),
})
const endSchema = v.strictObject({ rows: v.record(name, count, said) })

const bodyOf = async <Schema extends v.StrictObjectSchema<v.ObjectEntries, undefined>>(
  c: AppContext,
  schema: Schema,
) => {
  authorize(c.get('actor'), 'restore')
  const body = await readBodyOfType(c, jsonType)
  return parse(schema, parseJson(body), (m) => m.requests.restore.noun)
}

const postStart = async (c: AppContext) => {
  const position = await startRestore(c.get('services'), c.get('actor'), await bodyOf(c, headSchema))
  return c.json({ position })
}

const postRows = async (c: AppContext) => {
  authorize(c.get('actor'), 'restore')
  if (mediaType(c) !== jsonType) await refuseType(c, [jsonType])
  const body = parseJson(await readBody(c, maxRowsBytes))
  const rows = parse(rowsSchema, body, (m) => m.requests.restore.noun)
  return c.json({ position: await restoreRows(c.get('services'), c.get('actor'), rows) })
}

const metadataSchema = v.record(v.string(), v.string())

/** Returns the metadata of a file, as a backup has it. */
const parseMetadata = (text: string): Readonly<Record<string, string>> | undefined => {
  try {
    return v.parse(metadataSchema, JSON.parse(text))
  } catch {
    return undefined
  }
}

const fileParsers = { key: text, metadata: once(parseMetadata, (m) => m.requests.restore.body) }

const putFile = async (c: AppContext) => {
  authorize(c.get('actor'), 'restore')
  const { key = '', metadata = {} } = readParameters(searchOf(c), fileParsers)
  const file = { key, metadata, source: readBytes(c) }
  await restoreFile(c.get('services'), c.get('actor'), c.env.FILES, file)
  return c.body(null, 204)
}

const postEnd = async (c: AppContext) => {
  const { rows } = await bodyOf(c, endSchema)
  await endRestore(c.get('services'), c.get('actor'), { rows, files: c.env.FILES })
  return c.body(null, 204)
}

export const restoreRoutes = new Hono<AppEnv>()
  .post('/restore', postStart)
  .post('/restore/rows', postRows)
  .put('/restore/file', putFile)
  .post('/restore/end', postEnd)
