/** What handlers share. */
import type { Context } from 'hono'
import type { Actor } from '../auth/permissions.ts'
import type { FormField } from '../ingest/request/form-fields.ts'
import { catalogues, type Messages } from '../messages/messages.ts'
import { find } from '../services/incidents/read.ts'
import type { ServiceContext } from '../services/service-context.ts'
import type { Version } from '../store/incidents.ts'

/** Somebody who is signed in. */
export interface Viewer {
  readonly actor: Actor
  /** What forms carry, so that no other site can send them in this name. */
  readonly csrf: string
}

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
    /** The texts in the language of the request. */
    messages: Messages
  }
}

export type AppContext = Context<AppEnv>

/** Returns the texts in the language of the request; English before the request has been looked at, as for a method that is not allowed. */
export const messagesOf = (c: AppContext): Messages => c.get('messages') ?? catalogues.en

/** The id in the path of a request. */
export const idOf = (c: AppContext): string => c.req.param('id') ?? ''

/** The current version of the record in the path: the one that has exactly this id, since another can have its key. */
export const findCurrent = (c: AppContext): Promise<Version> =>
  find(c.get('services'), c.get('actor'), idOf(c))

/** Whether whoever asks may send records and corrections here. */
export const canSubmit = (c: AppContext): boolean =>
  c.get('actor').role !== 'public' || c.env.PUBLIC_SUBMISSIONS === 'true'

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
