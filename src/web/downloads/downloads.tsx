/** The section of a list about its files, and how to cite it. */
import type { CitedList } from '../../services/listed-datasets.ts'
import { downloadName } from '../exports/file-name.ts'
import { fileHref, filterParams, type Params } from '../ui/list-url.ts'
import { Section } from '../ui/section.tsx'
import { LinksInRow } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { FormatTable } from './formats.tsx'
import { Part, PinnedParts } from './pinned-parts.tsx'

export interface DownloadsProps {
  /** The filters of the list, as given. */
  readonly params: Params
  readonly commit: number
  /** The number of records. */
  readonly total: number
  /** Undefined if the list has unpublished records, which nobody can cite. */
  readonly cited?: CitedList | undefined
}

/** The formats that most people take. */
const usualNames = ['csv', 'xlsx', 'json'] as const

const UsualFiles = ({ params, total }: Pick<DownloadsProps, 'params' | 'total'>) => {
  const { downloads } = useMessages()
  return (
    <p>
      {downloads.rows(total)}{' '}
      <LinksInRow
        links={usualNames.map((name) => ({ href: fileHref(name, params), text: name.toUpperCase() }))}
      />
    </p>
  )
}

/** Renders the files of a list of records, and how to cite it. */
export const Downloads = ({ params: given, commit, total, cited }: DownloadsProps) => {
  const { downloads } = useMessages()
  const params = filterParams(given)
  return (
    <Section id="download" title={cited ? downloads.title : downloads.filesTitle} class="downloads">
      <UsualFiles params={params} total={total} />
      <details>
        <summary>{cited ? downloads.more : downloads.moreFiles}</summary>
        <Part title={downloads.formats}>
          <FormatTable params={params} total={total} />
        </Part>
        {cited && (
          <PinnedParts
            path="/incidents"
            params={params}
            commit={commit}
            name={downloadName(params, commit)}
            {...cited}
          />
        )}
      </details>
    </Section>
  )
}
