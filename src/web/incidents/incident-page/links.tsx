/** Links between incidents, told from this side and from the other. */

import type { Incident } from '../../../../schemas/incident.ts'
import type { linkType } from '../../../../schemas/vocabularies.ts'
import { incidentUrl } from '../../ui/incident-summary.tsx'
import { Section } from '../../ui/section.tsx'
import { AccordingTo, type Sources } from '../../ui/source-key.tsx'
import { Meta, Paragraphs, Unknown, Verbatim } from '../../ui/text.tsx'

type Link = NonNullable<Incident['links']>[number]
type LinkType = keyof typeof linkType

/** An incident that a link leads to. */
export interface LinkTarget {
  readonly id: string
  readonly title: string | undefined
}

/** A link that another incident has to this one. */
export interface Backlink extends LinkTarget {
  readonly type: string
  /** Who makes the connection. */
  readonly by?: string | undefined
}

/** What is said before the name of the other incident. */
const linkLabels = {
  responds_to: { forward: 'This responds to', backward: 'Responded to by' },
  follows: { forward: 'This follows', backward: 'Followed by' },
  possible_motive: { forward: 'A possible motive for this is', backward: 'This is a possible motive for' },
  same_event: { forward: 'The same event as', backward: 'The same event as' },
  related: { forward: 'Related to', backward: 'Related to' },
} as const satisfies Record<LinkType, { forward: string; backward: string }>

const linkLabelsOf = (type: string) =>
  Object.hasOwn(linkLabels, type) ? linkLabels[type as LinkType] : linkLabels.related

const LinkAuthor = ({ type, by }: { type: string; by: string | undefined }) => {
  if (by !== undefined)
    return (
      <>
        {' '}
        – according to <bdi class="name">{by}</bdi>
      </>
    )
  return type === 'possible_motive' ? (
    <>
      {' '}
      – <Unknown>who says so is not stated</Unknown>
    </>
  ) : null
}

const LinkItem = ({ link, to, sources }: { link: Link; to: LinkTarget | undefined; sources: Sources }) => (
  <li>
    <p>
      {linkLabelsOf(link.type).forward}:{' '}
      {to === undefined ? (
        <>
          <Verbatim of={link.incident} /> <Unknown>(not in this register, or not public)</Unknown>
        </>
      ) : (
        <a href={incidentUrl(to.id)}>
          {to.title === undefined ? <Verbatim of={link.incident} /> : <bdi>{to.title}</bdi>}
        </a>
      )}
      <LinkAuthor type={link.type} by={link.by} />
    </p>
    {link.note !== undefined && <Paragraphs text={link.note} />}
    {link.source && <Meta parts={[<AccordingTo source={link.source} sources={sources} />]} />}
  </li>
)

const BacklinkItem = ({ from }: { from: Backlink }) => (
  <li>
    <p>
      {linkLabelsOf(from.type).backward}:{' '}
      <a href={incidentUrl(from.id)}>
        <bdi>{from.title ?? from.id}</bdi>
      </a>
      {from.by !== undefined && <LinkAuthor type={from.type} by={from.by} />}
    </p>
  </li>
)

export interface LinksProps {
  readonly links: readonly Link[]
  /** The incidents that are here, by what a link says. */
  readonly targets: ReadonlyMap<string, LinkTarget>
  readonly backlinks: readonly Backlink[]
  readonly sources: Sources
}

export const Links = ({ links, targets, backlinks, sources }: LinksProps) => (
  <Section id="links" title="Linked incidents">
    {links.length > 0 && (
      <ul class="cards">
        {links.map((link) => (
          <LinkItem link={link} to={targets.get(link.incident)} sources={sources} />
        ))}
      </ul>
    )}
    {backlinks.length > 0 && (
      <>
        <h3>From other records</h3>
        <ul class="cards">
          {backlinks.map((from) => (
            <BacklinkItem from={from} />
          ))}
        </ul>
      </>
    )}
  </Section>
)
