/** The language of a page: that of its address, its cookie or its browser. */
import { setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { languageDetector } from 'hono/language'
import { catalogues, defaultLanguage, type Language, languages } from '../messages/messages.ts'
import type { AppContext, AppEnv } from './context.ts'
import { isPageRequest } from './headers.ts'

const cookieName = 'sitrep_lang'
const parameterName = 'lang'
const maxCookieAge = 365 * 24 * 3600

/** Sets the variable `language`. The cookie is not set for a language that only the browser names. */
const detectLanguage = languageDetector({
  supportedLanguages: [...languages],
  fallbackLanguage: defaultLanguage,
  lookupQueryString: parameterName,
  lookupCookie: cookieName,
  caches: false,
})

/** Returns the language in the address; undefined if it names none that there is. */
const statedLanguage = (search: URLSearchParams): Language | undefined => {
  const stated = search.get(parameterName)?.toLowerCase()
  return languages.find((each) => each === stated)
}

/** Keeps the language that the address of a page names, and removes the name, which the page does not know. */
const takeParameter = (c: AppContext): void => {
  const { raw } = c.req
  const url = new URL(raw.url)
  if (!url.searchParams.has(parameterName)) return
  const language = statedLanguage(url.searchParams)
  if (language !== undefined) {
    c.set('statedLanguage', language)
    setCookie(c, cookieName, language, {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      maxAge: maxCookieAge,
      secure: url.protocol === 'https:',
    })
  }
  url.searchParams.delete(parameterName)
  c.req.raw = new Request(url, raw)
}

/**
 * Chooses the language of pages: `?lang=`, which a cookie keeps for a year, then the cookie, then Accept-Language.
 * Other responses do not depend on it.
 */
export const chooseLanguage = createMiddleware<AppEnv>(async (c, next) => {
  await detectLanguage(c, async () => undefined)
  const language = c.get('language') as Language
  c.set('messages', catalogues[language])
  if (c.req.raw.url.includes(`${parameterName}=`) && isPageRequest(c)) takeParameter(c)
  await next()
})
