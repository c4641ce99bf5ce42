/**
 * The index: stored segments, and the entries after the last of them, which are read from the tables of versions. The
 * queries of one batch read both, so no writer can come between.
 */
import { type Entry, hasOwnPart, type Term } from '../record/segments/columns.ts'
import { encodeMarks, encodeSegment, hashTerm, termPartCount } from '../record/segments/encode-segment.ts'
import { indexVersion } from '../record/segments/index-version.ts'
import {
  isMark,
  type Segment,
  type SegmentMarks,
  segmentOf,
  storedSegment,
  termKey,
} from '../record/segments/segment.ts'

import type { Read } from './batch.ts'
import { entriesAfter, type LogPosition, wordsIn } from './index-entries.ts'
import { insertRow, join, prepare, raw, type Sql, sql, toChunks } from './sql.ts'

/** What a search reads of the index. */
export interface IndexNeeds {
  readonly terms: readonly Term[]
  /** Columns of numbers, and counted columns; at least one that every segment has. */
  readonly columns: readonly string[]
  /** Further columns, which are read unless the snapshot has too many segments. */
  readonly extraColumns?: readonly string[]
  /** Whether it reads the numbers of people. */
  readonly usesMeasures: boolean
}

/** The most entries that a search reads besides the segments, before it seals some, and after that. */
export const [maxUnsealed, maxUnsealedAfterSealing] = [1000, 20_000]

/** The most segments whose further columns are read: 262,144 entries, if they are full. */
const maxExtraSegments = 16

/** The first segments in order of key: the few that are read for a page, before all of them are. */
export interface FirstSegments {
  readonly after: number
  readonly count: number
}

export interface IndexRange {
  /** The commit of the snapshot. */
  readonly seq: Sql
  readonly first?: FirstSegments | undefined
  readonly maxUnsealed?: number
}

/** The condition that a snapshot has few enough segments for further columns. */
const hasFewSegments = (seq: Sql): Sql => sql`(SELECT count(*) FROM (
    SELECT 1 FROM index_segments WHERE version = ${indexVersion} AND after_commit <= ${seq} LIMIT ${maxExtraSegments + 1}
  )) <= ${maxExtraSegments}`

/** The condition that a segment has entries of a snapshot, and is among the first ones if only these are read. */
const isRead = (seq: Sql, first: FirstSegments | undefined): Sql => {
  const current = sql`s.version = ${indexVersion} AND s.after_commit <= ${seq}`
  if (!first) return current
  return sql`${current} AND s.id IN (
    SELECT id FROM index_segments WHERE version = ${indexVersion} AND after_commit <= ${seq} AND max_key > ${first.after}
    ORDER BY min_key, id LIMIT ${first.count})`
}

/** A part of a segment, with the facts of the segment. */
interface PartRow extends SegmentMarks {
  readonly id: number
  readonly size: number
  readonly isWithin: 0 | 1
  readonly name: string
  readonly text: string
}

interface TermRow {
  readonly segment: number
  readonly key: string
  readonly text: string
}

/** Returns the text between a key and the end of its line in a part. */
const positionsIn = (part: Sql, key: Sql): Sql => {
  const line = sql`char(10) || ${key} || char(9)`
  const rest = sql`substr(${part}, instr(${part}, ${line}) + length(${line}))`
  return sql`substr(${rest}, 1, instr(${rest}, char(10)) - 1)`
}

/** Returns a query of columns of segments. A list of JSON would be read again for each segment. */
const partsQuery = (columns: readonly string[], isInRange: Sql, seq: Sql): Sql => {
  const names = columns.map((name) => sql`${name}`)
  return sql`SELECT s.id, s.size, s.last_commit <= ${seq} AS "isWithin", s.removed, s.published, p.name, p.text
    FROM index_segments AS s CROSS JOIN index_parts AS p
      ON p.segment = s.id AND p.name ${columns.length === 1 ? sql`= ${columns[0]}` : sql`IN (${join(names)})`}
    WHERE ${isInRange}`
}

