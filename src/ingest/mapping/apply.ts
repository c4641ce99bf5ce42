/** Rows of any table as records, by a mapping. */

import type { Scalar } from '../../../schemas/column-mapping.ts'
import type { Incident } from '../../../schemas/incident.ts'
import { type Path, pointerOf } from '../../../schemas/rules.ts'
import { nearest } from '../../text/did-you-mean.ts'
import { assemble, columnAround, type Placed, type RowReading } from '../rows/cell-assembly.ts'
import { keepInternal } from '../rows/full-profile.ts'
import { listOf, plain, type Rule } from './parse-mapping.ts'
import type { Found, MappingPlan, PlannedTemplate } from './plan.ts'

type Value = { readonly value: Scalar; readonly fault?: Placed['fault'] }

const notInTable = (text: string, values: ReadonlyMap<string, unknown>): Value => {
  const known = [...values.keys()]
  const near = nearest(text, known)
  const listed = known.length > 40 ? '' : ` It has ${known.join(', ')}.`
  const hint = near ? ` Did you mean ${near}?` : listed
  return {
    value: text,
    fault: { rule: 'mapping.value', detail: `The mapping has no value for this.${hint}` },
  }
}

/** What the text says for the field; undefined where nothing. */
const meantBy = (raw: string, { values, otherwise, date, decimal, place }: Rule): Value | undefined => {
  const text = plain(raw)
  const value = values?.get(text)
  if (value !== undefined) return value === null ? undefined : { value }
  if (text === '') return undefined
  if (otherwise !== undefined) return otherwise === null ? undefined : { value: otherwise }
  if (values) return notInTable(text, values)
  if (date) {
    const read = date.read(text)
    const detail = `It is not written ${date.format}, as the mapping says.`
    return read === undefined ? { value: text, fault: { rule: 'mapping.date', detail } } : { value: read }
  }
  if (decimal) return { value: /^[^.,]*,[^.,]*$/.test(text) ? text.replace(',', '.') : text }
  return { value: place.shape.kind === 'map' ? raw : text }
}

const at = (path: Path, entry: number): Path => path.map((step) => (step === '*' ? entry : step))

const placedBy = (rule: Found<Rule>, cell: string, places: Map<string, number>): Placed[] => {
  const { place, split, along, column } = rule
  const isEntry = place.path.includes('*')
  const texts = split === undefined ? [cell] : cell.split(split)
  return texts.flatMap((text): Placed[] => {
    const value = meantBy(text, rule)
    if (!value) return []
    const list = isEntry ? listOf(place.path) : ''
    const entry = places.get(list) ?? 0
    if (isEntry) places.set(list, entry + 1)
    const others = along.map((each) => ({ path: at(each.path, entry), value: each.value, column }))
    return [...others, { path: at(place.path, entry), column, ...value }]
  })
}

/** The text of a template; undefined where one of its cells is empty. */
const textOf = ({ parts }: PlannedTemplate, cells: readonly string[], row: number): string | undefined => {
  let text = ''
  for (const part of parts) {
    const piece =
      typeof part === 'number' ? plain(cells[part] ?? '') : typeof part === 'string' ? part : String(row)
    if (typeof part === 'number' && piece === '') return undefined
    text += piece
  }
  return text
}

/** Which column leads to a place that a row leaves empty. */
const columnOfPlace = ({ rules, templates }: MappingPlan, pointer: string): string | undefined =>
  columnAround(pointer, [
    ...rules.map(({ place, column }) => [pointerOf(place.path), column] as const),
    ...templates.map(({ path, column }) => [pointerOf(path), column] as const),
  ])

/** The record that a row states; `row` is its number, from 1. It is the whole record, notes of editors apart. */
export const mappingCandidate = (
  plan: MappingPlan,
  cells: readonly string[],
  row: number,
  stored?: Incident,
): RowReading => {
  const placed: Placed[] = [...plan.constants]
  const places = new Map(plan.free)
  for (const rule of plan.rules) placed.push(...placedBy(rule, cells[rule.index] ?? '', places))
  for (const template of plan.templates) {
    const value = textOf(template, cells, row)
    if (value !== undefined) placed.push({ path: template.path, value, column: template.column })
  }
  for (const { index, column } of plan.kept) {
    const value = cells[index] ?? ''
    if (value !== '') placed.push({ path: ['external', 'fields', column], value, column })
  }
  const reading = assemble(placed, (pointer) => columnOfPlace(plan, pointer))
  const states = ({ path }: { readonly path: Path }) => path[0]
  const fields = new Set(
    [...plan.constants, ...plan.templates, ...plan.rules.map(({ place }) => place)].map(states),
  )
  keepInternal(reading.candidate, stored, (name) => fields.has(name))
  return reading
}
