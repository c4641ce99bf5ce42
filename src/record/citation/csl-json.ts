/** Citations as CSL-JSON (citationstyles.org, schema 1.0.2), which Zotero and pandoc read. */
import { type CitationData, citationAuthors, citationTerms, citationTitle } from './citation-data.ts'

/** Returns a list with the item of a citation with this id. */
export const formatCslJson = (data: CitationData, id: string): string => {
  const terms = citationTerms(data)
  const item = {
    id,
    type: 'dataset',
    title: citationTitle(data),
    author: citationAuthors(data).map((literal) => ({ literal })),
    issued: { 'date-parts': [data.at.slice(0, 10).split('-').map(Number)] },
    version: String(data.commit),
    URL: data.address,
    ...(terms === '' ? {} : { note: terms }),
  }
  return `${JSON.stringify([item], null, 2)}\n`
}
