/** What the charts of counts draw: groups as figures, periods without gaps. */
import { addDays } from '../../../schemas/edtf-date.ts'
import type { TimeStep } from '../../../schemas/query.ts'
import type { Counts } from '../../export/counts.ts'
import type { Messages } from '../../messages/messages.ts'
import type { Measure } from '../../record/segments/columns.ts'
import { type Group, isTimeStep } from '../../record/segments/count-groups.ts'
import { periodDays, periodsBetween } from '../../record/segments/periods.ts'
import type { Figure } from '../ui/charts/figure.ts'
import { formatEstimate } from '../ui/estimate.tsx'
import { keyLabel } from './labels.ts'

/** The most groups, series of time and periods that are drawn. */
export const [maxBars, maxSeries, maxPeriods] = [30, 6, 120]

/** What a chart shows: the number of records, or the people whom they count. */
export type Shown = 'records' | Measure

/** Returns the sums of a group that at least one record states. */
export const estimateOf = ({ sums, stated }: Group, measure: Measure) => {
  const sumOf = (bound: 'low' | 'best' | 'high') =>
    stated[`${measure}_${bound}`] > 0 ? sums[`${measure}_${bound}`] : undefined
  const entries = (['low', 'best', 'high'] as const).flatMap((bound) => {
    const sum = sumOf(bound)
    return sum === undefined ? [] : [[bound, sum] as const]
  })
  return Object.fromEntries(entries) as { low?: number; best?: number; high?: number }
}

const toFigure = (group: Group, label: string, shown: Shown, messages: Messages): Figure => {
  if (shown === 'records') return { label, text: messages.number(group.records), count: group.records }
  const estimate = estimateOf(group, shown)
  return { label, text: formatEstimate(estimate, messages) ?? messages.common.notStated, estimate }
}

const byRecords = (a: Pick<Group, 'records'>, b: Pick<Group, 'records'>): number => b.records - a.records

const labelOf = ({ by }: Counts, keys: readonly string[], messages: Messages): string =>
  by
    .flatMap((dimension, i) => (isTimeStep(dimension) ? [] : [keyLabel(dimension, keys[i] ?? '', messages)]))
    .join(messages.common.separator)

/** Groups without time as figures, the largest first. */
export interface BarFigures {
  readonly figures: readonly Figure[]
  /** The number of groups that are not drawn. */
  readonly left: number
}

/** Returns the figures of groups without a step of time. */
export const barFigures = (counts: Counts, shown: Shown, messages: Messages): BarFigures => {
  const drawn = counts.groups.toSorted(byRecords).slice(0, maxBars)
  return {
    figures: drawn.map((group) => toFigure(group, labelOf(counts, group.keys, messages), shown, messages)),
    left: counts.groups.length - drawn.length,
  }
}

/** Groups by a step of time. */
export interface TimeFigures {
  /** Each value besides time, with a figure for each period; one without a label if there is none. */
  readonly series: readonly { readonly label: string; readonly figures: readonly Figure[] }[]
  /** The number of series that are not drawn. */
  readonly left: number
  /** The records before the first period that is drawn, and those in no period. */
  readonly earlier: number
  /** The first period that is drawn, and the last day before it; undefined if none is. */
  readonly start: PeriodStart | undefined
  readonly outside: number
}

/** The first period of a chart in words, and the last day before it (YYYY-MM-DD). */
export interface PeriodStart {
  readonly label: string
  readonly dayBefore: string
}

const startOf = (step: TimeStep, first: string | undefined, messages: Messages): PeriodStart | undefined =>
  first === undefined
    ? undefined
    : { label: keyLabel(step, first, messages), dayBefore: addDays(periodDays(step, first).from, -1) }

const countRecords = (groups: readonly Group[]): number =>
  groups.reduce((sum, { records }) => sum + records, 0)

/** Returns the figures of groups with a step of time; undefined without one. */
export const timeFigures = (counts: Counts, shown: Shown, messages: Messages): TimeFigures | undefined => {
  const at = counts.by.findIndex(isTimeStep)
  const step = counts.by[at]
  if (step === undefined || !isTimeStep(step)) return undefined
  const periodOf = ({ keys }: Group): string => keys[at] ?? ''
  const dated = counts.groups.filter((group) => periodOf(group) !== '')
  const periods = dated.map(periodOf).sort()
  const [first, last] = [periods[0], periods.at(-1)]
  const drawn = first && last ? periodsBetween(step, first, last, maxPeriods) : []
  const bySeries = Map.groupBy(dated, ({ keys }) => JSON.stringify(keys.toSpliced(at, 1)))
  const all = [...bySeries.values()]
    .map((groups) => ({ groups, records: countRecords(groups) }))
    .sort(byRecords)
  const series = all.slice(0, maxSeries).map(({ groups }) => {
    const byPeriod = new Map(groups.map((group) => [periodOf(group), group]))
    const figures = drawn.map((key): Figure => {
      const [label, group] = [keyLabel(step, key, messages), byPeriod.get(key)]
      return group ? toFigure(group, label, shown, messages) : { label, text: '' }
    })
    return { label: labelOf(counts, groups[0]?.keys ?? [], messages), figures }
  })
  return {
    series,
    left: all.length - series.length,
    start: startOf(step, drawn[0], messages),
    earlier: countRecords(dated.filter((group) => periodOf(group) < (drawn[0] ?? ''))),
    outside: countRecords(counts.groups.filter((group) => periodOf(group) === '')),
  }
}
