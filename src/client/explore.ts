/** The script of a list: it puts a map that moves in the place of the drawing, once that is near the view. */
import { loadMap } from './explore/load-map.ts'

/** How far from the view a map is loaded. */
const rootMargin = '300px'

const area = document.querySelector<HTMLElement>('.map-area')
if (area) {
  const observer = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting) return
      observer.disconnect()
      loadMap(area)
    },
    { rootMargin },
  )
  observer.observe(area)
}
