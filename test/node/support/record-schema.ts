/** The JSON Schema of a record, as an outside validator reads it. */
import type { Options } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { recordJsonSchema } from '../../../scripts/describe/record-schema.ts'

// biome-ignore lint/suspicious/noExplicitAny: what a program gets is untyped, and so is it here
export const recordSchema: any = JSON.parse(JSON.stringify(recordJsonSchema()))

/** Returns the validator. The parts of a rule name properties that the schema around them declares. */
export const compileRecordSchema = (options: Options = {}) => {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, ...options })
  addFormats.default(ajv)
  return ajv.compile(recordSchema)
}
