/** Columns in order of time, all periods of the same width. What it says is said beside it, too: screen readers pass it over. */
import { useMessages } from '../viewer.tsx'
import { type Figure, isUnstated, maxOf, partsOf } from './figure.ts'

/** The share of its period that a column takes. */
const width = 0.8
/** Charts of fewer columns are narrow. */
const minWide = 8

interface ColumnProps {
  readonly figure: Figure
  readonly at: number
  readonly max: number
}

const Shapes = ({ figure, at, max }: ColumnProps) => {
  const { bar, range, best } = partsOf(figure)
  const [left, right, middle] = [at + (1 - width) / 2, at + (1 + width) / 2, at + 0.5]
  if (isUnstated(figure) && figure.text !== '')
    return <line class="unstated" x1={left} x2={right} y1={max} y2={max} />
  return (
    <>
      {bar !== undefined && <rect class="bar" x={left} y={max - bar} width={width} height={bar} />}
      {best !== undefined && <line class="stem" x1={middle} x2={middle} y1={max} y2={max - best} />}
      {range && <rect class="range" x={left} y={max - range[1]} width={width} height={range[1] - range[0]} />}
      {best !== undefined && <line class="best" x1={left} x2={right} y1={max - best} y2={max - best} />}
    </>
  )
}

const Column = (props: ColumnProps) => {
  const { label, text, href } = props.figure
  const { charts } = useMessages().timeline
  const content = (
    <>
      {text !== '' && <title>{charts.value(label, text)}</title>}
      <rect class="space" x={props.at} y="0" width="1" height={props.max} />
      <Shapes {...props} />
    </>
  )
  return href === undefined ? (
    <g>{content}</g>
  ) : (
    <a href={href} tabindex={-1}>
      {content}
    </a>
  )
}

/** Returns the labels below a chart: of the first, the middle and the last column. */
const axisLabels = (figures: readonly Figure[]): readonly string[] => {
  const last = figures.length - 1
  const places = new Set(last > 3 ? [0, Math.round(last / 2), last] : [0, last])
  return [...places].map((place) => figures[place]?.label ?? '')
}

export interface ColumnChartProps {
  readonly figures: readonly Figure[]
  /** The number that the whole height represents, for charts side by side; by default the greatest. */
  readonly max?: number | undefined
}

/** Renders a column for each figure, the height being the greatest number. */
export const ColumnChart = ({ figures, max = maxOf(figures) }: ColumnChartProps) => {
  const { language, number } = useMessages()
  const scale = max || 1
  const isMirrored = language.direction === 'rtl'
  return (
    <div class={figures.length < minWide ? 'time-chart few' : 'time-chart'} aria-hidden="true">
      <div>{number(max)}</div>
      <svg
        aria-hidden="true"
        class="chart"
        viewBox={`0 0 ${figures.length} ${scale}`}
        preserveAspectRatio="none"
      >
        <g transform={isMirrored ? `translate(${figures.length} 0) scale(-1 1)` : undefined}>
          {figures.map((figure, at) => (
            <Column figure={figure} at={at} max={scale} />
          ))}
        </g>
      </svg>
      <div class="axis">
        {axisLabels(figures).map((label) => (
          <span>{label}</span>
        ))}
      </div>
    </div>
  )
}
