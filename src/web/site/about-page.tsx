/** The page of what the operator says of the site and of privacy. */
import { catalogues } from '../../messages/messages.ts'
import { Layout } from '../ui/layout.tsx'
import { Section } from '../ui/section.tsx'
import { Paragraphs } from '../ui/text.tsx'
import { useMessages, useSite } from '../ui/viewer.tsx'
import { Operator } from './operator.tsx'
import type { SiteText } from './site-settings.ts'

const OperatorText = ({ id, title, said }: { id: string; title: string; said: SiteText | undefined }) =>
  said === undefined ? null : (
    <Section id={id} title={title}>
      <div lang={said.language} dir={catalogues[said.language].language.direction}>
        <Paragraphs text={said.text} />
      </div>
    </Section>
  )

/** Renders the page. */
export const AboutPage = () => {
  const { site } = useMessages()
  const { about, privacy } = useSite()
  return (
    <Layout title={site.about} activeHref="/about">
      <h1>{site.about}</h1>
      <Operator />
      <OperatorText id="about" title={site.what} said={about} />
      <OperatorText id="privacy" title={site.privacy} said={privacy} />
    </Layout>
  )
}
