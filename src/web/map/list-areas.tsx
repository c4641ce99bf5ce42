/** The first-level areas of the map of a list, in which records are whose place is not known more closely. */
import { areaPath, roomOfArea } from '../../record/map/area-path.ts'
import type { MapView } from '../../record/map/choose-frame.ts'
import type { MapArea } from '../../record/map/map-areas.ts'
import { toPixels } from '../../record/outlines/map-view.ts'
import { countryName } from '../ui/incident-summary.tsx'
import { hrefOf, type Params, paramValue, replaceParam } from '../ui/list-url.ts'
import { useMessages } from '../ui/viewer.tsx'

interface AreaProps {
  readonly areas: readonly MapArea[]
  readonly params: Params
}

interface ViewProps {
  readonly map: MapView
}

/** Returns the number of records in areas. */
export const countInAreas = (areas: readonly MapArea[]): number =>
  areas.reduce((sum, { count }) => sum + count, 0)

/** Returns whether the list of an area has its records alone: others have a precision of their own. */
const isExact = ({ counts }: MapArea): boolean => !counts.has(undefined)

/** Returns the URL of the list of an area: its records alone if they state a precision, otherwise all in it. */
const areaUrl = (area: MapArea, params: Params): string => {
  const inCountry = replaceParam(params, 'country', area.country)
  const inArea = replaceParam(inCountry, 'admin1', area.names.join(','))
  if (!isExact(area)) return hrefOf('/incidents', inArea)
  return hrefOf('/incidents', replaceParam(inArea, 'geo_precision', [...area.counts.keys()].join(',')))
}

const useLabel = (params: Params) => {
  const messages = useMessages()
  const { common, mapAreas } = messages
  const isOfCountry = /^[A-Z]{2}$/.test(paramValue(params, 'country'))
  return (area: MapArea): string => {
    const places = isOfCountry ? [] : [countryName(area.country, messages)]
    const name = [area.names[0], ...places].join(common.separator)
    return isExact(area) ? mapAreas.inArea(name, area.count) : mapAreas.inAreaWithOthers(name, area.count)
  }
}

/** The shade of the area of the most records, and the lightest one. */
const [maxShade, minShade] = [0.55, 0.15]

/** Renders the shapes of areas as links: the more records, the darker. */
export const Areas = ({ areas, params, map }: AreaProps & ViewProps) => {
  const label = useLabel(params)
  const most = areas[0]?.count ?? 1
  return (
    <g class="areas">
      {areas.map((area) => (
        <a href={areaUrl(area, params)} aria-label={label(area)}>
          <path
            class={area.isDisputed ? 'disputed' : undefined}
            d={areaPath(area, map)}
            fill-opacity={Math.max(minShade, maxShade * Math.sqrt(area.count / most)).toFixed(2)}
          >
            <title>{label(area)}</title>
          </path>
        </a>
      ))}
    </g>
  )
}

/** The width of a digit. */
const digitWidth = 8

/** Renders the numbers of records in areas that have room for them, over all other marks. */
export const AreaCounts = ({ areas, map }: Pick<AreaProps, 'areas'> & ViewProps) => {
  const { view, frame } = map
  const { number } = useMessages().mapAreas
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of SVG takes no focus
    <g class="area-counts" aria-hidden="true">
      {areas.map((area) => {
        const [room, text] = [roomOfArea(area, frame), number(area.count)]
        if (!room || room.width * view.scale < text.length * digitWidth) return null
        const { x, y } = toPixels(view, room, frame.box)
        return (
          <text x={x.toFixed(1)} y={(y + 4).toFixed(1)}>
            {text}
          </text>
        )
      })}
    </g>
  )
}

/** Renders the areas of a map as a list of links. */
export const AreaList = ({ areas, params }: AreaProps) => {
  const { mapAreas } = useMessages()
  const label = useLabel(params)
  if (areas.length === 0) return null
  return (
    <>
      <p>{mapAreas.shown(countInAreas(areas))}</p>
      <details>
        <summary>{mapAreas.list(areas.length)}</summary>
        <ul>
          {areas.map((area) => (
            <li>
              <a href={areaUrl(area, params)}>{label(area)}</a>
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}
