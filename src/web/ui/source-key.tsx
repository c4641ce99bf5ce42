/** The places of a record that name its sources by their keys. */

import type { Incident } from '../../../schemas/incident.ts'
import { splitCell } from '../../text/list-cell.ts'
import { Verbatim } from './text.tsx'

export type Sources = Incident['sources']

/** Where a source stands on its record's page. */
export const anchorOf = (index: number): string => `source-${index + 1}`

/** The keys of the sources that say something, each leading to its source. */
export const Mentions = ({ of: named, sources }: { of: string; sources: Sources }) => {
  const whole = sources.findIndex((each) => each.key === named)
  const keys = whole >= 0 ? [named] : splitCell(named)
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
              <a href={`#${anchorOf(index)}`}>
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
export const SaidBy = ({ of: named, sources }: { of: string | undefined; sources: Sources }) =>
  named === undefined ? null : (
    <span class="said-by">
      According to <Mentions of={named} sources={sources} />
    </span>
  )
