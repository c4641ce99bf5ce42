/** Comparing a record with others of one event, one after the other, as `merge-records.ts` compares two. */
import type { Incident } from '../../../schemas/incident.ts'
import { compactRecord, compareRecords, type MergedRecords } from './merge-records.ts'

export interface ComparedRecords {
  readonly survivor: Incident
  /** The merged records, each with the source keys and the indexes of the result. */
  readonly others: readonly object[]
  /** The merged content; a weapon that the last record states and that adds nothing is a gap. */
  readonly result: object
}

/** The entries of a list of a merged record at the indexes of a compacted result, without those that add nothing. */
const realign = (theirs: unknown, result: unknown): unknown[] | undefined => {
  if (!Array.isArray(theirs) || !Array.isArray(result)) return undefined
  return result.flatMap((entry, i) => (entry === undefined ? [] : [theirs[i]]))
}

/** Returns a merged record with its weapons and groups at the indexes that they have in the compacted result. */
const alignToCompacted = ({ merged, result }: MergedRecords): object => {
  const { weapons, casualties, ...rest } = merged as Partial<Incident>
  const stated = result as Partial<Incident>
  const groups = casualties?.groups && realign(casualties.groups, stated.casualties?.groups)
  return {
    ...rest,
    ...(weapons && { weapons: realign(weapons, stated.weapons) }),
    ...(casualties && { casualties: groups ? { ...casualties, groups } : casualties }),
  }
}

/**
 * Returns the merged content of a survivor and at least one other record, compared in their order. Counts are never
 * added. `selves` are the names by which links lead to one of the records.
 */
export const compareAll = (
  survivor: Incident,
  [first, ...rest]: readonly [Incident, ...Incident[]],
  selves?: ReadonlySet<string>,
): ComparedRecords => {
  let compared = compareRecords(survivor, first, selves)
  const others: object[] = []
  for (const other of rest) {
    others.push(alignToCompacted(compared))
    compared = compareRecords(compactRecord(compared.result), other, selves)
  }
  return { survivor, others: [...others, compared.merged], result: compared.result }
}
