// The outlines of a file as an SVG image, for maps that the server draws.
import type { Position } from '../../schemas/area-outlines.ts'
import { edgesOf, project } from '../../src/record/outlines/mercator.ts'
import { decodeLine, type OutlineFile, type StepLine } from '../../src/record/outlines/outline-file.ts'

/** The colours of a map by the properties of the style sheet that have them. */
export const colourNames = ['raised', 'paper', 'edge', 'mark', 'ink'] as const
export type Colours = Readonly<Record<(typeof colourNames)[number], string>>

/** Returns the colours that a style sheet sets, for light and dark. Throws an Error if one is missing. */
export const readColours = (sheet: string): readonly [light: Colours, dark: Colours] => {
  const find = (part: string): Colours =>
    Object.fromEntries(
      colourNames.map((name) => {
        const [, value] = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(part) ?? []
        if (value === undefined) throw new Error(`The style sheet sets no --${name}.`)
        return [name, value]
      }),
    ) as Colours
  const dark = sheet.indexOf('@media (prefers-color-scheme: dark)')
  return [find(sheet.slice(0, dark)), find(sheet.slice(dark))]
}

const rules = ({ raised, paper, edge, mark, ink }: Colours): string =>
  [
    `.land{fill:${raised};stroke:${edge}}`,
    `#own:target{fill:${paper}}`,
    `.ground{fill:${mark};stroke:${mark};stroke-width:2.5}`,
    `.dashed{fill:none;stroke:${ink};stroke-dasharray:5 4}`,
  ].join('')

const style = (light: Colours, dark: Colours): string =>
  `path{fill-rule:evenodd;stroke-linejoin:round;vector-effect:non-scaling-stroke}${rules(light)}` +
  `@media(prefers-color-scheme:dark){${rules(dark)}}`

/** Returns numbers as short as a path may have them. */
const joinNumbers = (numbers: readonly number[]): string => numbers.join(' ').replaceAll(' -', '-')

const toPath = (lines: readonly StepLine[], { box, scale }: OutlineFile): string => {
  const { west, top } = edgesOf(box)
  const toUnits = ([longitude, latitude]: Position): Position => {
    const { x, y } = project(longitude, latitude)
    return [Math.round((x - west) * scale), Math.round((y - top) * scale)]
  }
  return lines
    .map((line) => {
      const [first = [0, 0], ...rest] = decodeLine(line, scale).map(toUnits)
      let [x, y] = first
      const steps = rest.flatMap(([nextX, nextY]) => {
        const step = [nextX - x, nextY - y]
        ;[x, y] = [nextX, nextY]
        return step
      })
      return `M${joinNumbers(first)}l${joinNumbers(steps)}z`
    })
    .join('')
}

/**
 * Returns the SVG of a file, which fills its box, in Mercator's projection. The country of a code has the id `own`: an
 * address that ends in `#own` shows it apart from its neighbours. Ground in dispute has a dashed line and a colour of
 * its own.
 */
export const formatDrawing = (
  file: OutlineFile,
  country: string,
  [light, dark]: readonly [light: Colours, dark: Colours],
): string => {
  const { west, east, top, bottom } = edgesOf(file.box)
  const [width, height] = [east - west, bottom - top].map((size) => Math.round(size * file.scale))
  const land = file.countries.map(
    ([code, lines]) =>
      `<path class="land"${code === country ? ' id="own"' : ''} d="${toPath(lines, file)}"/>\n`,
  )
  const ground = toPath(
    file.disputed.flatMap(([, , lines]) => lines),
    file,
  )
  // Below its dashed line, disputed ground covers the borders of its neighbours.
  const disputed =
    ground === ''
      ? ''
      : `<defs><path id="ground" d="${ground}"/></defs>\n<use href="#ground" class="ground"/><use href="#ground" class="dashed"/>\n`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">\n` +
    `<style>${style(light, dark)}</style>\n${land.join('')}${disputed}</svg>\n`
  )
}
