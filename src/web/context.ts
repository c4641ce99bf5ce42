/** The context that handlers share. */
import type { Context } from 'hono'
import type { Actor } from '../auth/permissions.ts'
import type { FormField } from '../ingest/request/form-fields.ts'
import type { Part } from '../ingest/request/multipart.ts'
import { catalogues, type Language, type Messages } from '../messages/messages.ts'
import type { Problem } from '../problems.ts'
import { find } from '../services/incidents/read.ts'
import type { ServiceContext } from '../services/service-context.ts'
import type { DescribedVersion } from '../store/incidents.ts'
import type { RequestBody } from './body/request-body.ts'

declare global {
  interface Env {
    /** Set if the operator uses Turnstile; wrangler declares required secrets only. */
    readonly TURNSTILE_SECRET?: string
  }
}

/** A signed-in person. */
export interface Viewer {
  readonly actor: Actor
  /** The token in forms that prevents other sites from sending them (CSRF). */
  readonly csrf: string
}

/** A form that a browser sent. */
export interface FormBody {
  readonly fields: readonly FormField[]
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** A form with a file. */
export interface FileForm {
  /** The fields before the file. */
  readonly fields: readonly FormField[]
  /** The file, which has not been read; undefined if nobody chose one. */
  readonly file: Part | undefined
}

export interface AppEnv {
  Bindings: Env
  Variables: {
    /** The id of the request, in errors and in the log. */
    instance: string
    actor: Actor
    /** Set only if a browser is signed in by its cookie. */
    session: Viewer | undefined
    /** Who asks for a record as the public sees it; the actor is the public then. */
    publicViewFor: Actor | undefined
    /** Whether a cookie held a token that has ended. */
    isSessionExpired: boolean | undefined
    /** The form of the request, once it was read. */
    form: FormBody | undefined
    /** The form of the request with a file, once its fields were read. */
    fileForm: FileForm | undefined
    /** The body of the request, once something has read from it. */
    body: RequestBody | undefined
    services: ServiceContext
    /** Whether the response is a page with a script. */
    hasScript: boolean | undefined
    /** Whether that script has a worker. */
    hasWorker: boolean | undefined
    /** Why a form is refused that must come back as it was typed. */
    refusal: Problem | undefined
    /** The texts in the language of the request. */
    messages: Messages
    /** The language that the address of a page names. */
    statedLanguage: Language | undefined
  }
}

export type AppContext = Context<AppEnv>

/** Returns the texts in the language of the request; English before the request has been looked at, as for a method that is not allowed. */
export const messagesOf = (c: AppContext): Messages => c.get('messages') ?? catalogues.en

/** Returns the id in the path of a request. */
export const idOf = (c: AppContext): string => c.req.param('id') ?? ''

/**
 * Returns the current version of the record in the path. Throws not-found unless its id is exactly this: ids can
 * share a key.
 */
export const findCurrent = (c: AppContext): Promise<DescribedVersion> =>
  find(c.get('services'), c.get('actor'), idOf(c))

/** Returns whether the visitor may submit records and corrections. */
export const canSubmit = (c: AppContext): boolean =>
  c.get('actor').role !== 'public' || c.env.PUBLIC_SUBMISSIONS === 'true'

/** Returns the index of the path in the URL of a request, which the platform has normalised. */
const pathStart = (url: string): number => url.indexOf('/', url.indexOf('://') + 3)

/** Returns the origin of the request, such as `https://example.org`. */
export const originOf = (c: AppContext): string => c.req.url.slice(0, pathStart(c.req.url))

/** Returns the parameters of the request. */
export const searchOf = (c: AppContext): URLSearchParams => new URL(c.req.url).searchParams

/** Returns whether the request asks for the state at a commit or time. */
export const isPast = (c: AppContext): boolean => {
  const search = searchOf(c)
  return search.has('commit') || search.has('as_of')
}

/** Returns the non-empty parameters of these names, in the order of the names. */
export const pickParameters = (search: URLSearchParams, names: readonly string[]): URLSearchParams =>
  new URLSearchParams(names.flatMap((name) => (search.get(name) ? [[name, search.get(name) ?? '']] : [])))

/** Returns the path and query of the request. */
export const pathAndQuery = (c: AppContext): string => c.req.url.slice(pathStart(c.req.url))
