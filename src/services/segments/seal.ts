/** Sealing: moving entries of the index from the tables of versions into segments. */
import type { Entry } from '../../record/segments/columns.ts'
import { maxSegmentSize } from '../../record/segments/encode-segment.ts'
import { indexVersion } from '../../record/segments/index-version.ts'
import { readTogether, runBatch } from '../../store/batch.ts'
import * as commits from '../../store/commits.ts'
import {
  compareEntries,
  type EntryReference,
  type LogPosition,
  listEntries,
  readLog,
} from '../../store/index-entries.ts'
import { readLastRedaction } from '../../store/redactions.ts'
import * as segments from '../../store/segments.ts'
import { readStaleFilters } from '../../store/stale-versions.ts'
import { attempt } from '../exports/export-cache.ts'

/** The sizes of segments. */
export interface SegmentSizes {
  /** Fewer entries than this are not sealed: a search reads them from the tables of versions. */
  readonly min: number
  readonly max: number
}

/** The fewest entries that are sealed by default. */
export const minSealed = 256
const defaultSizes: SegmentSizes = { min: minSealed, max: maxSegmentSize }

export interface SealOptions extends Partial<SegmentSizes> {
  /** The most segments that are written; any number by default. */
  readonly maxSegments?: number
}

/** The most entries read by one statement, the characters of words that it should read, and the most in a segment. */
const [maxEntriesPerRead, wordLengthPerRead, maxWordLength] = [4000, 2_000_000, 32_000_000]
const firstEntries = 250

const beginning: LogPosition = { commit: 0, key: -1 }

interface State {
  readonly list: readonly segments.SegmentFacts[]
  readonly newest: commits.Commit
  readonly redaction: number
  readonly isStale: boolean
}

/** Entries to seal, and whether the log ends with them. */
interface LogPage {
  readonly references: readonly EntryReference[]
  readonly isEnd: boolean
}

const readState = async (db: D1Database): Promise<State> =>
  readTogether<State>(db, {
    list: segments.readSegmentList(db),
    newest: commits.readNewest(db),
    redaction: readLastRedaction(db),
    isStale: readStaleFilters(db),
  })

/** Returns the greatest number up to `end` at which a list can be cut: entries of one record and commit stay together. */
const findCut = (references: readonly EntryReference[], end: number): number => {
  const [last, next] = [references[end - 1], references[end]]
  return last?.commit === next?.commit && last?.rowKey === next?.rowKey ? end - 1 : end
}

/** Returns the first entries after a position and up to a commit. */
const listLog = async (
  db: D1Database,
  after: LogPosition,
  { seq }: commits.Commit,
  max: number,
): Promise<LogPage> => {
  const lists = await readTogether<Record<string, EntryReference[]>>(db, readLog(db, after, max + 1))
  const references = Object.values(lists)
    .flat()
    .filter(({ commit }) => commit <= seq)
    .sort(compareEntries)
  if (references.length <= max) return { references, isEnd: true }
  return { references: references.slice(0, findCut(references, max)), isEnd: false }
}

/** Returns the first of the segments at the end of the log that are written again with new entries, so that they grow. */
const findAbsorbed = (list: readonly segments.SegmentFacts[], count: number, max: number) => {
  let [size, first] = [count, list.length]
  for (; first > 0; first--) {
    const last = list[first - 1]?.size ?? 0
    if (last > 3 * size || last + size > max) break
    size += last
  }
  return list[first]
}

/** Reads entries in parts, until the segment is full. */
const readEntries = async (db: D1Database, references: readonly EntryReference[]): Promise<Entry[]> => {
  const entries: Entry[] = []
  let length = 0
  for (let count = firstEntries; entries.length < references.length && length < maxWordLength; ) {
    const at = entries.length
    for (const entry of await listEntries(db, references.slice(at, at + count))) {
      entries.push(entry)
      length += entry.words.length
    }
    const perEntry = Math.max(1, length / entries.length)
    count = Math.max(1, Math.min(maxEntriesPerRead, Math.floor(wordLengthPerRead / perEntry)))
  }
  return entries.slice(0, findCut(references, entries.length))
}

const endOf = (list: readonly segments.SegmentFacts[]): LogPosition => {
  const last = list.at(-1)
  return last ? { commit: last.last_commit, key: last.last_key } : beginning
}

/** Returns the position after entries: after their commit if the log ends with them. */
const positionAfter = (entries: readonly Entry[], isEnd: boolean, { seq }: commits.Commit): LogPosition => {
  const last = entries.at(-1)
  if (isEnd || !last) return { commit: seq, key: Number.MAX_SAFE_INTEGER }
  return { commit: last.commit, key: last.rowKey }
}

/** Seals one segment; the rest of a commit even if it is small. Returns whether there may be more entries to seal. */
export const sealNext = async (
  db: D1Database,
  { min, max }: SegmentSizes = defaultSizes,
): Promise<boolean> => {
  const { list, newest, redaction, isStale } = await readState(db)
  if (isStale) return false
  const conflict = { segment_conflict: () => undefined }
  const outdated = list.find(({ version }) => version !== indexVersion)
  if (outdated) {
    await runBatch(db, [segments.deleteFrom(db, outdated.id)], conflict)
    return true
  }
  const end = endOf(list)
  const unsealed = await listLog(db, end, newest, max)
  // The rest of a commit is sealed even if it is small: otherwise each search reads it from the tables of versions.
  const isCommitCut = list.length > 0 && end.key !== Number.MAX_SAFE_INTEGER
  if (unsealed.references.length < (isCommitCut ? 1 : min)) return false
  const absorbed = findAbsorbed(list, unsealed.references.length, max)
  const after = absorbed ? { commit: absorbed.after_commit, key: absorbed.after_key } : end
  const page = absorbed ? await listLog(db, after, newest, max) : unsealed
  const entries = await readEntries(db, page.references)
  const isEnd = page.isEnd && entries.length === page.references.length
  const segment = {
    id: (list.at(-1)?.id ?? 0) + 1,
    entries,
    after,
    last: positionAfter(entries, isEnd, newest),
    redaction,
  }
  const deletions = absorbed ? [segments.deleteFrom(db, absorbed.id)] : []
  const results = await runBatch(db, [...deletions, ...segments.append(db, segment)], conflict)
  return results.length > 0 && !isEnd
}

/** Seals entries until fewer than the minimum are in no segment. Returns whether there may be more to seal. */
export const seal = async (
  db: D1Database,
  { maxSegments = Number.POSITIVE_INFINITY, ...sizes }: SealOptions = {},
): Promise<boolean> => {
  for (let count = 0; count < maxSegments; count++)
    if (!(await sealNext(db, { ...defaultSizes, ...sizes }))) return false
  return true
}

/** Like `seal`, but logs an error. Returns whether there was none. */
export const keepSealed = (db: D1Database, options: SealOptions): Promise<boolean> =>
  attempt('The index was not sealed', seal(db, options))
