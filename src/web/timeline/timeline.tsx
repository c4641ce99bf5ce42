/** A timeline of the records of a list. */
import { addDays } from '../../../schemas/edtf-date.ts'
import type { Messages } from '../../messages/messages.ts'
import { periodDays } from '../../record/segments/periods.ts'
import type { Timeline as TimelineData } from '../../record/segments/timeline.ts'
import { ColumnChart } from '../ui/charts/column-chart.tsx'
import type { Figure } from '../ui/charts/figure.ts'
import { countsParams, filterParams, hrefOf, type Params, withoutParam } from '../ui/list-url.ts'
import { Section } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { periodHref, periodLabel, type QueryDays } from './periods.ts'

export interface TimelineProps {
  readonly timeline: TimelineData
  /** The filters of the list as given, and the days that they name. */
  readonly params: Params
  readonly days: QueryDays
  readonly level?: 'h2' | 'h3'
}

/** Returns a timeline in one sentence: its ends, and the period of most records. */
const summaryOf = ({ step, periods }: TimelineData, messages: Messages): string => {
  const [first] = periods
  const last = periods.at(-1)
  if (!first || !last) return ''
  const most = periods.reduce((a, b) => (b.records > a.records ? b : a))
  const label = ({ key }: { key: string }) => periodLabel(step, key, messages)
  const { one, summary } = messages.timeline
  if (periods.length === 1) return one(label(first), first.records)
  return summary(label(first), label(last), label(most), most.records)
}

const PeriodList = ({ figures, label }: { figures: readonly Figure[]; label: string }) => (
  <details>
    <summary>{label}</summary>
    <ul class="names">
      {figures
        .filter(({ count }) => count !== 0)
        .map(({ href, label, text }) => (
          <li>
            <a href={href}>{label}</a> <bdi>{text}</bdi>
          </li>
        ))}
    </ul>
  </details>
)

/** Renders a column for each period, which leads to the list of the period, and the same as a list. */
export const Timeline = ({ timeline, params, days, level = 'h3' }: TimelineProps) => {
  const messages = useMessages()
  const { timeline: texts, countsPage, findings, number } = messages
  const { step, periods, earlier, outside } = timeline
  const query = filterParams(params)
  const figures = periods.map(({ key, records }) => ({
    label: periodLabel(step, key, messages),
    text: number(records),
    count: records,
    href: periodHref(query, days, periodDays(step, key)),
  }))
  return (
    <Section id="timeline" title={texts.title[step]} level={level}>
      <p>{summaryOf(timeline, messages)}</p>
      {earlier > 0 && periods[0] && (
        <p>
          {countsPage.earlier(earlier)}{' '}
          <a
            href={hrefOf('/incidents', [
              ...withoutParam(query, 'to'),
              ['to', addDays(periodDays(step, periods[0].key).from, -1)],
            ])}
          >
            {findings.earlierPart}
          </a>
        </p>
      )}
      {figures.length > 1 && <ColumnChart figures={figures} />}
      {outside > 0 && <p>{countsPage.outside(outside)}</p>}
      <PeriodList figures={figures} label={texts.periods} />
      <p>
        <a href={hrefOf('/counts', [['by', step], ...countsParams(params)])}>{texts.counts}</a>
      </p>
    </Section>
  )
}
