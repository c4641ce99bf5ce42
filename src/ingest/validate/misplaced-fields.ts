/** Which field an unknown name in a record means. */
import type { Path } from '../../../schemas/rules.ts'
import { flatColumns } from '../../record/flat-columns.ts'
import { walkPath } from '../../record/paths.ts'
import { editDistance, findNearest } from '../../text/did-you-mean.ts'
import { memoize } from '../../text/memoize.ts'
import { findCandidates } from '../mapping/suggest/name-rules.ts'
import { readName } from '../mapping/suggest/read-name.ts'

const pathByColumn: ReadonlyMap<string, readonly string[]> = new Map(
  flatColumns
    .filter(({ path, derived, set }) => path.length > 1 && !derived && !set)
    .map(({ name, path }) => [name, path]),
)

/**
 * Returns the path of the field that a column shows; `deaths` means `deaths_best`. Undefined if the name is no column of
 * a field in a group.
 */
const pathOfColumn = (name: string): readonly string[] | undefined =>
  pathByColumn.get(name) ?? pathByColumn.get(`${name}_best`)

/** Returns the path that a name with dots writes, as a form does; undefined if it leads to no field. */
const pathOfFormName = (name: string): readonly string[] | undefined => {
  const steps = name.split('.')
  const isPath = steps.length > 1 && [...walkPath(steps)].every(({ field, isEntry }) => field || isEntry)
  return isPath ? steps : undefined
}

const maxNameLength = 64
const minScore = 0.75

/** Returns the path that the words of a name mean, as those of a column in a file; `*` is an index. Null if there is none. */
const pathOfWords = memoize<readonly string[] | null>(500, (name) => {
  const [best] = findCandidates(readName(name))
  return best && best.score >= minScore ? best.rule.to.split('.') : null
})

/** Returns the rest of the path that the words of a name mean in a group; undefined if they mean a field elsewhere. */
const pathInGroup = (name: string, group: Path): readonly string[] | undefined => {
  const path = pathOfWords(name)
  const isInside = group.every((step, i) => path?.[i] === (typeof step === 'number' ? '*' : step))
  const rest = isInside ? path?.slice(group.length) : undefined
  return rest?.[0] === undefined || rest[0] === '*' ? undefined : rest.map((step) => step.replace('*', '0'))
}

/**
 * Returns the path, from a group on, of the field that an unknown name in it means: a column of the flat row, the name
 * of a control, a name with a typing error, or another word. Undefined if nobody can tell.
 */
export const findMeantPath = (
  name: string,
  group: Path,
  names: Iterable<string>,
): readonly string[] | undefined => {
  const known = [...names]
  const nearest = findNearest(name, known)
  if (name.length > maxNameLength) return nearest === undefined ? undefined : [nearest]
  const isTypingError = nearest !== undefined && editDistance(name.toLowerCase(), nearest) <= 1
  const elsewhere = group.length === 0 ? (pathOfColumn(name) ?? pathOfFormName(name)) : undefined
  const path = elsewhere ?? (isTypingError ? [nearest] : pathInGroup(name, group))
  if (path && (path === elsewhere || known.includes(path[0] ?? ''))) return path
  return nearest === undefined ? undefined : [nearest]
}
