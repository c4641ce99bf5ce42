/** Writing replaced cells into a mapping, so that the next file needs no replacement. */
import type { Mapping, MappingRule } from '../../../schemas/column-mapping.ts'
import type { Replacement } from '../rows/replace-cells.ts'
import { keepWord } from './column-rule.ts'
import { toFieldValue } from './edit-mapping.ts'
import { parseMapping } from './parse-mapping.ts'

/** Options by which a cell is read in parts or by a form, so that a value in its place would mean something else. */
const readingOptions = ['date', 'split', 'decimal', 'thousands'] as const

/** Returns a rule that reads the cell as its new text; undefined if a rule cannot say so. */
const extendRule = (
  stated: Mapping['columns'][string] | undefined,
  { from, to }: Replacement,
): MappingRule | undefined => {
  if (stated === undefined || Array.isArray(stated)) return undefined
  const rule: MappingRule = typeof stated === 'string' ? { to: stated } : (stated as MappingRule)
  const value = to.trim() === '' ? null : toFieldValue(to, rule.to)
  if (value === undefined || readingOptions.some((name) => rule[name] !== undefined)) return undefined
  const isListed = rule.values !== undefined || rule.otherwise !== undefined
  return {
    ...rule,
    values: { ...rule.values, [from.trim()]: value },
    ...(isListed ? {} : { otherwise: keepWord }),
  }
}

/**
 * Returns the mapping with replaced cells among the `values` of their columns, and the replacements that it cannot say:
 * those of single rows, of blank cells, and of columns that are read by a form.
 */
export const extendValues = (
  mapping: Mapping,
  replacements: readonly Replacement[],
): { readonly mapping: Mapping; readonly rest: readonly Replacement[] } => {
  let extended = mapping
  const rest = replacements.filter((replacement) => {
    const { column, from, row } = replacement
    const [name = column] = Object.keys(extended.columns).filter((each) => each.trim() === column)
    const rule = extendRule(extended.columns[name], replacement)
    if (!rule || row !== undefined || from.trim() === '') return true
    const candidate = { ...extended, columns: { ...extended.columns, [name]: rule } }
    if (!parseMapping(candidate).mapping) return true
    extended = candidate
    return false
  })
  return { mapping: extended, rest }
}
