/**
 * Leaves the page at once. An empty page takes its place: it needs no network, tells no other site of the visit, and names
 * no site in the bar. The history has no entry of the form, and no text that Back could show.
 */
import { endVisit } from './visit.ts'

/** Within how many milliseconds Esc must be pressed three times. */
const maxSpan = 1500

/** Calls `leave` when Esc is pressed three times. */
export const onTripleEscape = (leave: () => void): void => {
  let pressed: number[] = []
  addEventListener('keydown', ({ key, timeStamp }) => {
    pressed = key === 'Escape' ? [...pressed, timeStamp].slice(-3) : []
    const [first] = pressed
    if (pressed.length === 3 && first !== undefined && timeStamp - first < maxSpan) leave()
  })
}

/** Empties the page and leaves it. */
export const leavePage = (): void => {
  endVisit()
  document.title = ''
  document.body.replaceChildren()
  location.replace('about:blank')
}
