/** Web addresses: which texts are one, and the right form of those that are none. */
import { joinSentences, type Say, sentence } from '../src/text/sentence.ts'

const pattern = /^https?:\/\/[^\s/]\S*$/i

export const isWebUrl = (text: string): boolean => pattern.test(text) && URL.canParse(text)

/** Returns a text as far as an error repeats it. */
const cut = (text: string): string => (text.length > 100 ? `${text.slice(0, 100).toWellFormed()}…` : text)

const spaceNames: Readonly<Record<string, Say>> = {
  ' ': sentence`a space`,
  '\t': sentence`a tab`,
  '\n': sentence`a line break`,
  '\u00a0': sentence`a no-break space`,
}

/** Returns the error of an address with a space or another character that cannot be in one. */
const describeSpace = (text: string): Say => {
  const at = text.search(/\s/)
  const character = text.charAt(at)
  const number = [...text.slice(0, at)].length + 1
  const name = spaceNames[character] ?? sentence`a kind of space`
  const place = sentence`Character ${number} is ${name}, which a web address cannot have.`
  const isInHost = !/^https?:\/\/[^/?#\s]+[/?#]/i.test(text.slice(0, at))
  const written = text.replace(/ /g, '%20')
  if (isInHost || character !== ' ' || !isWebUrl(written))
    return joinSentences(place, sentence`Remove it, or give one address only.`)
  return joinSentences(place, sentence`Write %20 instead: ${cut(written)}`)
}

/** Returns the address that a text with a mistyped or missing beginning means; undefined if nobody can tell. */
const suggestUrl = (text: string): string | undefined => {
  const rest = text
    .replace(/^(?:h?t{1,3}ps?|hhtps?|https?|htpps?)?[:;]?\/{1,3}/i, '')
    .replace(/^https?:/i, '')
  const url = `https://${rest}`
  return /^[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?(?:[/?#].*)?$/.test(rest) && isWebUrl(url) ? url : undefined
}

/** Explains why a text is not a web address, and names the right form. */
export const describeUrlFault = (text: string): Say => {
  const beginning = sentence`A web address must begin with http:// or https://.`
  if (/\s/.test(text) && /^https?:/i.test(text)) return describeSpace(text)
  const url = suggestUrl(text)
  return url === undefined ? beginning : joinSentences(beginning, sentence`Did you mean ${cut(url)}?`)
}
