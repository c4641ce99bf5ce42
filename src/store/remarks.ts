/** Remarks on records: comments, questions to its filer, answers, and approvals of a revision. */
import { digestsOf, mergeDigests } from './row-digests.ts'
import { jsonList, prepare, raw, type Sql, selectAll, selectFirst, sql, toChunks } from './sql.ts'

export interface Remark {
  readonly rowKey: number
  readonly id: string
  readonly kind: 'comment' | 'question' | 'answer' | 'approval'
  /** The key of the question that an answer is about; null for any other remark. */
  readonly question: number | null
  /** The revision of the record at that time. */
  readonly revision: number
  readonly actor: string
  /** The name of the author's token; null if the author has none. */
  readonly name: string | null
  /** RFC 3339, UTC. */
  readonly at: string
  /** Of an approval the reason for publishing; empty if none is stated. */
  readonly text: string
}

export interface NewRemark extends Pick<Remark, 'rowKey' | 'id' | 'kind' | 'actor' | 'at' | 'text'> {
  /** The key of the record. */
  readonly incident: number
  readonly question?: number | undefined
  /** The revision of the record that the author saw. */
  readonly revision: number
  /** Whether that must be the current one. */
  readonly needsCurrent?: boolean | undefined
}

/**
 * Returns the statement that inserts a remark. It returns no row if its revision is not the current one, or if its record
 * has no such question. The triggers reject it if there are too many.
 */
export const insert = (
  db: D1Database,
  { rowKey, needsCurrent = false, ...remark }: NewRemark,
): D1PreparedStatement => {
  const { id, incident, kind, question, revision, actor, at, text } = remark
  const digests = digestsOf('remarks', ['row', 'text'], { row_key: rowKey, ...remark })
  return prepare(
    db,
  )`INSERT INTO remarks (row_key, id, incident, kind, question, revision, actor, at, text, digests)
    SELECT ${rowKey}, ${id}, row_key, ${kind}, ${question}, ${revision}, ${actor}, ${at}, ${text}, ${digests} FROM incidents AS i
    WHERE row_key = ${incident} AND (NOT ${needsCurrent} OR revision = ${revision}) AND (
      ${kind} <> 'answer'
      OR EXISTS (SELECT 1 FROM remarks AS q WHERE q.row_key = ${question} AND q.incident = i.row_key AND q.kind = 'question')
    ) RETURNING id, revision`
}

/** Returns all remarks on a record, given as an expression of its key, oldest first. */
export const listWhere = (db: D1Database, incident: Sql): Promise<Remark[]> =>
  selectAll<Remark>(
    db,
  )`SELECT r.row_key AS "rowKey", r.id, r.kind, r.question, r.revision, r.actor, t.name, r.at, r.text
    FROM remarks AS r LEFT JOIN tokens AS t ON t.id = r.actor WHERE r.incident = ${incident} ORDER BY r.row_key`

/** Returns all remarks on a record, oldest first. */
export const list = (db: D1Database, incident: number): Promise<Remark[]> => listWhere(db, sql`${incident}`)

/** Returns the approval of a revision of a record; null if there is none. */
export const findApproval = (
  db: D1Database,
  { rowKey, revision }: { readonly rowKey: number; readonly revision: number },
): Promise<Pick<Remark, 'actor'> | null> =>
  selectFirst<Pick<Remark, 'actor'>>(db)`SELECT actor FROM remarks
    WHERE incident = ${rowKey} AND kind = 'approval' AND revision = ${revision}`

/** An approval of a revision. */
export interface Approval extends Pick<Remark, 'revision' | 'actor'> {
  /** The key of the record. */
  readonly incident: number
}

/** Returns the approvals of records, by the keys of the records. */
export const listApprovals = (db: D1Database, incidents: readonly number[]): Promise<Approval[]> =>
  selectAll<Approval>(db)`SELECT incident, revision, actor FROM remarks
    WHERE incident IN ${jsonList(incidents)} AND kind = 'approval'`

/** Whether each question to the filer of a record has an answer. */
export type QuestionState = 'asked' | 'answered'

/** Returns the states of the questions on records, by the keys of the records. A record without any has none. */
export const listQuestionStates = async (
  db: D1Database,
  incidents: readonly number[],
): Promise<ReadonlyMap<number, QuestionState>> => {
  const found = await selectAll<{ incident: number; answered: 0 | 1 }>(db)`
    SELECT q.incident, min(EXISTS (
      SELECT 1 FROM remarks AS a WHERE a.incident = q.incident AND a.kind = 'answer' AND a.question = q.row_key
    )) AS answered FROM remarks AS q WHERE q.incident IN ${jsonList(incidents)} AND q.kind = 'question' GROUP BY q.incident`
  return new Map(found.map(({ incident, answered }) => [incident, answered ? 'answered' : 'asked']))
}

/** A remark with the id of its record. */
export interface PlacedText extends Pick<Remark, 'rowKey' | 'text'> {
  readonly incident: string
}

/** Returns at most `limit` remarks of all records after a key, oldest first. */
export const listTextsAfter = (db: D1Database, after: number, limit: number): Promise<PlacedText[]> =>
  selectAll<PlacedText>(db)`SELECT r.row_key AS "rowKey", r.text, i.id AS incident
    FROM remarks AS r CROSS JOIN incidents AS i ON i.row_key = r.incident
    WHERE r.row_key > ${after} ORDER BY r.row_key LIMIT ${limit}`

/** Returns the statements that replace texts; a redaction of the record must be open. */
export const updateTexts = (
  db: D1Database,
  remarks: readonly Pick<Remark, 'rowKey' | 'text'>[],
): D1PreparedStatement[] =>
  toChunks(
    remarks.map(({ rowKey, text }) => [
      rowKey,
      text,
      digestsOf('remarks', ['text'], { row_key: rowKey, text }),
    ]),
  ).map(
    (chunk) => prepare(db)`UPDATE remarks SET text = r.value ->> 1, ${mergeDigests(raw('r.value ->> 2'))}
      FROM json_each(${chunk}) AS r WHERE row_key = r.value ->> 0`,
  )
