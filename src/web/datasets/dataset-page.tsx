/** The page of a dataset: what it is, what it covers, how to cite and download it. */

import { can } from '../../auth/permissions.ts'
import type { DatasetOverview } from '../../services/dataset-overview.ts'
import { Downloads } from '../downloads/downloads.tsx'
import { DatasetMetadata } from '../ui/dataset-metadata.tsx'
import { EventDate, formatDay, Instant } from '../ui/date.tsx'
import { RowList } from '../ui/field-list.tsx'
import { countryName } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { fileLinks, hrefOf } from '../ui/list-url.ts'
import { ExternalLink, Meta, Paragraphs, Unknown } from '../ui/text.tsx'
import { useMessages, useOrigin, useViewer } from '../ui/viewer.tsx'

/** Returns the path of the page of a dataset. */
export const datasetUrl = (slug: string): string => `/datasets/${encodeURIComponent(slug)}`

const Countries = ({ slug, codes }: { slug: string; codes: readonly string[] }) => {
  const messages = useMessages()
  const countries = codes
    .map((code) => ({ code, name: countryName(code, messages) }))
    .sort((a, b) => messages.compare(a.name, b.name))
  return (
    <ul class="inline">
      {countries.map(({ code, name }) => (
        <li>
          <a
            href={hrefOf('/incidents', [
              ['dataset', slug],
              ['country', code],
            ])}
          >
            {name}
          </a>
        </li>
      ))}
    </ul>
  )
}

const Period = ({ coverage }: { coverage: NonNullable<DatasetOverview['coverage']> }) => (
  <>
    {useMessages().datasetPage.period(
      <EventDate date={coverage.from} />,
      coverage.to === coverage.from ? undefined : <EventDate date={coverage.to} />,
    )}
  </>
)

const Facts = ({ dataset, coverage, countries, changed, total }: DatasetOverview) => {
  const { datasets, datasetPage: texts, common } = useMessages()
  const { slug, licence, attribution } = dataset
  return (
    <RowList
      rows={[
        [texts.records, <a href={hrefOf('/incidents', [['dataset', slug]])}>{datasets.count(total)}</a>],
        [texts.periodTitle, coverage && <Period coverage={coverage} />],
        [texts.countries, countries.length > 0 && <Countries slug={slug} codes={countries} />],
        [
          texts.changed,
          changed && (
            <>
              <Instant at={changed.at} /> ({texts.version(changed.commit)})
            </>
          ),
        ],
        [
          datasets.licence,
          licence === null ? <Unknown>{common.notStated}</Unknown> : <ExternalLink href={licence} />,
        ],
        [datasets.attribution, attribution && <Paragraphs text={attribution} />],
      ]}
    />
  )
}

/** Renders the page of a dataset. */
export const DatasetPage = (overview: DatasetOverview) => {
  const { dataset, commit, at, coverage, total } = overview
  const { slug, title, description, publishable, published } = dataset
  const messages = useMessages()
  const { datasets, datasetPage: texts, common } = messages
  const [origin, viewer] = [useOrigin(), useViewer()]
  const params = [['dataset', slug]] as const
  const url = datasetUrl(slug)
  return (
    <Layout
      title={title ?? slug}
      showsRecords
      description={description ?? datasets.undescribed(title ?? slug)}
      alternates={[
        { type: 'application/json', href: `${url}.json`, title: common.json },
        ...fileLinks(messages, params),
      ]}
      unlisted={published === 0}
    >
      <DatasetMetadata origin={origin} dataset={dataset} commit={commit} at={at} coverage={coverage} />
      <h1>
        <bdi>{title ?? slug}</bdi>
      </h1>
      <Meta lead parts={[title !== null && <code>{slug}</code>, !publishable && datasets.notPublishable]} />
      {description !== null && <Paragraphs text={description} />}
      <Facts {...overview} />
      <p>
        <a href={`${url}.json`}>{common.json}</a>
        {viewer && can(viewer.actor, 'describeDataset') && (
          <>
            {' · '}
            <a href={`${url}/edit`}>{texts.edit}</a>
          </>
        )}
      </p>
      <Downloads
        params={params}
        commit={commit}
        total={total}
        cited={{ at, datasets: total > 0 ? [dataset] : [] }}
      />
      <Meta parts={[common.versionOf(commit, formatDay(at, messages))]} />
    </Layout>
  )
}
