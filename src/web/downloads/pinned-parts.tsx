/** What can be said of a public list at a commit: its permanent address, its terms, its citation, code that reads it. */
import type { PropsWithChildren } from 'hono/jsx'
import type { CitedList } from '../../services/listed-datasets.ts'
import { pinUrl } from '../headers.ts'
import { hrefOf, type Params } from '../ui/list-url.ts'
import { useMessages, useOrigin } from '../ui/viewer.tsx'
import { Citation } from './citation.tsx'
import { CodeToRead } from './code.tsx'
import { LicenceTable } from './licences.tsx'

export interface PinnedPartsProps extends CitedList {
  /** The path of the page, to which `.csv` leads to its file. */
  readonly path: '/incidents' | '/counts'
  /** The parameters of the page, without paging. */
  readonly params: Params
  readonly commit: number
  /** The name of the file without its extension. */
  readonly name: string
}

/** Renders a part of the section, with its heading. */
export const Part = ({ title, children }: PropsWithChildren<{ title: string }>) => (
  <>
    <h3>{title}</h3>
    {children}
  </>
)

/** Renders the address of the CSV file of a version, and that of its digest. */
const PinnedAddress = ({ url, digestHref }: { url: string; digestHref: string | undefined }) => {
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
      {digestHref && (
        <p>
          <a href={digestHref}>{downloads.digest}</a>
        </p>
      )}
    </>
  )
}

/** Renders the parts. The citation as a file is that of the list of records with the same filters. */
export const PinnedParts = ({ path, params, commit, name, at, datasets }: PinnedPartsProps) => {
  const { downloads } = useMessages()
  const origin = useOrigin()
  const pin = (pathname: string, search = params) => pinUrl(hrefOf(pathname, search), commit)
  const filters = params.filter(([each]) => each !== 'by')
  const url = origin + pin(`${path}.csv`)
  return (
    <>
      <Part title={downloads.pinnedTitle}>
        <PinnedAddress
          url={url}
          digestHref={path === '/incidents' ? pin('/incidents.csv.sha256') : undefined}
        />
      </Part>
      <Part title={downloads.licences}>
        <LicenceTable datasets={datasets} />
      </Part>
      <Part title={downloads.cite}>
        <Citation
          data={{ commit, at, datasets, address: origin + pin(path) }}
          hrefOf={(extension) => pin(`/incidents.${extension}`, filters)}
        />
      </Part>
      <Part title={downloads.code}>
        <CodeToRead url={url} name={`${name}.csv`} />
      </Part>
    </>
  )
}
