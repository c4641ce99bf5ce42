/** Numbers of people and things, where unknown, none and zero are three answers. */

import type { Incident } from '../../../schemas/incident.ts'
import { casualtiesReported } from '../../../schemas/vocabularies.ts'
import { labelOf } from './term.tsx'
import { Unknown, Unstated } from './text.tsx'

type Casualties = NonNullable<Incident['casualties']>
export type Estimate = NonNullable<Casualties['deaths']>

/** A number that may be unknown; 0 is a number. */
export const Amount = ({ value }: { value: number | undefined }) =>
  value === undefined ? <Unknown /> : <span>{value.toLocaleString('en')}</span>

/**
 * An estimate in one line; undefined when it holds no number.
 *
 * @example formatEstimate({ best: 3, low: 2, high: 5 }) // '3 (2–5)'
 * @example formatEstimate({ low: 2 }) // 'at least 2'
 */
export const formatEstimate = (estimate: Estimate = {}): string | undefined => {
  const [low, best, high] = [estimate.low, estimate.best, estimate.high].map((number) =>
    number?.toLocaleString('en'),
  )
  const range = low !== undefined && high !== undefined ? (low === high ? low : `${low}–${high}`) : undefined
  const bound = low !== undefined ? `at least ${low}` : high !== undefined ? `at most ${high}` : undefined
  if (best === undefined) return range ?? bound
  if (range === best || (range ?? bound) === undefined) return best
  return `${best} (${range ?? bound})`
}

/** The deaths of a record for a cell of a table. */
export const Deaths = ({ casualties }: { casualties: Casualties | undefined }) => {
  const number = formatEstimate(casualties?.deaths)
  if (number !== undefined) return <>{number}</>
  if (casualties?.reported === 'none') return <>none reported</>
  if (casualties?.reported !== undefined) return <Unknown />
  return <Unstated />
}

/** What is reported about casualties at all, as a sentence. */
export const reportedSentence = (reported: Casualties['reported'] | undefined): string =>
  ({
    none: 'None reported.',
    some: 'Casualties are reported.',
    unknown: 'Whether there were casualties is unknown.',
    unstated: 'Whether casualties are reported is not stated.',
  })[reported ?? 'unstated'] ?? labelOf(casualtiesReported, reported ?? '')
