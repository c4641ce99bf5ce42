/** What happens around every request. */
import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'
import { expandIPv6 } from 'hono/utils/ipaddr'
import { authenticate } from '../auth/authenticate.ts'
import { digest } from '../auth/hash.ts'
import { catalogues } from '../messages/messages.ts'
import { problems } from '../problems.ts'
import { createTokenKeys } from '../services/access/tokens.ts'
import { deleteRedacted } from '../services/maintenance.ts'
import { cookieToken, resumeSession, safeMethods } from './access/session.ts'
import { type AppContext, type AppEnv, canSubmit } from './context.ts'
import { isInCountry } from './country-lookup.ts'

/** Names the request, says who sends it, and hands over what the acts need from outside. */
export const requestContext = createMiddleware<AppEnv>(async (c, next) => {
  c.set('instance', crypto.randomUUID())
  c.set('messages', catalogues.en)
  c.set('services', {
    db: c.env.DB,
    now: Date.now(),
    isInCountry,
    signal: c.req.raw.signal,
    admitScan: () => limitScans(c),
  })
  const keys = createTokenKeys(c.get('services'), c.env.ADMIN_TOKEN)
  const authorization = c.req.header('Authorization')
  const cookieSecret = authorization === undefined ? cookieToken(c) : undefined
  c.set(
    'actor',
    await (cookieSecret === undefined
      ? authenticate(authorization, keys)
      : resumeSession(c, cookieSecret, keys)),
  )
  await next()
})

/** No script, no frame, no form to elsewhere; styles and images from here alone. */
export const securityHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
  referrerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'cross-origin',
  // Browsers that heeded these are gone, and each header takes a microsecond.
  xDownloadOptions: false,
  xXssProtection: false,
  xPermittedCrossDomainPolicies: false,
})

/** Public answers may be read from any site; what is told to somebody with a token, nowhere and by no cache. */
export const cacheAndCors = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const { headers } = c.res
  headers.append('Vary', 'Authorization, Cookie, Accept')
  const isPrivate =
    (headers.get('Cache-Control')?.startsWith('private') ?? false) || c.get('isSessionExpired')
  const isPublic = !isPrivate && c.get('actor')?.role === 'public' && safeMethods.has(c.req.method)
  if (!isPublic) {
    headers.set('Cache-Control', 'private, no-store')
    return
  }
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'public, no-cache')
  headers.set('Access-Control-Allow-Origin', '*')
  headers.set(
    'Access-Control-Expose-Headers',
    'Sitrep-Commit, Sitrep-Rows, ETag, Content-Location, Content-Disposition, Link, Retry-After',
  )
})

/** A write finishes what redactions left undone, while it is at work itself. */
export const finishRedactions = createMiddleware<AppEnv>(async (c, next) => {
  const finished = safeMethods.has(c.req.method) ? undefined : deleteRedacted(c.env.DB, c.env.FILES)
  await next()
  await finished
})

const rateLimitSeconds = 60

/** A client of IPv6 can have up to 80 bits of addresses: those with the same first 48 bits count as one. */
const networkPrefix = (address: string): string =>
  URL.canParse(`http://[${address}]`)
    ? expandIPv6(address)
        .split(':', 3)
        .map((part) => part.replace(/^0{1,3}/, ''))
        .join(':')
    : address

/** The network that a request comes from. Where no proxy of the platform sets the header, its sender could: it says nothing. */
const clientNetwork = (c: AppContext): string =>
  networkPrefix((c.env.TRUST_CLIENT_ADDRESS === 'true' && c.req.header('CF-Connecting-IP')) || 'unknown')

/**
 * The network that a request comes from, in a form of which nobody makes it again without the admin's token, and that
 * is another each day.
 */
export const senderDigest = async (c: AppContext): Promise<string> => {
  const day = new Date(c.get('services').now).toISOString().slice(0, 10)
  return (await digest('sender', c.env.ADMIN_TOKEN, day, clientNetwork(c))).slice(0, 16)
}

const limit = async (rate: RateLimit, key: string): Promise<void> => {
  const { success } = await rate.limit({ key })
  if (!success) throw problems.rateLimited(rateLimitSeconds)
}

/** Limits how often the public has large files read from the database. */
export const rateLimitExports = (c: AppContext): Promise<void> => limit(c.env.EXPORT_RATE, clientNetwork(c))

/** Limits how often the public has many records looked through. */
const limitScans = async (c: AppContext): Promise<void> => {
  if (c.get('actor').role === 'public') await limit(c.env.SCAN_RATE, clientNetwork(c))
}

/** Limits how often somebody tries to sign in. */
export const limitSignIn = createMiddleware<AppEnv>(async (c, next) => {
  await limit(c.env.PUBLIC_RATE, `sign-in ${clientNetwork(c)}`)
  await next()
})

/** Limits how often the public submits. */
export const rateLimitSubmissions = createMiddleware<AppEnv>(async (c, next) => {
  if (!canSubmit(c)) throw problems.tokenNeeded('submitHere')
  if (c.get('actor').role === 'public') await limit(c.env.PUBLIC_RATE, clientNetwork(c))
  await next()
})
