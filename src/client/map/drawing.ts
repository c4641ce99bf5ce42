/** The map as SVG. Its colours are in the sheet of styles. */

import type { View } from '../../record/outlines/map-view.ts'
import { project } from '../../record/outlines/mercator.ts'
import { decodeLine, type Line, type OutlineFile, type StepLine } from '../../record/outlines/outline-file.ts'
import type { Box } from '../../record/places/place.ts'
import type { Mark } from './labels.ts'

const namespace = 'http://www.w3.org/2000/svg'

type Attributes = Readonly<Record<string, string | number>>

/** Returns an element of SVG. */
export const svg = <Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[Name] => {
  const made = document.createElementNS(namespace, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  made.append(...children)
  return made
}

const write = ([longitude, latitude]: Line[number]): string => {
  const { x, y } = project(longitude, latitude)
  return `${x.toFixed(3)} ${y.toFixed(4)}`
}

const toPath = (lines: readonly StepLine[], scale: number): string =>
  lines.map((steps) => `M${decodeLine(steps, scale).map(write).join('L')}Z`).join('')

/** Returns whether both positions are on one edge of the box, where shapes are cut and have no border. */
const isCut = (box: Box, a: Line[number], b: Line[number], tolerance: number): boolean =>
  box.some((limit, i) => {
    const axis = i % 2 === 0 ? 0 : 1
    return Math.abs(a[axis] - limit) <= tolerance && Math.abs(b[axis] - limit) <= tolerance
  })

/** Returns the borders of shapes without the edges along the box. */
const toBorders = (lines: readonly StepLine[], { scale, box }: OutlineFile): string =>
  lines
    .map((steps) => {
      const line = decodeLine(steps, scale)
      const closed = [...line, ...line.slice(0, 1)]
      return closed
        .map((position, i) => {
          const last = closed[i - 1]
          return (last && !isCut(box, last, position, 1 / scale) ? 'L' : 'M') + write(position)
        })
        .join('')
    })
    .join('')

/** Returns the shapes of a file, in units of the map: the country of a code, its neighbours, and disputed ground. */
export const drawOutlines = (file: OutlineFile, country: string): SVGGElement => {
  const land = file.countries.map(([code, lines]) =>
    svg('path', { class: code === country ? 'own' : 'other', d: toPath(lines, file.scale) }),
  )
  const borders = file.countries.map(([, lines]) =>
    svg('path', { class: 'border', d: toBorders(lines, file) }),
  )
  // Below its dashed line, disputed ground covers the borders of its neighbours.
  const disputed = file.disputed.flatMap(([, , lines]) => [
    svg('path', { class: 'disputed', d: toPath(lines, file.scale) }),
    svg('path', { class: 'dashed', d: toBorders(lines, file) }),
  ])
  return svg('g', {}, ...land, ...borders, ...disputed)
}

/** Returns the transformation from units of the map to pixels of a view. */
export const toTransform = ({ centre, scale, width, height }: View): string =>
  `translate(${width / 2 - centre.x * scale} ${height / 2 - centre.y * scale}) scale(${scale})`

/** Returns dots and names of towns. */
export const drawMarks = (marks: readonly Mark[]): SVGElement[] =>
  marks.flatMap(({ x, y, name, hasName }) => [
    svg('circle', { class: 'town', cx: x.toFixed(1), cy: y.toFixed(1), r: hasName ? 2.5 : 1.5 }),
    ...(hasName ? [svg('text', { x: (x + 6).toFixed(1), y: (y + 4).toFixed(1) }, name)] : []),
  ])

/** Returns the mark of the point that was set. */
export const drawPoint = (x: number, y: number): SVGElement[] => [
  svg('circle', { class: 'point-edge', cx: x.toFixed(1), cy: y.toFixed(1), r: 9 }),
  svg('circle', { class: 'point', cx: x.toFixed(1), cy: y.toFixed(1), r: 4 }),
]

/** Returns the cross in the middle, which the keys move. */
export const drawCross = ({ width, height }: View): SVGPathElement =>
  svg('path', {
    class: 'cross',
    d: `M${width / 2 - 14} ${height / 2}h28M${width / 2} ${height / 2 - 14}v28`,
  })
