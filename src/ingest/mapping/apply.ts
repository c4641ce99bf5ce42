/** Converting the rows of any table to records by a mapping. */

import type { Scalar } from '../../../schemas/column-mapping.ts'
import type { Incident } from '../../../schemas/incident.ts'
import { type Path, pointerOf } from '../../../schemas/rules.ts'
import { findNearest } from '../../text/did-you-mean.ts'
import {
  assembleRecord,
  findColumnAround,
  type PathValue,
  type RowCandidate,
  type TablePlan,
} from '../rows/cell-assembly.ts'
import { restoreEditorsOnly } from '../rows/full-profile.ts'
import { identityOf } from '../rows/source-row.ts'
import { type Cell, cellText, toTexts } from './cells.ts'
import { type ColumnRule, listPath, normalizeKey, type ParsedMapping } from './parse-mapping.ts'
import { type MappingPlan, planMapping, rowNumber, type TemplatePlan, type WithPlace } from './plan.ts'

type Value = { readonly value: Scalar; readonly fault?: PathValue['fault'] }

const unknownValue = (text: string, values: ReadonlyMap<string, unknown>): Value => {
  const known = [...values.keys()]
  const nearestValue = findNearest(text, known)
  const list = known.length > 40 ? '' : ` It has ${known.join(', ')}.`
  const hint = nearestValue ? ` Did you mean ${nearestValue}?` : list
  return {
    value: text,
    fault: {
      rule: 'mapping.value',
      detail: `This value is not listed under "values" for the column.${hint}`,
    },
  }
}

/** Returns the value of a cell for its field; undefined if it has none. */
const mapCell = (
  raw: string,
  { values, otherwise, date, decimal, target }: ColumnRule,
): Value | undefined => {
  const text = normalizeKey(raw)
  const value = values?.get(text)
  if (value !== undefined) return value === null ? undefined : { value }
  if (text === '') return undefined
  if (otherwise !== undefined) return otherwise === null ? undefined : { value: otherwise }
  if (values) return unknownValue(text, values)
  if (date) {
    const read = date.read(text)
    const detail = `The date is not written as ${date.format}, the format in the mapping.`
    return read === undefined ? { value: text, fault: { rule: 'mapping.date', detail } } : { value: read }
  }
  if (decimal) return { value: /^[^.,]*,[^.,]*$/.test(text) ? text.replace(',', '.') : text }
  return { value: target.shape.kind === 'map' ? raw : text }
}

const resolvePath = (path: Path, entry: number): Path => path.map((step) => (step === '*' ? entry : step))

const applyRule = (
  rule: WithPlace<ColumnRule>,
  cell: Cell,
  nextIndexes: Map<string, number>,
): PathValue[] => {
  const { target, extraValues: along, column } = rule
  const isEntry = target.path.includes('*')
  return toTexts(cell, rule, isEntry).flatMap((text): PathValue[] => {
    const value = mapCell(text, rule)
    if (!value) return []
    const list = isEntry ? listPath(target.path) : ''
    const entry = nextIndexes.get(list) ?? 0
    if (isEntry) nextIndexes.set(list, entry + 1)
    const extraValues = along.map((each) => ({
      path: resolvePath(each.path, entry),
      value: each.value,
      column,
    }))
    return [...extraValues, { path: resolvePath(target.path, entry), column, ...value }]
  })
}

/** Returns the text of a template; undefined if one of its cells is empty. */
const renderTemplate = ({ parts }: TemplatePlan, cells: readonly Cell[], row: number): string | undefined => {
  let text = ''
  for (const part of parts) {
    if (typeof part === 'string') text += part
    else if (part === rowNumber) text += row
    else {
      const piece = normalizeKey(cellText(cells[part.index], part))
      if (piece === '') return undefined
      text += piece
    }
  }
  return text
}

/** Returns the column of an error at a pointer that the row left empty. */
const columnForPointer = ({ rules, templates }: MappingPlan, pointer: string): string | undefined =>
  findColumnAround(pointer, [
    ...rules.map(({ target, column }) => [pointerOf(target.path), column] as const),
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
  const values: PathValue[] = [...plan.constants]
  const nextIndexes = new Map(plan.nextIndexes)
  for (const rule of plan.rules) values.push(...applyRule(rule, cells[rule.index] ?? '', nextIndexes))
  for (const template of plan.templates) {
    const value = renderTemplate(template, cells, row)
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
    [...plan.constants, ...plan.templates, ...plan.rules.map(({ target }) => target)].map(topField),
  )
  restoreEditorsOnly(reading.candidate, stored, (name) => fields.has(name))
  return reading
}

/** Returns how rows are read by the plan of a mapping. */
export const toTablePlan = (plan: MappingPlan): TablePlan<Cell> => {
  const read: TablePlan<Cell>['read'] = (cells, stored, row = 1) => mappingCandidate(plan, cells, row, stored)
  return { ...plan, read, identify: (cells, row) => identityOf(read(cells, undefined, row).candidate) }
}

/** Returns the profile of a mapping, for any columns. */
export const mappingProfile =
  (mapping: ParsedMapping) =>
  (headers: readonly string[]): TablePlan<Cell> =>
    toTablePlan(planMapping(mapping, headers))
