/** The script of the map, which the script of the places loads when a map is opened. */
import { createMap as create, type MapHandle, type MapOptions } from './map/map-panel.ts'
import { messages } from './messages.ts'

/** Returns a map with the texts of the page's language, to be put into the page. */
export const createMap = (id: string, options: MapOptions): MapHandle => create(id, messages.places, options)
