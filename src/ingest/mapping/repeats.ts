/** Repeated groups of JSON: `victims.*.name` is the column `name` of every entry of the list `victims`. */
import type { Path } from '../../../schemas/rules.ts'
import { parseRepeat, type RepeatPattern } from './column-pattern.ts'
import { type ColumnRule, listPath, normalizeKey } from './column-rule.ts'
import type { ParsedMapping } from './parse-mapping.ts'

const nameKey = (name: string): string => normalizeKey(name).toLowerCase()

/** Returns the position in the list of each column that the pattern names. */
const findEntries = ({ before, after }: RepeatPattern, names: readonly string[]): Map<string, number> => {
  const [start, end] = [nameKey(before), nameKey(after)]
  const entries = new Map<string, number>()
  for (const name of names) {
    const key = nameKey(name)
    if (!key.startsWith(start) || !key.endsWith(end)) continue
    const position = key.slice(start.length, key.length - end.length)
    if (/^\d{1,4}$/.test(position)) entries.set(name, Number(position))
  }
  return entries
}

const withEntry = (path: Path, entry: number): Path => path.map((step) => (step === '*' ? entry : step))

const toEntryRule = (rule: ColumnRule, column: string, entry: number): ColumnRule => ({
  ...rule,
  column,
  target: { ...rule.target, path: withEntry(rule.target.path, entry) },
  textPath: rule.textPath && withEntry(rule.textPath, entry),
  extraValues: rule.extraValues.map((each) => ({ ...each, path: withEntry(each.path, entry) })),
})

/** Returns the first index of a list that no path of the mapping states. */
const firstFree = (list: string, { rules, dates, templates, constants }: ParsedMapping): number => {
  const paths = [
    ...rules.flatMap(({ target, extraValues }) => [target.path, ...extraValues.map(({ path }) => path)]),
    ...dates.map(({ path }) => path),
    ...templates.map(({ target }) => target.path),
    ...constants.map(({ path }) => path),
  ]
  const depth = list.split('.').length
  const used = paths.filter((path) => path.slice(0, depth).join('.') === list).map((path) => path[depth])
  return Math.max(-1, ...used.filter((step) => typeof step === 'number')) + 1
}

/**
 * Returns the mapping with a rule for each entry of the repeated groups that an object with these columns has. Columns
 * of one group fill the same entries.
 */
export const expandRepeats = (mapping: ParsedMapping, names: readonly string[]): ParsedMapping => {
  const nextByList = new Map<string, number>()
  const startByGroup = new Map<string, number>()
  const lengths = new Map<string, number>()
  const repeats = mapping.rules.map((rule) => {
    const pattern = parseRepeat(rule.column)
    const entries = pattern && findEntries(pattern, names)
    if (!pattern || !entries || entries.size === 0) return undefined
    const list = listPath(rule.target.path)
    const group = `${list}\n${nameKey(pattern.before)}`
    lengths.set(group, Math.max(lengths.get(group) ?? 0, ...[...entries.values()].map((i) => i + 1)))
    return { rule, entries, list, group }
  })
  if (repeats.every((repeat) => repeat === undefined)) return mapping
  for (const repeat of repeats) {
    if (!repeat || startByGroup.has(repeat.group)) continue
    const start = nextByList.get(repeat.list) ?? firstFree(repeat.list, mapping)
    startByGroup.set(repeat.group, start)
    nextByList.set(repeat.list, start + (lengths.get(repeat.group) ?? 0))
  }
  const rules = mapping.rules.flatMap((rule, i) => {
    const repeat = repeats[i]
    if (!repeat) return [rule]
    const start = startByGroup.get(repeat.group) ?? 0
    return [...repeat.entries].map(([column, position]) => toEntryRule(rule, column, start + position))
  })
  return { ...mapping, rules }
}
