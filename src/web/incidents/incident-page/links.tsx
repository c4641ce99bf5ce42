/** Links between incidents, told from this side and from the other. */

import type { Incident } from '../../../../schemas/incident.ts'
import type { linkType } from '../../../../schemas/vocabularies.ts'
import type { Neighbours } from '../../../services/incidents/read.ts'
import { incidentUrl } from '../../ui/incident-summary.tsx'
import { Section } from '../../ui/section.tsx'
import { AccordingTo, type Sources } from '../../ui/source-key.tsx'
import { Meta, Paragraphs, Unknown, Verbatim } from '../../ui/text.tsx'

type Link = NonNullable<Incident['links']>[number]
type LinkType = keyof typeof linkType

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

interface LinkItemProps {
  readonly link: Link
  readonly target: { readonly id: string; readonly title: string | undefined } | undefined
  readonly sources: Sources
}

const LinkItem = ({ link, target, sources }: LinkItemProps) => (
  <li>
    <p>
      {linkLabelsOf(link.type).forward}:{' '}
      {target === undefined ? (
        <>
          <Verbatim of={link.incident} /> <Unknown>(not in this register, or not public)</Unknown>
        </>
      ) : (
        <a href={incidentUrl(target.id)}>
          {target.title === undefined ? <Verbatim of={link.incident} /> : <bdi>{target.title}</bdi>}
        </a>
      )}
      <LinkAuthor type={link.type} by={link.by} />
    </p>
    {link.note !== undefined && <Paragraphs text={link.note} />}
    {link.source && <Meta parts={[<AccordingTo source={link.source} sources={sources} />]} />}
  </li>
)

const BacklinkItem = ({ link }: { link: Neighbours['backlinks'][number] }) => (
  <li>
    <p>
      {linkLabelsOf(link.type).backward}:{' '}
      <a href={incidentUrl(link.id)}>
        <bdi>{link.title ?? link.id}</bdi>
      </a>
    </p>
  </li>
)

export interface LinksProps {
  readonly links: readonly Link[]
  /** The incidents that are here, by what a link says. */
  readonly targets: Neighbours['linked']
  readonly backlinks: Neighbours['backlinks']
  readonly sources: Sources
}

export const Links = ({ links, targets, backlinks, sources }: LinksProps) => (
  <Section id="links" title="Linked incidents">
    {links.length > 0 && (
      <ul class="cards">
        {links.map((link) => (
          <LinkItem link={link} target={targets.get(link.incident)} sources={sources} />
        ))}
      </ul>
    )}
    {backlinks.length > 0 && (
      <>
        <h3>From other records</h3>
        <ul class="cards">
          {backlinks.map((link) => (
            <BacklinkItem link={link} />
          ))}
        </ul>
      </>
    )}
  </Section>
)
