/** Citations as RIS: a tag on each line. */
import { type CitationData, citationAuthors, citationTerms, citationTitle } from './citation-data.ts'

/** Readers of RIS take a comma in a name for the end of a family name, and know no escape. */
const authorName = (name: string): string => name.replaceAll(',', '')

/** Returns the reference of a citation with this id. */
export const formatRis = (data: CitationData, id: string): string => {
  const terms = citationTerms(data)
  const lines: readonly (readonly [tag: string, text: string])[] = [
    ['TY', 'DATA'],
    ['ID', id],
    ...citationAuthors(data).map((name) => ['AU', authorName(name)] as const),
    ['TI', citationTitle(data)],
    ['PY', data.at.slice(0, 4)],
    ['DA', data.at.slice(0, 10).replaceAll('-', '/')],
    ['ET', String(data.commit)],
    ['UR', data.address],
    ...(terms === '' ? [] : [['N1', terms] as const]),
    ['ER', ''],
  ]
  return lines.map(([tag, text]) => `${tag}  - ${text.replace(/\s+/g, ' ')}\r\n`).join('')
}
