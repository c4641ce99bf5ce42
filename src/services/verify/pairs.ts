/** Comparing the likely pairs with the records that they are made of. */

import type { PairOdds } from '../../store/likely-pairs.ts'
import type { Fault } from '../../store/verify/fault.ts'
import {
  type ComparableRecord,
  type KnownPair,
  listComparable,
  listComparedKeys,
  listPairs,
  readComparison,
} from '../../store/verify/read-pairs.ts'
import { compareAgain, hasCurrentRules, maxNewPairs } from '../duplicates/compare-pending.ts'

type ComparablePosition = Pick<ComparableRecord, 'country' | 'date' | 'rowKey'>

const nameOf = ({ a, b }: { readonly a: number; readonly b: number }): string => `${a} ${b}`

const fault = (key: string, detail: string): Fault => ({ table: 'likely_pairs', key, detail })

/** Odds are sums of logarithms: the order of their terms may change the last digits. */
const isEqual = (one: number, other: number): boolean => Math.abs(one - other) <= 1e-9 * Math.abs(one)

/** Returns the number of likely pairs that each record is in. */
const countPairs = (likely: Iterable<PairOdds>): Map<number, number> => {
  const counts = new Map<number, number>()
  for (const pair of likely) for (const key of [pair.a, pair.b]) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** The most pairs of a group that share their likelihood, on each side of a record. */
const maxShared = 20

/** Returns whether the rivals of a pair are those that the stored pairs make, on both of its sides. */
const createRivalsCheck = (stored: Iterable<KnownPair>): ((pair: KnownPair) => boolean) => {
  const groups = new Map<string, { total: number; size: number }>()
  const nameOfGroup = (key: number, dataset: string) => `${key} ${dataset}`
  for (const { a, b, aDataset, bDataset, aCollected, bCollected, odds, isDistinct } of stored) {
    const names = [
      ...(bCollected ? [nameOfGroup(a, bDataset)] : []),
      ...(aCollected ? [nameOfGroup(b, aDataset)] : []),
    ]
    for (const name of isDistinct ? [] : names) {
      const { total, size } = groups.get(name) ?? { total: 0, size: 0 }
      groups.set(name, { total: total + odds, size: size + 1 })
    }
  }
  const isShare = (rivals: number, odds: number, group: string | undefined) => {
    if (group === undefined) return isEqual(odds, rivals)
    const { total, size } = groups.get(group) ?? { total: odds, size: 1 }
    // Only the likeliest of a large group share, and pairs that ceased to be among them keep what they had.
    return size > maxShared || isEqual(total, rivals)
  }
  return ({ a, b, aDataset, bDataset, aCollected, bCollected, odds, aRivals, bRivals, isDistinct }) =>
    isDistinct === 1 ||
    (isShare(aRivals, odds, bCollected ? nameOfGroup(a, bDataset) : undefined) &&
      isShare(bRivals, odds, aCollected ? nameOfGroup(b, aDataset) : undefined))
}

/** Finds every pair of compared records again, and compares its odds. */
export const verifyPairs = async (db: D1Database): Promise<Fault[]> => {
  const comparison = await readComparison(db)
  const stored = await listPairs(db)
  if (!comparison || !hasCurrentRules(comparison.rules))
    return [...stored.keys()]
      .map((key) => fault(key, 'No comparison has made it.'))
      .filter(() => comparison?.rules === '')
  const likely = new Map<string, PairOdds>()
  for (let after: ComparablePosition | undefined = { country: '', date: '', rowKey: -1 }; after; ) {
    const records: ComparableRecord[] = await listComparable(db, comparison, after)
    for (const pair of (await compareAgain(db, records)).likely) likely.set(nameOf(pair), pair)
    after = records.at(-1)
  }
  const counts = countPairs(likely.values())
  const compared = await listComparedKeys(db, comparison)
  const faults: Fault[] = []
  const hasRivals = createRivalsCheck(stored.values())
  for (const [key, pair] of stored) {
    const again = likely.get(key)
    if (!compared.has(pair.a) || !compared.has(pair.b)) continue
    if (!again) faults.push(fault(key, 'Its records are not likely to be of one event.'))
    else if (!isEqual(again.odds, pair.odds))
      faults.push(fault(key, `Its odds are ${pair.odds}, and its records make ${again.odds}.`))
    else if (again.aCollected !== (pair.aCollected === 1) || again.bCollected !== (pair.bCollected === 1))
      faults.push(fault(key, 'It is wrong about which of its datasets distinguish events.'))
    else if (!hasRivals(pair)) faults.push(fault(key, 'The odds of its rivals are not those of the pairs.'))
    else if (again.aDataset !== pair.aDataset || again.bDataset !== pair.bDataset)
      faults.push(fault(key, 'Its datasets are not those of its records.'))
  }
  // Of a record in very many pairs only the likeliest are kept, and which these were depends on the past.
  const isKept = (key: number) => compared.has(key) && (counts.get(key) ?? 0) <= maxNewPairs
  for (const [key, { a, b }] of likely)
    if (!stored.has(key) && isKept(a) && isKept(b)) faults.push(fault(key, 'The pair is missing.'))
  return faults
}
