/** Texts of a file that mean that there is no value (`null_values=NA,-99`). */
import { toCanonicalText } from '../validate/normalize-leaf.ts'
import { isPlaceholder } from '../validate/placeholders.ts'
import type { TablePlan } from './cell-assembly.ts'
import type { TableProfile } from './csv-reader.ts'
import { identityOf, mapRows, type SourceEvent, type SourceRow } from './source-row.ts'

/** The texts; none if every word is meant. Undefined if the importer has not said. */
export type NullValues = readonly string[] | undefined

/** Whether the importer has said that every word is meant. */
const isLiteral = (nullValues: NullValues): boolean => nullValues?.length === 0

type Profile<Cell> = (headers: readonly string[]) => TablePlan<Cell>

/** Returns a profile that reads cells with these texts as empty, also in files of other projects. */
export const withBlankCells = <Cell>(
  profile: Profile<Cell | string>,
  nullValues: NullValues,
): Profile<Cell | string> => {
  if (!nullValues?.length) return profile
  const words = new Set(nullValues)
  const isNull = (cell: Cell | string) => typeof cell === 'string' && words.has(cell.trim())
  const blank = (cells: readonly (Cell | string)[]) => cells.map((cell) => (isNull(cell) ? '' : cell))
  return (headers) => {
    const plan = profile(headers)
    return {
      ...plan,
      read: (cells, ...rest) => plan.read(blank(cells), ...rest),
      identify: (cells, ...rest) => plan.identify(blank(cells), ...rest),
    }
  }
}

/** Returns a profile that reads cells with these texts as empty, and refuses other words for no value. */
export const withNullValues = (profile: TableProfile, nullValues: NullValues): TableProfile => {
  if (isLiteral(nullValues)) return profile
  const blanked = withBlankCells(profile, nullValues)
  return (headers) => ({ ...blanked(headers), isPlaceholder })
}

const hasText = (cell: unknown, text: string): boolean =>
  Array.isArray(cell)
    ? cell.some((each) => hasText(each, text))
    : typeof cell === 'string' &&
      [cell, ...cell.split(/[;,|]/)].some((part) => toCanonicalText(part) === text)

/** Returns whether a word for no value is in a cell, and not only in the constants and values of a mapping. */
const isPlaceholderInCell = (text: string, cells: readonly unknown[]): boolean =>
  isPlaceholder(text) && cells.some((cell) => hasText(cell, text))

/**
 * Returns the plan of a mapping that refuses words for no value, unless the importer or `missing` of the mapping says
 * that every word is meant.
 */
export const refusePlaceholders = <Cell>(
  plan: TablePlan<Cell>,
  nullValues: NullValues,
  missing: ReadonlySet<string> | undefined,
): TablePlan<Cell> =>
  isLiteral(nullValues) || missing?.size === 0 ? plan : { ...plan, isPlaceholder: isPlaceholderInCell }

/** The depth to which values of JSON are read: no field of a record is deeper. */
const maxDepth = 16

/** Returns a value of JSON without texts and numbers that are in the set. */
const blankValue = (value: unknown, words: ReadonlySet<string>, depth = 0): unknown => {
  if (typeof value === 'string') return words.has(value.trim()) ? null : value
  if (typeof value === 'number') return words.has(String(value)) ? null : value
  if (typeof value !== 'object' || value === null || depth === maxDepth) return value
  if (Array.isArray(value))
    return value.flatMap((item) => {
      const blanked = blankValue(item, words, depth + 1)
      return blanked === null && item !== null ? [] : [blanked]
    })
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, blankValue(inner, words, depth + 1)]),
  )
}

const toBlankedRow = (row: SourceRow, words: ReadonlySet<string>): SourceRow => {
  const candidate = blankValue(row.build(undefined).candidate, words)
  const isObject = typeof candidate === 'object' && candidate !== null
  return { ...row, ...identityOf(isObject ? candidate : {}), build: () => ({ candidate, issues: [] }) }
}

/** Yields the rows of JSON without these values, also in files of other projects. */
export const withBlankRows = (
  events: AsyncIterable<SourceEvent>,
  nullValues: NullValues,
): AsyncIterable<SourceEvent> => {
  const words = new Set(nullValues)
  return words.size > 0 ? mapRows(events, (row) => toBlankedRow(row, words)) : events
}

/** Yields the rows of JSON without these values; other words for no value are noted. */
export const withNullRows = (
  events: AsyncIterable<SourceEvent>,
  nullValues: NullValues,
): AsyncIterable<SourceEvent> => {
  const watched = (row: SourceRow) => ({ ...row, options: { ...row.options, isPlaceholder } })
  return isLiteral(nullValues) ? events : mapRows(withBlankRows(events, nullValues), watched)
}
