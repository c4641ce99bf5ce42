/** Converting the rows of any table to records by a mapping. */

import type { Incident } from '../../../schemas/incident.ts'
import { type Path, pointerOf } from '../../../schemas/rules.ts'
import {
  assembleRecord,
  findColumnAround,
  type PathValue,
  type RowCandidate,
  type TablePlan,
} from '../rows/cell-assembly.ts'
import { restoreEditorsOnly } from '../rows/full-profile.ts'
import { type NullValues, refusePlaceholders } from '../rows/null-values.ts'
import { identityOf, type Note } from '../rows/source-row.ts'
import { type Cell, cellText, toTexts } from './cells.ts'
import { type ColumnRule, listPath, normalizeKey } from './column-rule.ts'
import { readDateColumns } from './date-columns.ts'
import type { ParsedMapping } from './parse-mapping.ts'
import { type MappingPlan, planMapping, rowNumber, type TemplatePlan, type WithPlace } from './plan.ts'
import { readCell } from './read-cell.ts'

const resolvePath = (path: Path, entry: number): Path => path.map((step) => (step === '*' ? entry : step))

/** The values of a row so far. */
interface RowState {
  readonly values: PathValue[]
  readonly notes: Note[]
  /** The first free index of each list. */
  readonly nextIndexes: Map<string, number>
}

const applyRule = (
  rule: WithPlace<ColumnRule>,
  cell: Cell,
  { values, notes, nextIndexes }: RowState,
): void => {
  const { target, column } = rule
  const isEntry = target.path.includes('*')
  for (const text of toTexts(cell, rule, isEntry)) {
    const reading = readCell(text, rule)
    if (!reading) continue
    if (reading.note) notes.push(reading.note)
    const list = isEntry ? listPath(target.path) : ''
    const entry = nextIndexes.get(list) ?? 0
    if (isEntry) nextIndexes.set(list, entry + 1)
    const place = (each: PathValue) =>
      values.push({ ...each, column, path: isEntry ? resolvePath(each.path, entry) : each.path })
    rule.extraValues.forEach(place)
    reading.values.forEach(place)
  }
}

/** Returns the text of a template; undefined if one of its cells is empty. */
const renderTemplate = (
  { parts }: TemplatePlan,
  { missing }: MappingPlan,
  cells: readonly Cell[],
  row: number,
): string | undefined => {
  let text = ''
  for (const part of parts) {
    if (typeof part === 'string') text += part
    else if (part === rowNumber) text += row
    else {
      const piece = normalizeKey(cellText(cells[part.index], part))
      if (piece === '' || missing?.has(piece)) return undefined
      text += piece
    }
  }
  return text
}

/** Returns the column of an error at a pointer that the row left empty. */
const columnForPointer = ({ rules, dates, templates }: MappingPlan, pointer: string): string | undefined =>
  findColumnAround(pointer, [
    ...rules.map(({ target, column }) => [pointerOf(target.path), column] as const),
    ...dates.map(({ path, columns }) => [pointerOf(path), columns[0]?.column] as const),
    ...templates.map(({ path, column }) => [pointerOf(path), column] as const),
  ])

/**
 * Returns the candidate of a row; `row` is its number, from 1. It is the complete record, except for editors' notes.
 */
export const mappingCandidate = (
  plan: MappingPlan,
  cells: readonly Cell[],
  row: number,
  stored?: Incident,
): RowCandidate => {
  const state: RowState = { values: [...plan.constants], notes: [], nextIndexes: new Map(plan.nextIndexes) }
  const { values, notes } = state
  for (const rule of plan.rules) applyRule(rule, cells[rule.index] ?? '', state)
  for (const date of plan.dates)
    values.push(...readDateColumns(date, (rule) => cellText(cells[rule.index], rule)))
  for (const template of plan.templates) {
    const value = renderTemplate(template, plan, cells, row)
    if (value !== undefined) values.push({ path: template.path, value, column: template.column })
  }
  for (const { index, column } of plan.externalColumns) {
    const cell = cells[index] ?? ''
    const value = typeof cell === 'string' ? cell : JSON.stringify(cell)
    if (value !== '') values.push({ path: ['external', 'fields', column], value, column })
  }
  const reading = assembleRecord(values, (pointer) => columnForPointer(plan, pointer))
  const topField = ({ path }: { readonly path: Path }) => path[0]
  const fields = new Set(
    [...plan.constants, ...plan.templates, ...plan.dates, ...plan.rules.map(({ target }) => target)].map(
      topField,
    ),
  )
  restoreEditorsOnly(reading.candidate, stored, (name) => fields.has(name))
  return notes.length > 0 ? { ...reading, notes } : reading
}

/** Returns the part of a plan that gives a row its identity. */
const identityPlan = (plan: MappingPlan): MappingPlan => {
  const isIdentity = (path: Path) => path[0] === 'dataset' || path[0] === 'reference'
  return {
    ...plan,
    rules: plan.rules.filter(({ target }) => isIdentity(target.path)),
    dates: [],
    templates: plan.templates.filter(({ path }) => isIdentity(path)),
    constants: plan.constants.filter(({ path }) => isIdentity(path)),
    externalColumns: [],
  }
}

/** Returns how rows are read by the plan of a mapping. */
export const toTablePlan = (plan: MappingPlan): TablePlan<Cell> => {
  const identifying = identityPlan(plan)
  return {
    ...plan,
    read: (cells, stored, row = 1) => mappingCandidate(plan, cells, row, stored),
    identify: (cells, row = 1) => identityOf(mappingCandidate(identifying, cells, row).candidate),
  }
}

/** Returns the profile of a mapping, for any columns. */
export const mappingProfile =
  (mapping: ParsedMapping, nullValues?: NullValues) =>
  (headers: readonly string[]): TablePlan<Cell> => ({
    ...refusePlaceholders(toTablePlan(planMapping(mapping, headers)), nullValues, mapping.missing),
    isUnnamedIgnored: mapping.rest === 'ignore' || mapping.ignore.includes(''),
  })
