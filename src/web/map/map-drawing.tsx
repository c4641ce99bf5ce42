/** A map as SVG: outlines, names of countries, a scale. Its marks are its children. */
import type { PropsWithChildren } from 'hono/jsx'
import type { MapView } from '../../record/map/choose-frame.ts'
import { scaleBar } from '../../record/map/scale-bar.ts'
import { toPixels } from '../../record/outlines/map-view.ts'
import { edgesOf } from '../../record/outlines/mercator.ts'
import { countryName } from '../ui/incident-summary.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { imageUrl } from './frames.ts'

/** The size of a map, in its units. */
export const [mapWidth, mapHeight] = [600, 360]

/** The width of a letter of a name, and the height of a line. */
const [letterWidth, lineHeight] = [7, 14]

const round = (pixels: number): number => Number(pixels.toFixed(1))

const Outlines = ({ map, isApart }: { map: MapView; isApart: boolean }) => {
  const { name, frame, view } = map
  const { west, east, top, bottom } = edgesOf(frame.box)
  const { centre, scale, width, height } = view
  return (
    <image
      href={imageUrl(name, { isApart })}
      x={round((west - centre.x) * scale + width / 2)}
      y={round((top - centre.y) * scale + height / 2)}
      width={round((east - west) * scale)}
      height={round((bottom - top) * scale)}
      preserveAspectRatio="none"
    />
  )
}

const Names = ({ map: { frame, view } }: { map: MapView }) => {
  const messages = useMessages()
  const named = frame.names.map(([code, longitude, latitude, room]) => {
    const name = countryName(code, messages)
    const half = (name.length * letterWidth) / 2
    return { name, half, room: room * view.scale, ...toPixels(view, { longitude, latitude }, frame.box) }
  })
  const isInside = ({ x, y, half, room }: (typeof named)[number]): boolean =>
    room > 2 * half &&
    Math.abs(x - view.width / 2) < view.width / 2 - half &&
    Math.abs(y - view.height / 2) < view.height / 2 - lineHeight
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of SVG takes no focus
    <g class="names" aria-hidden="true">
      {named.filter(isInside).map(({ name, x, y }) => (
        <text x={round(x)} y={round(y)}>
          {name}
        </text>
      ))}
    </g>
  )
}

const Scale = ({ view }: Pick<MapView, 'view'>) => {
  const { map } = useMessages()
  const bar = scaleBar(view)
  if (!bar) return null
  const y = view.height - 10
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of SVG takes no focus
    <g class="scale" aria-hidden="true">
      <path d={`M10 ${y - 5}v5h${round(bar.length)}v-5`} />
      <text x={round(10 + bar.length / 2)} y={y - 6}>
        {map.kilometres(bar.kilometres)}
      </text>
    </g>
  )
}

export interface MapDrawingProps {
  readonly map: MapView
  readonly label: string
  /** Whether its marks are links. */
  readonly hasLinks?: boolean
  /** Whether the country of the outlines is shown apart from its neighbours. */
  readonly isApart?: boolean
}

/** Renders a map with its marks. */
export const MapDrawing = ({
  map,
  label,
  hasLinks = false,
  isApart = false,
  children,
}: PropsWithChildren<MapDrawingProps>) => (
  <svg
    class="drawn-map"
    viewBox={`0 0 ${mapWidth} ${mapHeight}`}
    role={hasLinks ? 'group' : 'img'}
    aria-label={label}
  >
    <Outlines map={map} isApart={isApart} />
    <Names map={map} />
    <Scale view={map.view} />
    {children}
  </svg>
)

/** Renders from where the outlines are, and what those of disputed ground mean. */
export const MapSource = ({ map: { frame } }: { map: MapView }) => {
  const { map } = useMessages()
  return (
    <p class="help">
      {frame.hasDisputed && map.disputed(<a href="/codebook#borders">{map.disputedList}</a>)} {map.source}
    </p>
  )
}
