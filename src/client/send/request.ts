/** Requests of the form: what the server answers to the same form that a page without a script sends. */

/** How long an answer is awaited, in milliseconds. */
const patience = 30_000

export type Answer =
  /** The address of the page after the report was filed. */
  | { readonly kind: 'filed'; readonly url: string }
  /** A page, such as the form with its errors. */
  | { readonly kind: 'page'; readonly page: Document }
  /** There was no answer, or none of the server itself. */
  | { readonly kind: 'none' }

/** Where a report or a correction leads once it is filed; any other address is that of a page in its way. */
const filedPath = /^\/(?:receipts|incidents|suggestions|queue)\b/

const isFiled = ({ redirected, ok, url }: Response): boolean =>
  redirected && ok && new URL(url).origin === location.origin && filedPath.test(new URL(url).pathname)

/** Returns a page of this site; undefined for that of somebody in between, or one that was cut. */
const parsePage = (text: string): Document | undefined => {
  if (!/<\/html>\s*$/.test(text)) return undefined
  const page = new DOMParser().parseFromString(text, 'text/html')
  return page.querySelector('body > main#content') ? page : undefined
}

/** Sends a form. Returns what came of it; never throws. */
export const sendForm = async (
  url: string,
  body: URLSearchParams,
  stop = new AbortController(),
): Promise<Answer> => {
  const limit = setTimeout(() => stop.abort(), patience)
  try {
    const { signal } = stop
    const answer = await fetch(url, { method: 'POST', body, headers: { accept: 'text/html' }, signal })
    if (isFiled(answer)) return { kind: 'filed', url: answer.url }
    const page = parsePage(await answer.text())
    // A server in trouble is tried again, unless it says so in the form itself.
    const isUsable = page && (answer.status < 500 || page.querySelector('form.incident'))
    return isUsable ? { kind: 'page', page } : { kind: 'none' }
  } catch {
    return { kind: 'none' }
  } finally {
    clearTimeout(limit)
  }
}
