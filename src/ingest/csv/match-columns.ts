/** The columns of a file as columns that are known, by name, in any order. */
import { echo } from '../../../schemas/rules.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import type { TableFault } from './faults.ts'

/** A name without its case, and with spaces and hyphens as underscores. */
export const plainName = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')

export interface Matched {
  /** By the place of each column of the file, the known name; undefined where there is none. */
  readonly names: readonly (string | undefined)[]
  readonly faults: readonly TableFault[]
}

/** So many unknown columns get a hint: it takes time to find, and more of them say nothing more. */
const mostHints = 100
/** So many known columns are listed where none is near. */
const mostListed = 40

const quotedName = (name: string): string => `"${String(echo(name))}"`

const unknownDetail = (name: string, known: readonly string[]): string => {
  const listed = known.length === 0 || known.length > mostListed ? '' : ` Known are ${known.join(', ')}.`
  return `There is no column ${quotedName(name)}.${didYouMean(name.trim(), known) || listed}`
}

/**
 * Matches the columns of a file, case and spaces forgiven; a name that is exactly a known one wins. Nameless columns
 * and names that repeat letter by letter match nothing here: they are faults of the head.
 *
 * @example matchColumns(['Event Type', 'contry'], ['event_type', 'country']) // names: ['event_type', undefined]
 */
export const matchColumns = (columns: readonly string[], known: Iterable<string>, line = 1): Matched => {
  const all = [...known]
  const byName = new Map([...all].reverse().map((name) => [plainName(name), name]))
  for (const name of all) byName.set(name, name)
  const faults: TableFault[] = []
  const seen = new Set<string>()
  const taken = new Map<string, string>()
  const fault = (rule: TableFault['rule'], column: string, detail: string): undefined => {
    const shown = String(echo(column))
    faults.push({ line, column: shown, rule, detail, received: shown })
  }
  const nameOf = (column: string): string | undefined => {
    const name = column.trim()
    if (name === '' || seen.has(column)) return undefined
    seen.add(column)
    const match = byName.get(name) ?? byName.get(plainName(name))
    if (match === undefined) {
      const detail = unknownDetail(column, faults.length < mostHints ? all : [])
      return fault('table.column_unknown', column, detail)
    }
    const other = taken.get(match)
    if (other !== undefined) {
      const detail = `${quotedName(other)} and ${quotedName(column)} are both the column ${match}.`
      return fault('table.column_twice', column, detail)
    }
    taken.set(match, column)
    return match
  }
  return { names: columns.map(nameOf), faults }
}
