/** Comparing the segments of the index with the versions that they are made of. */
import { encodeMarks, encodeSegment, termPartCount } from '../../record/segments/encode-segment.ts'
import { indexVersion } from '../../record/segments/index-version.ts'
import { readTogether } from '../../store/batch.ts'
import { compareEntries, type EntryReference, listEntries, readLog } from '../../store/index-entries.ts'
import type { Fault } from '../../store/verify/fault.ts'
import { listSegments, readParts, type StoredSegment } from '../../store/verify/read-checks.ts'

/** Returns the entries that the log has between the ends of a segment. */
const readReferences = async (db: D1Database, segment: StoredSegment): Promise<EntryReference[]> => {
  const after = { commit: segment.after_commit, key: segment.after_key }
  const lists = await readTogether<Record<string, EntryReference[]>>(db, readLog(db, after, segment.size + 1))
  return Object.values(lists)
    .flat()
    .filter(
      ({ commit, rowKey }) =>
        commit < segment.last_commit || (commit === segment.last_commit && rowKey <= segment.last_key),
    )
    .sort(compareEntries)
}

/** Returns what of a segment is not what its versions make. */
const findDifferences = async (db: D1Database, segment: StoredSegment): Promise<string[]> => {
  const references = await readReferences(db, segment)
  if (references.length !== segment.size)
    return [`It has ${segment.size} entries, and the versions make ${references.length}.`]
  const end = references.at(-1)
  const endsWithCommit = segment.last_key === Number.MAX_SAFE_INTEGER
  if (!endsWithCommit && (end?.commit !== segment.last_commit || end.rowKey !== segment.last_key))
    return ['It does not end with its last entry.']
  const entries = await listEntries(db, references)
  const keys = entries.map(({ rowKey }) => rowKey)
  const facts = {
    ...encodeMarks(entries),
    term_parts: termPartCount(entries.length),
    min_key: keys.reduce((least, key) => Math.min(least, key), Number.POSITIVE_INFINITY),
    max_key: keys.reduce((most, key) => Math.max(most, key), Number.NEGATIVE_INFINITY),
  }
  const wrong = Object.entries(facts)
    .filter(([name, value]) => segment[name as keyof typeof facts] !== value)
    .map(([name]) => `${name} is not what its versions make.`)
  const stored = await readParts(db, segment.id)
  for (const { name, text } of encodeSegment(entries)) {
    if (stored.get(name) !== text)
      wrong.push(`The part ${name} is ${stored.has(name) ? 'wrong' : 'missing'}.`)
    stored.delete(name)
  }
  return [...wrong, ...[...stored.keys()].map((name) => `The part ${name} should not be there.`)]
}

/** Makes every segment again. Returns what differs. */
export const verifySegments = async (db: D1Database): Promise<Fault[]> => {
  const faults: Fault[] = []
  for (const segment of await listSegments(db, indexVersion))
    for (const detail of await findDifferences(db, segment))
      faults.push({ table: 'index_segments', key: String(segment.id), detail })
  return faults
}
