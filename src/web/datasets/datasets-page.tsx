/** The list of datasets. */

import type { DatasetSummary } from '../../store/datasets.ts'
import { CatalogueMetadata } from '../ui/dataset-metadata.tsx'
import { formatDay } from '../ui/date.tsx'
import { RowList } from '../ui/field-list.tsx'
import { TitleLink } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { hrefOf } from '../ui/list-url.ts'
import { Section } from '../ui/section.tsx'
import { ExternalLink, Meta, Paragraphs } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { datasetUrl } from './dataset-page.tsx'

export interface DatasetsPageProps {
  readonly datasets: readonly DatasetSummary[]
  readonly commit: number
  /** The instant of the commit (RFC 3339). */
  readonly at: string
  readonly origin: string
}

const DatasetSection = ({ dataset }: { dataset: DatasetSummary }) => {
  const { datasets } = useMessages()
  const { slug, title, description, licence, attribution, publishable, published } = dataset
  return (
    <Section id={`dataset-${slug}`} title={<TitleLink href={datasetUrl(slug)} title={title ?? slug} />}>
      <Meta
        parts={[
          <code>{slug}</code>,
          <a href={hrefOf('/incidents', [['dataset', slug]])}>{datasets.count(published)}</a>,
          !publishable && datasets.notPublishable,
        ]}
      />
      {description !== null && <Paragraphs text={description} />}
      <RowList
        rows={[
          [datasets.licence, licence && <ExternalLink href={licence} />],
          [datasets.attribution, attribution && <Paragraphs text={attribution} />],
        ]}
      />
    </Section>
  )
}

/** Renders the list of datasets. */
export const DatasetsPage = ({ datasets, commit, at, origin }: DatasetsPageProps) => {
  const messages = useMessages()
  const { datasets: texts, common } = messages
  return (
    <Layout
      title={texts.title}
      activeHref="/datasets"
      description={texts.description}
      alternates={[{ type: 'application/json', href: '/datasets.json', title: common.json }]}
    >
      <CatalogueMetadata origin={origin} datasets={datasets} />
      <div class="narrow">
        <h1>{texts.title}</h1>
        <p class="lead">
          {texts.lead((words) => (
            <a href="/datasets.json">{words}</a>
          ))}
        </p>
        {datasets.map((dataset) => (
          <DatasetSection dataset={dataset} />
        ))}
        <Meta parts={[common.versionOf(commit, formatDay(at, messages))]} />
      </div>
    </Layout>
  )
}
