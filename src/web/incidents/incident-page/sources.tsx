/** The sources of a record, each with who speaks in it. */

import { credibility, reliability } from '../../../../schemas/vocabularies.ts'
import { FieldList, groupFields } from '../../ui/field-list.tsx'
import { Section } from '../../ui/section.tsx'
import { type Sources, sourceAnchor } from '../../ui/source-key.tsx'
import { labelledTerm } from '../../ui/term.tsx'
import { ExternalLink, Meta, Verbatim } from '../../ui/text.tsx'

type Source = Sources[number]

const Name = ({ of: { title, publisher, url } }: { of: Source }) =>
  title === undefined && publisher === undefined && url !== undefined ? (
    <Verbatim of={url} />
  ) : (
    <bdi>{title ?? publisher ?? 'Source without a name'}</bdi>
  )

/** The two letters of the Admiralty code with what they mean. */
const Admiralty = ({ source }: { source: Source }) =>
  source.reliability === undefined && source.credibility === undefined ? null : (
    <Meta
      parts={[
        <>
          Admiralty code <strong>{`${source.reliability ?? '–'}${source.credibility ?? '–'}`}</strong>
        </>,
        labelledTerm('Reliability', reliability, source.reliability),
        labelledTerm('Credibility', credibility, source.credibility),
      ]}
    />
  )

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
      <p>
        Said by <bdi>{source.said_by}</bdi>
      </p>
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

export const SourceList = ({ sources }: { sources: Sources }) => (
  <Section id="sources" title="Sources">
    <ol class="sources">
      {sources.map((source, index) => (
        <SourceItem source={source} index={index} />
      ))}
    </ol>
  </Section>
)
