/** Header lines of files to fill in: the columns that people enter, by import profile. */
import { schemes } from '../../schemas/crosswalk/layout.ts'
import { layouts } from './crosswalk/layouts.ts'
import { flatColumns } from './flat-columns.ts'
import { recordShape, type Shape } from './shape.ts'

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
