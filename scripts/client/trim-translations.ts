/** What a script needs of the translations of the schema: those of texts that the script itself contains. */

const table = /^export const schemaTexts[^=\n]*= isolateMarked\(\{\n([\s\S]*?)^\}\)$/m
const countryTable = /^(export const countries[^=\n]*=) \{\n[\s\S]*?^\}$/m
const entryStart = /^ {2}(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\w+)):/

const withoutEscapes = (text: string): string => text.replace(/\\(.)/g, '$1')

/** Returns the entries of the table, each with its English text, from its lines without comments. */
const parseEntries = (body: string): { readonly english: string; readonly lines: string[] }[] => {
  const entries: { english: string; lines: string[] }[] = []
  for (const line of body.split('\n')) {
    const start = entryStart.exec(line)
    if (start)
      entries.push({ english: withoutEscapes(start[1] ?? start[2] ?? start[3] ?? ''), lines: [line] })
    else if (!/^ {2}\/\//.test(line)) entries.at(-1)?.lines.push(line)
  }
  return entries
}

/** Returns whether a script has a text as a string of its own; of a template, all that is between its values. */
const contains = (script: string, english: string): boolean => {
  const parts = english.split(/\{\d\}/)
  if (parts.length === 1) return ['"', "'", '`'].some((quote) => script.includes(quote + english + quote))
  return parts.every((part, i) =>
    script.includes(`${i === 0 ? '`' : '}'}${part}${i === parts.length - 1 ? '`' : '${'}`),
  )
}

/**
 * Returns the source of a catalogue without the names of countries and without the translations of texts that the English
 * script does not contain. Throws an Error if the source has no such tables.
 */
export const trimTranslations = (source: string, englishScript: string): string => {
  const body = table.exec(source)?.[1]
  if (body === undefined || !countryTable.test(source)) throw new Error('The catalogue has no translations.')
  const script = withoutEscapes(englishScript)
  const kept = parseEntries(body).filter(({ english }) => contains(script, english))
  const lines = kept.flatMap((entry) => entry.lines).join('\n')
  return source
    .replace(table, () => `export const schemaTexts = /* @__PURE__ */ isolateMarked({\n${lines}\n})`)
    .replace(countryTable, '$1 {} as CountryNames')
}
