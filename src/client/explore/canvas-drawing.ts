/** What a map shows, on a canvas. */
import { circleRadius, scaleBar } from '../../record/map/scale-bar.ts'
import type { View } from '../../record/outlines/map-view.ts'
import { project } from '../../record/outlines/mercator.ts'
import { decodeLine, type OutlineFile, type StepLine } from '../../record/outlines/outline-file.ts'
import { messages } from '../messages.ts'
import type { AreaShape, MapText } from './area-shapes.ts'
import type { Cell } from './point-cells.ts'

const colourNames = ['target', 'raised', 'paper', 'edge', 'mark', 'ink', 'quiet', 'wrong'] as const
type Colours = Readonly<Record<(typeof colourNames)[number], string>>

/** Returns the colours of the style sheet, for light or dark. */
export const readColours = (element: Element): Colours => {
  const style = getComputedStyle(element)
  return Object.fromEntries(
    colourNames.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as Colours
}

/** The shapes of outlines, in units of the map. */
export interface Shapes {
  readonly others: Path2D
  readonly own: Path2D
  readonly disputed: Path2D
}

const toPath = (lines: readonly StepLine[], scale: number): Path2D => {
  const path = new Path2D()
  for (const line of lines) {
    for (const [i, [longitude, latitude]] of decodeLine(line, scale).entries()) {
      const { x, y } = project(longitude, latitude)
      if (i === 0) path.moveTo(x, y)
      else path.lineTo(x, y)
    }
    path.closePath()
  }
  return path
}

/** Returns the shapes of a file: those of a country apart from its neighbours. */
export const toShapes = ({ countries, disputed, scale }: OutlineFile, country: string): Shapes => {
  const linesOf = (isOwn: boolean) =>
    countries.filter(([code]) => (code === country) === isOwn).flatMap(([, lines]) => lines)
  return {
    others: toPath(linesOf(false), scale),
    own: toPath(linesOf(true), scale),
    disputed: toPath(
      disputed.flatMap(([, , lines]) => lines),
      scale,
    ),
  }
}

type Context = CanvasRenderingContext2D

/** Draws land and disputed ground, and the areas of records. */
const drawShapes = (
  context: Context,
  { view: { centre, scale, width, height }, shapes, areas }: Scene,
  colours: Colours,
) => {
  context.save()
  context.translate(width / 2 - centre.x * scale, height / 2 - centre.y * scale)
  context.scale(scale, scale)
  context.lineJoin = 'round'
  context.lineWidth = 1 / scale
  context.strokeStyle = colours.edge
  for (const [shape, colour] of [
    [shapes.others, colours.raised],
    [shapes.own, colours.paper],
  ] as const) {
    context.fillStyle = colour
    context.fill(shape, 'evenodd')
    context.stroke(shape)
  }
  context.fillStyle = context.strokeStyle = colours.mark
  context.fill(shapes.disputed, 'evenodd')
  context.lineWidth = 2.5 / scale
  context.stroke(shapes.disputed)
  context.strokeStyle = colours.ink
  context.lineWidth = 1 / scale
  context.setLineDash([5 / scale, 4 / scale])
  context.stroke(shapes.disputed)
  for (const { path, shade, isDisputed } of areas) {
    context.fillStyle = colours.wrong
    context.globalAlpha = shade
    context.fill(path, 'evenodd')
    context.globalAlpha = 1
    context.strokeStyle = isDisputed ? colours.ink : colours.wrong
    context.setLineDash(isDisputed ? [5 / scale, 4 / scale] : [])
    context.stroke(path)
  }
  context.restore()
}

const write = (
  context: Context,
  text: string,
  x: number,
  y: number,
  { raised, quiet }: Pick<Colours, 'raised' | 'quiet'>,
): void => {
  context.strokeStyle = raised
  context.fillStyle = quiet
  context.lineWidth = 2
  context.strokeText(text, x, y)
  context.fillText(text, x, y)
}

const drawTexts = (
  context: Context,
  { centre, scale, width, height }: View,
  texts: readonly MapText[],
  colours: Pick<Colours, 'raised' | 'quiet'>,
) => {
  for (const { text, x, y } of texts)
    write(context, text, (x - centre.x) * scale + width / 2, (y - centre.y) * scale + height / 2, colours)
}

const drawScale = (context: Context, view: View, colours: Colours): void => {
  const bar = scaleBar(view)
  if (!bar) return
  const y = view.height - 10
  write(context, messages.map.kilometres(bar.kilometres), 10 + bar.length / 2, y - 6, colours)
  context.strokeStyle = colours.ink
  context.lineWidth = 1
  context.stroke(new Path2D(`M10 ${y - 5}v5h${bar.length}v-5`))
}

const drawCells = (context: Context, cells: readonly Cell[], { wrong }: Colours): void => {
  const most = cells.reduce((max, { count }) => Math.max(max, count), 1)
  context.fillStyle = wrong
  context.globalAlpha = 0.65
  for (const { x, y, count } of cells) {
    context.beginPath()
    context.arc(x, y, circleRadius(count, most), 0, 2 * Math.PI)
    context.fill()
  }
  context.globalAlpha = 1
}

/** What a map shows. */
export interface Scene {
  readonly view: View
  readonly shapes: Shapes
  readonly areas: readonly AreaShape[]
  readonly names: readonly MapText[]
  /** The numbers of records in the areas. */
  readonly counts: readonly MapText[]
  readonly cells: readonly Cell[]
}

/** Draws a map on a canvas, whose pixels are `ratio` to a pixel of the page. */
export const drawScene = (canvas: HTMLCanvasElement, ratio: number, scene: Scene, colours: Colours): void => {
  const { view, names, counts, cells } = scene
  const context = canvas.getContext('2d')
  if (!context) return
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.fillStyle = colours.target
  context.fillRect(0, 0, view.width, view.height)
  drawShapes(context, scene, colours)
  context.font = '12px sans-serif'
  context.textAlign = 'center'
  drawTexts(context, view, names, colours)
  drawScale(context, view, colours)
  drawCells(context, cells, colours)
  drawTexts(context, view, counts, { ...colours, quiet: colours.ink })
}
