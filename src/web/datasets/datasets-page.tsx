/** The list of datasets. */
import type { DatasetSummary } from '../../store/datasets.ts'
import { Layout } from '../ui/layout.tsx'
import { ExternalLink, Meta, Paragraphs } from '../ui/text.tsx'

export interface DatasetsPageProps {
  readonly datasets: readonly DatasetSummary[]
  readonly commit: number
}

const countLabel = (published: number): string =>
  `${published.toLocaleString('en')} published ${published === 1 ? 'incident' : 'incidents'}`

const LicenceTerms = ({ licence, attribution }: Pick<DatasetSummary, 'licence' | 'attribution'>) =>
  licence === null && attribution === null ? null : (
    <dl class="facts">
      {licence !== null && (
        <>
          <dt>Licence</dt>
          <dd dir="auto">
            <ExternalLink href={licence} />
          </dd>
        </>
      )}
      {attribution !== null && (
        <>
          <dt>Attribution</dt>
          <dd>
            <Paragraphs text={attribution} />
          </dd>
        </>
      )}
    </dl>
  )

const DatasetSection = ({ dataset }: { dataset: DatasetSummary }) => {
  const { slug, title, description, publishable, published } = dataset
  return (
    <section aria-labelledby={`dataset-${slug}`}>
      <h2 id={`dataset-${slug}`}>
        <a href={`/incidents?dataset=${slug}`} dir="auto">
          {title ?? slug}
        </a>
      </h2>
      <Meta parts={[<code>{slug}</code>, countLabel(published), !publishable && 'not for publication']} />
      {description !== null && <Paragraphs text={description} />}
      <LicenceTerms {...dataset} />
    </section>
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
