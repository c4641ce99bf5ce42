/** What handlers share. */
import type { Context } from 'hono'
import type { Actor } from '../auth/permissions.ts'
import type { Deps } from '../services/service-context.ts'
import type { Form } from './body/form-body.ts'
import type { Viewer } from './ui/viewer.tsx'

export interface AppEnv {
  Bindings: Env
  Variables: {
    /** Names the request in errors and in the log. */
    instance: string
    actor: Actor
    /** Set where a browser is signed in by its cookie, and by no other way. */
    session: Viewer | undefined
    /** Whether a cookie held a token that has ended. */
    ended: boolean | undefined
    /** The form of the request, once it was read. */
    form: Form | undefined
    deps: Deps
  }
}

export type AppContext = Context<AppEnv>

/** Whether a browser asks: it names text/html, and nothing that it would rather have. */
export const prefersPage = (c: AppContext): boolean => {
  const wanted = (c.req.header('Accept') ?? '').split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase())
    const weight = parameters.find((each) => each.startsWith('q='))?.slice(2)
    return { type, q: weight === undefined ? 1 : Number(weight) || 0 }
  })
  const best = wanted.reduce((least, each) => (each.q > least.q ? each : least), { type: '', q: 0 })
  return best.type === 'text/html' || best.type === 'application/xhtml+xml'
}

/** Where the path begins in the URL of a request, which the platform has put in its normal form. */
const behindOrigin = (url: string): number => url.indexOf('/', url.indexOf('://') + 3)

export const originOf = (c: AppContext): string => c.req.url.slice(0, behindOrigin(c.req.url))

/** Path and query of the request. */
export const addressOf = (c: AppContext): string => c.req.url.slice(behindOrigin(c.req.url))
