/** Dates whose parts come from several columns of a row. */
import type { Path } from '../../../schemas/rules.ts'
import { joinSentences, sentence } from '../../text/sentence.ts'
import type { PathValue } from '../rows/cell-assembly.ts'
import type { ColumnRule, ReportFault } from './column-rule.ts'
import type { DateParts } from './date-format.ts'
import { findPartsFault, toEdtf } from './date-parts.ts'
import { lookUp } from './read-cell.ts'

type DateRule = ColumnRule & { readonly date: NonNullable<ColumnRule['date']> }

export interface DateColumns<Rule extends ColumnRule = ColumnRule> {
  readonly path: Path
  readonly columns: readonly Rule[]
  readonly offset: string | undefined
}

interface PlacedRule {
  readonly rule: ColumnRule
  readonly at: Path
}

const isDateRule = (placed: PlacedRule): placed is { readonly rule: DateRule; readonly at: Path } =>
  placed.rule.date !== undefined

/** Reports what the rule of a part of a date cannot have. */
const checkPart = ({ rule, at }: PlacedRule, report: ReportFault): void => {
  const { textPath, otherwise, values = new Map(), date } = rule
  if (textPath !== undefined)
    report(
      [...at, 'otherwise'],
      'mapping.invalid',
      sentence`A part of a date cannot lead its text elsewhere.`,
    )
  for (const [cell, value] of values)
    if (value !== null && !date?.read(String(value)))
      report(
        [...at, 'values', cell],
        'mapping.invalid',
        sentence`It must be written as ${String(date?.format)}, as other cells of the column.`,
        value,
      )
  if (otherwise !== undefined && otherwise !== null)
    report(
      [...at, 'otherwise'],
      'mapping.invalid',
      sentence`The part of a date can only be null (unknown) or "keep" here.`,
    )
}

/** Reports parts that make no date together. */
const checkGroup = (
  group: readonly { readonly rule: DateRule; readonly at: Path }[],
  report: ReportFault,
): void => {
  const seen = new Set<string>()
  for (const { rule, at } of group) {
    const twice = rule.date.parts.find((part) => seen.has(part))
    if (twice)
      report(
        [...at, 'date'],
        'mapping.field',
        sentence`Another column already gives the ${twice}.`,
        rule.date.format,
      )
    for (const part of rule.date.parts) seen.add(part)
    if (group.length > 1) checkPart({ rule, at }, report)
  }
  const parts = group.flatMap(({ rule }) => rule.date.parts)
  const fault = findPartsFault(parts)
  const [first] = group
  if (first && fault) report([...first.at, 'date'], 'mapping.invalid', fault, first.rule.date.format)
  const withOffset = group.find(({ rule }) => rule.offset !== undefined)
  if (withOffset && !parts.includes('hour'))
    report([...withOffset.at, 'offset'], 'mapping.invalid', sentence`An offset needs a time, HH:mm.`)
}

/** Returns the rules of single columns, and the dates that several columns make; errors are reported. */
export const groupDates = (
  placed: readonly PlacedRule[],
  report: ReportFault,
): { readonly rules: readonly ColumnRule[]; readonly dates: readonly DateColumns[] } => {
  const groups = Map.groupBy(placed.filter(isDateRule), ({ rule, at }) => {
    const { path } = rule.target
    return (path.includes('*') ? at : path).join('.')
  })
  for (const group of groups.values()) checkGroup(group, report)
  const joined = [...groups.values()].filter(({ length }) => length > 1)
  const grouped = new Set<ColumnRule>(joined.flatMap((group) => group.map(({ rule }) => rule)))
  return {
    rules: placed.map(({ rule }) => rule).filter((rule) => !grouped.has(rule)),
    dates: joined.map((group) => ({
      path: group[0]?.rule.target.path ?? [],
      columns: group.map(({ rule }) => rule),
      offset: group.find(({ rule }) => rule.offset !== undefined)?.rule.offset,
    })),
  }
}

/**
 * Returns the date that the cells of its columns make, with the values that accompany each: a year and a month if the
 * day is empty, a year if the month is too. Returns none if all are empty.
 */
export const readDateColumns = <Rule extends ColumnRule>(
  { path, columns, offset }: DateColumns<Rule>,
  cellOf: (rule: Rule) => string,
): PathValue[] => {
  const values: PathValue[] = []
  let read: DateParts = {}
  for (const rule of columns) {
    const { column, date } = rule
    const found = lookUp(cellOf(rule), rule)
    if (!found) continue
    if ('fault' in found) return [{ path, value: found.text, column, fault: found.fault }]
    const text = 'text' in found ? found.text : String(found.value)
    const parts = date?.read(text)
    if (!parts) {
      const say = sentence`The cell is not written as ${String(date?.format)}, the format in the mapping.`
      return [{ path, value: text, column, fault: { rule: 'mapping.date', say } }]
    }
    read = { ...read, ...parts }
    for (const extra of rule.extraValues) values.push({ ...extra, column })
  }
  const names = Object.keys(read)
  if (names.length === 0) return []
  const column = columns[0]?.column
  const fault = findPartsFault(names as (keyof DateParts)[])
  if (!fault) return [...values, { path, value: toEdtf(read, offset), column }]
  const columnNames = columns.map((each) => each.column).join(', ')
  const say = joinSentences(fault, sentence`The date is read from ${columnNames}.`)
  const value = columns.map(cellOf).join(' ').trim()
  return [{ path, value, column, fault: { rule: 'mapping.date', say } }]
}
