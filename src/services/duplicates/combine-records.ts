/** What the survivor of a merge would state: two stored records compared, and the values that an editor chooses. */
import type { Incident } from '../../../schemas/incident.ts'
import type { Messages } from '../../messages/messages.ts'
import { type Problem, problems } from '../../problems.ts'
import {
  applyChoices,
  type ChoiceFault,
  type Choices,
  listChoices,
  type MergeChoice,
} from '../../record/duplicates/merge-choices.ts'
import {
  applyClusterChoices,
  type ClusterChoices,
  compareCluster,
  listClusterChoices,
  type MergedCluster,
} from '../../record/duplicates/merge-cluster.ts'
import { compareRecords, type MergedRecords } from '../../record/duplicates/merge-records.ts'
import type { Version } from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import { pointerStep } from '../../text/json.ts'
import { fullRecord, linkNames } from '../version-row.ts'

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

/** Returns both records and the content that the survivor would have. */
export const combineRecords = async (
  db: D1Database,
  survivor: Version,
  merged: Version,
): Promise<MergedRecords> => {
  const survivorRecord = fullRecord(survivor)
  const mergedRecord = await relink(db, survivorRecord, fullRecord(merged))
  const selves = selvesOf([survivor, merged], [survivorRecord, mergedRecord])
  return compareRecords(survivorRecord, mergedRecord, selves)
}

/** Returns several records and the content that the survivor of all would have. */
export const combineCluster = async (
  db: D1Database,
  survivor: Version,
  others: readonly Version[],
): Promise<MergedCluster> => {
  const survivorRecord = fullRecord(survivor)
  const records = await Promise.all(others.map((each) => relink(db, survivorRecord, fullRecord(each))))
  const selves = selvesOf([survivor, ...others], [survivorRecord, ...records])
  return compareCluster(survivorRecord, records, selves)
}

/** The most differences that an error lists. */
const maxListed = 10

/** A choice that an error lists. */
type ListedChoice = Pick<MergeChoice, 'pointer' | 'isOwn'>

/** Returns the problem of choices that cannot be made. */
const choiceProblem = (
  faults: readonly ChoiceFault[],
  choices: Readonly<Record<string, string | number>>,
  listed: readonly ListedChoice[],
): Problem => {
  const differences = listed.flatMap(({ pointer, isOwn }) => (isOwn ? [] : [pointer]))
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

/** Returns the merged content with the chosen values. Throws invalid-request if one of them cannot be chosen. */
export const chooseValues = (records: MergedRecords, choices: Choices): Incident => {
  const outcome = applyChoices(records, choices)
  if ('record' in outcome) return outcome.record
  throw choiceProblem(outcome.faults, choices, listChoices(records))
}

/** Returns the merged content of a cluster with the chosen values. Throws invalid-request likewise. */
export const chooseInCluster = (cluster: MergedCluster, choices: ClusterChoices): Incident => {
  const outcome = applyClusterChoices(cluster, choices)
  if ('record' in outcome) return outcome.record
  throw choiceProblem(outcome.faults, choices, listClusterChoices(cluster))
}
