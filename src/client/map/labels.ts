/** Which towns a map shows, and which of them with a name. */
import type { Point } from '../../record/outlines/mercator.ts'

/** A town in a view, in pixels. */
export interface Mark extends Point {
  readonly name: string
  readonly hasName: boolean
}

const maxDots = 80
const maxNames = 24
const letterWidth = 7
const lineHeight = 18
/** From a dot to its name. */
const gap = 6

interface Area {
  readonly left: number
  readonly right: number
  readonly y: number
}

const areaOf = ({ x, y }: Point, name: string): Area => ({
  left: x - gap,
  right: x + gap + name.length * letterWidth,
  y,
})

const meets = (a: Area, b: Area): boolean =>
  a.left < b.right && b.left < a.right && Math.abs(a.y - b.y) < lineHeight

/**
 * Returns the first towns that are in a view of a size, at most 80. The first ones have their names, at most 24, as far as
 * the names have room.
 */
export const selectMarks = (
  towns: Iterable<Point & { readonly name: string }>,
  width: number,
  height: number,
): Mark[] => {
  const marks: Mark[] = []
  const areas: Area[] = []
  for (const { x, y, name } of towns) {
    if (x < 0 || y < 0 || x > width || y > height) continue
    const area = areaOf({ x, y }, name)
    const hasName =
      areas.length < maxNames && area.right <= width && !areas.some((other) => meets(area, other))
    if (hasName) areas.push(area)
    marks.push({ x, y, name, hasName })
    if (marks.length === maxDots) break
  }
  return marks
}