/** The most terms that are asked for one by one; more are a list, which is read again for each segment. */
const maxSingleTerms = 4

const termQuery = (key: Sql, text: Sql, part: Sql, terms: Sql, isInRange: Sql): Sql => sql`
  SELECT p.segment, ${key} AS key, ${positionsIn(sql`p.text`, text)} AS text
  FROM index_segments AS s ${terms} CROSS JOIN index_parts AS p ON p.segment = s.id AND p.name = ${part}
  WHERE ${isInRange} AND instr(p.text, char(10) || ${text} || char(9)) > 0`

/** Returns a query of the positions of terms in segments. */
const termsQuery = (terms: readonly Term[], isInRange: Sql): Sql => {
  const rows = terms.map((term) => {
    const isOwn = hasOwnPart(term.column)
    const text = isOwn ? term.value : termKey(term)
    return { key: termKey(term), text, column: isOwn ? term.column : null, hash: hashTerm(text) }
  })
  if (rows.length === 0) return raw('SELECT NULL WHERE 0')
  const shared = (hash: Sql): Sql => sql`'t' || (${hash} & (s.term_parts - 1))`
  if (rows.length <= maxSingleTerms)
    return join(
      rows.map(({ key, text, column, hash }) =>
        termQuery(
          sql`${key}`,
          sql`${text}`,
          column ? sql`${column}` : shared(sql`${hash}`),
          raw(''),
          isInRange,
        ),
      ),
      ' UNION ALL ',
    )
  const list = JSON.stringify(rows.map(({ key, text, column, hash }) => [key, text, column, hash]))
  return termQuery(
    sql`t.value ->> 0`,
    sql`(t.value ->> 1)`,
    sql`coalesce(t.value ->> 2, ${shared(sql`(t.value ->> 3)`)})`,
    sql`CROSS JOIN json_each(${list}) AS t`,
    isInRange,
  )
}

/**
 * Returns the reads of the segments of a snapshot: the parts of stored ones, and the entries after them, at most one more
 * than `maxUnsealed`.
 */
export const readIndex = (
  db: D1Database,
  needs: IndexNeeds,
  { seq, first, maxUnsealed: most = maxUnsealed }: IndexRange,
) => {
  const words = needs.terms.filter(({ column }) => column === 'word').map(({ value }) => value)
  const isInRange = isRead(seq, first)
  const parts: Read<PartRow[]> = {
    statement: prepare(db)`${partsQuery(needs.columns, isInRange, seq)}`,
    parse: (rows) => rows as PartRow[],
  }
  const { extraColumns = [] } = needs
  const extras: Read<PartRow[]> = {
    statement: prepare(db)`${partsQuery(extraColumns, sql`${isInRange} AND ${hasFewSegments(seq)}`, seq)}`,
    parse: (rows) => rows as PartRow[],
  }
  // Only the entries of segments that go beyond the snapshot have to be asked for their commits.
  const stamps: Read<PartRow[]> = {
    statement: prepare(db)`${partsQuery(['commit'], sql`${isInRange} AND s.last_commit > ${seq}`, seq)}`,
    parse: (rows) => rows as PartRow[],
  }
  const found: Read<TermRow[]> = {
    statement: prepare(db)`${termsQuery(
      needs.terms.filter((term) => !isMark(term)),
      isInRange,
    )}`,
    parse: (rows) => rows as TermRow[],
  }
  const unsealed: Read<Entry[]> = {
    statement: prepare(db)`${entriesAfter({
      words: words.length > 0 ? wordsIn(words) : undefined,
      measures: needs.usesMeasures,
      limit: most + 1,
    })}`,
    parse: (rows) => rows as Entry[],
  }
  const nextKey: Read<number | null> = {
    statement: prepare(db)`SELECT min_key AS key FROM index_segments
      WHERE version = ${indexVersion} AND after_commit <= ${seq} AND max_key > ${first?.after ?? -1}
      ORDER BY min_key, id LIMIT 1 OFFSET ${first?.count ?? 0}`,
    parse: ([row]) => (row as { key: number } | undefined)?.key ?? null,
  }
  return {
    ...{ parts, stamps, found, unsealed },
    ...(extraColumns.length > 0 && { extras }),
    ...(first && { nextKey }),
  }
}

