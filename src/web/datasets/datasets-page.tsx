/** The list of datasets. */
import type { DatasetSummary } from '../../store/datasets.ts'
import { RowList } from '../ui/field-list.tsx'
import { TitleLink } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { Section } from '../ui/section.tsx'
import { ExternalLink, Meta, Paragraphs } from '../ui/text.tsx'

export interface DatasetsPageProps {
  readonly datasets: readonly DatasetSummary[]
  readonly commit: number
}

const countLabel = (published: number): string =>
  `${published.toLocaleString('en')} published ${published === 1 ? 'incident' : 'incidents'}`

const DatasetSection = ({ dataset }: { dataset: DatasetSummary }) => {
  const { slug, title, description, licence, attribution, publishable, published } = dataset
  return (
    <Section
      id={`dataset-${slug}`}
      title={<TitleLink href={`/incidents?dataset=${slug}`} title={title ?? slug} />}
    >
      <Meta parts={[<code>{slug}</code>, countLabel(published), !publishable && 'not for publication']} />
      {description !== null && <Paragraphs text={description} />}
      <RowList
        rows={[
          ['Licence', licence && <ExternalLink href={licence} />],
          ['Attribution', attribution && <Paragraphs text={attribution} />],
        ]}
      />
    </Section>
  )
}

export const DatasetsPage = ({ datasets, commit }: DatasetsPageProps) => (
  <Layout
    title="Datasets"
    activeHref="/datasets"
    description="The collection efforts that the incidents belong to, with their licences."
    alternates={[{ type: 'application/json', href: '/datasets.json', title: 'JSON' }]}
  >
    <div class="narrow">
      <h1>Datasets</h1>
      <p class="lead">
        Each incident belongs to one dataset: the effort that collected it. The same list as{' '}
        <a href="/datasets.json">JSON</a>.
      </p>
      {datasets.map((dataset) => (
        <DatasetSection dataset={dataset} />
      ))}
      <Meta parts={[`As of commit ${commit}`]} />
    </div>
  </Layout>
)
