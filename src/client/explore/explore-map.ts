/** A map of the points of a list that can be moved, and whose circles lead to their records. */
import { withoutEdges } from '../../record/map/choose-frame.ts'
import { limitView, moveView, type View, zoomView } from '../../record/outlines/map-view.ts'
import type { Point } from '../../record/outlines/mercator.ts'
import type { OutlineFile } from '../../record/outlines/outline-file.ts'
import { button, element } from '../elements.ts'
import { attachGestures, zoomStep } from '../map/gestures.ts'
import { messages } from '../messages.ts'
import type { AreaShape, MapText } from './area-shapes.ts'
import { drawScene, readColours, type Shapes, toShapes } from './canvas-drawing.ts'
import type { Cell, PointCells } from './point-cells.ts'

export interface ExploreOptions {
  readonly file: OutlineFile
  /** The country that is shown apart from its neighbours; empty if there is none. */
  readonly country: string
  /** The address of the list without a box. */
  readonly list: string
  /** The first view, in the units of the drawing. */
  readonly view: View
  readonly names: readonly MapText[]
  readonly areas: readonly AreaShape[]
  /** The numbers of records in the areas. */
  readonly counts: readonly MapText[]
  readonly cells: PointCells
}

/** How far from a circle a tap or the cross selects it, in pixels. */
const maxDistance = 22
/** The most pixels of a screen for a pixel of the page. */
const maxRatio = 2
/** Precisions of points. */
const finePrecisions = 'exact,near'

/** Returns the address of the list of the points of a cell. */
const addressOf = (cell: Cell, scale: number, { list, cells }: ExploreOptions): string => {
  const { box, isStated } = cells.describe(cell, scale)
  const url = new URL(list, location.href)
  url.searchParams.set('bbox', box.join(','))
  if (isStated && !url.searchParams.has('geo_precision'))
    url.searchParams.set('geo_precision', finePrecisions)
  return url.href
}

export class ExploreMap {
  readonly element: HTMLElement
  readonly #options: ExploreOptions
  readonly #canvas = element('canvas')
  readonly #surface: HTMLElement
  readonly #selected = element('p', { class: 'map-selected', role: 'status' })
  readonly #shapes: Shapes
  #view: View
  #isAsked = false

  constructor(options: ExploreOptions) {
    this.#options = options
    this.#view = { ...options.view, width: 0, height: 0 }
    this.#shapes = toShapes(options.file, options.country)
    this.#surface = element('div', {
      ...{ class: 'map-surface', role: 'application', tabindex: '0' },
      ...{ 'aria-label': messages.map.title, 'aria-describedby': 'map-help' },
    })
    this.#surface.append(this.#canvas, element('span', { class: 'map-cross', 'aria-hidden': 'true' }))
    this.element = element(
      'div',
      { class: 'explore-map' },
      element('p', { class: 'spoken', id: 'map-help' }, messages.map.help),
      this.#surface,
      element(
        'p',
        { class: 'map-zoom' },
        button('+', () => this.#zoom(zoomStep)),
        button('−', () => this.#zoom(1 / zoomStep)),
      ),
      this.#selected,
    )
    const [zoomIn, zoomOut] = this.element.querySelectorAll('button')
    zoomIn?.setAttribute('aria-label', messages.map.zoomIn)
    zoomOut?.setAttribute('aria-label', messages.map.zoomOut)
    attachGestures(this.#surface, {
      move: (x, y) => this.#show(moveView(this.#view, x, y)),
      zoom: (factor, pixel) => this.#zoom(factor, pixel),
      set: (pixel) => this.#select(pixel),
    })
    new ResizeObserver(() => this.#resize()).observe(this.#surface)
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#ask())
  }

  #middle(): Point {
    return { x: this.#view.width / 2, y: this.#view.height / 2 }
  }

  /** Fits the canvas into its element; the first time the view is that of the drawing. */
  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#surface
    if (width === 0) return
    const before = this.#view.width || this.#options.view.width
    this.#canvas.width = Math.round(width * this.#ratio())
    this.#canvas.height = Math.round(height * this.#ratio())
    this.#show({ ...this.#view, scale: (this.#view.scale * width) / before, width, height })
  }

  #ratio(): number {
    return Math.min(maxRatio, devicePixelRatio)
  }

  #zoom(factor: number, pixel = this.#middle()): void {
    this.#show(zoomView(this.#view, factor, pixel))
  }

  #show(view: View): void {
    this.#view = limitView(view, withoutEdges(this.#options.file.box))
    this.#ask()
  }

  /** Draws with the next frame, once for all that has changed. */
  #ask(): void {
    if (this.#isAsked) return
    this.#isAsked = true
    requestAnimationFrame(() => {
      this.#isAsked = false
      this.#draw()
    })
  }

  #draw(): void {
    const { cells, ...others } = this.#options
    const scene = { ...others, view: this.#view, shapes: this.#shapes, cells: cells.find(this.#view) }
    drawScene(this.#canvas, this.#ratio(), scene, readColours(this.#surface))
  }

  /** Returns the area at a pixel. */
  #areaAt({ x, y }: Point): AreaShape | undefined {
    const context = this.#canvas.getContext('2d')
    const { centre, scale, width, height } = this.#view
    context?.resetTransform()
    const [left, top] = [centre.x + (x - width / 2) / scale, centre.y + (y - height / 2) / scale]
    return this.#options.areas.find(({ path }) => context?.isPointInPath(path, left, top, 'evenodd'))
  }

  /** Returns the address and the text of the list of the circle at a pixel, or of the area there. */
  #listAt(pixel: Point): Pick<AreaShape, 'href' | 'label'> | undefined {
    const distanceTo = (cell: Cell): number => Math.hypot(cell.x - pixel.x, cell.y - pixel.y)
    const [nearest] = this.#options.cells.find(this.#view).sort((a, b) => distanceTo(a) - distanceTo(b))
    if (!nearest || distanceTo(nearest) > maxDistance) return this.#areaAt(pixel)
    const href = addressOf(nearest, this.#view.scale, this.#options)
    return { href, label: messages.map.list(nearest.count) }
  }

  /** Opens the list of records at a pixel; without one, at the middle, which the keys move. */
  #select(pixel: Point | undefined): void {
    const found = this.#listAt(pixel ?? this.#middle())
    if (!found) {
      this.#selected.replaceChildren()
      return
    }
    const link = element('a', { href: found.href }, found.label)
    this.#selected.replaceChildren(link)
    if (!pixel) link.focus()
  }
}
