/**
 * What a request may do by who sends it, from where, and how, as rules: from these and the row of the table of roles
 * follows what it gets.
 */
import { origin } from '../../client.ts'
import { type Gets, plain } from './role-table.ts'

export const named = 'https://ngo.example'
export const roles = ['public', 'contributor', 'editor', 'admin'] as const
export type Role = (typeof roles)[number]

/** Where the page is that sends the request; a program sends no origin. */
export const origins = [undefined, origin, named, 'https://other.example', 'null'] as const
export type Origin = (typeof origins)[number]

/** How a token comes. */
type Carrier = 'header' | 'cookie'

export interface Sender {
  readonly name: string
  /** The role of its token; undefined if that is not valid. */
  readonly role?: Role
  readonly carrier?: Carrier
  readonly secret?: string
}

export interface Attempt {
  readonly route: string
  readonly gets: Gets
  readonly sender: Sender
  readonly origin: Origin
  readonly isForm: boolean
}

export const isRead = (route: string): boolean => route.startsWith('GET ')

/** A page of another origin sends it. */
const isForeign = (from: Origin): boolean => from !== undefined && from !== origin

/** Whether the request counts as one of the public, whoever is signed in. */
const isGuest = ({ route, origin: from }: Attempt): boolean => route === 'POST /incidents' && isForeign(from)

/** A cookie counts for reads and forms of this site. */
const isCookieRead = (attempt: Attempt): boolean =>
  !isGuest(attempt) && (isRead(attempt.route) || attempt.isForm)

/** Returns the role for which the request counts; undefined if it is refused for its token. */
export const countsAs = (attempt: Attempt): Role | undefined => {
  const { route, sender } = attempt
  if (plain.includes(route) || sender.carrier === undefined) return 'public'
  if (sender.carrier === 'header') return sender.role
  if (!isCookieRead(attempt)) return 'public'
  if (sender.role !== undefined || isRead(route) || / \/sign-(?:in|out)$/.test(route))
    return sender.role ?? 'public'
  return undefined
}

/** Whether pages of this origin may not send it: forms, and reports of the public, unless the origin is named. */
const isWrongOrigin = ({ route, origin: from, isForm }: Attempt, role: Role): boolean => {
  const isReport = route === 'POST /incidents'
  if (!isForeign(from) || !(isForm || (isReport && role === 'public'))) return false
  return !(isReport && from === named)
}

/**
 * What a form from a wrong origin gets whose sender states a token in a header, where the route takes no form from a
 * program, or reads nothing of it: who knows the token is no page of another site.
 */
const unreadForms: Readonly<Record<string, number>> = {
  'POST /tokens': 403,
  'POST /tokens/:id/limits': 403,
  'POST /tokens/:id/rotate': 403,
  'POST /rerender': 415,
  'POST /tokens/:id/revoke': 303,
}

/** Returns the statuses of which one is right. */
export const expectedStatuses = (attempt: Attempt): readonly number[] => {
  const { route, sender } = attempt
  const role = countsAs(attempt)
  if (role === undefined) return [401]
  const status = attempt.gets[roles.indexOf(role)] ?? 0
  if (!isWrongOrigin(attempt, role)) return [status]
  const unread = unreadForms[route]
  if (unread !== undefined && status < 400 && sender.carrier === 'header') return [unread]
  // Who lacks the right may hear of that first.
  return status < 400 ? [403] : [403, status]
}

/** Returns the only value that Access-Control-Allow-Origin may have; undefined if the page may not read the answer. */
export const expectedReader = (attempt: Attempt): string | undefined => {
  if (countsAs(attempt) !== 'public') return undefined
  if (isRead(attempt.route)) return '*'
  return attempt.route === 'POST /incidents' && attempt.origin === named ? named : undefined
}
