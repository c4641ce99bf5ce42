/** The state of the site, for its admins. */
import { msPerDay } from '../../../schemas/edtf-date.ts'
import { isAdminSecret } from '../../../schemas/token.ts'
import { type Actor, authorize } from '../../auth/permissions.ts'
import type { ChainHead } from '../../record/chain.ts'
import { schemaVersion } from '../../record/schema-version.ts'
import { type AdministrationCounts, count, maxCounted } from '../../store/administration.ts'
import * as commits from '../../store/commits.ts'
import { measure } from '../../store/export-cache.ts'
import { count as countStale } from '../../store/stale-versions.ts'
import { advanceChain, maxTail } from '../chain.ts'
import type { ServiceContext } from '../service-context.ts'

/** A count, and whether there may be more. */
export interface BoundedCount {
  readonly count: number
  readonly isBounded: boolean
}

const toBounded = (found: number): BoundedCount => ({
  count: Math.min(found, maxCounted),
  isBounded: found > maxCounted,
})

export interface AdministrationState extends Omit<AdministrationCounts, 'reports' | 'corrections'> {
  readonly reports: BoundedCount
  readonly corrections: BoundedCount
  readonly commit: number
  /** RFC 3339, UTC. */
  readonly at: string
  readonly schema: string
  readonly staleRows: number
  /** The head of the chain of digests over everything; null while too many commits are not computed. */
  readonly chain: Pick<ChainHead, 'seq' | 'digest'> | null
  readonly cache: { readonly files: BoundedCount; readonly bytes: number }
  readonly adminToken: 'strong' | 'weak' | 'missing'
}

/** Returns how good the secret is that is bound to the Worker. */
export const judgeAdminToken = (secret = ''): AdministrationState['adminToken'] => {
  if (secret === '') return 'missing'
  return isAdminSecret(secret) ? 'strong' : 'weak'
}

/** A valid token that ends within this time counts as ending, in milliseconds. */
const soonEnding = 30 * msPerDay

interface Bindings {
  readonly files: R2Bucket
  readonly adminToken: string | undefined
}

/** Returns the state of the site. Throws forbidden or token-needed. */
export const readState = async (
  { db, now }: ServiceContext,
  actor: Actor,
  { files, adminToken }: Bindings,
): Promise<AdministrationState> => {
  authorize(actor, 'administer')
  const times = { now: new Date(now).toISOString(), soon: new Date(now + soonEnding).toISOString() }
  const [counts, newest, staleRows, chain, cache] = await Promise.all([
    count(db, times),
    commits.findNewest(db),
    countStale(db, { view: 'full' }),
    advanceChain(db, maxTail),
    measure(files),
  ])
  return {
    ...counts,
    reports: toBounded(counts.reports),
    corrections: toBounded(counts.corrections),
    commit: newest.seq,
    at: newest.at,
    schema: schemaVersion,
    staleRows,
    chain: chain ?? null,
    cache: { files: { count: cache.files, isBounded: cache.isBounded }, bytes: cache.bytes },
    adminToken: judgeAdminToken(adminToken),
  }
}
