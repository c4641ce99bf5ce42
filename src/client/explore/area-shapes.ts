/** The areas of a map, as the drawing in the page has them. */
import type { View } from '../../record/outlines/map-view.ts'
import type { Point } from '../../record/outlines/mercator.ts'

export interface AreaShape {
  /** In units of the map. */
  readonly path: Path2D
  readonly shade: number
  readonly isDisputed: boolean
  /** The address of its list, and its text. */
  readonly href: string
  readonly label: string
}

/** A text on the map, in units of the map. */
export interface MapText extends Point {
  readonly text: string
}

/** Returns the texts of a drawing that match a selector, where they are on the map. */
export const readTexts = (
  drawing: Element,
  selector: string,
  { centre, scale, width, height }: View,
): MapText[] =>
  [...drawing.querySelectorAll(selector)].map((text) => ({
    text: text.textContent ?? '',
    x: centre.x + (Number(text.getAttribute('x')) - width / 2) / scale,
    y: centre.y + (Number(text.getAttribute('y')) - height / 2) / scale,
  }))

/** Returns the areas of a drawing. */
export const readAreas = (drawing: Element, { centre, scale, width, height }: View): AreaShape[] =>
  [...drawing.querySelectorAll('.areas a')].flatMap((link) => {
    const drawn = link.querySelector('path')
    if (!drawn) return []
    const path = new Path2D()
    const [x, y] = [centre.x - width / 2 / scale, centre.y - height / 2 / scale]
    path.addPath(new Path2D(drawn.getAttribute('d') ?? ''), new DOMMatrix([1 / scale, 0, 0, 1 / scale, x, y]))
    return {
      path,
      shade: Number(drawn.getAttribute('fill-opacity')),
      isDisputed: drawn.classList.contains('disputed'),
      href: link.getAttribute('href') ?? '',
      label: link.getAttribute('aria-label') ?? '',
    }
  })
