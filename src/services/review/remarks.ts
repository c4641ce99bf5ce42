/** Remarks on a record: comments of editors, questions to its filer, and the filer's answers. None of them is public. */
import { type Actor, authorize, can } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { runBatch } from '../../store/batch.ts'
import { createId } from '../../store/ids.ts'
import type { Version } from '../../store/incidents.ts'
import * as store from '../../store/remarks.ts'
import type { ServiceContext } from '../service-context.ts'

export type Remark = store.Remark

/** A question to the filer with its answers, oldest first. */
export interface Question extends Remark {
  readonly answers: readonly Remark[]
}

/** The remarks on a record, each kind oldest first. */
export interface Discussion {
  readonly comments: readonly Remark[]
  readonly questions: readonly Question[]
  readonly approvals: readonly Remark[]
}

/** Returns remarks by their kind. */
export const toDiscussion = (remarks: readonly Remark[]): Discussion => {
  const ofKind = (kind: Remark['kind']) => remarks.filter((each) => each.kind === kind)
  const answers = Map.groupBy(ofKind('answer'), ({ question }) => question)
  const questions = ofKind('question').map((each) => ({ ...each, answers: answers.get(each.rowKey) ?? [] }))
  return { comments: ofKind('comment'), questions, approvals: ofKind('approval') }
}

/** Returns the remarks on a record, by their kind. */
export const readDiscussion = async ({ db }: ServiceContext, rowKey: number): Promise<Discussion> =>
  toDiscussion(await store.list(db, rowKey))

/** A remark, and whether it is new (201) or was the last one already (200). */
export interface RemarkResult {
  readonly status: 200 | 201
  readonly remark: Pick<Remark, 'id' | 'at' | 'text'>
}

interface RemarkDraft extends Pick<store.NewRemark, 'incident' | 'question' | 'revision' | 'text'> {
  readonly kind: Exclude<Remark['kind'], 'approval'>
}

/**
 * Stores a remark, unless the last remark on the record is the same. Throws remarks-full, or not-found if its record has
 * no such question.
 */
const add = async (
  { db, now }: ServiceContext,
  actor: Actor,
  draft: RemarkDraft,
  last: Remark | undefined,
): Promise<RemarkResult> => {
  const isRepeated =
    last?.kind === draft.kind &&
    last.actor === actor.id &&
    last.text === draft.text &&
    (last.question ?? undefined) === draft.question
  if (isRepeated) return { status: 200, remark: last }
  const remark = { ...draft, ...createId(now), actor: actor.id, at: new Date(now).toISOString() }
  await runBatch(db, [store.insert(db, remark)], {
    record_full: () => problems.remarksFull(draft.kind),
    id_taken: problems.conflict,
  })
  return { status: 201, remark }
}

/** Stores what an editor says of a record. Throws token-needed, forbidden or remarks-full. */
const addByEditor =
  (kind: 'comment' | 'question') =>
  async (
    context: ServiceContext,
    actor: Actor,
    { rowKey, revision, datasetSlug }: Version,
    text: string,
  ): Promise<RemarkResult> => {
    authorize(actor, 'review', datasetSlug)
    const remarks = await store.list(context.db, rowKey)
    return add(context, actor, { kind, incident: rowKey, revision, text }, remarks.at(-1))
  }

/** Adds a comment, which only editors see. Throws token-needed, forbidden or remarks-full. */
export const comment = addByEditor('comment')

/** Asks the filer of a record something. Throws token-needed, forbidden or remarks-full. */
export const ask = addByEditor('question')

export interface Answer {
  /** The id of the question. */
  readonly question: string
  readonly text: string
}

/** Adds an answer of the filer of a record. Throws not-found if the record has no such question, or remarks-full. */
export const answer = async (
  context: ServiceContext,
  filer: Actor,
  { rowKey, revision }: Pick<Version, 'rowKey' | 'revision'>,
  { question: id, text }: Answer,
): Promise<RemarkResult> => {
  const remarks = await store.list(context.db, rowKey)
  const question = remarks.find((each) => each.kind === 'question' && each.id === id)
  if (!question) throw problems.notFound('question')
  const draft = { kind: 'answer', incident: rowKey, question: question.rowKey, revision, text } as const
  return add(context, filer, draft, remarks.at(-1))
}

/** Returns whether an actor filed a record with a token. */
export const isFiler = (actor: Actor, { filer }: Pick<Version, 'filer'>): boolean =>
  can(actor, 'readOwn') && filer === actor.id

/** Returns whether an editor has asked an actor who filed a record something that is not answered. */
export const isAsked = async ({ db }: ServiceContext, actor: Actor, version: Version): Promise<boolean> =>
  isFiler(actor, version) &&
  (await store.listQuestionStates(db, [version.rowKey])).get(version.rowKey) === 'asked'

/** A question as its filer sees it: without the names of editors. */
export type FilerQuestion = Pick<Question, 'id' | 'at' | 'text'> & {
  readonly answers: readonly Pick<Remark, 'id' | 'at' | 'text'>[]
}

/** Returns a question as its filer sees it. */
export const forFiler = ({ id, at, text, answers }: Question): FilerQuestion => ({
  id,
  at,
  text,
  answers: answers.map((each) => ({ id: each.id, at: each.at, text: each.text })),
})
