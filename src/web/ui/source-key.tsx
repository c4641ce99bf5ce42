/** References from parts of a record to its sources, by their keys. */

import type { Incident } from '../../../schemas/incident.ts'
import { decodeList } from '../../text/list-cell.ts'
import { Verbatim } from './text.tsx'
import { useMessages } from './viewer.tsx'

export type Sources = Incident['sources']

/** Returns the anchor of a source on the page of its record. */
export const sourceAnchor = (index: number): string => `source-${index + 1}`

/** Renders the keys of sources, each as a link to its source. */
export const SourceKeys = ({ source, sources }: { source: string; sources: Sources }) => {
  const { common } = useMessages()
  const exactIndex = sources.findIndex((each) => each.key === source)
  const keys = exactIndex >= 0 ? [source] : decodeList(source)
  return (
    <span class="mentions">
      {keys.map((key, i) => {
        const index = sources.findIndex((each) => each.key === key)
        return (
          <>
            {i > 0 && common.separator}
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

/** Renders "According to …", or nothing if no source is named. */
export const AccordingTo = ({ source, sources }: { source: string | undefined; sources: Sources }) =>
  source === undefined ? null : (
    <span class="said-by">
      {useMessages().common.according(<SourceKeys source={source} sources={sources} />)}
    </span>
  )
