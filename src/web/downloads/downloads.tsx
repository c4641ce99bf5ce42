/** The section of a list about its files: formats, permanent address, licences, citation, code. */
import type { PropsWithChildren } from 'hono/jsx'
import type { DatasetFacts } from '../../record/citation/citation-data.ts'
import { downloadName } from '../exports/file-name.ts'
import { pinUrl } from '../headers.ts'
import { fileHref, filterParams, hrefOf, type Params } from '../ui/list-url.ts'
import { Section } from '../ui/section.tsx'
import { useMessages, useOrigin } from '../ui/viewer.tsx'
import { Citation } from './citation.tsx'
import { CodeToRead } from './code.tsx'
import { FormatTable } from './formats.tsx'
import { LicenceTable } from './licences.tsx'

/** What is cited of a list. */
export interface CitedList {
  /** The instant of its commit (RFC 3339). */
  readonly at: string
  /** The datasets of its records, sorted by name. */
  readonly datasets: readonly DatasetFacts[]
}

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
  const { downloads, common } = useMessages()
  return (
    <p>
      {downloads.rows(total)}{' '}
      {usualNames.map((name, i) => (
        <>
          {i > 0 && common.separator}
          <a href={fileHref(name, params)}>
            <bdi>{name.toUpperCase()}</bdi>
          </a>
        </>
      ))}
    </p>
  )
}

const Part = ({ title, children }: PropsWithChildren<{ title: string }>) => (
  <>
    <h3>{title}</h3>
    {children}
  </>
)

/** Renders the address of the CSV file of this version, and that of its digest. */
const PinnedAddress = ({ url, digestHref }: { url: string; digestHref: string }) => {
  const { downloads } = useMessages()
  return (
    <>
      <div class="field">
        <label for="pinned">{downloads.pinned}</label>
        <p class="help" id="pinned-help">
          {downloads.pinnedHelp}
        </p>
        <input id="pinned" class="address" dir="ltr" readonly value={url} aria-describedby="pinned-help" />
      </div>
      <p>
        <a href={digestHref}>{downloads.digest}</a>
      </p>
    </>
  )
}

/** Renders what can be said of a list whose records are public: its permanent address, its terms, its citation, code. */
const PublicParts = ({ params, commit, at, datasets }: DownloadsProps & CitedList) => {
  const { downloads } = useMessages()
  const origin = useOrigin()
  const pinned = (path: string) => pinUrl(hrefOf(path, params), commit)
  const url = origin + pinned('/incidents.csv')
  const citation = { commit, at, datasets, address: origin + pinned('/incidents') }
  return (
    <>
      <Part title={downloads.pinnedTitle}>
        <PinnedAddress url={url} digestHref={pinned('/incidents.csv.sha256')} />
      </Part>
      <Part title={downloads.licences}>
        <LicenceTable datasets={datasets} />
      </Part>
      <Part title={downloads.cite}>
        <Citation data={citation} hrefOf={(extension) => pinned(`/incidents.${extension}`)} />
      </Part>
      <Part title={downloads.code}>
        <CodeToRead url={url} name={`${downloadName(params, commit)}.csv`} />
      </Part>
    </>
  )
}

/** Renders the files of a list of records, and how to cite it. */
export const Downloads = ({ params: given, cited, ...props }: DownloadsProps) => {
  const { downloads } = useMessages()
  const params = filterParams(given)
  return (
    <Section id="download" title={cited ? downloads.title : downloads.filesTitle} class="downloads">
      <UsualFiles params={params} total={props.total} />
      <details>
        <summary>{cited ? downloads.more : downloads.moreFiles}</summary>
        <Part title={downloads.formats}>
          <FormatTable params={params} total={props.total} />
        </Part>
        {cited && <PublicParts {...props} {...cited} params={params} />}
      </details>
    </Section>
  )
}
