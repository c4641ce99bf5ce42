/** The outlines that maps show. The assets serve their images; the Worker knows where they are. */
import text from '../../../public/outline-frames.txt'
import type { Frames } from '../../record/map/choose-frame.ts'

/** The frames of outlines by the names of their files, as `npm run build:outlines` has written them. */
export const frames = JSON.parse(text) as Frames

/** Returns the address of an image of outlines; one that shows a country apart from its neighbours if `isApart`. */
export const imageUrl = (name: string, { isApart = false } = {}): string =>
  `/outlines/${name}.svg${isApart ? '#own' : ''}`
