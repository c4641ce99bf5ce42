/** The page of counts: what to count by, a chart, its table, and its files. */
import { countsFormats } from '../../export/counts.ts'
import { isTimeStep } from '../../record/segments/count-groups.ts'
import { severalOf } from '../../services/counts.ts'
import type { CitedList } from '../../services/listed-datasets.ts'
import type { WithoutWeapon } from '../../services/records-without-weapon.ts'
import { PinnedParts } from '../downloads/pinned-parts.tsx'
import { Layout } from '../ui/layout.tsx'
import { hrefOf, type Params, withoutParam } from '../ui/list-url.ts'
import { Section } from '../ui/section.tsx'
import { LinksInRow, Meta } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { WeaponHint } from '../ui/weapon-hint.tsx'
import { CountsChart } from './counts-chart.tsx'
import { CountsForm } from './counts-form.tsx'
import { CountsTable, type CountsTableProps } from './counts-table.tsx'
import { dimensionTitle } from './labels.ts'

export interface CountsPageProps extends CountsTableProps {
  /** The name of the CSV file without its extension. */
  readonly name: string
  /** The records that a filter on weapons misses. */
  readonly withoutWeapon: WithoutWeapon | undefined
  /** Undefined if the counts have unpublished records, which nobody can cite. */
  readonly cited: CitedList | undefined
}

/** Returns the parameters of a query of counts, in files as on the page. */
const fileParams = ({ query, params }: Pick<CountsPageProps, 'query' | 'params'>): Params =>
  query.by.length === 0 ? params : [['by', query.by.join(',')], ...params]

const Files = (props: Pick<CountsPageProps, 'query' | 'params' | 'counts' | 'name' | 'cited'>) => {
  const { countsPage } = useMessages()
  const { counts, name, cited } = props
  return (
    <Section id="files" title={countsPage.files} class="downloads">
      <p>
        <LinksInRow
          links={Object.entries(countsFormats).map(([extension, { label }]) => ({
            href: hrefOf(`/counts.${extension}`, fileParams(props)),
            text: label,
          }))}
        />
      </p>
      {cited && (
        <details>
          <summary>{countsPage.more}</summary>
          <PinnedParts
            path="/counts"
            params={fileParams(props)}
            commit={counts.commit}
            name={name}
            {...cited}
          />
        </details>
      )}
    </Section>
  )
}

const Notes = ({ query: { by }, measure }: Pick<CountsPageProps, 'query' | 'measure'>) => {
  const messages = useMessages()
  const { countsPage } = messages
  const several = severalOf(by).map((dimension) => dimensionTitle(dimension, messages))
  return (
    <>
      {several.length > 0 && <p class="notice">{countsPage.several(several)}</p>}
      <p>{countsPage.sums(countsPage.measures[measure])}</p>
      {by.some(isTimeStep) && <p>{countsPage.overlap}</p>}
    </>
  )
}

const Filters = ({ params }: { params: Params }) => {
  const { countsPage } = useMessages()
  return (
    <Meta
      parts={[
        ...params.map(([name, value]) => (
          <code>
            {name}={value}
          </code>
        )),
        <a href={hrefOf('/incidents', params)}>{countsPage.list}</a>,
      ]}
    />
  )
}

/** Renders the page of counts. */
export const CountsPage = (props: CountsPageProps) => {
  const { counts, total, measure, query, params } = props
  const messages = useMessages()
  const { countsPage } = messages
  const titles = query.by.map((dimension) => dimensionTitle(dimension, messages))
  const title = titles.length === 0 ? countsPage.title : countsPage.titleBy(titles)
  return (
    <Layout
      title={title}
      showsRecords
      activeHref="/counts"
      description={countsPage.description}
      alternates={Object.entries(countsFormats).map(([name, { label, type }]) => ({
        type: type.split(';')[0] ?? type,
        href: hrefOf(`/counts.${name}`, fileParams(props)),
        title: label,
      }))}
    >
      <h1>{title}</h1>
      <CountsForm query={query} measure={measure} params={params} />
      <Filters params={params} />
      <WeaponHint found={props.withoutWeapon} path="/counts" params={fileParams(props)} />
      {total.records === 0 ? (
        <p class="nothing">{countsPage.empty}</p>
      ) : (
        <>
          {query.by.length > 0 && (
            <CountsChart
              counts={counts}
              total={total}
              measure={measure}
              earlierHref={(day) =>
                hrefOf('/counts', [...withoutParam(fileParams(props), 'to'), ['to', day]])
              }
            />
          )}
          <Section id="table" title={countsPage.rows}>
            <CountsTable counts={counts} total={total} measure={measure} query={query} params={params} />
            <Notes query={query} measure={measure} />
          </Section>
        </>
      )}
      <Files {...props} />
      <Meta parts={[countsPage.version(counts.commit)]} />
    </Layout>
  )
}
