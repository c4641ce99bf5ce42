/** What the words of a phrase say, by the lexicon. */
import { fold } from '../../text/fold.ts'
import { lexicon } from './lexicon.ts'
import type { Token, TokenName } from './token.ts'

/** Returns a text as its words are compared: without hamza, whose spelling varies. */
export const foldPhrase = (text: string): string => fold(text).replace(/\u0621/g, '')

/** The most words of an entry. */
export const maxEntryWords = 3

const parseMeaning = (meaning: string): Token[] =>
  [...meaning.matchAll(/(\w+) (-?\d+)/g)].map(([, name, value]) => ({
    name: name as TokenName,
    value: Number(value),
  }))

let tokensByWords: ReadonlyMap<string, readonly Token[]> | undefined

/** Returns the lexicon by folded words; it is made when the first phrase is read. */
const indexLexicon = (): ReadonlyMap<string, readonly Token[]> =>
  new Map(
    lexicon.flatMap(([meaning, words]) => {
      const tokens = parseMeaning(meaning)
      return words.split('|').map((each) => [foldPhrase(each), tokens] as const)
    }),
  )

const articles: readonly (readonly [prefix: RegExp, tokens: readonly Token[]])[] = [
  [/^(?=ال)/, []],
  [/^ب(?=ال)/, []],
  [/^لل/, []],
  [/^ب(?=\p{L}{3})/u, []],
  [/^و(?=\p{L}{3})/u, [{ name: 'and', value: 0 }]],
]

/** Returns what a word or several words say; undefined if they are unknown. Arabic words may have an article or "and". */
export const lookUp = (words: string): readonly Token[] | undefined => {
  tokensByWords ??= indexLexicon()
  const known = tokensByWords
  const withoutArticle = (text: string) => known.get(text) ?? known.get(text.replace(/^ال/, ''))
  const found = withoutArticle(words)
  if (found) return found
  for (const [prefix, tokens] of articles) {
    const rest = prefix.test(words) ? withoutArticle(words.replace(prefix, '')) : undefined
    if (rest) return [...tokens, ...rest]
  }
  return undefined
}
