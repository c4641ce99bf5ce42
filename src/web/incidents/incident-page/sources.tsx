/** The sources of a record, each with who speaks in it. */
import { credibility, reliability } from '../../../../schemas/vocabularies.ts'
import { Facts, fieldsOf } from '../../ui/field-list.tsx'
import { anchorOf, type Sources } from '../../ui/source-key.tsx'
import { Term } from '../../ui/term.tsx'
import { Meta, OutLink, Verbatim } from '../../ui/text.tsx'

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
      of={[
        <>
          Admiralty code <strong>{`${source.reliability ?? '–'}${source.credibility ?? '–'}`}</strong>
        </>,
        source.reliability && (
          <>
            Reliability <Term of={reliability} code={source.reliability} />
          </>
        ),
        source.credibility && (
          <>
            Credibility <Term of={credibility} code={source.credibility} />
          </>
        ),
      ]}
    />
  )

const inHeading = ['key', 'title', 'url', 'said_by', 'reliability', 'credibility'] as const

const OneSource = ({ source, index }: { source: Source; index: number }) => (
  <li id={anchorOf(index)}>
    <p class="name">
      {source.url === undefined ? (
        <Name of={source} />
      ) : (
        <OutLink href={source.url}>
          <Name of={source} />
        </OutLink>
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
    <Facts
      fields={fieldsOf('sources')}
      value={source}
      omit={source.title === undefined ? [...inHeading, 'publisher'] : inHeading}
      sources={[]}
    />
  </li>
)

export const SourceList = ({ sources }: { sources: Sources }) => (
  <section aria-labelledby="sources">
    <h2 id="sources">Sources</h2>
    <ol class="sources">
      {sources.map((source, index) => (
        <OneSource source={source} index={index} />
      ))}
    </ol>
  </section>
)