export interface IndexRows {
  readonly stamps: readonly PartRow[]
  readonly parts: readonly PartRow[]
  readonly extras?: readonly PartRow[]
  readonly found: readonly TermRow[]
  readonly unsealed: readonly Entry[]
  /** The least key in the segments after the first ones; null if there are none. */
  readonly nextKey?: number | null
}

/** Returns the segments of the rows that `readIndex` read; undefined if too many entries are in no segment. */
export const toSegments = (
  { parts = [], extras = [], stamps = [], found = [], unsealed = [] }: Partial<IndexRows>,
  most = maxUnsealed,
): Segment[] | undefined => {
  if (unsealed.length > most) return undefined
  const partsOf = Map.groupBy([...parts, ...extras, ...stamps], ({ id }) => id)
  const termsOf = Map.groupBy(found, ({ segment }) => segment)
  return [
    ...[...partsOf].map(([id, rows]) => {
      const { size, isWithin, removed, published } = rows[0] as PartRow
      return storedSegment({
        size,
        isWithin: isWithin === 1,
        removed,
        published,
        parts: new Map(rows.map(({ name, text }) => [name, text])),
        terms: new Map((termsOf.get(id) ?? []).map(({ key, text }) => [key, text])),
      })
    }),
    ...(unsealed.length > 0 ? [segmentOf(unsealed)] : []),
  ]
}

/** Returns whether the segments of rows have the further columns. */
export const hasExtraColumns = ({ parts = [], extras }: Partial<IndexRows>): boolean =>
  extras === undefined || extras.length > 0 || parts.length === 0

/** A stored segment, without its parts. */
export interface SegmentFacts {
  readonly id: number
  readonly size: number
  readonly version: string
  readonly after_commit: number
  readonly after_key: number
  readonly last_commit: number
  readonly last_key: number
}

/** Returns the read of all segments, in the order of the log. */
export const readSegmentList = (db: D1Database): Read<SegmentFacts[]> => ({
  statement: prepare(db)`SELECT id, size, version, after_commit, after_key, last_commit, last_key
    FROM index_segments ORDER BY id`,
  parse: (rows) => rows as SegmentFacts[],
})

/** Returns the statement that takes a segment and those after it out of the log. */
export const deleteFrom = (db: D1Database, id: number): D1PreparedStatement =>
  prepare(db)`DELETE FROM index_segments WHERE id >= ${id}`

export interface NewSegment {
  readonly id: number
  readonly entries: readonly Entry[]
  readonly after: LogPosition
  readonly last: LogPosition
  /** The commit of the last redaction when the entries were read; 0 if there was none. */
  readonly redaction: number
}

/**
 * Returns the statements that append a segment to the log. They fail with `segment_conflict` if it does not continue
 * the log, or if something was redacted since its entries were read.
 */
export const append = (db: D1Database, segment: NewSegment): D1PreparedStatement[] => {
  const { id, entries, after, last, redaction } = segment
  let [minKey, maxKey] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { rowKey } of entries) {
    minKey = Math.min(minKey, rowKey)
    maxKey = Math.max(maxKey, rowKey)
  }
  return [
    insertRow(db, 'index_segments', {
      id,
      size: entries.length,
      term_parts: termPartCount(entries.length),
      after_commit: after.commit,
      after_key: after.key,
      last_commit: last.commit,
      last_key: last.key,
      min_key: minKey,
      max_key: maxKey,
      ...encodeMarks(entries),
      version: indexVersion,
      redaction,
    }),
    ...toChunks(encodeSegment(entries).map(({ name, text }) => [name, text])).map(
      (chunk) => prepare(db)`INSERT INTO index_parts (segment, name, text)
        SELECT ${id}, value ->> 0, value ->> 1 FROM json_each(${chunk})`,
    ),
  ]
}
