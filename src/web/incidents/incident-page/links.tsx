/** Links between incidents, told from this side and from the other. */

import type { Incident } from '../../../../schemas/incident.ts'
import type { linkType } from '../../../../schemas/vocabularies.ts'
import { addressOf } from '../../ui/incident-summary.tsx'
import { SaidBy, type Sources } from '../../ui/source-key.tsx'
import { Meta, Prose, Unknown, Verbatim } from '../../ui/text.tsx'

type Link = NonNullable<Incident['links']>[number]
type LinkType = keyof typeof linkType

/** An incident that a link leads to. */
export interface Linked {
  readonly id: string
  readonly title: string | undefined
}

/** A link that another incident has to this one. */
export interface Backlink extends Linked {
  readonly type: string
  /** Who makes the connection. */
  readonly by?: string | undefined
}

/** What is said before the name of the other incident. */
const wording = {
  responds_to: { there: 'This responds to', back: 'Responded to by' },
  follows: { there: 'This follows', back: 'Followed by' },
  possible_motive: { there: 'A possible motive for this is', back: 'This is a possible motive for' },
  same_event: { there: 'The same event as', back: 'The same event as' },
  related: { there: 'Related to', back: 'Related to' },
} as const satisfies Record<LinkType, { there: string; back: string }>

const wordsOf = (type: string) => (Object.hasOwn(wording, type) ? wording[type as LinkType] : wording.related)

const According = ({ type, by }: { type: string; by: string | undefined }) => {
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

const OneLink = ({ link, to, sources }: { link: Link; to: Linked | undefined; sources: Sources }) => (
  <li>
    <p>
      {wordsOf(link.type).there}:{' '}
      {to === undefined ? (
        <>
          <Verbatim of={link.incident} /> <Unknown>(not in this register, or not public)</Unknown>
        </>
      ) : (
        <a href={addressOf(to.id)}>
          {to.title === undefined ? <Verbatim of={link.incident} /> : <bdi>{to.title}</bdi>}
        </a>
      )}
      <According type={link.type} by={link.by} />
    </p>
    {link.note !== undefined && <Prose text={link.note} />}
    {link.source && <Meta of={[<SaidBy of={link.source} sources={sources} />]} />}
  </li>
)

const OneBacklink = ({ from }: { from: Backlink }) => (
  <li>
    <p>
      {wordsOf(from.type).back}:{' '}
      <a href={addressOf(from.id)}>
        <bdi>{from.title ?? from.id}</bdi>
      </a>
      {from.by !== undefined && <According type={from.type} by={from.by} />}
    </p>
  </li>
)

export interface LinksProps {
  readonly links: readonly Link[]
  /** The incidents that are here, by what a link says. */
  readonly linked: ReadonlyMap<string, Linked>
  readonly backlinks: readonly Backlink[]
  readonly sources: Sources
}

export const Links = ({ links, linked, backlinks, sources }: LinksProps) => (
  <section aria-labelledby="links">
    <h2 id="links">Linked incidents</h2>
    {links.length > 0 && (
      <ul class="cards">
        {links.map((link) => (
          <OneLink link={link} to={linked.get(link.incident)} sources={sources} />
        ))}
      </ul>
    )}
    {backlinks.length > 0 && (
      <>
        <h3>From other records</h3>
        <ul class="cards">
          {backlinks.map((from) => (
            <OneBacklink from={from} />
          ))}
        </ul>
      </>
    )}
  </section>
)
