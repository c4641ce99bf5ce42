/** Reads what a map needs, as its place in the page says. */

import type { View } from '../../record/outlines/map-view.ts'
import { project } from '../../record/outlines/mercator.ts'
import type { OutlineFile } from '../../record/outlines/outline-file.ts'
import { readAreas, readTexts } from './area-shapes.ts'
import { ExploreMap } from './explore-map.ts'
import { PointCells } from './point-cells.ts'

const read = async (address: string): Promise<Response> => {
  const response = await fetch(address)
  if (!response.ok) throw new Error(address)
  return response
}

const readFiles = (points: string, outlines: string) =>
  Promise.all([
    read(points).then((response) => response.arrayBuffer()),
    read(outlines).then((response) => response.json() as Promise<OutlineFile>),
  ])

/** Returns the view of the drawing: the middle of its part of the Earth, and the units of its size. */
const readView = ({ dataset }: HTMLElement): View => {
  const [longitude = 0, latitude = 0, scale = 1, width = 0, height = 0] = (dataset.view ?? '')
    .split(' ')
    .map(Number)
  return { centre: project(longitude, latitude), scale, width, height }
}

/** Puts a map in the place of the drawing. If its files cannot be read, the drawing stays: it shows the same. */
export const loadMap = async (area: HTMLElement): Promise<void> => {
  const drawing = area.querySelector('svg')
  const { points = '', outlines = '', list = '', country = '' } = area.dataset
  if (!drawing) return
  const files = await readFiles(points, outlines).catch(() => undefined)
  if (!files) return
  const [bytes, file] = files
  const view = readView(area)
  const map = new ExploreMap({
    file,
    country,
    list,
    view,
    names: readTexts(drawing, '.names text', view),
    areas: readAreas(drawing, view),
    counts: readTexts(drawing, '.area-counts text', view),
    cells: new PointCells(bytes, file.box),
  })
  drawing.replaceWith(map.element)
}
