/** The formats of citations for reference managers, by the extension of their addresses. */
import { formatBibtex } from './bibtex.ts'
import type { CitationData } from './citation-data.ts'
import { formatCslJson } from './csl-json.ts'
import { formatRis } from './ris.ts'

export const citationFormatNames = ['bib', 'ris', 'csl.json'] as const
export type CitationFormatName = (typeof citationFormatNames)[number]

export interface CitationFormat {
  readonly label: string
  readonly type: string
  /** Returns the text of a citation with an id of ASCII letters, digits and hyphens. */
  readonly write: (data: CitationData, id: string) => string
}

export const citationFormats: Readonly<Record<CitationFormatName, CitationFormat>> = {
  bib: { label: 'BibTeX', type: 'application/x-bibtex; charset=utf-8', write: formatBibtex },
  ris: {
    label: 'RIS',
    type: 'application/x-research-info-systems; charset=utf-8',
    write: formatRis,
  },
  'csl.json': {
    label: 'CSL-JSON',
    type: 'application/vnd.citationstyles.csl+json',
    write: formatCslJson,
  },
}
