/** Links of an incident, in both directions. */

import type { Incident } from '../../../../schemas/incident.ts'
import { linkType } from '../../../../schemas/vocabularies.ts'
import type { Messages } from '../../../messages/messages.ts'
import type { Neighbours } from '../../../services/incidents/read.ts'
import { incidentUrl } from '../../ui/incident-summary.tsx'
import { Section } from '../../ui/section.tsx'
import { AccordingTo, type Sources } from '../../ui/source-key.tsx'
import { Meta, Paragraphs, Unknown, Verbatim } from '../../ui/text.tsx'
import { useMessages } from '../../ui/viewer.tsx'

type Link = NonNullable<Incident['links']>[number]
type LinkType = keyof typeof linkType

/** Returns the words before the name of the other incident, in either direction. */
const linkLabelsOf = (type: string, labels: Messages['incident']['links']) =>
  Object.hasOwn(linkType, type) ? labels[type as LinkType] : labels.related

const LinkAuthor = ({ type, by }: { type: string; by: string | undefined }) => {
  const { links } = useMessages().incident
  if (by !== undefined) return <>{links.by(<bdi class="name">{by}</bdi>)}</>
  return type === 'possible_motive' ? (
    <>
      {' '}
      – <Unknown>{links.byUnknown}</Unknown>
    </>
  ) : null
}

interface LinkItemProps {
  readonly link: Link
  readonly target: { readonly id: string; readonly title: string | undefined } | undefined
  readonly sources: Sources
}

const LinkTarget = ({ link, target }: Pick<LinkItemProps, 'link' | 'target'>) =>
  target === undefined ? (
    <>
      <Verbatim of={link.incident} /> <Unknown>{useMessages().incident.links.notHere}</Unknown>
    </>
  ) : (
    <a href={incidentUrl(target.id)}>
      {target.title === undefined ? <Verbatim of={link.incident} /> : <bdi>{target.title}</bdi>}
    </a>
  )

const LinkItem = ({ link, target, sources }: LinkItemProps) => {
  const { links } = useMessages().incident
  return (
    <li>
      <p>
        {links.link(linkLabelsOf(link.type, links).forward, <LinkTarget link={link} target={target} />)}
        <LinkAuthor type={link.type} by={link.by} />
      </p>
      {link.note !== undefined && <Paragraphs text={link.note} />}
      {link.source && <Meta parts={[<AccordingTo source={link.source} sources={sources} />]} />}
    </li>
  )
}

const BacklinkItem = ({ link }: { link: Neighbours['backlinks'][number] }) => {
  const { links } = useMessages().incident
  return (
    <li>
      <p>
        {links.link(
          linkLabelsOf(link.type, links).backward,
          <a href={incidentUrl(link.id)}>
            <bdi>{link.title ?? link.id}</bdi>
          </a>,
        )}
      </p>
    </li>
  )
}

export interface LinksProps {
  readonly links: readonly Link[]
  /** The linked incidents of this register, by the id or reference that a link names. */
  readonly targets: Neighbours['linked']
  readonly backlinks: Neighbours['backlinks']
  readonly sources: Sources
}

/** Links from an event to one before it. */
const chainTypes: readonly string[] = ['responds_to', 'follows', 'possible_motive']

const isInChain = ({ type }: { readonly type: string }): boolean => chainTypes.includes(type)

/** Renders what led to an incident, the incident, and what came of it; nothing if no link says so. */
const Chain = ({ links, targets, backlinks, sources }: LinksProps) => {
  const [earlier, later] = [links.filter(isInChain), backlinks.filter(isInChain)]
  return earlier.length + later.length === 0 ? null : (
    <ol class="cards chain">
      {earlier.map((link) => (
        <LinkItem link={link} target={targets.get(link.incident)} sources={sources} />
      ))}
      <li aria-current="true">
        <p class="name">{useMessages().explore.thisIncident}</p>
      </li>
      {later.map((link) => (
        <BacklinkItem link={link} />
      ))}
    </ol>
  )
}

/** Renders the links of a record and those that lead to it: first the chain of events, then the others. */
export const Links = (props: LinksProps) => {
  const { links, targets, backlinks, sources } = props
  const others = links.filter((each) => !isInChain(each))
  const otherBacklinks = backlinks.filter((each) => !isInChain(each))
  return (
    <Section id="links" title={useMessages().incident.links.title}>
      <Chain {...props} />
      {others.length > 0 && (
        <ul class="cards">
          {others.map((link) => (
            <LinkItem link={link} target={targets.get(link.incident)} sources={sources} />
          ))}
        </ul>
      )}
      {otherBacklinks.length > 0 && (
        <>
          <h3>{useMessages().incident.links.backlinks}</h3>
          <ul class="cards">
            {otherBacklinks.map((link) => (
              <BacklinkItem link={link} />
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
