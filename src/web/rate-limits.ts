/** Limits of requests by the address and the network of their sender. */
import { createMiddleware } from 'hono/factory'
import { expandIPv6 } from 'hono/utils/ipaddr'
import { utcDay } from '../../schemas/edtf-date.ts'
import { digest } from '../auth/hash.ts'
import { Problem, problems } from '../problems.ts'
import { formTypes } from './body/form-body.ts'
import { mediaType } from './body/read-body.ts'
import { type AppContext, type AppEnv, canSubmit } from './context.ts'
import { prefersHtml } from './headers.ts'

const rateLimitSeconds = 60

/** Returns the first groups of an address of IPv6; undefined for any other text. */
const groupsOf = (address: string, count: number): string | undefined =>
  URL.canParse(`http://[${address}]`)
    ? expandIPv6(address)
        .split(':', count)
        .map((part) => part.replace(/^0{1,3}/, ''))
        .join(':')
    : undefined

/** Rate-limits IPv6 clients by their /48 prefix: one client can control all addresses in it. */
const clientPrefix = (address: string): string => groupsOf(address, 3) ?? address

/** Returns the prefix that a hoster or a carrier has: /32 of IPv6, /24 of IPv4. */
const networkPrefix = (address: string): string =>
  groupsOf(address, 2) ?? address.replace(/^(\d+\.\d+\.\d+)\.\d+$/, '$1')

/** Returns the address of a request. The header is trusted only if a proxy of the platform sets it; otherwise the sender could. */
const clientAddress = (c: AppContext): string =>
  (c.env.TRUST_CLIENT_ADDRESS === 'true' && c.req.header('CF-Connecting-IP')) || 'unknown'

const clientNetwork = (c: AppContext): string => clientPrefix(clientAddress(c))

/**
 * Returns a digest of the network of a request, which changes daily. Somebody with the admin's token can try all networks,
 * so it is deleted after its day.
 */
export const senderDigest = async (c: AppContext): Promise<string> => {
  const day = utcDay(c.get('services').now)
  return (await digest('sender', c.env.ADMIN_TOKEN, day, clientNetwork(c))).slice(0, 16)
}

const limit = async (rate: RateLimit, key: string, problem = problems.rateLimited): Promise<void> => {
  const { success } = await rate.limit({ key })
  if (!success) throw problem(rateLimitSeconds)
}

/** Limits how often the public reads large files from the database. Throws rate-limited. */
export const rateLimitExports = (c: AppContext): Promise<void> => limit(c.env.EXPORT_RATE, clientNetwork(c))

/** Limits how often the public scans many records. Throws rate-limited. */
export const limitScans = async (c: AppContext): Promise<void> => {
  if (c.get('actor').role === 'public') await limit(c.env.SCAN_RATE, clientNetwork(c))
}

/** Limits how often the public searches for possible duplicates of a report. Throws rate-limited. */
export const limitDuplicateSearch = async (c: AppContext): Promise<void> => {
  if (c.get('actor').role === 'public') await limit(c.env.EXPORT_RATE, `duplicates ${clientNetwork(c)}`)
}

/** Limits attempts to sign in. Throws rate-limited. */
export const limitSignIn = createMiddleware<AppEnv>(async (c, next) => {
  await limit(c.env.PUBLIC_RATE, `sign-in ${clientNetwork(c)}`)
  await next()
})

/** Counts a report of the public against the limits of its address and of its network. Throws rate-limited. */
const limitReport = async (c: AppContext, problem = problems.rateLimited): Promise<void> => {
  await limit(c.env.PUBLIC_RATE, clientNetwork(c), problem)
  await limit(c.env.NETWORK_RATE, networkPrefix(clientAddress(c)), problems.networkRateLimited)
}

/**
 * Limits submissions by the public. Throws rate-limited, or token-needed if the public may not submit. The form of a
 * browser is refused by `assertWithinLimit` instead, once it was read: so it comes back with what was typed.
 */
export const rateLimitSubmissions = createMiddleware<AppEnv>(async (c, next) => {
  if (!canSubmit(c)) throw problems.tokenNeeded('submitHere')
  if (c.get('actor').role === 'public')
    await limitReport(c).catch((error: unknown) => {
      if (!(error instanceof Problem && formTypes.includes(mediaType(c)) && prefersHtml(c))) throw error
      c.set('refusal', error)
    })
  await next()
})

/** Throws the rate-limited Problem of a form that a browser has sent beyond the limit. */
export const assertWithinLimit = (c: AppContext): void => {
  const refusal = c.get('refusal')
  if (refusal) throw refusal
}

/** Counts the further records of a batch from the public as a submission each. Throws rate-limited. */
export const rateLimitBatch = async (c: AppContext, records: number): Promise<void> => {
  if (c.get('actor').role !== 'public') return
  for (let i = 1; i < records; i++) await limitReport(c, problems.batchRateLimited)
}
