/** Pages of errors: one occurrence, and the meaning of a type. */
import type { Child } from 'hono/jsx'
import type { RequestIssue } from '../problems.ts'
import { Command } from './site/api-examples.tsx'
import { Layout } from './ui/layout.tsx'
import { pointerTitle } from './ui/path-title.ts'
import { Meta } from './ui/text.tsx'
import { useMessages } from './ui/viewer.tsx'

export interface ProblemPageProps {
  readonly status: number
  readonly title: string
  readonly detail: string
  /** The id of the request, as it is in the log. */
  readonly instance: string
  /** The first errors. If the detail repeats them, the page shows only the errors. */
  readonly errors: readonly RequestIssue[]
  /** The number of all errors. */
  readonly count: number
  /** The path to return to after signing in. */
  readonly returnTo?: string | undefined
  /** A form by which the request can be corrected. */
  readonly form?: Child
}

const ErrorItem = ({ error: { pointer, rule, say } }: { error: RequestIssue }) => (
  <li>
    {pointer && (
      <>
        <span title={pointer}>{pointerTitle(pointer, useMessages())}</span>:{' '}
      </>
    )}
    <bdi>{say(useMessages())}</bdi>{' '}
    <a href={`/codebook#rule-${rule}`}>
      <bdi>{rule}</bdi>
    </a>
  </li>
)

const ErrorList = ({ errors, count }: Pick<ProblemPageProps, 'errors' | 'count'>) => (
  <>
    <ul class="faults">
      {errors.map((error) => (
        <ErrorItem error={error} />
      ))}
    </ul>
    {count > errors.length && <p>{useMessages().problemPage.more(errors.length, count)}</p>}
  </>
)

/** Renders an error for a browser. */
export const ProblemPage = (props: ProblemPageProps) => {
  const { status, title, detail, instance, errors, count, returnTo = '/', form } = props
  const messages = useMessages()
  const { problemPage } = messages
  const repeatsErrors = errors[0] !== undefined && detail.includes(errors[0].say(messages))
  return (
    <Layout title={title} unlisted>
      <div class="narrow">
        <h1>{title}</h1>
        {!repeatsErrors && (
          <p class="lead" dir="auto">
            {detail}
          </p>
        )}
        {errors.length > 0 && <ErrorList errors={errors} count={count} />}
      </div>
      {form}
      <div class="narrow">
        <p>
          {status === 401 && (
            <>
              <a href={`/sign-in?${new URLSearchParams({ to: returnTo })}`}>{problemPage.signIn}</a> ·{' '}
            </>
          )}
          <a href="/">{problemPage.home}</a> · <a href="/incidents">{problemPage.list}</a>
        </p>
        <Meta parts={[problemPage.status(status), problemPage.request(<code>{instance}</code>)]} />
      </div>
    </Layout>
  )
}

export interface ProblemTypePageProps {
  readonly name: string
  readonly status: number
  readonly title: string
  readonly description: string
  readonly remedy: string
  /** A problem document (RFC 9457). */
  readonly example: object
}

/** Renders the page to which the `type` of a problem document leads. */
export const ProblemTypePage = (props: ProblemTypePageProps) => {
  const { name, status, title, description, remedy, example } = props
  const texts = useMessages().problemPage
  return (
    <Layout title={title}>
      <div class="narrow">
        <h1>{title}</h1>
        <p class="lead">{description}</p>
        <h2>{texts.remedy}</h2>
        <p>{remedy}</p>
        <h2>{texts.example}</h2>
        <p>{texts.status(status)}</p>
        <Command label={texts.example} text={JSON.stringify(example, null, 2)} />
        <p>
          {texts.stable(<code>{name}</code>, (words) => (
            <a href="/codebook#rules">{words}</a>
          ))}
        </p>
      </div>
    </Layout>
  )
}
