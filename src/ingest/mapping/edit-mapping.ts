/** Changing a mapping column by column, as a person does who matches the columns of a file by hand. */
import type { Mapping, MappingRule, Scalar } from '../../../schemas/column-mapping.ts'
import { parsePath } from '../../record/paths.ts'
import { keepWord } from './column-rule.ts'

type Targets = Mapping['columns'][string]

/** What somebody says of one column. */
export interface ColumnEdit {
  readonly column: string
  /** The field; empty for none. */
  readonly to: string
  /** The form of its dates; undefined if it was not asked. */
  readonly date?: string | undefined
  /** The meaning of cells, by the cell; an empty one is not listed. Undefined if it was not asked. */
  readonly values?: Readonly<Record<string, string>> | undefined
  /** Whether cells that are not listed keep their text. */
  readonly isKept?: boolean
}

export interface MappingEdit {
  readonly columns: readonly ColumnEdit[]
  readonly rest: Mapping['rest'] | undefined
  /** Cells that mean unknown. */
  readonly missing: readonly string[]
  /** The value of each field that every record has. */
  readonly constants: Readonly<Record<string, string>>
}

/** Returns the value that a text means for a field, a number if the field is one; undefined if it is none. */
export const toFieldValue = (text: string, field: string): Scalar | undefined => {
  const found = parsePath(field, { entries: true })
  const isNumber = !('fault' in found) && found.shape.kind === 'leaf' && found.shape.type === 'number'
  if (!isNumber) return text
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
}

/** Returns the first rule of a column; undefined if it has none. */
export const firstRule = (targets: Targets | undefined): MappingRule | undefined => {
  const first = Array.isArray(targets) ? targets[0] : targets
  return typeof first === 'string' ? { to: first } : first
}

/** Returns a rule without these options. */
const without = (rule: MappingRule, ...names: readonly (keyof MappingRule)[]): MappingRule =>
  Object.fromEntries(
    Object.entries(rule).filter(([name]) => !names.includes(name as keyof MappingRule)),
  ) as unknown as MappingRule

const withDate = (rule: MappingRule, date: string | undefined): MappingRule => {
  if (date === undefined || date === rule.date) return rule
  return date === '' ? without(rule, 'date', 'century', 'offset') : { ...rule, date }
}

const withValues = (rule: MappingRule, { values, isKept = false }: ColumnEdit): MappingRule => {
  if (values === undefined) return rule
  const listed = Object.entries(values).flatMap(([cell, text]) => {
    const value = text.trim() === '' ? undefined : (toFieldValue(text.trim(), rule.to) ?? text.trim())
    return value === undefined ? [] : [[cell, value] as const]
  })
  const unknown = Object.entries(rule.values ?? {}).filter(([cell, value]) => value === null && !values[cell])
  const all = [...unknown, ...listed]
  const wasKept = rule.otherwise === keepWord
  const base = without(rule, 'values', ...(wasKept ? (['otherwise'] as const) : []))
  if (all.length === 0) return base
  const rest = base.otherwise === undefined && isKept ? { otherwise: keepWord } : {}
  return { ...base, values: Object.fromEntries(all), ...rest }
}

/** Returns a rule in its shortest form. */
const toTarget = (rule: MappingRule): string | MappingRule =>
  Object.keys(rule).length === 1 ? rule.to : rule

/** Returns what fills the field of a column: the rule of the mapping, else the suggested one, else the field alone. */
const editTargets = (
  stated: Targets | undefined,
  suggested: Targets | undefined,
  edit: ColumnEdit,
): Targets => {
  const known = [stated, suggested].find((each) => firstRule(each)?.to === edit.to)
  const rule = firstRule(known) ?? { to: edit.to }
  const edited = toTarget(withValues(withDate(rule, edit.date), edit))
  return Array.isArray(known) ? [edited, ...known.slice(1)] : edited
}

/** Returns the mapping with what somebody says of its columns. `suggested` is the mapping that the file suggests. */
export const editMapping = (stated: Mapping, suggested: Mapping, edit: MappingEdit): Mapping => {
  const { rest: _, missing: _missing, constants: _constants, ...base } = stated
  const shown = new Set(edit.columns.map(({ column }) => column))
  const others = Object.entries(stated.columns).filter(([column]) => !shown.has(column))
  const columns = edit.columns
    .filter(({ to }) => to !== '')
    .map((each) => [
      each.column,
      editTargets(stated.columns[each.column], suggested.columns[each.column], each),
    ])
  const constants = Object.entries(edit.constants).map(([name, text]) => [
    name,
    toFieldValue(text, name) ?? text,
  ])
  return {
    ...base,
    columns: Object.fromEntries([...others, ...columns]),
    ...(constants.length > 0 && { constants: Object.fromEntries(constants) }),
    ...(edit.missing.length > 0 && { missing: [...edit.missing] }),
    ...(edit.rest !== undefined && { rest: edit.rest }),
  }
}
