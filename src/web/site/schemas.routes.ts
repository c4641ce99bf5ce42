/** Routes of schemas for programs: of a record, of the flat row and of a mapping. */
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import incidentSchema from '../../../public/incident-schema.txt'
import mappingSchema from '../../../public/mapping-schema.txt'
import { toTableSchema } from '../../record/table-schema.ts'
import { incidents } from '../../record/tables.ts'
import { type AppContext, type AppEnv, originOf } from '../context.ts'
import { sendPublicFile } from './public-file.ts'

/** Returns a handler of a JSON Schema that `npm run build:api` wrote. Its `$id` is the address at which it was asked for. */
const jsonSchema = (text: string) => (c: AppContext) =>
  sendPublicFile(
    c,
    text.replace('{', `{\n "$id": ${JSON.stringify(originOf(c) + c.req.path)},`),
    'application/schema+json',
  )

const tableSchema = (c: AppContext) =>
  sendPublicFile(
    c,
    `${JSON.stringify(toTableSchema(incidents), null, 1)}\n`,
    'application/vnd.tableschema+json',
  )

export const schemaRoutes = new Hono<AppEnv>()
  .use('/schemas/*', etag())
  .get('/schemas/incident.json', jsonSchema(incidentSchema))
  .get('/schemas/incidents.table.json', tableSchema)
  .get('/schemas/mapping.json', jsonSchema(mappingSchema))
