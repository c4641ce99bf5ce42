/** The home page: what Sitrep is, the latest records, how to download and how to file. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { RegisterMetadata } from '../ui/dataset-metadata.tsx'
import { formatDay } from '../ui/date.tsx'
import { IncidentItem } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { fileLinks } from '../ui/list-url.ts'
import { Section } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { Command, codeToRead, postCommand } from './api-examples.tsx'

export interface HomePageProps {
  readonly published: number
  readonly latest: readonly StoredIncident[]
  readonly commit: number
  /** The instant of the commit (RFC 3339). */
  readonly at: string
  readonly origin: string
  readonly publicSubmissions: boolean
}

const exampleQuery = 'country=IQ&from=2022-01-01&to=2022-01-31'

const LatestIncidents = ({ latest, published }: Pick<HomePageProps, 'latest' | 'published'>) => {
  const { home } = useMessages()
  return (
    <Section id="latest" title={home.latest}>
      {latest.length === 0 ? (
        <p>{home.nothing}</p>
      ) : (
        <>
          <ul class="entries">
            {latest.map((record) => (
              <IncidentItem id={record.id} record={record} />
            ))}
          </ul>
          <p>
            <a href="/incidents">{published > latest.length ? home.all(published) : home.list}</a>
          </p>
        </>
      )}
    </Section>
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
export const HomePage = ({ published, latest, commit, at, origin, publicSubmissions }: HomePageProps) => {
  const messages = useMessages()
  const { home, layout } = messages
  return (
    <Layout
      title={layout.site}
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
      </div>
      <LatestIncidents latest={latest} published={published} />
      <div class="columns">
        <DownloadSection origin={origin} />
        <FilingSection origin={origin} publicSubmissions={publicSubmissions} />
      </div>
    </Layout>
  )
}
