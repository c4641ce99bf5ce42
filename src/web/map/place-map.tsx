/** The map of a record: where it happened, and where it was launched from. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import { areaPath } from '../../record/map/area-path.ts'
import { boxOfPoints, chooseView, type MapView } from '../../record/map/choose-frame.ts'
import { isCoarse } from '../../record/map/map-points.ts'
import type { Area } from '../../record/outlines/area-file.ts'
import { toPixels } from '../../record/outlines/map-view.ts'
import { metresPerUnit, project } from '../../record/outlines/mercator.ts'
import { countryName, placeLabel } from '../ui/incident-summary.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { areaOf } from './areas.ts'
import { frames } from './frames.ts'
import { MapDrawing, MapSource, mapHeight, mapWidth } from './map-drawing.tsx'

type Place = StoredIncident['location'] | NonNullable<StoredIncident['launched_from']>

interface AnyMark {
  readonly kind: 'event' | 'launch'
}

/** A place on the map: a point, or a circle that represents a larger place. */
interface PointMark extends AnyMark {
  readonly longitude: number
  readonly latitude: number
  /** The radius of the circle; 0 for a point. */
  readonly kilometres: number
}

/** A first-level area, of a place that is not known or not public more closely. */
interface AreaMark extends AnyMark {
  readonly area: Area
}

type Mark = PointMark | AreaMark

/** The radius of circles by precision: that of most such areas. A country is no circle. */
const radii = { admin2: 30, admin1: 100, area: 100, international: 50 } as const

const kilometresPerDegree = 111
/** How much is shown around a point that no country has. */
const seaMargin = 300

/** Precisions of places that a first-level area represents only if they have no point. */
const closerPrecisions: readonly (string | undefined)[] = ['exact', 'near', 'admin2', undefined]

const findArea = ({ country, admin1, latitude, precision }: Place): Area | undefined => {
  if (country === undefined || admin1 === undefined) return undefined
  const isArea = precision === 'admin1' || (latitude === undefined && closerPrecisions.includes(precision))
  return isArea ? areaOf(country, admin1) : undefined
}

const toMark = (place: Place | undefined, kind: Mark['kind']): Mark[] => {
  const area = place && findArea(place)
  if (area) return [{ kind, area }]
  if (place?.latitude === undefined || place.longitude === undefined) return []
  const { latitude, longitude, precision } = place
  if (precision === 'country') return []
  return [{ kind, longitude, latitude, kilometres: isCoarse(precision) ? radii[precision] : 0 }]
}

/** Returns the corners of the box around a mark. */
const cornersOf = (mark: Mark, least: number) => {
  if ('area' in mark) return mark.area.lines.flat().map(([longitude, latitude]) => ({ longitude, latitude }))
  const { longitude, latitude, kilometres } = mark
  const y = Math.max(kilometres, least) / kilometresPerDegree
  const x = y / Math.max(0.1, Math.cos((latitude * Math.PI) / 180))
  return [-1, 1].map((side) => ({ longitude: longitude + side * x, latitude: latitude + side * y }))
}

const viewOf = (country: string, marks: readonly Mark[]): MapView => {
  const least = Object.hasOwn(frames, country) ? 0 : seaMargin
  const corners = marks.flatMap((mark) => cornersOf(mark, least))
  const box = boxOfPoints(
    corners.map(({ longitude }) => longitude),
    corners.map(({ latitude }) => latitude),
  )
  return chooseView(frames, { country, box }, mapWidth, mapHeight)
}

/** The radius of a point, and how far above it its name is. */
const [pointRadius, nameHeight] = [5, 9]

const AreaShape = ({ mark: { kind, area }, map }: { mark: AreaMark; map: MapView }) => (
  <path class={`${kind} area${area.isDisputed ? ' disputed' : ''}`} d={areaPath(area, map)} />
)

const PointShape = ({ mark, map, name }: { mark: PointMark; map: MapView; name: string | undefined }) => {
  const { x, y } = toPixels(map.view, mark, map.frame.box)
  const { kind, longitude, latitude, kilometres } = mark
  const pixelsPerKilometre = (1000 * map.view.scale) / metresPerUnit(project(longitude, latitude).y)
  const radius = kilometres === 0 ? pointRadius : kilometres * pixelsPerKilometre
  return (
    <>
      <circle
        class={kilometres === 0 ? kind : `${kind} area`}
        cx={x.toFixed(1)}
        cy={y.toFixed(1)}
        r={radius.toFixed(1)}
      />
      {name !== undefined && (
        <text x={x.toFixed(1)} y={(y - nameHeight).toFixed(1)}>
          {name}
        </text>
      )}
    </>
  )
}

/** Renders the map of a record; nothing if neither its point nor its country is on the map. */
export const PlaceMap = ({ record }: { record: StoredIncident }) => {
  const messages = useMessages()
  const { map: texts, mapAreas, incident } = messages
  const { location, launched_from: launch } = record
  const marks = [...toMark(launch, 'launch'), ...toMark(location, 'event')]
  if (marks.length === 0 && !Object.hasOwn(frames, location.country)) return null
  const map = viewOf(location.country, marks)
  const areas = marks.flatMap((mark) => ('area' in mark ? [mark.area] : []))
  const names = { event: incident.location, launch: incident.launchedFrom }
  const launchPlace = launch && (launch.place ?? (launch.country && countryName(launch.country, messages)))
  return (
    <div class="place-map">
      <MapDrawing
        map={map}
        label={texts.ofPlace(placeLabel(record, messages), launchPlace)}
        isApart={map.name === location.country}
      >
        {marks.map((mark) =>
          'area' in mark ? (
            <AreaShape mark={mark} map={map} />
          ) : (
            <PointShape mark={mark} map={map} name={marks.length > 1 ? names[mark.kind] : undefined} />
          ),
        )}
      </MapDrawing>
      {marks.every(({ kind }) => kind !== 'event') && <p class="help">{texts.countryOnly}</p>}
      {marks.some((mark) => 'kilometres' in mark && mark.kilometres > 0) && (
        <p class="help">{texts.areaOnly}</p>
      )}
      {areas.length > 0 && (
        <p class="help">{mapAreas.ofRecord(areas.some(({ isDisputed }) => isDisputed))}</p>
      )}
      <MapSource map={map} />
    </div>
  )
}
