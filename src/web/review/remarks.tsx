/** Remarks on a record, each list with its form: comments of editors, questions to the filer, and the answers. */
import type { Child } from 'hono/jsx'
import type { Problem } from '../../problems.ts'
import type { Discussion, FilerQuestion, Question, Remark } from '../../services/review/remarks.ts'
import { maxRemarkLength } from '../body/remark-body.ts'
import { ActorName } from '../ui/actor-name.tsx'
import { Instant } from '../ui/date.tsx'
import { Field, Key, PostForm } from '../ui/field.tsx'
import { incidentUrl } from '../ui/incident-summary.tsx'
import { Section } from '../ui/section.tsx'
import { Meta, Paragraphs } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'

/** A refused remark: its text as typed, and why it was refused. */
export interface RemarkInput {
  /** A comment, a question, or the id of the question that was answered. */
  readonly form: string
  readonly text: string
  readonly problem: Problem
}

interface RemarkFormProps {
  /** The name of the form in a refused input. */
  readonly name: string
  readonly action: string
  readonly hidden?: Readonly<Record<string, string | undefined>>
  readonly label: string
  /** What a screen reader says instead of the label, if several forms have the same. */
  readonly spokenLabel?: string
  readonly help?: string
  readonly button: string
  readonly accesskey?: string
  readonly input?: RemarkInput | undefined
}

const RemarkForm = (props: RemarkFormProps) => {
  const { name, action, hidden, label, spokenLabel, help, button, accesskey, input } = props
  const messages = useMessages()
  const refused = input?.form === name ? input : undefined
  const { errors = [] } = refused?.problem ?? {}
  const faults = errors.length > 0 ? errors.map(({ say }) => say(messages)) : [refused?.problem.say(messages)]
  return (
    <PostForm action={action} hidden={hidden}>
      <Field
        as="textarea"
        id={`remark-${name}`}
        label={
          <>
            {label} <Key of={accesskey} />
          </>
        }
        accesskey={accesskey}
        aria-label={spokenLabel}
        help={help}
        faults={faults.filter((each) => each !== undefined)}
        name="text"
        rows={3}
        dir="auto"
        maxlength={maxRemarkLength}
        required
        value={refused?.text}
      />
      <p class="buttons">
        <button type="submit">{button}</button>
      </p>
    </PostForm>
  )
}

const RemarkText = ({ author, at, text }: Pick<Remark, 'at' | 'text'> & { readonly author: Child }) => (
  <>
    <Meta parts={[author, <Instant at={at} />]} />
    <Paragraphs text={text} />
  </>
)

interface AnswersProps<Answer> {
  readonly answers: readonly Answer[]
  readonly authorOf: (answer: Answer) => Child
}

/** Renders the answers to a question; nothing if there are none. */
const Answers = <Answer extends Pick<Remark, 'at' | 'text'>>({ answers, authorOf }: AnswersProps<Answer>) =>
  answers.length === 0 ? null : (
    <ul class="cards">
      {answers.map((each) => (
        <li>
          <RemarkText {...each} author={authorOf(each)} />
        </li>
      ))}
    </ul>
  )

export interface EditorRemarksProps extends Discussion {
  /** The id of the record. */
  readonly id: string
  /** Whether the editor filed the record, and answers its questions. */
  readonly isFiler: boolean
  /** The filters of the queue from which the record was opened, as a query string. */
  readonly search?: string | undefined
  readonly input?: RemarkInput | undefined
}

/** Renders the comments of editors, with the form to add one. */
const Comments = ({ id, comments, search, input }: EditorRemarksProps) => {
  const { remarks } = useMessages()
  return (
    <Section id="comments" level="h3" title={remarks.comments}>
      {comments.length === 0 ? (
        <p>{remarks.noComments}</p>
      ) : (
        <ul class="entries">
          {comments.map((each) => (
            <li>
              <RemarkText {...each} author={<ActorName {...each} />} />
            </li>
          ))}
        </ul>
      )}
      <RemarkForm
        name="comment"
        action={`${incidentUrl(id)}/comments`}
        hidden={{ _queue: search }}
        label={remarks.comment}
        help={remarks.commentHelp}
        button={remarks.addComment}
        input={input}
      />
    </Section>
  )
}

interface AnswerFormProps extends Pick<RemarkFormProps, 'action' | 'input'> {
  readonly question: FilerQuestion
}

/** Renders the form to answer a question. It is closed if the question has an answer. */
const AnswerForm = ({ question: { id, text, answers }, action, input }: AnswerFormProps) => {
  const { remarks } = useMessages()
  const form = (
    <RemarkForm
      name={id}
      action={action}
      hidden={{ question: id }}
      label={remarks.answer}
      spokenLabel={remarks.answerTo(text.slice(0, 100))}
      button={remarks.answerButton}
      input={input}
    />
  )
  return answers.length === 0 ? (
    form
  ) : (
    <details open={input?.form === id}>
      <summary>{remarks.answerMore}</summary>
      {form}
    </details>
  )
}

const answerUrl = (id: string): string => `${incidentUrl(id)}/answers`

const QuestionEntry = ({ question, ...props }: EditorRemarksProps & { readonly question: Question }) => {
  const { remarks } = useMessages()
  const { id, isFiler, input } = props
  return (
    <>
      <RemarkText {...question} author={<ActorName {...question} />} />
      <Answers
        answers={question.answers}
        authorOf={(each) => (each.name === null ? remarks.filer : <ActorName {...each} />)}
      />
      {isFiler && <AnswerForm question={question} action={answerUrl(id)} input={input} />}
    </>
  )
}

/** Renders the questions to the filer with their answers, and the form to ask one. */
const Questions = (props: EditorRemarksProps) => {
  const { id, questions, search, input } = props
  const { remarks } = useMessages()
  return (
    <Section id="questions" level="h3" title={remarks.questions}>
      {questions.length > 0 && (
        <ul class="entries">
          {questions.map((question) => (
            <li>
              <QuestionEntry question={question} {...props} />
            </li>
          ))}
        </ul>
      )}
      <RemarkForm
        name="question"
        action={`${incidentUrl(id)}/questions`}
        hidden={{ _queue: search }}
        label={remarks.ask}
        help={remarks.askHelp}
        button={remarks.askButton}
        accesskey="6"
        input={input}
      />
    </Section>
  )
}

/** Renders what editors say of a record, and what they ask its filer. */
export const EditorRemarks = (props: EditorRemarksProps) => (
  <>
    <Questions {...props} />
    <Comments {...props} />
  </>
)

export interface FilerQuestionsProps {
  readonly questions: readonly FilerQuestion[]
  /** Where answers are sent. */
  readonly action: string
  readonly input?: RemarkInput | undefined
}

/** Renders the questions of editors for the filer, each with the form to answer it; nothing if there are none. */
export const FilerQuestions = ({ questions, action, input }: FilerQuestionsProps) => {
  const { remarks } = useMessages()
  return questions.length === 0 ? null : (
    <Section id="questions" title={remarks.filerTitle} class="notice">
      <p>{remarks.filerHelp}</p>
      <ul class="entries">
        {questions.map((question) => (
          <li>
            <RemarkText {...question} author={remarks.editor} />
            <Answers answers={question.answers} authorOf={() => remarks.you} />
            <AnswerForm question={question} action={action} input={input} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Renders the questions on a record for the filer who is signed in. */
export const OwnQuestions = ({
  id,
  ...props
}: Omit<FilerQuestionsProps, 'action'> & { readonly id: string }) => (
  <FilerQuestions action={answerUrl(id)} {...props} />
)
