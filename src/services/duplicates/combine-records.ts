/** What the survivor of a merge would state: stored records compared, and the values that an editor chooses. */
import type { Incident } from '../../../schemas/incident.ts'
import type { Messages } from '../../messages/messages.ts'
import { type Problem, problems } from '../../problems.ts'
import { type ComparedRecords, compareAll } from '../../record/duplicates/compare-all.ts'
import {
  applyChoices,
  type ChoiceFault,
  listChoices,
  type Side,
} from '../../record/duplicates/merge-choices.ts'
import type { Version } from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import { pointerStep } from '../../text/json.ts'
import { fullRecord, linkNames } from '../version-row.ts'
import type { MergedVersions } from './write-merge.ts'

/** Returns the merged record with links that have the same targets in the survivor's dataset. */
const relink = async (db: D1Database, survivor: Incident, merged: Incident): Promise<Incident> => {
  if (!merged.links || merged.dataset === survivor.dataset) return merged
  const ids = new Map((await links.resolve(db, [linkNames(merged)])).map(({ named, id }) => [named, id]))
  return {
    ...merged,
    links: merged.links.map((link) => ({ ...link, incident: ids.get(link.incident) ?? link.incident })),
  }
}

/** Returns the names by which links of the survivor's dataset lead to one of the records. */
const selvesOf = (versions: readonly Version[], records: readonly Incident[]): ReadonlySet<string> => {
  const references = records.flatMap(({ dataset, reference }) =>
    dataset === records[0]?.dataset && reference !== undefined ? [reference] : [],
  )
  return new Set([...versions.map(({ id }) => id), ...references])
}

/** Returns the records and the content that the survivor would have. */
export const combineRecords = async (
  db: D1Database,
  { survivor, others }: MergedVersions,
): Promise<ComparedRecords> => {
  const survivorRecord = fullRecord(survivor)
  const [first, ...rest] = others.map((each) => relink(db, survivorRecord, fullRecord(each)))
  if (!first) throw new Error('A merge has no record to merge.')
  const records = await Promise.all([first, ...rest] as const)
  const selves = selvesOf([survivor, ...others], [survivorRecord, ...records])
  return compareAll(survivorRecord, records, selves)
}

/** The most differences that an error lists. */
const maxListed = 10

/** The chosen values by pointer: `into`, `range`, or the name of the record whose value it is. */
export type NamedChoices = Readonly<Record<string, string>>

/** Returns the problem of choices that cannot be made. */
const choiceProblem = (
  faults: readonly ChoiceFault[],
  choices: NamedChoices,
  records: ComparedRecords,
): Problem => {
  const differences = listChoices(records).flatMap(({ pointer, isOwn }) => (isOwn ? [] : [pointer]))
  const describe = (fault: ChoiceFault, { requests: { choose } }: Messages): string => {
    if (fault.kind === 'part' || fault.kind === 'overlap') return choose[fault.kind](fault.outer)
    return choose[fault.kind](differences.slice(0, maxListed), differences.length)
  }
  return problems.invalidRequest(
    faults.map((fault) => ({
      pointer: `/choose${pointerStep(fault.pointer)}`.slice(0, 200).toWellFormed(),
      rule: 'request.invalid',
      say: (m: Messages) => describe(fault, m),
      received: choices[fault.pointer],
    })),
  )
}

/** Returns the side of a choice. Throws invalid-request for a value that names none of the records. */
const toSide = (value: string, names: readonly string[]): Side => {
  if (value === 'into' || value === 'range') return value
  const index = names.indexOf(value)
  if (index < 0) throw problems.invalidField('/choose', (m) => m.cluster.side, value.slice(0, 200))
  return index
}

/**
 * Returns the merged content with the chosen values; `names` are those of the merged records in choices. Throws
 * invalid-request if a value cannot be chosen.
 */
export const chooseValues = (
  records: ComparedRecords,
  choices: NamedChoices,
  names: readonly string[],
): Incident => {
  const entries = Object.entries(choices).map(([pointer, value]) => [pointer, toSide(value, names)] as const)
  const outcome = applyChoices(records, Object.fromEntries(entries))
  if ('record' in outcome) return outcome.record
  throw choiceProblem(outcome.faults, choices, records)
}
