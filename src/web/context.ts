/** What handlers share. */
import type { Context } from 'hono'
import type { Actor } from '../auth/permissions.ts'
import type { FormField } from '../ingest/request/form-fields.ts'
import type { ServiceContext } from '../services/service-context.ts'
import type { Viewer } from './ui/viewer.tsx'

/** A form that a browser sent. */
export interface FormBody {
  readonly fields: readonly FormField[]
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface AppEnv {
  Bindings: Env
  Variables: {
    /** Names the request in errors and in the log. */
    instance: string
    actor: Actor
    /** Set where a browser is signed in by its cookie, and by no other way. */
    session: Viewer | undefined
    /** Whether a cookie held a token that has ended. */
    isSessionExpired: boolean | undefined
    /** The form of the request, once it was read. */
    form: FormBody | undefined
    services: ServiceContext
  }
}

export type AppContext = Context<AppEnv>

/** Whether a browser asks: it names text/html, and nothing that it would rather have. */
export const prefersHtml = (c: AppContext): boolean => {
  const mediaRanges = (c.req.header('Accept') ?? '').split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase())
    const weight = parameters.find((each) => each.startsWith('q='))?.slice(2)
    return { type, q: weight === undefined ? 1 : Number(weight) || 0 }
  })
  const best = mediaRanges.reduce((least, each) => (each.q > least.q ? each : least), { type: '', q: 0 })
  return best.type === 'text/html' || best.type === 'application/xhtml+xml'
}

/** Where the path begins in the URL of a request, which the platform has put in its normal form. */
const pathStart = (url: string): number => url.indexOf('/', url.indexOf('://') + 3)

export const originOf = (c: AppContext): string => c.req.url.slice(0, pathStart(c.req.url))

/** The parameters of the request. */
export const searchOf = (c: AppContext): URLSearchParams => new URL(c.req.url).searchParams

/** The parameters of these names that are not empty, in the order of the names. */
export const pickParameters = (search: URLSearchParams, names: readonly string[]): URLSearchParams =>
  new URLSearchParams(names.flatMap((name) => (search.get(name) ? [[name, search.get(name) ?? '']] : [])))

/** Path and query of the request. */
export const pathAndQuery = (c: AppContext): string => c.req.url.slice(pathStart(c.req.url))
