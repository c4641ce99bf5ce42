/** Every error as an answer: a problem document, or a page where a browser asks. */
import type { Context, ErrorHandler } from 'hono'
import { Problem, problems } from '../problems.ts'
import { type AppContext, type AppEnv, pathAndQuery } from './context.ts'
import { prefersHtml } from './headers.ts'
import { ProblemPage } from './problem-page.tsx'
import { renderPage } from './ui/viewer.tsx'

const toProblem = (error: Error, instance: string): Problem => {
  if (error instanceof Problem) return error
  // biome-ignore lint/suspicious/noConsole: the log is where the operator finds a fault by its instance
  console.error(instance, error)
  return problems.internal()
}

/** The answer to a problem (RFC 9457). */
export const problemResponse = async (c: AppContext, problem: Problem): Promise<Response> => {
  const instance = `urn:uuid:${c.get('instance')}`
  const { type, title, status, detail, errors } = problem
  const headers = { ...problem.headers, 'Cache-Control': 'no-store' }
  if (prefersHtml(c)) {
    const returnTo = c.req.method === 'GET' ? pathAndQuery(c) : undefined
    const props = { status, title, detail, instance, errors, returnTo }
    return renderPage(c, <ProblemPage {...props} />, { status, headers })
  }
  const body = {
    type: `/problems/${type}`,
    title,
    status,
    detail,
    instance,
    ...(errors.length > 0 ? { errors } : {}),
  }
  return c.body(JSON.stringify(body), status, { ...headers, 'Content-Type': 'application/problem+json' })
}

/** What is asked of a merged record leads to the same of its survivor. */
const rewriteLocation = (c: AppContext, answer: Response): Response => {
  const to = answer.headers.get('Location')
  if (answer.status === 308 && to) answer.headers.set('Location', c.req.path.replace(recordPathPattern, to))
  return answer
}
const recordPathPattern = /^\/incidents\/[^/.]+/

export const onError: ErrorHandler<AppEnv> = async (error, c) =>
  rewriteLocation(c, await problemResponse(c, toProblem(error, c.get('instance'))))

export const notFound = (c: Context<AppEnv>): Promise<Response> => problemResponse(c, problems.notFound())

export const onMethodNotAllowed = (c: Context<AppEnv>, methods: string[]): Promise<Response> =>
  problemResponse(c, problems.methodNotAllowed(c.req.method, methods))
