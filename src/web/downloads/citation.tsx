/** How to cite a list or a record: as text, and as files for reference managers. */

import { type CitationData, citationAuthors, citationTitle } from '../../record/citation/citation-data.ts'
import { citationFormatNames, citationFormats } from '../../record/citation/citation-formats.ts'
import { LinksInRow } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'

export interface CitationProps {
  readonly data: CitationData
  /** Returns the address of the citation in a format, by its extension. */
  readonly hrefOf: (extension: string) => string
}

/** Renders a citation in the order of APA: the title comes first if it is all that is known of the authors. */
const CitationText = ({ data }: { data: CitationData }) => {
  const { downloads, findings } = useMessages()
  const title = citationTitle(data)
  const slugs = new Set(data.datasets.flatMap((each) => (each.title ? [] : each.slug)))
  const authors = citationAuthors(data)
    .map((name) => (slugs.has(name) ? findings.untitled(name) : name))
    .join('; ')
  const cited = downloads.cited(<bdi>{title}</bdi>, String(data.commit))
  const year = `(${data.at.slice(0, 4)})`
  return (
    <p class="citation">
      {authors === title ? (
        <>
          {cited}. {year}.{' '}
        </>
      ) : (
        <>
          <bdi>{authors}</bdi>. {year}. {cited}.{' '}
        </>
      )}
      <bdi>{data.address}</bdi>
    </p>
  )
}

/** Renders a citation, and links to it as files. */
export const Citation = ({ data, hrefOf }: CitationProps) => {
  const { downloads } = useMessages()
  return (
    <>
      <CitationText data={data} />
      <p class="files">
        {downloads.citationFiles}{' '}
        <LinksInRow
          links={citationFormatNames.map((name) => ({
            href: hrefOf(name),
            text: citationFormats[name].label,
          }))}
        />
      </p>
    </>
  )
}
