/** Responses to errors: a problem document (RFC 9457), or a page for a browser. */
import type { Context, ErrorHandler } from 'hono'
import { parameterNames } from '../ingest/request/list-query.ts'
import { Problem, problems, stateIssue } from '../problems.ts'
import { ConstraintError } from '../store/batch.ts'
import { preflightResponse } from './access/origins.ts'
import { type AppContext, type AppEnv, messagesOf, pathAndQuery, searchOf } from './context.ts'
import { prefersHtml } from './headers.ts'
import { Filters } from './incidents/filters.tsx'
import { ProblemPage } from './problem-page.tsx'
import { renderPage } from './ui/viewer.tsx'

const toProblem = (error: Error, instance: string): Problem => {
  if (error instanceof Problem) return error
  if (error instanceof ConstraintError && error.constraint === 'restoring') return problems.restoring()
  // biome-ignore lint/suspicious/noConsole: the log is where the operator finds a fault by its instance
  console.error(instance, error)
  return problems.internal()
}

/** Returns the response to a problem: a page if the client prefers HTML, else a problem document (RFC 9457). */
export const problemResponse = async (c: AppContext, problem: Problem): Promise<Response> => {
  const instance = `urn:uuid:${c.get('instance')}`
  const { type, title, status, detail, errors, count } = problem
  const headers = { ...problem.headers, 'Cache-Control': 'no-store' }
  if (prefersHtml(c)) {
    const returnTo = c.req.method === 'GET' ? pathAndQuery(c) : undefined
    const isList = type === 'invalid-query' && c.req.path === '/incidents'
    const names: readonly string[] = parameterNames
    const form = isList && <Filters params={[...searchOf(c)].filter(([name]) => names.includes(name))} />
    const props = { status, ...problem.textsIn(messagesOf(c)), instance, errors, count, returnTo, form }
    return renderPage(c, <ProblemPage {...props} />, { status, headers })
  }
  const body = {
    type: `/problems/${type}`,
    title,
    status,
    detail,
    instance,
    ...(errors.length > 0 ? { errors: errors.map(stateIssue) } : {}),
  }
  return c.body(JSON.stringify(body), status, { ...headers, 'Content-Type': 'application/problem+json' })
}

/** Redirects the address of a merged record, such as its history, to the same address of its survivor. */
const rewriteLocation = (c: AppContext, answer: Response): Response => {
  const to = answer.headers.get('Location')
  if (answer.status === 308 && to) answer.headers.set('Location', c.req.path.replace(recordPathPattern, to))
  return answer
}
const recordPathPattern = /^\/incidents\/[^/.]+/

/** Responds to an error of a handler; one that is not a Problem is logged and becomes `internal` (500). */
export const onError: ErrorHandler<AppEnv> = async (error, c) =>
  rewriteLocation(c, await problemResponse(c, toProblem(error, c.get('instance'))))

/** Responds to an address without a route: not-found (404). */
export const notFound = (c: Context<AppEnv>): Promise<Response> =>
  problemResponse(c, problems.notFound('page'))

/** Responds to a preflight (204), or to a method that the address does not have: method-not-allowed (405). */
export const onMethodNotAllowed = async (c: Context<AppEnv>, methods: string[]): Promise<Response> =>
  preflightResponse(c, methods) ?? problemResponse(c, problems.methodNotAllowed(c.req.method, methods))
