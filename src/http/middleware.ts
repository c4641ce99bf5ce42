/** What happens around every request. */
import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'
import { identify } from '../auth/identify.ts'
import { problems } from '../problems.ts'
import { keysOf } from '../workflow/tokens.ts'
import { deleteRedacted } from '../workflow/upkeep.ts'
import type { AppContext, AppEnv } from './context.ts'
import { inCountry } from './geography.ts'
import { heldSecret, takeUp } from './session.ts'

/** Names the request, says who sends it, and hands over what the acts need from outside. */
export const prepare = createMiddleware<AppEnv>(async (c, next) => {
  c.set('instance', crypto.randomUUID())
  c.set('deps', { db: c.env.DB, world: { now: Date.now(), inCountry }, signal: c.req.raw.signal })
  const keys = keysOf(c.get('deps'), c.env.ADMIN_TOKEN)
  const authorization = c.req.header('Authorization')
  const held = authorization === undefined ? heldSecret(c) : undefined
  c.set('actor', await (held === undefined ? identify(authorization, keys) : takeUp(c, held, keys)))
  await next()
})

/** No script, no frame, no form to elsewhere; styles and images from here alone. */
export const guardPages = secureHeaders({
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

const readable = new Set(['GET', 'HEAD'])

/** Public answers may be read from any site; what is told to somebody with a token, nowhere and by no cache. */
export const shareWithCare = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const { headers } = c.res
  headers.append('Vary', 'Authorization, Cookie, Accept')
  const secret = (headers.get('Cache-Control')?.startsWith('private') ?? false) || c.get('ended')
  const open = !secret && c.get('actor')?.role === 'public' && readable.has(c.req.method)
  if (!open) {
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
  const finished = readable.has(c.req.method) ? undefined : deleteRedacted(c.env.DB, c.env.FILES)
  await next()
  await finished
})

const period = 60

/** Who has one address of IPv6 has the others of its network, its first 64 bits: they count as one. */
const networkOf = (address: string): string => {
  if (!address.includes(':')) return address
  const [before = '', behind] = address.split('::')
  const [head, tail] = [before, behind ?? ''].map((part) => part.split(':').filter(Boolean))
  const zeros = Array.from({ length: 8 - (head?.length ?? 0) - (tail?.length ?? 0) }, () => '0')
  return [...(head ?? []), ...zeros, ...(tail ?? [])].slice(0, 4).join(':')
}

const senderOf = (c: AppContext): string => networkOf(c.req.header('CF-Connecting-IP') ?? 'unknown')

/** Limits how often the public has large files read from the database, by the reader's address. */
export const limitReading = async (c: AppContext): Promise<void> => {
  const { success } = await c.env.EXPORT_RATE.limit({ key: senderOf(c) })
  if (!success) throw problems.tooMany(period)
}

/** Limits how often the public submits, by the sender's address. */
export const limitPublic = createMiddleware<AppEnv>(async (c, next) => {
  if (c.get('actor').role === 'public') {
    if (c.env.PUBLIC_SUBMISSIONS !== 'true') throw problems.tokenNeeded('submit a record here')
    const { success } = await c.env.PUBLIC_RATE.limit({ key: senderOf(c) })
    if (!success) throw problems.tooMany(period)
  }
  await next()
})
