/** Middleware of every request. */
import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'
import { authenticate } from '../auth/authenticate.ts'
import { createTokenKeys } from '../services/access/tokens.ts'
import { prefetch } from '../services/incidents/read.ts'
import { deleteRedacted } from '../services/maintenance.ts'
import { corsHeaders, originSources } from './access/origins.ts'
import { cookieToken, resumeSession, safeMethods } from './access/session.ts'
import { openRequestDatabase, sendBookmark } from './bookmark.ts'
import { type AppEnv, isPast, searchOf } from './context.ts'
import { isInCountry } from './country-lookup.ts'
import { turnstileOf } from './form/form-guard.ts'
import { isPageRequest, revalidated } from './headers.ts'
import { limitScans } from './rate-limits.ts'

/** Sets the id, the actor and the services of the request. */
export const requestContext = createMiddleware<AppEnv>(async (c, next) => {
  c.set('instance', crypto.randomUUID())
  const authorization = c.req.header('Authorization')
  const cookieSecret = authorization === undefined ? cookieToken(c) : undefined
  const isHolder = (authorization ?? cookieSecret) !== undefined
  const { db, bookmark, usePrimary } = openRequestDatabase(c, isHolder)
  const now = Date.now()
  c.set('services', {
    db,
    usePrimary,
    now,
    isInCountry,
    signal: c.req.raw.signal,
    maxWaiting: Number(c.env.MAX_WAITING) || undefined,
    secondReview: c.env.SECOND_REVIEW !== 'off',
    admitScan: () => limitScans(c),
    prefetched: isHolder && !isPast(c) ? prefetch(db, c.req.path) : undefined,
  })
  const tasks: Promise<unknown>[] = []
  // A replica that is behind may not know yet that a token was revoked.
  const keys = createTokenKeys({ db: c.env.DB, now }, c.env.ADMIN_TOKEN, (task) => tasks.push(task))
  try {
    c.set(
      'actor',
      await (cookieSecret === undefined
        ? authenticate(authorization, keys)
        : resumeSession(c, cookieSecret, keys)),
    )
    await next()
    sendBookmark(c, bookmark())
  } finally {
    await Promise.all(tasks)
  }
})

/** Names that mail programs, social networks and advertisers add to links. */
const trackingName =
  /^(?:(?:utm|mtm|pk|piwik)_\w+|fbclid|mibextid|gclid|gclsrc|gad_\w+|gbraid|wbraid|dclid|srsltid|_ga|_gl|msclkid|yclid|ysclid|twclid|ttclid|rdt_cid|epik|ref_src|ref_url|li_fat_id|igsh|igshid|mc_cid|mc_eid|mc_tc|mkt_tok|_hsenc|_hsmi|_openstat|si)$/

/** Removes tracking names from the address of a page, so that a shared link opens. Addresses of data keep them. */
export const removeTracking = createMiddleware<AppEnv>(async (c, next) => {
  const { raw } = c.req
  if (c.req.method === 'GET' && raw.url.includes('?') && isPageRequest(c)) {
    const url = new URL(raw.url)
    const names = [...url.searchParams.keys()].filter((name) => trackingName.test(name))
    for (const name of names) url.searchParams.delete(name)
    if (names.length > 0) c.req.raw = new Request(url, raw)
  }
  await next()
})

interface PageSources {
  readonly formAction?: readonly string[]
  readonly frameAncestors?: readonly string[]
  /** Where the scripts and frames of a widget come from. */
  readonly widget?: readonly string[]
  /** Whether the page has a script of ours, which may ask this site. */
  readonly hasScript?: boolean
  /** Whether that script has a worker of ours. */
  readonly hasWorker?: boolean
}

const headersFor = ({
  formAction = [],
  frameAncestors = [],
  widget = [],
  hasScript = false,
  hasWorker = false,
}: PageSources) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      ...(widget.length > 0 || hasScript ? { scriptSrc: [...(hasScript ? ["'self'"] : []), ...widget] } : {}),
      ...(widget.length > 0 ? { frameSrc: [...widget] } : {}),
      ...(hasScript ? { connectSrc: ["'self'"], workerSrc: [hasWorker ? "'self'" : "'none'"] } : {}),
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      formAction: ["'self'", ...formAction],
      frameAncestors: frameAncestors.length > 0 ? [...frameAncestors] : ["'none'"],
      baseUri: ["'none'"],
    },
    referrerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'cross-origin',
    xFrameOptions: frameAncestors.length === 0,
    // Browsers that heeded these are gone, and each header takes a microsecond.
    xDownloadOptions: false,
    xXssProtection: false,
    xPermittedCrossDomainPolicies: false,
  })

/** No scripts, no frames, no forms to other sites; styles and images from this site only. */
const strictHeaders = headersFor({})

/** The same with our script. */
const scriptHeaders = headersFor({ hasScript: true })

/** The same with our script and its worker. */
const workerHeaders = headersFor({ hasScript: true, hasWorker: true })

const turnstileSource = 'https://challenges.cloudflare.com'

/**
 * The form of a report may lead to a page of an origin that may send one, its short form may be in its frame, and
 * Turnstile may run in it if it is on.
 */
export const securityHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const { path, method } = c.req
  const hasScript = c.get('hasScript') ?? false
  const hasForm = path === '/submit' || (path === '/incidents' && method === 'POST')
  const sources = hasForm ? originSources(c) : []
  const widget = hasForm && turnstileOf(c) ? [turnstileSource] : []
  if (c.get('hasWorker')) return workerHeaders(c, done)
  if (sources.length === 0 && widget.length === 0) return (hasScript ? scriptHeaders : strictHeaders)(c, done)
  const isFramed = path === '/submit' && safeMethods.has(method) && searchOf(c).has('embed')
  return headersFor({
    formAction: sources.filter((source) => source !== '*'),
    frameAncestors: isFramed ? sources : [],
    widget,
    hasScript,
  })(c, done)
})

/** The headers are set when the response is there, for it tells whether the page has a script. */
const done = async (): Promise<void> => {}

/** Public responses may be read from other sites as the rules of origins say; responses to the holder of a token must not be, nor cached. */
export const cacheAndCors = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const { headers } = c.res
  const [isSafe, isVisitor] = [safeMethods.has(c.req.method), c.get('actor')?.role === 'public']
  const cacheControl = headers.get('Cache-Control')
  const isRevalidated = cacheControl === revalidated && isVisitor && isSafe
  // A browser that goes back would ask for the page again if its cookies have changed since.
  if (!isRevalidated) headers.append('Vary', 'Authorization, Cookie, Accept')
  if (!isRevalidated && headers.has('Content-Language')) headers.append('Vary', 'Accept-Language')
  const isPrivate =
    (!isRevalidated && cacheControl?.startsWith('private')) || (c.get('isSessionExpired') ?? false)
  if (isPrivate || !isVisitor || !isSafe) headers.set('Cache-Control', 'private, no-store')
  else if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'public, no-cache')
  if (!isVisitor || (isPrivate && isSafe)) return
  if (!isSafe) headers.append('Vary', 'Origin')
  for (const [name, value] of Object.entries(corsHeaders(c))) headers.set(name, value)
})

/** Each write also deletes files that earlier redactions could not delete, at the same time. */
export const finishRedactions = createMiddleware<AppEnv>(async (c, next) => {
  const finished = safeMethods.has(c.req.method) ? undefined : deleteRedacted(c.env.DB, c.env.FILES)
  await next()
  await finished
})
