/** The sources of a record, each with the speaker it quotes. */

import { credibility, reliability } from '../../../../schemas/vocabularies.ts'
import { FieldList, groupFields } from '../../ui/field-list.tsx'
import { Section } from '../../ui/section.tsx'
import { type Sources, sourceAnchor } from '../../ui/source-key.tsx'
import { labelledTerm } from '../../ui/term.tsx'
import { ExternalLink, Meta, Verbatim } from '../../ui/text.tsx'
import { useMessages } from '../../ui/viewer.tsx'

type Source = Sources[number]

const Name = ({ of: { title, publisher, url } }: { of: Source }) =>
  title === undefined && publisher === undefined && url !== undefined ? (
    <Verbatim of={url} />
  ) : (
    <bdi>{title ?? publisher ?? useMessages().incident.sources.unnamed}</bdi>
  )

/** Renders the Admiralty code with the meaning of its two parts. */
const Admiralty = ({ source }: { source: Source }) => {
  const { sources } = useMessages().incident
  if (source.reliability === undefined && source.credibility === undefined) return null
  const code = `${source.reliability ?? '–'}${source.credibility ?? '–'}`
  return (
    <Meta
      parts={[
        sources.admiralty(<strong>{code}</strong>),
        labelledTerm(sources.reliability, reliability, source.reliability),
        labelledTerm(sources.credibility, credibility, source.credibility),
      ]}
    />
  )
}

const headingFields = ['key', 'title', 'url', 'said_by', 'reliability', 'credibility'] as const

const SourceItem = ({ source, index }: { source: Source; index: number }) => (
  <li id={sourceAnchor(index)}>
    <p class="name">
      {source.url === undefined ? (
        <Name of={source} />
      ) : (
        <ExternalLink href={source.url}>
          <Name of={source} />
        </ExternalLink>
      )}
      {source.key !== undefined && (
        <>
          {' '}
          <code class="key">
            <Verbatim of={source.key} />
          </code>
        </>
      )}
    </p>
    {source.said_by !== undefined && (
      <p>{useMessages().incident.sources.saidBy(<bdi>{source.said_by}</bdi>)}</p>
    )}
    <Admiralty source={source} />
    <FieldList
      fields={groupFields('sources')}
      value={source}
      omit={source.title === undefined ? [...headingFields, 'publisher'] : headingFields}
      sources={[]}
    />
  </li>
)

/** Renders the numbered list of sources. */
export const SourceList = ({ sources }: { sources: Sources }) => (
  <Section id="sources" title={useMessages().incident.sources.title}>
    <ol class="sources">
      {sources.map((source, index) => (
        <SourceItem source={source} index={index} />
      ))}
    </ol>
  </Section>
)
