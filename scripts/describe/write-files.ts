// `npm run build:api`: writes the descriptions of the API that the site serves, from the schema and the code.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { mappingJsonSchema } from './mapping-schema.ts'
import { openapiDocument } from './openapi.ts'
import { recordJsonSchema } from './record-schema.ts'

/** Returns JSON with the control characters escaped that JSON.stringify leaves as they are. */
const toJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  )

/** Returns JSON whose first levels have a line for each entry, so that a change is a change of few lines. */
const formatJson = (value: unknown, levels: number, indent = ''): string => {
  if (levels === 0 || typeof value !== 'object' || value === null || Array.isArray(value))
    return toJson(value)
  const inner = `${indent} `
  const lines = Object.entries(value).map(
    ([key, each]) => `${inner}${JSON.stringify(key)}: ${formatJson(each, levels - 1, inner)}`,
  )
  return `{\n${lines.join(',\n')}\n${indent}}`
}

/** The text of each built file of `public/`. */
export const builtFiles = (): Readonly<Record<string, string>> => ({
  'mapping-schema.txt': `${formatJson(mappingJsonSchema(), 2)}\n`,
  'incident-schema.txt': `${formatJson(recordJsonSchema(), 2)}\n`,
  'openapi.txt': `${formatJson(openapiDocument({ isComplete: false }), 3)}\n`,
})

if (import.meta.main)
  for (const [name, text] of Object.entries(builtFiles()))
    writeFileSync(fileURLToPath(new URL(`../../public/${name}`, import.meta.url)), text)
