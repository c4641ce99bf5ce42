// The templates of the sentences that schemas and code write in English, read from the sources.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = new URL('../../../', import.meta.url).pathname
const opening = 'sentence`'

const sources = (): string[] =>
  ['schemas', 'src']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name),
      ),
    )
    .filter((name) => /\.tsx?$/.test(name))

/** Returns the position after a brace that closes the one before `from`, with templates inside. */
const afterBrace = (text: string, from: number): number => {
  let depth = 1
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++
    else if (text[at] === '}' && --depth === 0) return at + 1
  }
  throw new Error('A placeholder is not closed.')
}

/** Returns the template that begins at a position, after its backtick. */
const readTemplate = (text: string, from: number): string => {
  let [template, count] = ['', 0]
  for (let at = from; at < text.length; ) {
    if (text[at] === '`') return template
    if (text.startsWith('${', at)) {
      template += `{${count++}}`
      at = afterBrace(text, at + 2)
    } else template += text[at++]
  }
  throw new Error('A template is not closed.')
}

const templatesIn = (text: string): string[] =>
  [...text.matchAll(/(?<![\w@])sentence`/g)].map(({ index }) => readTemplate(text, index + opening.length))

/** Messages of valibot in schemas, which are translated as they are. */
const messages = ['It must be an offset such as +03:00 or Z, not the name of a zone.']

/** Returns every template once, with `{0}`, `{1}` … in the places of its values. */
export const listSentences = (): string[] => {
  const found = sources().flatMap((name) => templatesIn(readFileSync(join(root, name), 'utf8')))
  return [...new Set([...found, ...messages])].sort()
}

/** Returns the placeholders of a text in order of their numbers. */
export const placeholdersOf = (text: string): string[] => [...new Set(text.match(/\{\d\}/g))].sort()
