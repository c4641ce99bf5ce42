/** Sessions of browsers: a cookie holds the token, and every form proves that it comes from this site. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { CookieOptions } from 'hono/utils/cookie'
import { type AuthContext, findActor, publicActor } from '../../auth/authenticate.ts'
import { deriveSecret, isSameSecret } from '../../auth/hash.ts'
import type { Actor } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { readFileForm } from '../body/file-form.ts'
import { formTypes } from '../body/form-body.ts'
import { mediaType } from '../body/read-body.ts'
import type { AppContext, AppEnv } from '../context.ts'
import { csrfName } from '../ui/viewer.tsx'
import { isGuest } from './origins.ts'

const cookieName = 'sitrep_token'

const isSecure = (c: AppContext): boolean => new URL(c.req.url).protocol === 'https:'

/** On https, the `__Host-` prefix guarantees that no other host and no insecure page has set the cookie. */
const cookieOptions = (c: AppContext): CookieOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'Lax',
  ...(isSecure(c) ? { secure: true, prefix: 'host' } : {}),
})

/** Sets the cookie of a session. */
export const signIn = (c: AppContext, secret: string): void =>
  setCookie(c, cookieName, secret, cookieOptions(c))

const bookmarkName = 'sitrep_bookmark'

/** Ends a session, and deletes its cookies. */
export const signOut = (c: AppContext): void => {
  c.set('session', undefined)
  for (const name of [cookieName, bookmarkName]) deleteCookie(c, name, cookieOptions(c))
}

/** How long a browser keeps a bookmark, in seconds. Without one it reads from the primary. */
const maxBookmarkAge = 600

/** Sets the cookie that says how far this browser has read or written. */
export const setBookmarkCookie = (c: AppContext, bookmark: string): void =>
  setCookie(c, bookmarkName, bookmark, { ...cookieOptions(c), maxAge: maxBookmarkAge })

/** Returns the text of the bookmark's cookie, unchecked; undefined if there is none. */
export const readBookmarkCookie = (c: AppContext): string | undefined =>
  isSecure(c) ? getCookie(c, bookmarkName, 'host') : getCookie(c, bookmarkName)

/** The methods that only read. */
export const safeMethods = new Set(['GET', 'HEAD'])

/**
 * Returns the token in the cookie of a read or a form of this site; undefined for any other request, which must carry
 * its token itself.
 */
export const cookieToken = (c: AppContext): string | undefined => {
  if (isGuest(c)) return undefined
  if (!safeMethods.has(c.req.method) && !formTypes.includes(mediaType(c))) return undefined
  return isSecure(c) ? getCookie(c, cookieName, 'host') : getCookie(c, cookieName)
}

/** Paths on which an invalid token in a cookie is no error. */
const signInPaths = new Set(['/sign-in', '/sign-out'])

/** Returns the actor of the cookie. If its token is no longer valid, signs out; a form sent that way throws a token-invalid Problem. */
export const resumeSession = async (c: AppContext, secret: string, keys: AuthContext): Promise<Actor> => {
  const actor = await findActor(secret, keys)
  if (actor) {
    c.set('session', { actor, csrf: await deriveSecret('csrf', secret) })
    return actor
  }
  c.set('isSessionExpired', true)
  signOut(c)
  if (!safeMethods.has(c.req.method) && !signInPaths.has(c.req.path)) throw problems.tokenInvalid()
  return publicActor
}

/** Throws a form-stale Problem if a signed-in person sends a form that no page of this session made. */
export const csrf = createMiddleware<AppEnv>(async (c, next) => {
  const session = c.get('session')
  if (session && !safeMethods.has(c.req.method)) {
    const { fields } = await readFileForm(c)
    const token = fields.find(([each]) => each === csrfName)?.[1] ?? ''
    if (!(await isSameSecret(token, session.csrf))) throw problems.formStale()
  }
  await next()
})
