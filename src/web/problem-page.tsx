/** Errors as pages: one that happened, and what a type of error means. */
import type { RequestIssue } from '../problems.ts'
import { Layout } from './ui/layout.tsx'
import { Meta } from './ui/text.tsx'

export interface ProblemPageProps {
  readonly status: number
  readonly title: string
  readonly detail?: string | undefined
  /** The id of the request, for whoever looks into it. */
  readonly instance?: string | undefined
  readonly errors?: readonly RequestIssue[] | undefined
  /** The address that was asked for, to come back to. */
  readonly returnTo?: string | undefined
}

export const ProblemPage = ({
  status,
  title,
  detail,
  instance,
  errors = [],
  returnTo = '/',
}: ProblemPageProps) => (
  <Layout title={title} unlisted>
    <div class="narrow">
      <h1>{title}</h1>
      {detail !== undefined && (
        <p class="lead" dir="auto">
          {detail}
        </p>
      )}
      {errors.length > 0 && (
        <ul class="faults">
          {errors.map(({ pointer, rule, detail }) => (
            <li>
              {pointer && (
                <>
                  <code>{pointer}</code>:{' '}
                </>
              )}
              <bdi>{detail}</bdi> <a href={`/codebook#rule-${rule}`}>{rule}</a>
            </li>
          ))}
        </ul>
      )}
      <p>
        {status === 401 && (
          <>
            <a href={`/sign-in?${new URLSearchParams({ to: returnTo })}`}>Sign in</a> ·{' '}
          </>
        )}
        <a href="/">First page</a> · <a href="/incidents">List of incidents</a>
      </p>
      <Meta
        parts={[
          `Status ${status}`,
          instance && (
            <>
              Request <code>{instance}</code>
            </>
          ),
        ]}
      />
    </div>
  </Layout>
)

export interface ProblemTypePageProps {
  readonly name: string
  readonly title: string
  readonly description: string
}

export const ProblemTypePage = ({ name, title, description }: ProblemTypePageProps) => (
  <Layout title={title}>
    <div class="narrow">
      <h1>{title}</h1>
      <p class="lead">{description}</p>
      <p>
        Programs find this error by its type, <code>{name}</code>, which never changes its meaning. The rules
        for records stand in the <a href="/codebook#rules">codebook</a>.
      </p>
    </div>
  </Layout>
)
