/** What the script of the form needs of the texts of a language and of the schema. */

const string = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/.source
const strings = `(?:${string})(?:\\s*\\+\\s*(?:${string}))*`

/** Texts of the schema that no message of the form quotes, by file: what each match keeps of them. */
const unused: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  'schemas/incident.ts': [
    [new RegExp(`\\bhelp:\\s*${strings}`, 'g'), "help: ''"],
    [new RegExp(`\\bexample:\\s*(?:${strings}|[\\d.]+)`, 'g'), "example: ''"],
  ],
  'schemas/countries.ts': [[new RegExp(`\\b([A-Z]{2}: )${strings}`, 'g'), "$1''"]],
  'schemas/vocabularies.ts': [
    [new RegExp(`(\\w+: \\[\\s*(?:${string}),\\s*)${strings}(?=\\s*[,\\]])`, 'g'), "$1''"],
  ],
  'schemas/rules.ts': [[new RegExp(`('[a-z_]+\\.[a-z_]+':\\s*)${strings}`, 'g'), "$1''"]],
}

/** Files of the schema with texts that the form does not need. */
export const trimmedSchemas: readonly string[] = Object.keys(unused)

/** Returns the source of a file of the schema without helps, definitions and descriptions. Throws an Error if it has none. */
export const trimSchema = (file: string, source: string): string =>
  (unused[file] ?? []).reduce((text, [pattern, kept]) => {
    const trimmed = text.replace(pattern, kept)
    if (trimmed === text) throw new Error(`${file} has no ${pattern}.`)
    return trimmed
  }, source)

/** The entries of a catalogue that the form needs. */
const neededEntries: readonly string[] = [
  'language',
  'translate',
  'dates',
  'fields',
  'form',
  'client',
  'places',
]

/** Returns the start of each entry of a catalogue, and the name that it has there. */
const entryStart = /^ {2}(\w+|\.\.\.\w+)(?=[:,(])/

/** A constant of a module that is an object. */
const objectConstant = /^const (\w+)[^=\n]*= (\{\n(?:[^}].*\n|\n)*\})[^\n]*$/gm

/** Returns the source with its objects as results of calls without effects, so that the bundler may drop them. */
const markPure = (source: string): string =>
  source.replace(objectConstant, 'const $1 = /* @__PURE__ */ (() => ($2))()')

/**
 * Returns the source of a catalogue with only the needed entries of its object `name`, so that the bundler drops the
 * rest. The formatter indents an entry by two spaces. Throws an Error if there is no such object.
 */
export const trimCatalogue = (name: string, source: string): string => {
  const lines = source.split('\n')
  const start = lines.findIndex((line) => line.startsWith(`export const ${name}`) && line.endsWith('{'))
  const end = lines.findIndex((line, i) => i > start && line.startsWith('}'))
  if (start < 0 || end < 0) throw new Error(`There is no object ${name}.`)
  let isNeeded = true
  const kept = lines.slice(start + 1, end).filter((line) => {
    const entry = entryStart.exec(line)?.[1]
    if (entry !== undefined) isNeeded = entry.startsWith('...') || neededEntries.includes(entry)
    return isNeeded
  })
  return markPure([...lines.slice(0, start + 1), ...kept, ...lines.slice(end)].join('\n'))
}
