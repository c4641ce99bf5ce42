/** Citations as BibTeX: an entry that BibTeX and biber read without a style of its own. */
import { type CitationData, citationAuthors, citationTerms, citationTitle } from './citation-data.ts'

/** BibTeX counts each brace, also one after a backslash, so braces are commands. */
const commands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

/** Returns a text as TeX shows it, on one line. */
const escapeTex = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\\{}~^$&#%_]/g, (mark) => commands[mark] ?? `\\${mark}`)

/** Returns a name or a title in braces of its own: it is not split at "and" or commas, and keeps its capitals. */
const whole = (text: string): string => `{${escapeTex(text)}}`

/** The names of months that every style defines. */
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Returns the entry of a citation with this key. */
export const formatBibtex = (data: CitationData, key: string): string => {
  const terms = citationTerms(data)
  const fields = [
    `author = {${citationAuthors(data).map(whole).join(' and ')}}`,
    `title = {${whole(citationTitle(data))}}`,
    `year = {${data.at.slice(0, 4)}}`,
    `month = ${months[Number(data.at.slice(5, 7)) - 1]}`,
    `version = {${data.commit}}`,
    'howpublished = {Data set}',
    `url = {${data.address}}`,
    ...(terms === '' ? [] : [`note = {${escapeTex(terms)}}`]),
  ]
  return `@misc{${key},\n${fields.map((field) => `  ${field},\n`).join('')}}\n`
}
