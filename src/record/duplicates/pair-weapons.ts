/** Which entries of two lists of weapons are one weapon: equal ones, then those of one type, then those of a vague type. */
import type { Incident } from '../../../schemas/incident.ts'
import { canonicalJson } from '../../text/json.ts'

export type Weapon = NonNullable<Incident['weapons']>[number]

/** The types that a source can mean by a vague one. */
const vagueTypes: Readonly<Partial<Record<string, readonly string[]>>> = {
  indirect_fire_unspecified: ['rocket', 'mortar', 'artillery'],
}

export const typeOf = ({ type = 'unknown' }: Weapon): string => type

/** Returns whether the first type is vague and can be the second one. */
const includesType = (vague: string, type: string): boolean =>
  (vague === 'unknown' && type !== 'unknown') || (vagueTypes[vague]?.includes(type) ?? false)

/** Returns whether the type of a weapon says more than that of another, and fits it. */
export const isMorePrecise = (weapon: Weapon, other: Weapon): boolean =>
  includesType(typeOf(other), typeOf(weapon))

/** Returns whether two entries can be one weapon by their types. */
export const isSameType = (a: Weapon, b: Weapon): boolean =>
  typeOf(a) === typeOf(b) || isMorePrecise(a, b) || isMorePrecise(b, a)

const modelOf = ({ model = '' }: Weapon): string => model.toLowerCase()

/** What must be equal, the most telling first. */
const keys: readonly ((weapon: Weapon) => string)[] = [
  (weapon) => canonicalJson(weapon, 'source'),
  (weapon) => JSON.stringify([typeOf(weapon), modelOf(weapon)]),
  typeOf,
]

/** Returns the index in the first list of the weapon that each entry of the second one describes. */
export const pairWeapons = (
  first: readonly Weapon[],
  second: readonly Weapon[],
): ReadonlyMap<number, number> => {
  const pairs = new Map<number, number>()
  const rest = (list: readonly Weapon[], pairedIndexes: Iterable<number>): number[] => {
    const paired = new Set(pairedIndexes)
    return [...list.keys()].filter((i) => !paired.has(i))
  }
  const unpaired = () => [rest(first, pairs.values()), rest(second, pairs.keys())] as const
  for (const [round, keyOf] of keys.entries()) {
    const [ours, theirs] = unpaired()
    const groups = Map.groupBy(theirs, (i) => keyOf(second[i] as Weapon))
    for (const [key, indexes] of groups) {
      const matches = ours.filter((i) => keyOf(first[i] as Weapon) === key)
      // Entries that differ are paired in order; of different numbers of them it is not known which are one.
      if (round > 0 && matches.length !== indexes.length) continue
      for (const [n, index] of indexes.entries()) {
        const match = matches[n]
        if (match !== undefined) pairs.set(index, match)
      }
    }
  }
  const [ours, theirs] = unpaired()
  const fits = (i: number, j: number) => isSameType(first[i] as Weapon, second[j] as Weapon)
  for (const j of theirs) {
    // A vague type can also mean a weapon that is paired already.
    const [match, ...others] = [...first.keys()].filter((i) => fits(i, j))
    const isFree = match !== undefined && others.length === 0 && ours.includes(match)
    if (isFree && [...second.keys()].filter((each) => fits(match, each)).length === 1) pairs.set(j, match)
  }
  return pairs
}
