/** The places of a record that name its sources by their keys. */

import type { Incident } from '../../../schemas/incident.ts'
import { decodeList } from '../../text/list-cell.ts'
import { Verbatim } from './text.tsx'

export type Sources = Incident['sources']

/** Where a source stands on its record's page. */
export const sourceAnchor = (index: number): string => `source-${index + 1}`

/** The keys of the sources that say something, each leading to its source. */
export const SourceKeys = ({ source, sources }: { source: string; sources: Sources }) => {
  const exactIndex = sources.findIndex((each) => each.key === source)
  const keys = exactIndex >= 0 ? [source] : decodeList(source)
  return (
    <span class="mentions">
      {keys.map((key, i) => {
        const index = sources.findIndex((each) => each.key === key)
        return (
          <>
            {i > 0 && ', '}
            {index < 0 ? (
              <Verbatim of={key} />
            ) : (
              <a href={`#${sourceAnchor(index)}`}>
                <Verbatim of={key} />
              </a>
            )}
          </>
        )
      })}
    </span>
  )
}

/** Who says it, after the thing said; nothing where no source is named. */
export const AccordingTo = ({ source, sources }: { source: string | undefined; sources: Sources }) =>
  source === undefined ? null : (
    <span class="said-by">
      According to <SourceKeys source={source} sources={sources} />
    </span>
  )
