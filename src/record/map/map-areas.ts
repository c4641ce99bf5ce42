/** The first-level areas that a map shows: those of records without a point of their own. */
import type { FoundArea } from '../outlines/area-file.ts'
import type { AreaCount, CoarsePrecision, MapPoints } from './map-points.ts'

type Precisions = ReadonlyMap<CoarsePrecision | undefined, number>

/** An area with the records in it that are no points. */
export interface MapArea extends FoundArea {
  readonly country: string
  /** Its names in the records. */
  readonly names: readonly string[]
  readonly count: number
  /** The number of records of each coarse precision; undefined is any other. */
  readonly counts: Precisions
}

/** The most areas of a map, and the most names that are looked for: those of the most records. */
const [maxAreas, maxNames] = [100, 1000]

const sum = (counts: Precisions): number => [...counts.values()].reduce((total, count) => total + count, 0)

const add = (a: Precisions, b: Precisions): Precisions => {
  const joined = new Map(a)
  for (const [precision, count] of b) joined.set(precision, (joined.get(precision) ?? 0) + count)
  return joined
}

/** A filter has values with commas between them. */
const canFilter = ({ admin1 }: AreaCount): boolean => !admin1.includes(',')

/** Returns the areas of the most records whose shapes are found, those of the most records first. */
export const findAreas = (
  { areas }: Pick<MapPoints, 'areas'>,
  find: (country: string, name: string) => FoundArea | undefined,
): MapArea[] => {
  const found = new Map<string, MapArea>()
  const named = areas.filter(canFilter).sort((a, b) => sum(b.counts) - sum(a.counts))
  for (const each of named.slice(0, maxNames)) {
    const area = find(each.country, each.admin1)
    if (!area) continue
    const key = `${each.country} ${area.index}`
    const known = found.get(key)
    if (!known && found.size === maxAreas) continue
    const counts = add(known?.counts ?? new Map(), each.counts)
    const names = [...(known?.names ?? []), each.admin1]
    found.set(key, { ...area, country: each.country, names, counts, count: sum(counts) })
  }
  return [...found.values()].sort((a, b) => b.count - a.count)
}

/** Returns the records of a map that are neither points nor in one of these areas. */
export const withoutAreas = (
  { coarse, withoutPoint }: Pick<MapPoints, 'coarse' | 'withoutPoint'>,
  areas: readonly MapArea[],
): Pick<MapPoints, 'coarse' | 'withoutPoint'> => {
  const shown = areas.reduce((all, { counts }) => add(all, counts), new Map() as Precisions)
  const rest = [...coarse].map(([code, count]) => [code, count - (shown.get(code) ?? 0)] as const)
  return {
    coarse: new Map(rest.filter(([, count]) => count > 0)),
    withoutPoint: withoutPoint - (shown.get(undefined) ?? 0),
  }
}
