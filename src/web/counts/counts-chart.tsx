/** The charts of counts: bars for groups, columns for periods, a chart for each of the largest groups if both. */
import type { Counts } from '../../export/counts.ts'
import type { Measure } from '../../record/segments/columns.ts'
import type { Group } from '../../record/segments/count-groups.ts'
import { BarChart } from '../ui/charts/bar-chart.tsx'
import { ColumnChart } from '../ui/charts/column-chart.tsx'
import { maxOf } from '../ui/charts/figure.ts'
import { Section } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { barFigures, estimateOf, type Shown, type TimeFigures, timeFigures } from './figures.ts'

const Bars = ({ counts, shown }: { counts: Counts; shown: Shown }) => {
  const messages = useMessages()
  const { figures, left } = barFigures(counts, shown, messages)
  return (
    <>
      <BarChart figures={figures} />
      {left > 0 && <p>{messages.countsPage.groupsLeft(left)}</p>}
    </>
  )
}

interface ColumnsProps extends TimeFigures, Pick<CountsChartProps, 'earlierHref'> {}

const Columns = ({ series, left, earlier, outside, start, earlierHref }: ColumnsProps) => {
  const { countsPage, findings } = useMessages()
  const max = maxOf(series.flatMap(({ figures }) => figures))
  return (
    <>
      {earlier > 0 && start && (
        <p>
          {findings.begins(start.label)} {countsPage.earlier(earlier)}{' '}
          <a href={earlierHref(start.dayBefore)}>{findings.earlierPart}</a>
        </p>
      )}
      {series.map(({ label, figures }) => (
        <>
          {label !== '' && (
            <h3>
              <bdi>{label}</bdi>
            </h3>
          )}
          <ColumnChart figures={figures} max={max} />
        </>
      ))}
      {series.length > 1 && <p>{countsPage.sameScale}</p>}
      {left > 0 && <p>{countsPage.groupsLeft(left)}</p>}
      {outside > 0 && <p>{countsPage.outside(outside)}</p>}
    </>
  )
}

interface ChartProps extends Pick<CountsChartProps, 'counts' | 'earlierHref'> {
  readonly shown: Shown
}

const Chart = ({ counts, shown, earlierHref }: ChartProps) => {
  const byTime = timeFigures(counts, shown, useMessages())
  return byTime ? <Columns {...byTime} earlierHref={earlierHref} /> : <Bars counts={counts} shown={shown} />
}

export interface CountsChartProps {
  readonly counts: Counts
  readonly total: Group
  readonly measure: Measure
  /** Returns the address of the counts up to a day. */
  readonly earlierHref: (day: string) => string
}

/** Renders the charts of records and of people; only that of records if no record states a number of people. */
export const CountsChart = ({ counts, total, measure, earlierHref }: CountsChartProps) => {
  const { countsPage } = useMessages()
  const isStated = Object.keys(estimateOf(total, measure)).length > 0
  return (
    <div class="columns">
      <Section id="chart" title={countsPage.incidents}>
        <Chart counts={counts} shown="records" earlierHref={earlierHref} />
      </Section>
      <Section id="people-chart" title={countsPage.measures[measure]}>
        {isStated ? (
          <>
            <Chart counts={counts} shown={measure} earlierHref={earlierHref} />
            <p>{countsPage.range}</p>
          </>
        ) : (
          <p>{countsPage.noneStated}</p>
        )}
      </Section>
    </div>
  )
}
