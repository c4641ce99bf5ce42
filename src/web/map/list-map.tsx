/** The map of a list: its records as circles, and how many it cannot show. */
import { geoPrecision } from '../../../schemas/vocabularies.ts'
import { feedFilters } from '../../ingest/request/list-query.ts'
import { cornersOfAreas } from '../../record/map/area-path.ts'
import { type Bin, binPoints } from '../../record/map/bins.ts'
import { boxOfPoints, chooseView, type MapView } from '../../record/map/choose-frame.ts'
import { findAreas, type MapArea, withoutAreas } from '../../record/map/map-areas.ts'
import {
  type CoarsePrecision,
  coarsePrecisions,
  isCoarse,
  type MapPoints,
} from '../../record/map/map-points.ts'
import { circleRadius } from '../../record/map/scale-bar.ts'
import { toDegrees } from '../../record/outlines/map-view.ts'
import { filterParams, hrefOf, type Params, paramValue, replaceParam, withoutParam } from '../ui/list-url.ts'
import { Section } from '../ui/section.tsx'
import { labelOf } from '../ui/term.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { areaOf } from './areas.ts'
import { frames } from './frames.ts'
import { AreaCounts, AreaList, Areas, countInAreas } from './list-areas.tsx'
import { MapDrawing, MapSource, mapHeight, mapWidth } from './map-drawing.tsx'

interface ListMapProps {
  readonly points: MapPoints
  /** The filters of the list. */
  readonly params: Params
}

interface CommitProps {
  readonly commit: number
}

interface LevelProps {
  /** The level of its heading; h3 by default. */
  readonly level?: 'h2' | 'h3'
}

/** The precisions of points; a coarse one is none of a point. */
const pointPrecisions = Object.keys(geoPrecision).filter((code) => !isCoarse(code))

/** Returns the URL of the list of a cell. Of records in its box, those of a coarse precision are in no cell. */
const binUrl = ({ box, isStated }: Bin, params: Params): string => {
  const inBox = replaceParam(params, 'bbox', box.join(','))
  if (!isStated) return hrefOf('/incidents', inBox)
  const stated = paramValue(params, 'geo_precision')
  const precisions = pointPrecisions.filter((code) => stated === '' || stated.split(',').includes(code))
  return hrefOf('/incidents', replaceParam(inBox, 'geo_precision', precisions.join(',')))
}

const Circles = ({ bins, params }: { bins: readonly Bin[]; params: Params }) => {
  const { list } = useMessages()
  const most = bins[0]?.count ?? 1
  return (
    <g class="circles">
      {bins.map((bin) => (
        <a href={binUrl(bin, params)} aria-label={list.count(bin.count)}>
          <circle cx={bin.x.toFixed(1)} cy={bin.y.toFixed(1)} r={circleRadius(bin.count, most).toFixed(1)}>
            <title>{list.count(bin.count)}</title>
          </circle>
        </a>
      ))}
    </g>
  )
}

interface MissingProps {
  readonly params: Params
  /** The records of the map. */
  readonly points: MapPoints
  /** Those of them that it does not show. */
  readonly missing: Pick<MapPoints, 'coarse' | 'withoutPoint'>
}

/** Renders the number of records that are not on the map, by precision: each leads to their list if no other has it. */
const MissingRecords = ({ points, missing: { coarse, withoutPoint }, params }: MissingProps) => {
  const messages = useMessages()
  const { map } = messages
  const stated = coarsePrecisions.flatMap((code): [CoarsePrecision, number][] => {
    const count = coarse.get(code)
    return count === undefined ? [] : [[code, count]]
  })
  return (
    <>
      {stated.length > 0 && (
        <>
          <p>{map.coarse(stated.reduce((sum, [, count]) => sum + count, 0))}</p>
          <ul>
            {stated.map(([code, count]) => {
              const text = map.ofPrecision(labelOf(geoPrecision, code, messages), count)
              const href = hrefOf('/incidents', replaceParam(params, 'geo_precision', code))
              return <li>{points.coarse.get(code) === count ? <a href={href}>{text}</a> : text}</li>
            })}
          </ul>
        </>
      )}
      {withoutPoint > 0 && <p>{map.withoutPoint(withoutPoint)}</p>}
    </>
  )
}

