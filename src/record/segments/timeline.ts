/** Matching records over time, by a step that makes few enough periods. */
import { type TimeStep, timeSteps } from '../../../schemas/query.ts'
import { dayParts, type NumberColumn } from './columns.ts'
import { periodKeys, periodsBetween } from './periods.ts'
import type { Matches } from './select-keys.ts'

/** The columns that are read of all matches. */
export const timelineColumns = ['from', 'to'] as const satisfies readonly NumberColumn[]

/** The most periods of a timeline. */
export const maxPeriods = 60

export interface Timeline {
  readonly step: TimeStep
  /** In order, without gaps: periods without a record have 0. */
  readonly periods: readonly { readonly key: string; readonly records: number }[]
  /** The records before the first period, and those whose dates are not within one period. */
  readonly earlier: number
  readonly outside: number
}

/** The records of a first and a last day. */
interface DatedRecords {
  readonly from: number
  readonly to: number
  readonly records: number
}

/** More than the greatest number of a day. */
const maxDay = 2 ** 23

/** Returns the number of records by their days. */
const countDays = (matches: readonly Matches[]): DatedRecords[] => {
  const counts = new Map<number, number>()
  for (const { segment, mask, removals } of matches) {
    const [starts, ends] = [segment.numbers('from'), segment.numbers('to')]
    for (let i = 0; i < mask.length; i++) {
      if (mask[i] !== 1) continue
      const days = (starts[i] as number) * maxDay + (ends[i] as number)
      counts.set(days, (counts.get(days) ?? 0) + (removals?.[i] === 1 ? -1 : 1))
    }
  }
  return [...counts]
    .filter(([, records]) => records > 0)
    .map(([days, records]) => ({ from: Math.floor(days / maxDay), to: days % maxDay, records }))
}

const periodOf = (step: TimeStep, day: number): string => periodKeys[step](...dayParts(day))

/** Returns the timeline of a step; at most one period more than `maxPeriods`. */
const toTimeline = (dated: readonly DatedRecords[], step: TimeStep): Timeline => {
  const counts = new Map<string, number>()
  let outside = 0
  for (const { from, to, records } of dated) {
    const key = periodOf(step, from)
    if (from === to || key === periodOf(step, to)) counts.set(key, (counts.get(key) ?? 0) + records)
    else outside += records
  }
  const known = [...counts.keys()].sort()
  const [first, last] = [known[0], known.at(-1)]
  const keys = first && last ? periodsBetween(step, first, last, maxPeriods + 1) : []
  const periods = keys.map((key) => ({ key, records: counts.get(key) ?? 0 }))
  return { step, periods, earlier: 0, outside }
}

const withoutEarlier = ({ periods, ...timeline }: Timeline, total: number): Timeline => {
  const last = periods.slice(-maxPeriods)
  const drawn = last.reduce((sum, { records }) => sum + records, 0)
  return { ...timeline, periods: last, earlier: total - timeline.outside - drawn }
}

/**
 * Returns the timeline of matches by the shortest step that has at most `maxPeriods` periods and leaves at most half of
 * the records outside of them; by year if no step does. Undefined if nothing matches.
 */
export const timelineOf = (matches: readonly Matches[]): Timeline | undefined => {
  const dated = countDays(matches)
  const total = dated.reduce((sum, { records }) => sum + records, 0)
  if (total === 0) return undefined
  const isFit = ({ periods, outside }: Timeline) => periods.length <= maxPeriods && 2 * outside <= total
  for (const step of [...timeSteps].reverse()) {
    const timeline = toTimeline(dated, step)
    if (isFit(timeline)) return timeline
  }
  return withoutEarlier(toTimeline(dated, 'year'), total)
}
