/**
 * Merging the weapons that two records of one event state. Counts are never added: two reports of one salvo are one
 * entry, and the numbers fired become a range.
 */
import { omitUndefined } from '../../text/json.ts'
import { sumDefined } from '../../text/list-cell.ts'
import { type Estimate, widenRange } from './merge-casualties.ts'
import type { MergeCells } from './merge-sources.ts'
import { isMorePrecise, isSameType, pairWeapons, typeOf, type Weapon } from './pair-weapons.ts'

/** The fields of each count. A range is one count. */
const countFields = {
  fired: ['fired_low', 'fired', 'fired_high'],
  hit: ['hit'],
  missed: ['missed'],
  intercepted: ['intercepted'],
  found: ['found'],
} as const satisfies Readonly<Record<string, readonly (keyof Weapon)[]>>

type CountName = keyof typeof countFields
const countNames = Object.keys(countFields) as CountName[]
const numberNames: readonly string[] = Object.values(countFields).flat()

const withoutFields = (weapon: Weapon, names: readonly string[]): Weapon =>
  Object.fromEntries(Object.entries(weapon).filter(([name]) => !names.includes(name)))

type NestedWeapon = Omit<Weapon, 'fired' | 'fired_low' | 'fired_high'> & { readonly fired?: Estimate }

/** Returns a weapon whose numbers fired are one estimate, as those of casualties are. */
export const nestFired = ({
  fired: best,
  fired_low: low,
  fired_high: high,
  ...rest
}: Weapon): NestedWeapon => {
  const fired = omitUndefined({ low, best, high })
  return Object.keys(fired).length > 0 ? { ...rest, fired } : rest
}

/** Returns a weapon of `nestFired` with its numbers in fields of their own. */
export const flattenFired = ({ fired, ...rest }: NestedWeapon): Weapon =>
  omitUndefined({ ...rest, fired: fired?.best, fired_low: fired?.low, fired_high: fired?.high })

/** Returns the numbers fired as a range of both. */
const widenFired = (first: Weapon, second: Weapon): Weapon =>
  flattenFired(omitUndefined({ fired: widenRange(nestFired(first).fired, nestFired(second).fired) }))

/** Returns whether no more munitions hit, missed or were intercepted than were fired. */
const isPossible = ({ fired, fired_high = fired, hit = 0, missed = 0, intercepted = 0 }: Weapon): boolean =>
  fired_high === undefined || hit + missed + intercepted <= fired_high

/**
 * Returns both entries as one. If the counts of both contradict each other, those of the first alone, with the range of
 * the numbers fired if that is possible.
 */
const mergeEntry = (first: Weapon, second: Weapon): Weapon => {
  const type = isMorePrecise(second, first) ? second.type : first.type
  const fired = widenFired(first, second)
  const merged = { ...second, ...first, ...omitUndefined({ type }), ...fired }
  if (isPossible(merged)) return merged
  const own = { ...withoutFields(merged, numberNames), ...first, ...omitUndefined({ type }) }
  return isPossible({ ...own, ...fired }) ? { ...own, ...fired } : own
}

const isEqualType = (a: Weapon, b: Weapon): boolean => typeOf(a) === typeOf(b)

const totalOf = (weapons: readonly Weapon[], name: CountName): number =>
  sumDefined(weapons, (each) => each[name]) ?? 0

/** Both lists, and the result so far. */
interface Lists {
  readonly first: readonly Weapon[]
  readonly second: readonly Weapon[]
  readonly entries: readonly Weapon[]
}

/**
 * Returns an entry of the second list without the counts by which the weapons of its type would become more than
 * either list states. `existing` is the entry that it describes.
 */
const withoutExcess = (entry: Weapon, existing: Weapon, { first, second, entries }: Lists): Weapon => {
  const excess = countNames.filter((name) => {
    const count = entry[name]
    if (count === undefined || existing[name] !== undefined) return false
    // A vague type counts with those that it can mean, and by itself.
    return [isSameType, isEqualType].some((isAlike) => {
      const total = (list: readonly Weapon[]) =>
        totalOf(
          list.filter((each) => isAlike(each, entry)),
          name,
        )
      return total(entries) + count > Math.max(total(first), total(second))
    })
  })
  return withoutFields(
    entry,
    excess.flatMap((name) => countFields[name] as readonly string[]),
  )
}

/** Returns whether an entry says all that another one does, whatever their sources. */
const says = (entry: Weapon, other: Weapon): boolean =>
  Object.entries(other).every(
    ([name, value]) =>
      name === 'source' ||
      entry[name as keyof Weapon] === value ||
      (name === 'type' && isMorePrecise(entry, other)),
  )

export interface MergedWeapons {
  /** The entries of the first list at their indexes; undefined for one of the second list that adds nothing. */
  readonly entries: (Weapon | undefined)[]
  /** At each index, the entry of the second list that describes the same weapon. */
  readonly theirs: (Weapon | undefined)[]
}

/**
 * Returns the entries of the first list, each with what the second one states of the same weapon, then those that only
 * the second one has. `mergeCells` returns the sources of two entries.
 */
export const mergeWeapons = (
  first: readonly Weapon[] = [],
  second: readonly Weapon[] = [],
  mergeCells: MergeCells,
): MergedWeapons => {
  const pairs = pairWeapons(first, second)
  const merged: (Weapon | undefined)[] = [...first]
  const theirs: (Weapon | undefined)[] = first.map(() => undefined)
  for (const [i, entry] of second.entries()) {
    const index = pairs.get(i) ?? merged.length
    const existing = merged[index] ?? {}
    const entries = merged.filter((each) => each !== undefined)
    const addition = withoutExcess(entry, existing, { first, second, entries })
    const isNews = pairs.has(i) || !entries.some((each) => says(each, addition))
    const source = mergeCells(existing.source, entry.source)
    const combined = pairs.has(i) ? mergeEntry(existing, addition) : addition
    merged[index] = isNews ? { ...combined, ...omitUndefined({ source }) } : undefined
    theirs[index] = entry
  }
  return { entries: merged, theirs }
}
