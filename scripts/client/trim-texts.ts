/** What the script of the form needs of the texts of a language and of the schema. */
import type { ClientMessages } from '../../src/client/messages.ts'

const string = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/.source
const strings = `(?:${string})(?:\\s*\\+\\s*(?:${string}))*`

/** Texts of the schema that no message of the form quotes, by file: what each match keeps of them. */
const unused: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  'schemas/incident.ts': [
    [new RegExp(`\\b(title|help):\\s*${strings}`, 'g'), "$1: ''"],
    [new RegExp(`\\bexample:\\s*(?:${strings}|[\\d.]+)`, 'g'), "example: ''"],
    [new RegExp(`\\bunit:\\s*(?:${string})`, 'g'), "unit: ''"],
    [new RegExp(`\\b((?:n|actorN)amesColumn(?:<\\w+>)?\\(\\s*|sumColumn\\(\\s*)(?:${string})`, 'g'), "$1''"],
    [new RegExp(`\\b((?:munition|people)Count\\(\\s*)${strings},\\s*${strings}`, 'g'), "$1'', ''"],
  ],
  'schemas/countries.ts': [[new RegExp(`\\b([A-Z]{2}: )${strings}`, 'g'), "$1''"]],
  'schemas/vocabularies.ts': [
    [new RegExp(`(\\w+: \\[\\s*)(?:${string}),\\s*${strings}(?=\\s*[,\\]])`, 'g'), "$1'', ''"],
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

/** The entries of a catalogue that a script needs; of an object, all or those that are named. */
type Needed = Readonly<Partial<Record<keyof ClientMessages, readonly string[] | 'all'>>>

const needed: Readonly<Record<string, Needed>> = {
  form: { language: 'all', client: 'all', places: ['mapButton'] },
  checks: {
    language: 'all',
    translate: 'all',
    common: ['clauseSeparator'],
    dates: 'all',
    fields: 'all',
    form: ['phrases', 'basicFaults', 'people'],
    client: ['understood'],
    reported: 'all',
  },
  places: { language: 'all', places: 'all' },
  map: { language: 'all', places: 'all' },
  explore: { language: 'all', map: ['title', 'kilometres', 'help', 'zoomIn', 'zoomOut', 'list'] },
  import: { language: 'all', importPages: ['client'] },
  reader: {},
  workbook: {},
  receipt: { language: 'all', client: ['copy', 'copied', 'share'] },
}

/**
 * The entries of objects beside the catalogue that a script never says: those for cells of an import, for JSON, and for
 * names and codes that the lean modules of the browser do not look up.
 */
const unsaid: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  checks: {
    fields: [
      ...['asEstimate', 'writeAs', 'placeholder', 'nullValue', 'tooDeep', 'point', 'misplaced', 'renamed'],
      ...['bothNames', 'country', 'formerState', 'subtypeAsType', 'typeAsSubtype', 'unresolvedLink'],
      ...['unknownDataset'],
    ],
  },
}

/** Returns the lines of an object without the entries that are not needed. The formatter indents an entry by two spaces a level. */
const keepEntries = (
  lines: readonly string[],
  indent: number,
  isNeeded: (name: string) => boolean,
): string[] => {
  const start = new RegExp(`^ {${indent}}(\\w+|\\.\\.\\.\\w+)(?=[:,(])`)
  let isKept = true
  return lines.filter((line) => {
    const entry = start.exec(line)?.[1]
    if (entry !== undefined) isKept = entry.startsWith('...') || isNeeded(entry)
    return isKept
  })
}

/** Returns the lines without the entries that are not needed within its entries. */
const trimEntries = (lines: readonly string[], entries: Needed): string[] => {
  const kept = keepEntries(lines, 2, (name) => Object.hasOwn(entries, name))
  return Object.entries(entries).reduce((all, [name, inner]) => {
    const start = all.indexOf(`  ${name}: {`)
    const end = all.findIndex((line, i) => i > start && line.startsWith('  }'))
    if (inner === 'all' || start < 0) return all
    const part = keepEntries(all.slice(start + 1, end), 4, (each) => inner.includes(each))
    return [...all.slice(0, start + 1), ...part, ...all.slice(end)]
  }, kept)
}

/** Returns the lines of a module without the entries that a script never says. */
const trimConstants = (lines: readonly string[], script: string): string[] =>
  Object.entries(unsaid[script] ?? {}).reduce(
    (all, [name, names]) => {
      const start = all.indexOf(`const ${name} = {`)
      const end = all.indexOf('}', start)
      if (start < 0 || end < 0) throw new Error(`There is no object ${name} for ${script}.`)
      const kept = keepEntries(all.slice(start + 1, end), 2, (each) => !names.includes(each))
      return [...all.slice(0, start + 1), ...kept, ...all.slice(end)]
    },
    [...lines],
  )

/** A constant of a module that is an object. */
const objectConstant = /^const (\w+)[^=\n]*= (\{\n(?:[^}].*\n|\n)*\})[^\n]*$/gm

/** Returns the source with its objects as results of calls without effects, so that the bundler may drop them. */
const markPure = (source: string): string =>
  source.replace(objectConstant, 'const $1 = /* @__PURE__ */ (() => ($2))()')

/**
 * Returns the source of a catalogue with only the entries of its object `name` that a script needs, so that the bundler
 * drops the rest. Throws an Error if there is no such object.
 */
export const trimCatalogue = (name: string, source: string, script: string): string => {
  const lines = trimConstants(source.split('\n'), script)
  const start = lines.findIndex((line) => line.startsWith(`export const ${name}`) && line.endsWith('{'))
  const end = lines.findIndex((line, i) => i > start && line.startsWith('}'))
  const entries = needed[script]
  if (start < 0 || end < 0 || !entries) throw new Error(`There is no object ${name} for ${script}.`)
  const kept = trimEntries(lines.slice(start + 1, end), entries)
  return markPure([...lines.slice(0, start + 1), ...kept, ...lines.slice(end)].join('\n'))
}
