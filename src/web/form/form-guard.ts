/**
 * What tells programs from people that send the form of a report: a field that people do not see, the time since the
 * page was served, and Turnstile if the operator has set it up. Only a form that our page served has these fields. One
 * without them is let in, as a script or a page of another site: so a signature of the time would protect nothing.
 */
import { problems } from '../../problems.ts'
import { isRefused } from '../../services/access/turnstile.ts'
import type { AppContext } from '../context.ts'

/** When the page was served, in milliseconds since 1970 UTC. */
const servedName = '_served'
/** The field that people do not see. */
export const trapName = '_website'
/** The field that the widget of Turnstile adds. */
const responseName = 'cf-turnstile-response'

export const guardFieldNames: readonly string[] = [servedName, trapName, responseName]

/** What a form needs to be checked. */
export interface FormGuard {
  readonly hidden: readonly (readonly [string, string])[]
  /** Whether it has the field that people do not see. */
  readonly hasTrap: boolean
  /** The site key of Turnstile; undefined if it is off. */
  readonly siteKey: string | undefined
}

interface Turnstile {
  readonly siteKey: string
  readonly secret: string
}

/** Returns the keys of Turnstile; undefined unless both are set. */
export const turnstileOf = ({ env }: Pick<AppContext, 'env'>): Turnstile | undefined => {
  const { TURNSTILE_SITE_KEY: siteKey, TURNSTILE_SECRET: secret } = env
  return siteKey && secret ? { siteKey, secret } : undefined
}

type PageFields = ReadonlyMap<string, string>
interface GuardedForm {
  readonly pageFields: PageFields
}

/** Returns whether a form has sent something in the field that people do not see. */
const isTrapped = (fields: PageFields): boolean => (fields.get(trapName) ?? '') !== ''

/**
 * Returns the guard of a form. A form that is shown again keeps the time of its first page; one with something in the
 * hidden field comes back without it, so that a browser that fills it in does so once.
 */
export const createGuard = (c: AppContext, { pageFields }: GuardedForm): FormGuard => ({
  hidden: [[servedName, pageFields.get(servedName) || String(c.get('services').now)]],
  hasTrap: !isTrapped(pageFields),
  siteKey: turnstileOf(c)?.siteKey,
})

/** Checks a form of the public that our page served. Throws form-held if a program seems to have sent it. */
export const assertByPerson = async (c: AppContext, { pageFields }: GuardedForm): Promise<void> => {
  const served = pageFields.get(servedName)
  if (served === undefined || c.get('actor').role !== 'public') return
  if (isTrapped(pageFields)) throw problems.formHeld('filled')
  const age = c.get('services').now - Number(served)
  if (age < Number(c.env.FORM_MIN_SECONDS) * 1000) throw problems.formHeld('early')
  const turnstile = turnstileOf(c)
  if (turnstile && (await isRefused(turnstile.secret, pageFields.get(responseName) ?? '')))
    throw problems.formHeld('unverified')
}
