/** The first page: what this is, what is new, how to take and how to give. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { IncidentItem } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { fileLinks } from '../ui/list-url.ts'
import { Section } from '../ui/section.tsx'
import { Command, postCommand, readCommands } from './api-examples.tsx'

export interface HomePageProps {
  readonly published: number
  readonly latest: readonly StoredIncident[]
  readonly commit: number
  readonly origin: string
  readonly publicSubmissions: boolean
}

const exampleQuery = 'country=IQ&from=2022-01-01&to=2022-01-31'

const LatestIncidents = ({ latest, published }: Pick<HomePageProps, 'latest' | 'published'>) => (
  <Section id="latest" title="Latest records">
    {latest.length === 0 ? (
      <p>Nothing is published yet.</p>
    ) : (
      <>
        <ul class="entries">
          {latest.map((record) => (
            <IncidentItem id={record.id} record={record} />
          ))}
        </ul>
        <p>
          <a href="/incidents">
            {published > latest.length ? `All ${published} incidents` : 'The list, with filters'}
          </a>
        </p>
      </>
    )}
  </Section>
)

const DownloadSection = ({ origin }: { origin: string }) => (
  <Section id="download" title="Download">
    <ul>
      {fileLinks().map(({ href, title, description }) => (
        <li>
          <a href={href}>{title}</a>, {description}
        </li>
      ))}
    </ul>
    <p>
      Any list of incidents is a file too: put the extension behind its path and keep the filters, as in{' '}
      <a href={`/incidents.csv?${exampleQuery}`}>
        <code>/incidents.csv?{exampleQuery}</code>
      </a>
      . Each file says in its headers how many rows it has and which state of the register it shows.
    </p>
    {readCommands(origin).map(([language, text]) => (
      <>
        <h3>{language}</h3>
        <Command label={`Reading the file in ${language}`} text={text} />
      </>
    ))}
  </Section>
)

const FilingSection = ({
  origin,
  publicSubmissions,
}: Pick<HomePageProps, 'origin' | 'publicSubmissions'>) => (
  <Section id="file" title="File a report">
    <p>
      People use <a href="/submit">the form</a>; it works without scripts.{' '}
      {publicSubmissions
        ? 'Anybody may file, and an editor reviews the report before it is published.'
        : 'Filing needs a token here; whoever runs this register gives them out.'}
    </p>
    <p>Programs post JSON. This is the smallest record that is taken:</p>
    <Command
      label="Posting a record with curl"
      text={postCommand(origin, { withToken: !publicSubmissions })}
    />
    <p>
      An answer that refuses a record names every field that is wrong and the rule that it breaks; the{' '}
      <a href="/codebook">codebook</a> has all the fields, codes and rules.
    </p>
  </Section>
)

export const HomePage = ({ published, latest, commit, origin, publicSubmissions }: HomePageProps) => (
  <Layout
    title="Sitrep"
    activeHref="/"
    description="A register of armed-conflict incidents: browse it, download it, file a report."
    alternates={fileLinks()}
  >
    <div class="hero">
      <h1>Incidents of armed conflict, as their sources tell them</h1>
      <p class="lead">
        Monitors file what happened, editors check it, researchers download it. Who says what is kept apart,
        and so are unknown and zero.
      </p>
      <p class="count">
        <strong>{published}</strong> {published === 1 ? 'incident is' : 'incidents are'} published, as of
        commit {commit}.
      </p>
    </div>
    <LatestIncidents latest={latest} published={published} />
    <div class="columns">
      <DownloadSection origin={origin} />
      <FilingSection origin={origin} publicSubmissions={publicSubmissions} />
    </div>
  </Layout>
)
