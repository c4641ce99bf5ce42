/** The home page: what Sitrep is, the latest records, how to download and how to file. */

import type { MapPoints } from '../../record/map/map-points.ts'
import type { Timeline as TimelineData } from '../../record/segments/timeline.ts'
import type { LatestEvents } from '../../services/incidents/read.ts'
import { ListMap } from '../map/list-map.tsx'
import { Timeline } from '../timeline/timeline.tsx'
import { RegisterMetadata } from '../ui/dataset-metadata.tsx'
import { formatDay } from '../ui/date.tsx'
import { Layout } from '../ui/layout.tsx'
import { fileLinks, latestList } from '../ui/list-url.ts'
import { Section } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { Command, codeToRead, postCommand } from './api-examples.tsx'
import { LatestIncidents } from './latest-incidents.tsx'
import { Operator } from './operator.tsx'

export interface HomePageProps {
  readonly published: number
  readonly latest: LatestEvents
  /** The published records over time; undefined if there are none, or it is not known. */
  readonly timeline: TimelineData | undefined
  /** Their points; undefined if they are not known. */
  readonly points: MapPoints | undefined
  readonly commit: number
  /** The instant of the commit (RFC 3339). */
  readonly at: string
  readonly origin: string
  readonly publicSubmissions: boolean
}

const exampleQuery = 'country=IQ&from=2022-01-01&to=2022-01-31'

/** Renders the ways into the site. */
const Doors = ({ publicSubmissions }: Pick<HomePageProps, 'publicSubmissions'>) => {
  const { site, home } = useMessages()
  const explore = site.exploreHelp((words) => <a href="/counts?by=country&by=year">{words}</a>)
  const doors = [
    ['/submit', site.file, publicSubmissions ? home.filing.open : home.filing.closed],
    [latestList, site.explore, explore],
    ['#download', site.use, site.useHelp],
  ] as const
  return (
    <ul class="doors">
      {doors.map(([href, name, help]) => (
        <li class="door">
          <a href={href}>{name}</a>
          <p>{help}</p>
        </li>
      ))}
    </ul>
  )
}

const DownloadSection = ({ origin }: { origin: string }) => {
  const messages = useMessages()
  const { download } = messages.home
  const example = `/incidents.csv?${exampleQuery}`
  const file = { url: `${origin}/incidents.csv`, name: 'incidents.csv' }
  return (
    <Section id="download" title={download.title}>
      <ul>
        {fileLinks(messages).map(({ href, title, description }) => (
          <li>{download.file(<a href={href}>{title}</a>, description)}</li>
        ))}
      </ul>
      <p>
        {download.everyList(
          <a href={example}>
            <code>{example}</code>
          </a>,
        )}
      </p>
      <p>{download.types}</p>
      {(['R', 'Python'] as const).map((language) => (
        <>
          <h3>{language}</h3>
          <Command label={download.reading(language)} text={codeToRead(language, file)} />
        </>
      ))}
    </Section>
  )
}

const FilingSection = ({
  origin,
  publicSubmissions,
}: Pick<HomePageProps, 'origin' | 'publicSubmissions'>) => {
  const { filing } = useMessages().home
  return (
    <Section id="file" title={filing.title}>
      <p>
        {filing.form((words) => (
          <a href="/submit">{words}</a>
        ))}{' '}
        {publicSubmissions ? filing.open : filing.closed}
      </p>
      <p>{filing.json}</p>
      <Command label={filing.command} text={postCommand(origin, { withToken: !publicSubmissions })} />
      <p>
        {filing.errors((words) => (
          <a href="/codebook">{words}</a>
        ))}
      </p>
    </Section>
  )
}

/** Renders the home page. */
export const HomePage = (props: HomePageProps) => {
  const { published, latest, timeline, points, commit, at, origin, publicSubmissions } = props
  const messages = useMessages()
  const { home, layout } = messages
  return (
    <Layout
      title={layout.site}
      showsRecords
      activeHref="/"
      description={home.description}
      alternates={fileLinks(messages)}
    >
      <RegisterMetadata origin={origin} commit={commit} at={at} />
      <div class="hero">
        <h1>{home.title}</h1>
        <p class="lead">{home.lead}</p>
        <p class="count">
          {home.count(published, home.version(commit, formatDay(at, messages)), (words) => (
            <strong>{words}</strong>
          ))}
        </p>
        <Operator />
      </div>
      <Doors publicSubmissions={publicSubmissions} />
      {timeline && published > 1 && <Timeline timeline={timeline} params={[]} days={{}} level="h2" />}
      {points && <ListMap points={points} params={[]} commit={commit} level="h2" />}
      <LatestIncidents latest={latest} published={published} />
      <div class="columns">
        <DownloadSection origin={origin} />
        <FilingSection origin={origin} publicSubmissions={publicSubmissions} />
      </div>
    </Layout>
  )
}
