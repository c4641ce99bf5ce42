/** The place of the groups and vocabularies of a record in the file of the OpenAPI document. */
export const definitionsMark = '$defs'

/**
 * Returns the OpenAPI document with the definitions of the record's JSON Schema in it, so that the Worker has them once.
 * Both are texts that `npm run build:api` wrote.
 */
export const joinDefinitions = (document: string, recordSchema: string): string => {
  const begin = `"${definitionsMark}": {`
  const start = recordSchema.indexOf(begin) + begin.length
  const definitions = recordSchema.slice(start, recordSchema.lastIndexOf('}\n}')).trim()
  const mark = `"${definitionsMark}": {}`
  return document.replace(mark, () => definitions.replaceAll('#/$defs/', '#/components/schemas/'))
}