/** Returns the country that the filters name, if they name no part of it. */
const countryOf = (params: Params): string | undefined => {
  const country = paramValue(params, 'country')
  const isPart = paramValue(params, 'bbox') !== '' || paramValue(params, 'near') !== ''
  return country === '' || isPart ? undefined : country
}

const isFilter = (name: string): boolean => (feedFilters as readonly string[]).includes(name)

/** Returns the URL of the points of a list at a commit. */
const pointsUrl = (params: Params, commit: number): string => {
  const filters = filterParams(params).filter(([name]) => isFilter(name))
  const isPinned = filters.some(([name]) => name === 'commit' || name === 'as_of')
  return hrefOf('/incidents.points', isPinned ? filters : [...filters, ['commit', String(commit)]])
}

interface DrawingProps extends ListMapProps, CommitProps {
  readonly areas: readonly MapArea[]
}

/** Returns the part of the Earth that a map shows. */
const viewOf = ({ points, params, areas }: Pick<DrawingProps, 'points' | 'params' | 'areas'>): MapView => {
  const corners = cornersOfAreas(areas)
  const longitudes = [...points.longitudes, ...corners.longitudes]
  const box = boxOfPoints(longitudes, [...points.latitudes, ...corners.latitudes])
  return chooseView(frames, { country: countryOf(params), box }, mapWidth, mapHeight)
}

const Drawing = ({ points, params, commit, areas }: DrawingProps) => {
  const { map: texts, mapAreas } = useMessages()
  const country = countryOf(params)
  const map = viewOf({ points, params, areas })
  const { bins, outside } = binPoints(points, map.view, map.frame.box)
  const { longitude, latitude } = toDegrees(map.view, { x: mapWidth / 2, y: mapHeight / 2 })
  const label = mapAreas.label(points.longitudes.length - outside, countInAreas(areas))
  return (
    <>
      <div
        class="map-area"
        data-points={pointsUrl(params, commit)}
        data-outlines={`/outlines/${map.name}.json`}
        data-list={hrefOf('/incidents', withoutParam(filterParams(params), 'bbox'))}
        data-country={country}
        data-view={[longitude, latitude, map.view.scale, mapWidth, mapHeight].join(' ')}
      >
        <a class="spoken" href="#map-notes">
          {texts.skip}
        </a>
        <MapDrawing map={map} label={label} hasLinks isApart={map.name === country}>
          <Areas areas={areas} map={map} params={params} />
          <Circles bins={bins} params={params} />
          <AreaCounts areas={areas} map={map} />
        </MapDrawing>
      </div>
      <div id="map-notes">
        {bins.length > 0 && <p>{texts.circles(bins[0]?.count ?? 0)}</p>}
        {outside > 0 && <p>{texts.outside(outside)}</p>}
        <AreaList areas={areas} params={params} />
        <MissingRecords points={points} missing={withoutAreas(points, areas)} params={params} />
        <MapSource map={map} />
      </div>
    </>
  )
}

/** Returns whether a list has a map: a record with a point, or in an area that the map knows. */
export const hasMap = (points: MapPoints): boolean =>
  points.longitudes.length > 0 || findAreas(points, areaOf).length > 0

/** Renders the map of a list at a commit, or what it cannot show; nothing if the list has no records. */
export const ListMap = ({
  points,
  params,
  commit,
  level = 'h3',
}: ListMapProps & CommitProps & LevelProps) => {
  const { longitudes, coarse, withoutPoint } = points
  if (longitudes.length + coarse.size + withoutPoint === 0) return null
  const areas = findAreas(points, areaOf)
  if (longitudes.length + areas.length === 0)
    return (
      <div class="list-map">
        <MissingRecords points={points} missing={points} params={params} />
      </div>
    )
  return (
    <Section id="map" title={useMessages().map.title} level={level} class="list-map">
      <Drawing points={points} params={params} commit={commit} areas={areas} />
    </Section>
  )
}
