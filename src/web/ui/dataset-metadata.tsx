/** Descriptions of datasets for search engines: JSON-LD of schema.org. It is data that no browser runs. */
import { raw } from 'hono/html'
import type { Messages } from '../../messages/messages.ts'
import type { Coverage } from '../../record/segments/coverage.ts'
import type { DatasetSummary } from '../../store/datasets.ts'
import { fileLinks, hrefOf, type Params } from './list-url.ts'
import { useMessages } from './viewer.tsx'

/** The version of the data. */
interface Stamp {
  readonly origin: string
  readonly commit: number
  /** The instant of the commit (RFC 3339). */
  readonly at: string
}

/** Renders data for programs. Nothing in it can end the element. */
const DataBlock = ({ data }: { data: object }) => (
  <script type="application/ld+json">
    {raw(JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c'))}
  </script>
)

/** Returns what every list has: its version, and a file for each format. */
const describeList = (messages: Messages, { origin, commit, at }: Stamp, params: Params) => ({
  '@type': 'Dataset',
  isAccessibleForFree: true,
  version: String(commit),
  dateModified: at,
  includedInDataCatalog: { '@type': 'DataCatalog', name: messages.datasets.title, url: `${origin}/datasets` },
  distribution: fileLinks(messages, params).map(({ type, href, title, description }) => ({
    '@type': 'DataDownload',
    name: title,
    description,
    encodingFormat: type,
    contentUrl: origin + href,
  })),
})

/** Returns a licence: its URL, or a work with its name. */
const licenceOf = (licence: string | null) => {
  if (licence === null) return undefined
  return /^https?:/.test(licence) ? licence : { '@type': 'CreativeWork', name: licence }
}

const paramsOf = ({ slug }: DatasetSummary) => [['dataset', slug]] as const

/** Returns what its editors say of a dataset. Undefined values are not in JSON. */
const describeDataset = ({ datasets }: Messages, origin: string, dataset: DatasetSummary) => {
  const { slug, title, description, licence, attribution } = dataset
  const name = title ?? slug
  return {
    '@type': 'Dataset',
    name,
    description: description ?? datasets.undescribed(name),
    url: origin + hrefOf('/incidents', paramsOf(dataset)),
    license: licenceOf(licence),
    creditText: attribution ?? undefined,
  }
}

/** Renders the description of all published records. */
export const RegisterMetadata = (stamp: Stamp) => {
  const messages = useMessages()
  const { title: name, description } = messages.home
  return (
    <DataBlock data={{ ...describeList(messages, stamp, []), name, description, url: `${stamp.origin}/` }} />
  )
}

export interface DatasetMetadataProps extends Stamp {
  readonly dataset: DatasetSummary
  readonly coverage: Coverage | undefined
}

/** Renders the description of a dataset. */
export const DatasetMetadata = ({ dataset, coverage, ...stamp }: DatasetMetadataProps) => {
  const messages = useMessages()
  const data = {
    ...describeList(messages, stamp, paramsOf(dataset)),
    ...describeDataset(messages, stamp.origin, dataset),
    temporalCoverage: coverage && `${coverage.from}/${coverage.to}`,
  }
  return <DataBlock data={data} />
}

/** Renders the description of the list of datasets. */
export const CatalogueMetadata = ({
  origin,
  datasets,
}: {
  origin: string
  datasets: readonly DatasetSummary[]
}) => {
  const messages = useMessages()
  const { title: name, description } = messages.datasets
  const dataset = datasets
    .filter(({ published }) => published > 0)
    .map((each) => describeDataset(messages, origin, each))
  return (
    <DataBlock data={{ '@type': 'DataCatalog', name, description, url: `${origin}/datasets`, dataset }} />
  )
}
