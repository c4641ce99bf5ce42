/** What the survivor of a merge would state: two stored records compared, and the values that an editor chooses. */
import type { Incident } from '../../../schemas/incident.ts'
import type { Messages } from '../../messages/messages.ts'
import { problems } from '../../problems.ts'
import {
  applyChoices,
  type ChoiceFault,
  type Choices,
  listChoices,
} from '../../record/duplicates/merge-choices.ts'
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

/** Returns both records and the content that the survivor would have. */
export const combineRecords = async (
  db: D1Database,
  survivor: Version,
  merged: Version,
): Promise<MergedRecords> => {
  const survivorRecord = fullRecord(survivor)
  const mergedRecord = await relink(db, survivorRecord, fullRecord(merged))
  const { dataset } = survivorRecord
  const references = [survivorRecord, mergedRecord].flatMap((each) =>
    each.dataset === dataset && each.reference !== undefined ? [each.reference] : [],
  )
  return compareRecords(survivorRecord, mergedRecord, new Set([survivor.id, merged.id, ...references]))
}

/** The most differences that an error lists. */
const maxListed = 10

/** Returns the merged content with the chosen values. Throws invalid-request if one of them cannot be chosen. */
export const chooseValues = (records: MergedRecords, choices: Choices): Incident => {
  const outcome = applyChoices(records, choices)
  if ('record' in outcome) return outcome.record
  const differences = listChoices(records).flatMap(({ pointer, isOwn }) => (isOwn ? [] : [pointer]))
  const describe = (fault: ChoiceFault, { requests: { choose } }: Messages): string => {
    if (fault.kind === 'part' || fault.kind === 'overlap') return choose[fault.kind](fault.outer)
    return choose[fault.kind](differences.slice(0, maxListed), differences.length)
  }
  throw problems.invalidRequest(
    outcome.faults.map((fault) => ({
      pointer: `/choose${pointerStep(fault.pointer)}`.slice(0, 200).toWellFormed(),
      rule: 'request.invalid',
      say: (m: Messages) => describe(fault, m),
      received: choices[fault.pointer],
    })),
  )
}
