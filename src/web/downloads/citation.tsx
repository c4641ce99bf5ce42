/** How to cite a list or a record: as text, and as files for reference managers. */

import type { Messages } from '../../messages/messages.ts'
import { type CitationData, citationAuthors, citationTitle } from '../../record/citation/citation-data.ts'
import { citationFormatNames, citationFormats } from '../../record/citation/citation-formats.ts'
import { useMessages } from '../ui/viewer.tsx'

/** Returns a citation as text, in the order of APA: the title comes first if it is all that is known of the authors. */
export const citationText = (data: CitationData, { downloads }: Messages): string => {
  const [title, authors] = [citationTitle(data), citationAuthors(data).join('; ')]
  const cited = downloads.cited(title, String(data.commit))
  const year = `(${data.at.slice(0, 4)})`
  const parts = authors === title ? [cited, year] : [authors, year, cited]
  return `${parts.join('. ')}. ${data.address}`
}

export interface CitationProps {
  readonly data: CitationData
  /** Returns the address of the citation in a format, by its extension. */
  readonly hrefOf: (extension: string) => string
}

/** Renders a citation. */
export const Citation = ({ data, hrefOf }: CitationProps) => {
  const messages = useMessages()
  return (
    <>
      <p class="citation">
        <bdi>{citationText(data, messages)}</bdi>
      </p>
      <p class="files">
        {messages.downloads.citationFiles}{' '}
        {citationFormatNames.map((name, i) => (
          <>
            {i > 0 && messages.common.separator}
            <a href={hrefOf(name)}>
              <bdi>{citationFormats[name].label}</bdi>
            </a>
          </>
        ))}
      </p>
    </>
  )
}
