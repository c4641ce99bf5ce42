/** The list of datasets. */
import type { Described } from '../../store/datasets.ts'
import { Layout } from '../ui/layout.tsx'
import { Meta, OutLink, Prose } from '../ui/text.tsx'

export interface DatasetsProps {
  readonly datasets: readonly Described[]
  readonly commit: number
}

const count = (published: number): string =>
  `${published.toLocaleString('en')} published ${published === 1 ? 'incident' : 'incidents'}`

const Terms = ({ licence, attribution }: Pick<Described, 'licence' | 'attribution'>) =>
  licence === null && attribution === null ? null : (
    <dl class="facts">
      {licence !== null && (
        <>
          <dt>Licence</dt>
          <dd dir="auto">
            <OutLink href={licence} />
          </dd>
        </>
      )}
      {attribution !== null && (
        <>
          <dt>Attribution</dt>
          <dd>
            <Prose text={attribution} />
          </dd>
        </>
      )}
    </dl>
  )

const One = ({ dataset }: { dataset: Described }) => {
  const { slug, title, description, publishable, published } = dataset
  return (
    <section aria-labelledby={`dataset-${slug}`}>
      <h2 id={`dataset-${slug}`}>
        <a href={`/incidents?dataset=${slug}`} dir="auto">
          {title ?? slug}
        </a>
      </h2>
      <Meta of={[<code>{slug}</code>, count(published), !publishable && 'not for publication']} />
      {description !== null && <Prose text={description} />}
      <Terms {...dataset} />
    </section>
  )
}

export const Datasets = ({ datasets, commit }: DatasetsProps) => (
  <Layout
    title="Datasets"
    current="/datasets"
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
        <One dataset={dataset} />
      ))}
      <Meta of={[`As of commit ${commit}`]} />
    </div>
  </Layout>
)
