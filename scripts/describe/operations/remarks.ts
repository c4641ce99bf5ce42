/** Operations by which editors and filers talk about a record. */
import { names } from '../examples.ts'
import {
  count,
  described,
  instant,
  list,
  nullableText,
  object,
  ref,
  type Schema,
  text,
  uuid,
} from '../json-schema.ts'
import { json, type Operations, page, redirect } from '../operation.ts'
import { actionBody } from './reviewing.ts'

const sent: Schema = { type: 'string', minLength: 1, maxLength: 2000 }
const remark = object({ text: sent })
const answer = object({ question: uuid, text: sent })
const answerExample = { question: names.question, text: 'I saw two rockets, not three.' }
const stored = object({ id: uuid, at: instant, text: text() })
const at = '2022-01-06T10:00:00.000Z'

/** Returns the responses to a remark; the first has it as an example. */
const remarkResponses = (kind: 'comment' | 'question' | 'answer', description: string, said: string) => ({
  201: {
    description,
    content: json(object({ [kind]: stored }), { [kind]: { id: names[kind], at, text: said } }),
  },
  200: {
    description: 'It is the last remark on the record already.',
    content: json(object({ [kind]: stored })),
  },
  303: redirect,
})

const withAuthor: Readonly<Record<string, Schema>> = {
  ...{ id: uuid, at: instant, text: text() },
  actor: text('The id of the author’s token.'),
  'name?': text('The name of the author’s token.'),
}

const position = {
  name: 'cursor',
  in: 'query',
  description: 'The start of the page, from the link of the previous one.',
  schema: { type: 'integer', minimum: 0 },
}

export const remarks: Operations = {
  'GET /my.json': {
    id: 'listOwnReports',
    tag: 'Filing',
    summary: 'List the reports filed with one’s token',
    act: 'readOwn',
    parameters: [position],
    responses: {
      200: {
        description: 'The reports, the newest first, 50 to a page, and the number of all.',
        headers: ['Link'],
        content: json(
          object({
            total: count(),
            reports: list(
              object({
                id: uuid,
                status: ref('RecordStatus'),
                title: nullableText(),
                date: text(),
                created_at: instant,
                reason: nullableText('Why an editor rejected, retracted or merged it.'),
                question: described(
                  { enum: ['asked', 'answered', null] },
                  'Whether an editor has asked something, and all of it is answered.',
                ),
              }),
            ),
          }),
        ),
      },
    },
  },
  'GET /my': page('showOwnReports', 'Show the reports filed with one’s token', {
    act: 'readOwn',
    parameters: [position],
  }),
  'POST /incidents/{id}/questions': {
    id: 'askFiler',
    tag: 'Reviewing',
    summary: 'Ask the filer of a record something',
    description:
      'The filer sees the question on the receipt, without the name of the editor. A filer with a token also sees it on the page of the record.',
    act: 'review',
    parameters: ['incidentId'],
    body: actionBody(remark, { text: 'How many rockets did you see?' }),
    responses: remarkResponses('question', 'The question.', 'How many rockets did you see?'),
    problems: ['invalid-request', 'merged', 'remarks-full', 'conflict'],
  },
  'GET /incidents/{id}/questions': {
    id: 'listQuestions',
    tag: 'Reviewing',
    summary: 'List the questions to the filer of a record',
    description:
      'For editors, and for a filer with a token, who does not see the names of editors. A browser is led to the page of the record.',
    act: 'readOwn',
    parameters: ['incidentId'],
    responses: {
      200: {
        description: 'The questions with their answers, the oldest first.',
        content: json(
          object({
            questions: list({
              anyOf: [ref('Question'), object({ ...withAuthor, answers: list(object(withAuthor)) })],
            }),
          }),
        ),
      },
      303: redirect,
    },
    problems: ['merged', 'retracted'],
  },
  'POST /incidents/{id}/answers': {
    id: 'answerQuestion',
    tag: 'Reviewing',
    summary: 'Answer a question on a record that one filed with a token',
    act: 'readOwn',
    parameters: ['incidentId'],
    body: actionBody(answer, answerExample),
    responses: remarkResponses('answer', 'The answer.', answerExample.text),
    problems: ['invalid-request', 'merged', 'retracted', 'remarks-full', 'conflict'],
  },
  'GET /receipts/{secret}/questions': {
    id: 'listReceiptQuestions',
    tag: 'Filing',
    summary: 'List the questions on a receipt',
    description: 'A browser is led to the receipt, which shows them.',
    parameters: ['secret'],
    responses: {
      200: {
        description: 'The questions with their answers, the oldest first.',
        content: json(object({ questions: list(ref('Question')) })),
      },
      303: redirect,
    },
  },
  'POST /receipts/{secret}/questions': {
    id: 'answerReceiptQuestion',
    tag: 'Filing',
    summary: 'Answer a question by the receipt',
    parameters: ['secret'],
    body: actionBody(answer, answerExample),
    responses: remarkResponses('answer', 'The answer.', answerExample.text),
    problems: ['token-needed', 'invalid-request', 'remarks-full', 'conflict', 'rate-limited'],
  },
  'POST /incidents/{id}/comments': {
    id: 'addComment',
    tag: 'Reviewing',
    summary: 'Comment on a record, for editors only',
    act: 'review',
    parameters: ['incidentId'],
    body: actionBody(remark, { text: 'The second source repeats the first.' }),
    responses: remarkResponses('comment', 'The comment.', 'The second source repeats the first.'),
    problems: ['invalid-request', 'merged', 'remarks-full', 'conflict'],
  },
  'GET /incidents/{id}/comments': {
    id: 'listComments',
    tag: 'Reviewing',
    summary: 'List the comments of editors on a record',
    description: 'A browser is led to the page of the record, which shows them.',
    act: 'review',
    parameters: ['incidentId'],
    responses: {
      200: {
        description:
          'The comments, and the approvals of revisions that a second editor had to publish, the oldest first.',
        content: json(
          object({
            comments: list(object(withAuthor)),
            approvals: list(object({ ...withAuthor, revision: count() })),
          }),
        ),
      },
      303: redirect,
    },
    problems: ['merged'],
  },
}
