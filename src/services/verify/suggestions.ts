/** Comparing accepted corrections with their records. */
import { isDeepStrictEqual } from 'node:util'
import { upgradePatch } from '../../record/upgrade.ts'
import type { Fault } from '../../store/verify/fault.ts'
import { listUnfollowed } from '../../store/verify/read-suggestions.ts'
import { mergePatch } from '../../text/json.ts'
import { fullRecord } from '../version-row.ts'

/** Returns each accepted correction that neither changed its record nor says what the record said already. */
export const verifySuggestions = async (db: D1Database): Promise<Fault[]> => {
  const unfollowed = await listUnfollowed(db)
  return unfollowed.flatMap(({ id, patch, publicJson, fullJson }) => {
    const record = fullRecord({ publicJson, fullJson })
    if (isDeepStrictEqual(mergePatch(record, upgradePatch(JSON.parse(patch))), record)) return []
    const detail = 'It was accepted, and its record has no later version.'
    return [{ table: 'suggestions', key: id, detail }]
  })
}
