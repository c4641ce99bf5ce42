/** The rights of pages of other origins: to read public files, and to file reports if the operator names them. */
import type { Context } from 'hono'
import { problems } from '../../problems.ts'
import type { AppContext, AppEnv } from '../context.ts'
import { originOf } from '../context.ts'

/** The origins in `FORM_ORIGINS`. */
interface NamedOrigins {
  readonly any: boolean
  /** Serialised as browsers send them, such as `https://ngo.example`. */
  readonly list: readonly string[]
}

const parseOrigins = (text: string): NamedOrigins => {
  const words = text.split(/\s+/)
  const urls = words.filter((word) => URL.canParse(word)).map((word) => new URL(word))
  const list = urls.filter(({ protocol }) => /^https?:$/.test(protocol)).map(({ origin }) => origin)
  return { any: words.includes('*'), list: [...new Set(list)] }
}

const namedOrigins = (c: Context<AppEnv>): NamedOrigins => parseOrigins(c.env.FORM_ORIGINS ?? '')

interface OriginRule {
  readonly methods: readonly string[]
  /** The only path; without it, every path that takes the method. */
  readonly path?: string
  /** The origins whose pages may ask. */
  readonly from: 'any' | 'named'
  /** The headers that a page may send (`Access-Control-Allow-Headers`). Never Authorization. */
  readonly sends: string
  /** The headers that a page may read (`Access-Control-Expose-Headers`). */
  readonly reads: string
}

const rules: readonly OriginRule[] = [
  {
    methods: ['GET', 'HEAD'],
    from: 'any',
    sends: 'Accept, If-Match, If-None-Match, If-Range, Range',
    reads:
      'Sitrep-Commit, Sitrep-Rows, Sitrep-Chain, Sitrep-Note, ETag, Content-Location, Content-Disposition, Content-Range, Accept-Ranges, Link, Retry-After',
  },
  {
    methods: ['POST'],
    path: '/incidents',
    from: 'named',
    sends: 'Accept, Content-Type, Idempotency-Key',
    reads: 'Location, Idempotency-Replayed, ETag, Retry-After',
  },
]

const ruleFor = (c: Context<AppEnv>, method = c.req.method): OriginRule | undefined =>
  rules.find(({ methods, path = c.req.path }) => methods.includes(method) && path === c.req.path)

/** Returns the Origin header of a request that a page of another origin sent; undefined for any other request. */
const foreignOrigin = (c: Context<AppEnv>): string | undefined => {
  const origin = c.req.header('Origin')
  return origin === originOf(c) ? undefined : origin
}

/** Returns the value of Access-Control-Allow-Origin; undefined if the rule does not let the page in. */
const allowedOrigin = (c: Context<AppEnv>, { from }: OriginRule): string | undefined => {
  if (from === 'any') return '*'
  const [origin, { any, list }] = [foreignOrigin(c), namedOrigins(c)]
  return origin !== undefined && (any || list.includes(origin)) ? origin : undefined
}

/** Throws a cross-origin Problem if a page sent the request that may not. Only browsers send Origin. */
export const assertAllowedOrigin = (c: AppContext): void => {
  const [origin, rule] = [foreignOrigin(c), ruleFor(c)]
  if (origin !== undefined && (rule === undefined || allowedOrigin(c, rule) === undefined))
    throw problems.crossOrigin(origin)
}

/**
 * Returns whether the request files as the public, even if the browser is signed in: a page of another origin sent it,
 * or a form that such a page led to.
 */
export const isGuest = (c: AppContext): boolean => {
  const search = new URL(c.req.url).searchParams
  if (c.req.path === '/submit') return search.has('embed') || search.get('guest') === 'true'
  if (ruleFor(c)?.from !== 'named') return false
  return search.get('guest') === 'true' || foreignOrigin(c) !== undefined
}

/** Returns the headers by which a page of another origin reads the response; never those for credentials. */
export const corsHeaders = (c: AppContext): Record<string, string> => {
  const rule = ruleFor(c)
  const origin = rule && allowedOrigin(c, rule)
  if (rule === undefined || origin === undefined) return {}
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': rule.reads,
  }
}

/** How long a browser keeps the answer to a preflight, in seconds. */
const maxPreflightAge = 3600

/**
 * Returns the answer to a preflight of `fetch` at an address that takes these methods; undefined if the request is none
 * or the page may not ask.
 */
export const preflightResponse = (c: Context<AppEnv>, methods: readonly string[]): Response | undefined => {
  const method = c.req.header('Access-Control-Request-Method')
  if (c.req.method !== 'OPTIONS' || method === undefined || !methods.includes(method)) return undefined
  const rule = ruleFor(c, method)
  const origin = rule && allowedOrigin(c, rule)
  if (rule === undefined || origin === undefined) return undefined
  return c.body(null, 204, {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': rule.methods.join(', '),
    'Access-Control-Allow-Headers': rule.sends,
    'Access-Control-Max-Age': String(maxPreflightAge),
    Vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
  })
}

/** Returns the sources of CSP for the pages of named origins; empty if none is named. */
export const originSources = (c: Context<AppEnv>): readonly string[] => {
  const { any, list } = namedOrigins(c)
  return any ? ['*'] : list
}

/**
 * Returns the address of a page of a named origin with the receipt as its fragment, which no server sees; undefined
 * for a page of any other origin. If every origin may file, only the page's own counts.
 */
export const nextPage = (c: AppContext, next: string | undefined, receipt: string): string | undefined => {
  if (next === undefined || !URL.canParse(next)) return undefined
  const [url, { list }] = [new URL(next), namedOrigins(c)]
  // A name or password in an address makes another page look like this one.
  if (url.username !== '' || url.password !== '') return undefined
  const isOwn = url.origin === foreignOrigin(c) && ruleFor(c) !== undefined
  if (!/^https?:$/.test(url.protocol) || !(isOwn || list.includes(url.origin))) return undefined
  url.hash = `receipt=${receipt}`
  return url.href
}
