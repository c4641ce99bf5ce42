/** How fingers, mouse and keys move a map. */
import type { Point } from '../../record/outlines/mercator.ts'

export interface MapActions {
  /** Moves the content by pixels. */
  readonly move: (x: number, y: number) => void
  /** Grows the content by a factor around a pixel; around the middle without one. */
  readonly zoom: (factor: number, pixel?: Point) => void
  /** Sets the point at a pixel; at the middle without one. */
  readonly set: (pixel?: Point) => void
}

/** A finger that moved less, in pixels, taps. */
const maxTapMove = 8
/** How far a key moves the content, in pixels. */
const step = 24
const fineStep = 4
/** How much a key or a button zooms. */
export const zoomStep = 1.6

const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

const keys: Readonly<Record<string, (actions: MapActions) => void>> = {
  '+': ({ zoom }) => zoom(zoomStep),
  '=': ({ zoom }) => zoom(zoomStep),
  '-': ({ zoom }) => zoom(1 / zoomStep),
  Enter: ({ set }) => set(),
  ' ': ({ set }) => set(),
}

const onKey = (event: KeyboardEvent, actions: MapActions): void => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const arrow = arrows[event.key]
  const length = event.shiftKey ? fineStep : step
  if (arrow) actions.move(arrow[0] * length, arrow[1] * length)
  else if (keys[event.key]) keys[event.key]?.(actions)
  else return
  event.preventDefault()
}

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })

const distance = (a: Point, b: Point): number => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y))

/** The fingers on a map. */
class Fingers {
  readonly #positions = new Map<number, Point>()
  readonly #actions: MapActions
  readonly #locate: (event: MouseEvent) => Point
  /** Whether the fingers have moved or were several: then they tap nothing. */
  #hasMoved = false
  #start: Point = { x: 0, y: 0 }

  constructor(actions: MapActions, locate: (event: MouseEvent) => Point) {
    this.#actions = actions
    this.#locate = locate
  }

  down(event: PointerEvent): void {
    if (event.button !== 0) return
    const position = this.#locate(event)
    this.#hasMoved = this.#positions.size > 0
    this.#start = position
    this.#positions.set(event.pointerId, position)
    ;(event.currentTarget as Element).setPointerCapture(event.pointerId)
  }

  move(event: PointerEvent): void {
    const last = this.#positions.get(event.pointerId)
    if (!last) return
    const position = this.#locate(event)
    if (distance(position, this.#start) > maxTapMove) this.#hasMoved = true
    if (!this.#hasMoved) return
    const other = [...this.#positions].find(([id]) => id !== event.pointerId)?.[1]
    this.#positions.set(event.pointerId, position)
    const [before, after] = other ? [middle(last, other), middle(position, other)] : [last, position]
    this.#actions.move(after.x - before.x, after.y - before.y)
    if (other) this.#actions.zoom(distance(position, other) / distance(last, other), after)
  }

  up(event: PointerEvent): void {
    if (!this.#positions.delete(event.pointerId)) return
    if (!this.#hasMoved && event.type === 'pointerup') this.#actions.set(this.#locate(event))
  }
}

/** Lets an element be moved by fingers, mouse, wheel (with Ctrl) and keys. */
export const attachGestures = (element: HTMLElement, actions: MapActions): void => {
  const locate = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect()
    return { x: clientX - left - element.clientLeft, y: clientY - top - element.clientTop }
  }
  const fingers = new Fingers(actions, locate)
  element.addEventListener('pointerdown', (event) => fingers.down(event))
  element.addEventListener('pointermove', (event) => fingers.move(event))
  for (const end of ['pointerup', 'pointercancel'] as const)
    element.addEventListener(end, (event) => fingers.up(event))
  element.addEventListener('keydown', (event) => onKey(event, actions))
  element.addEventListener(
    'wheel',
    (event) => {
      // Without Ctrl, which a pinch on a trackpad sets, the wheel scrolls the page.
      if (!event.ctrlKey) return
      event.preventDefault()
      actions.zoom(Math.exp(-event.deltaY / 100), locate(event))
    },
    { passive: false },
  )
}
