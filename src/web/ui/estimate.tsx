/** Numbers of people and things: unknown, none reported and zero are three different answers. */

import type { Incident } from '../../../schemas/incident.ts'
import { casualtiesReported } from '../../../schemas/vocabularies.ts'
import type { Messages } from '../../messages/messages.ts'
import { labelOf } from './term.tsx'
import { Unknown, Unstated } from './text.tsx'
import { useMessages } from './viewer.tsx'

type Casualties = NonNullable<Incident['casualties']>
export type Estimate = NonNullable<Casualties['deaths']>

/** Renders a number, or that it is unknown. */
export const Amount = ({ value }: { value: number | undefined }) =>
  value === undefined ? <Unknown /> : <span>{useMessages().number(value)}</span>

/**
 * Returns an estimate in one line; undefined if it has no number.
 *
 * @example formatEstimate({ best: 3, low: 2, high: 5 }, en) // '3 (2–5)'
 * @example formatEstimate({ low: 2 }, en) // 'at least 2'
 */
export const formatEstimate = (
  estimate: Estimate | undefined,
  { number, estimates }: Messages,
): string | undefined => {
  const format = (value: number | undefined) => (value === undefined ? undefined : number(value))
  const [low, best, high] = [format(estimate?.low), format(estimate?.best), format(estimate?.high)]
  const range = formatRange(low, high, estimates)
  if (best === undefined) return range
  return range === undefined || range === best ? best : estimates.best(best, range)
}

const formatRange = (
  low: string | undefined,
  high: string | undefined,
  { range, atLeast, atMost }: Messages['estimates'],
): string | undefined => {
  if (low !== undefined && high !== undefined) return low === high ? low : range(low, high)
  if (low !== undefined) return atLeast(low)
  return high === undefined ? undefined : atMost(high)
}

interface HarmProps {
  readonly casualties: Casualties | undefined
  readonly kind: 'deaths' | 'injuries'
}

/** Renders the deaths or injuries of a record in one line. */
export const Harm = ({ casualties, kind }: HarmProps) => {
  const messages = useMessages()
  const number = formatEstimate(casualties?.[kind], messages)
  if (number !== undefined) return <>{number}</>
  if (casualties?.reported === 'none') return <>{messages.estimates.noneReported}</>
  if (casualties?.reported !== undefined) return <Unknown />
  return <Unstated />
}

/** Returns whether casualties were reported at all, as a sentence. */
export const reportedSentence = (reported: Casualties['reported'] | undefined, messages: Messages): string =>
  messages.estimates.reported[reported ?? 'unstated'] ?? labelOf(casualtiesReported, reported ?? '', messages)
