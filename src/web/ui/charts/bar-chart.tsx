/** Bars beside names, for groups. The table beside it says the same, so that screen readers pass it over. */
import { useMessages } from '../viewer.tsx'
import { type Figure, maxOf, partsOf } from './figure.ts'

const height = 10

const Bar = ({ figure, max }: { figure: Figure; max: number }) => {
  const { bar, range, best } = partsOf(figure)
  const { direction } = useMessages().language
  return (
    <svg
      aria-hidden="true"
      class="chart"
      viewBox={`0 0 ${max} ${height}`}
      preserveAspectRatio="none"
      height={height}
    >
      <g transform={direction === 'rtl' ? `translate(${max} 0) scale(-1 1)` : undefined}>
        <line class="base" x1="0" x2={max} y1={height / 2} y2={height / 2} />
        {bar !== undefined && <rect class="bar" x="0" y="0" width={bar} height={height} />}
        {best !== undefined && <line class="stem" x1="0" x2={best} y1={height / 2} y2={height / 2} />}
        {range && <rect class="range" x={range[0]} y="1" width={range[1] - range[0]} height={height - 2} />}
        {best !== undefined && <line class="best" x1={best} x2={best} y1="0" y2={height} />}
      </g>
    </svg>
  )
}

/** Renders a bar for each figure. */
export const BarChart = ({ figures }: { figures: readonly Figure[] }) => {
  const max = maxOf(figures) || 1
  return (
    <ul class="bars" aria-hidden="true">
      {figures.map((figure) => (
        <li class="bar-row">
          <span>
            <bdi>{figure.label}</bdi>
          </span>
          <span>
            <bdi>{figure.text}</bdi>
          </span>
          <Bar figure={figure} max={max} />
        </li>
      ))}
    </ul>
  )
}
