/** Matching the columns of a file to known columns, by name, in any order. */
import { echo } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import { joinSentences, type Say, sentence } from '../../text/sentence.ts'
import type { ColumnFault } from '../rows/cell-assembly.ts'

/** Returns a name without case, with spaces and hyphens as underscores. */
export const normalizeName = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')

export interface ColumnMatch {
  /** The known name of each column of the file; undefined if there is none. */
  readonly names: readonly (string | undefined)[]
  readonly faults: readonly ColumnFault[]
}

/** The most unknown columns that get a suggestion, which takes time to find. */
const maxHints = 100
/** The most known columns that are listed if none is close. */
const maxListed = 40

const quoteName = (name: string): string => `"${String(echo(name))}"`

/** Names that pandas and R give to a column without a name. */
const indexName = /^(?:Unnamed: \d+|\.\.\.\d+|X(?:\.?\d+)?|_*\d+|rownames?|row\.names|level_\d+)$/i

/** Returns a sentence, after a space, about a column that pandas or R named; undefined for any other. */
export const hintIndexColumn = (name: string): ((messages: Messages) => string) | undefined =>
  indexName.test(name.trim()) ? (m) => m.tables.indexColumn(String(echo(name.trim()))) : undefined

const describeUnknown = (name: string, knownNames: readonly string[]): Say => {
  const unknown = sentence`There is no column ${quoteName(name)}.`
  const indexHint = hintIndexColumn(name)
  if (indexHint) return (m: Messages) => unknown(m) + indexHint(m)
  const isListed = knownNames.length > 0 && knownNames.length <= maxListed
  const list = isListed ? sentence`Known are ${knownNames.join(', ')}.` : undefined
  return joinSentences(unknown, didYouMean(name.trim(), knownNames) ?? list)
}

/**
 * Matches the columns of a file, ignoring case and spaces; an exact match has priority. Empty and repeated names
 * match nothing: they are faults of the header.
 *
 * @example matchColumns(['Event Type', 'contry'], ['event_type', 'country']) // names: ['event_type', undefined]
 */
export const matchColumns = (
  columns: readonly string[],
  knownNames: readonly string[],
  formerNames: ReadonlyMap<string, string> = new Map(),
): ColumnMatch => {
  const byName = new Map(formerNames)
  for (const name of knownNames.toReversed()) byName.set(normalizeName(name), name)
  for (const name of knownNames) byName.set(name, name)
  const faults: ColumnFault[] = []
  const seen = new Set<string>()
  const columnByName = new Map<string, string>()
  const addFault = (rule: ColumnFault['rule'], column: string, say: Say): undefined => {
    const excerpt = String(echo(column))
    faults.push({ column: excerpt, rule, say, received: excerpt })
  }
  const nameOf = (column: string): string | undefined => {
    const name = column.trim()
    if (name === '' || seen.has(column)) return undefined
    seen.add(column)
    const match = byName.get(name) ?? byName.get(normalizeName(name))
    if (match === undefined) {
      const say = describeUnknown(column, faults.length < maxHints ? knownNames : [])
      return addFault('table.column_unknown', column, say)
    }
    const other = columnByName.get(match)
    if (other !== undefined) {
      const say = (m: Messages) => m.tables.sameColumn(String(echo(other)), String(echo(column)), match)
      return addFault('table.column_twice', column, say)
    }
    columnByName.set(match, column)
    return match
  }
  return { names: columns.map(nameOf), faults }
}
