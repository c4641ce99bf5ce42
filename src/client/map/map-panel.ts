/** A map of a country on which a point can be set. */

import {
  centreView,
  type Degrees,
  fitBox,
  limitView,
  moveView,
  precisionOf,
  toDegrees,
  toPixels,
  type View,
  zoomView,
} from '../../record/outlines/map-view.ts'
import type { Point } from '../../record/outlines/mercator.ts'
import type { OutlineFile } from '../../record/outlines/outline-file.ts'
import { button, element } from '../elements.ts'
import type { PlaceMessages } from '../places/choice.ts'
import { drawCross, drawMarks, drawOutlines, drawPoint, svg, toTransform } from './drawing.ts'
import { attachGestures, zoomStep } from './gestures.ts'
import { selectMarks } from './labels.ts'

/** A town on the map; the first ones are the better known. */
export interface Town extends Degrees {
  readonly name: string
}

export interface MapOptions {
  readonly country: string
  readonly file: OutlineFile
  readonly towns: readonly Town[]
  readonly point: Degrees | undefined
  readonly onSet: (point: Degrees, precision: 'near' | 'area') => void
}

/** How much nearer than the country a map with a point begins. */
const pointZoom = 4

class MapPanel {
  readonly element: HTMLElement
  readonly #options: MapOptions
  readonly #surface: HTMLElement
  readonly #drawing = svg('svg', { 'aria-hidden': 'true', focusable: 'false' })
  readonly #outlines: SVGGElement
  readonly #marks = svg('g')
  #view: View = { centre: { x: 0, y: 0 }, scale: 1, width: 0, height: 0 }
  #point: Degrees | undefined

  constructor(id: string, messages: PlaceMessages, options: MapOptions) {
    const { file, country } = options
    this.#options = options
    this.#point = options.point
    this.#outlines = drawOutlines(file, country)
    this.#drawing.append(this.#outlines, this.#marks)
    this.#surface = element('div', {
      ...{ class: 'map', role: 'application', tabindex: '0' },
      ...{ 'aria-label': messages.mapLabel, 'aria-describedby': `${id}-help` },
    })
    this.#surface.append(this.#drawing)
    this.element = element(
      'div',
      { class: 'map-panel', id },
      element('p', { class: 'help', id: `${id}-help` }, messages.mapHelp),
      this.#surface,
      element(
        'p',
        { class: 'map-buttons' },
        button(messages.zoomIn, () => this.#zoom(zoomStep, this.#pivot())),
        ' ',
        button(messages.zoomOut, () => this.#zoom(1 / zoomStep, this.#pivot())),
      ),
      ...(file.disputed.length > 0 ? [element('p', { class: 'help' }, messages.mapDisputed)] : []),
      element('p', { class: 'help' }, messages.mapSource),
    )
    attachGestures(this.#surface, {
      move: (x, y) => this.#show(moveView(this.#view, x, y)),
      zoom: (factor, pixel) => this.#zoom(factor, pixel),
      set: (pixel) => this.#set(pixel ?? this.#middle()),
    })
    new ResizeObserver(() => this.#resize()).observe(this.#surface)
  }

  /** Shows another point, or none. */
  showPoint(point: Degrees | undefined): void {
    this.#point = point
    if (point && !this.#isVisible(point)) this.#show(centreView(this.#view, point, this.#options.file.box))
    else this.#draw()
  }

  #middle(): Point {
    return { x: this.#view.width / 2, y: this.#view.height / 2 }
  }

  #isVisible(point: Degrees): boolean {
    const { x, y } = toPixels(this.#view, point, this.#options.file.box)
    return x >= 0 && y >= 0 && x <= this.#view.width && y <= this.#view.height
  }

  /** Returns the pixel around which buttons zoom: the point if it is in the view. */
  #pivot(): Point {
    const point = this.#point
    return point && this.#isVisible(point)
      ? toPixels(this.#view, point, this.#options.file.box)
      : this.#middle()
  }

  #zoom(factor: number, pixel = this.#middle()): void {
    this.#show(zoomView(this.#view, factor, pixel))
  }

  #set(pixel: Point): void {
    const point = toDegrees(this.#view, pixel)
    this.#point = point
    this.#draw()
    this.#options.onSet(point, precisionOf(this.#view))
  }

  /** Fits the map into its element; the first time to the country, or nearer to its point. */
  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#surface
    if (width === 0) return
    const { file } = this.#options
    const whole = fitBox(file.view, width, height)
    if (this.#view.width > 0) this.#show({ ...this.#view, width, height })
    else if (!this.#point) this.#show(whole)
    else this.#show(centreView({ ...whole, scale: whole.scale * pointZoom }, this.#point, file.box))
  }

  #show(view: View): void {
    this.#view = limitView(view, this.#options.file.box)
    this.#draw()
  }

  #draw(): void {
    const view = this.#view
    const { file, towns } = this.#options
    this.#drawing.setAttribute('viewBox', `0 0 ${view.width} ${view.height}`)
    this.#outlines.setAttribute('transform', toTransform(view))
    const pixels = towns.map((town) => ({ ...toPixels(view, town, file.box), name: town.name }))
    const point = this.#point && toPixels(view, this.#point, file.box)
    this.#marks.replaceChildren(
      ...drawMarks(selectMarks(pixels, view.width, view.height)),
      ...(point ? drawPoint(point.x, point.y) : []),
      drawCross(view),
    )
  }
}

/** A map on the page. */
export interface MapHandle {
  readonly element: HTMLElement
  readonly showPoint: (point: Degrees | undefined) => void
}

/** Returns a map, to be put into the page. */
export const createMap = (id: string, messages: PlaceMessages, options: MapOptions): MapHandle => {
  const panel = new MapPanel(id, messages, options)
  return { element: panel.element, showPoint: (point) => panel.showPoint(point) }
}
