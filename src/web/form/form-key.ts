/** The key of the form of a new record: sending the same report again with it leads to the first one's receipt. */
import { getCookie, setCookie } from 'hono/cookie'
import { createSecret, deriveSecret } from '../../auth/hash.ts'
import { type AppContext, originOf } from '../context.ts'

const cookieName = 'sitrep_form'
const keyPattern = /^[\w-]{43}$/

/** Keeps the key until the browser is closed. Only the page of the form gets it back. */
const setKeyCookie = (c: AppContext, value: string): void =>
  setCookie(c, cookieName, value, {
    path: '/submit',
    httpOnly: true,
    sameSite: 'Lax',
    secure: originOf(c).startsWith('https:'),
  })

const isReload = (c: AppContext): boolean =>
  /\b(?:max-age=0|no-cache)\b/.test(c.req.header('Cache-Control') ?? '')

/**
 * Returns the key of the form in this browser. All its tabs share one until a report is filed with it; a reloaded page
 * has its key even then.
 */
export const browserKey = (c: AppContext): string => {
  const [key = '', mark] = (getCookie(c, cookieName) ?? '').split('.')
  if (keyPattern.test(key) && (mark === undefined || isReload(c))) return key
  const created = createSecret()
  setKeyCookie(c, created)
  return created
}

/** Marks a key of this browser as used, so that the next report gets another. */
export const markKeyUsed = (c: AppContext, key: string): void => {
  if (keyPattern.test(key)) setKeyCookie(c, `${key}.used`)
}

/** Returns the key for another report that was sent with a used key; the same one each time it is sent. */
export const nextKey = (key: string, body: Uint8Array): Promise<string> => deriveSecret(key, body)
