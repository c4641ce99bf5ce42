/** The layouts of other projects by name, and the header lines of files to fill in by import profile. */
import { type Scheme, schemes } from '../../../schemas/crosswalk/layout.ts'
import { flatColumns } from '../flat-columns.ts'
import { recordShape, type Shape } from '../shape.ts'
import { acled } from './acled/layout.ts'
import { gtd } from './gtd/layout.ts'
import type { Layout } from './layout.ts'
import { ucdp } from './ucdp/layout.ts'

export const layouts: Readonly<Record<Scheme, Layout>> = { ucdp, acled, gtd }

/** Returns the layout with this name; undefined if there is none. */
export const findLayout = (name: string): Layout | undefined =>
  Object.hasOwn(layouts, name) ? layouts[name as Scheme] : undefined

export const templateNames = ['flat', 'full', ...schemes] as const
export type TemplateName = (typeof templateNames)[number]

/** Returns the dotted names of every value, with one entry in each list; maps have none. */
const pathsOf = (shape: Shape, name: string): string[] => {
  const childPath = (step: string) => (name === '' ? step : `${name}.${step}`)
  if (shape.kind === 'leaf') return [name]
  if (shape.kind === 'map') return []
  if (shape.kind === 'list') return pathsOf(shape.item, childPath('0'))
  return [...shape.fields.values()].flatMap((field) => pathsOf(field.shape, childPath(field.name)))
}

/** Returns the names of the columns. */
export const templateColumns = (name: TemplateName): string[] => {
  if (name === 'full') return pathsOf(recordShape, '')
  if (name === 'flat') return flatColumns.filter(({ derived }) => !derived).map((column) => column.name)
  return layouts[name].columns.map((column) => column.name)
}
