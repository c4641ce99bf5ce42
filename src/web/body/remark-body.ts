/** Bodies of remarks on a record: a text, as JSON or as the form of a page. */
import * as v from 'valibot'
import { message } from '../../ingest/request/parse-body.ts'

/** The most characters of a remark. */
export const maxRemarkLength = 2000

/** The schema of a comment or of a question. */
export const remarkSchema = v.strictObject({
  text: v.pipe(
    v.string(message((m) => m.requests.remark.type)),
    v.trim(),
    v.check(
      (text) => text.isWellFormed() && !text.includes('\u0000'),
      message((m) => m.requests.remark.text),
    ),
    v.minLength(
      1,
      message((m) => m.requests.remark.missing),
    ),
    v.maxLength(
      maxRemarkLength,
      message((m) => m.requests.remark.length(maxRemarkLength)),
    ),
  ),
})

/** The schema of an answer, which names its question. */
export const answerSchema = v.strictObject({
  ...remarkSchema.entries,
  question: v.string(message((m) => m.requests.remark.question)),
})
