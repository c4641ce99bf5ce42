/** What a map shows, on a canvas. */
import { circleRadius, scaleBar } from '../../record/map/scale-bar.ts'
import type { View } from '../../record/outlines/map-view.ts'
import { type Point, project } from '../../record/outlines/mercator.ts'
import { decodeLine, type OutlineFile, type StepLine } from '../../record/outlines/outline-file.ts'
import { messages } from '../messages.ts'
import type { Cell } from './point-cells.ts'

/** A name of a country, in units of the map. */
export interface Name extends Point {
  readonly text: string
}

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

/** Draws land and disputed ground. */
const drawShapes = (
  context: Context,
  { centre, scale, width, height }: View,
  shapes: Shapes,
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
  context.restore()
}

const write = (context: Context, text: string, x: number, y: number, { raised, quiet }: Colours): void => {
  context.strokeStyle = raised
  context.fillStyle = quiet
  context.lineWidth = 2
  context.strokeText(text, x, y)
  context.fillText(text, x, y)
}

const drawNames = (
  context: Context,
  { centre, scale, width, height }: View,
  names: readonly Name[],
  colours: Colours,
) => {
  for (const { text, x, y } of names)
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
  readonly names: readonly Name[]
  readonly cells: readonly Cell[]
}

/** Draws a map on a canvas, whose pixels are `ratio` to a pixel of the page. */
export const drawScene = (
  canvas: HTMLCanvasElement,
  ratio: number,
  { view, shapes, names, cells }: Scene,
  colours: Colours,
): void => {
  const context = canvas.getContext('2d')
  if (!context) return
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.fillStyle = colours.target
  context.fillRect(0, 0, view.width, view.height)
  drawShapes(context, view, shapes, colours)
  context.font = '12px sans-serif'
  context.textAlign = 'center'
  drawNames(context, view, names, colours)
  drawScale(context, view, colours)
  drawCells(context, cells, colours)
}
