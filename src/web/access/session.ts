/** Signed-in browsers: a cookie holds the token, and every form proves that it is of this site. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { CookieOptions } from 'hono/utils/cookie'
import { anyone, holderOf, type Keys } from '../../auth/authenticate.ts'
import { derivedSecret, sameSecret } from '../../auth/hash.ts'
import type { Actor } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { formTypes, readForm } from '../body/form-body.ts'
import { mediaType } from '../body/read-body.ts'
import type { AppContext, AppEnv } from '../context.ts'
import { csrfName } from '../ui/viewer.tsx'

const name = 'sitrep_token'

const isSecure = (c: AppContext): boolean => new URL(c.req.url).protocol === 'https:'

/** On https the name says that no other host and no insecure page has set it. */
const how = (c: AppContext): CookieOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'Lax',
  ...(isSecure(c) ? { secure: true, prefix: 'host' } : {}),
})

export const signIn = (c: AppContext, secret: string): void => setCookie(c, name, secret, how(c))

export const signOut = (c: AppContext): void => {
  deleteCookie(c, name, how(c))
}

const safe = new Set(['GET', 'HEAD'])

/** The token in the cookie: of requests that only read, and of forms. Any other request must carry its token itself. */
export const heldSecret = (c: AppContext): string | undefined => {
  if (!safe.has(c.req.method) && !formTypes.includes(mediaType(c))) return undefined
  return isSecure(c) ? getCookie(c, name, 'host') : getCookie(c, name)
}

/** Where a cookie whose token has ended is no reason to refuse. */
const signing = new Set(['/sign-in', '/sign-out'])

/** Whoever is signed in. Where the token has ended they are signed out; a form that they sent so is refused. */
export const takeUp = async (c: AppContext, secret: string, keys: Keys): Promise<Actor> => {
  const actor = await holderOf(secret, keys)
  if (actor) {
    c.set('session', { actor, csrf: await derivedSecret('csrf', secret) })
    return actor
  }
  c.set('ended', true)
  signOut(c)
  if (!safe.has(c.req.method) && !signing.has(c.req.path)) throw problems.tokenInvalid()
  return anyone
}

/** Refuses the form of somebody who is signed in unless a page of this session has made it. */
export const checkForms = createMiddleware<AppEnv>(async (c, next) => {
  const session = c.get('session')
  if (session && !safe.has(c.req.method)) {
    const { fields } = await readForm(c)
    const given = fields.find(([each]) => each === csrfName)?.[1] ?? ''
    if (!(await sameSecret(given, session.csrf))) throw problems.formStale()
  }
  await next()
})
