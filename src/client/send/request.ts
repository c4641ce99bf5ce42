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

/** Sends a form. Returns what came of it; never throws. */
export const sendForm = async (url: string, body: URLSearchParams): Promise<Answer> => {
  try {
    const signal = AbortSignal.timeout?.(patience) ?? null
    const answer = await fetch(url, { method: 'POST', body, headers: { accept: 'text/html' }, signal })
    if (answer.redirected && answer.ok) return { kind: 'filed', url: answer.url }
    if (answer.status >= 500) return { kind: 'none' }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    return page.querySelector('main') ? { kind: 'page', page } : { kind: 'none' }
  } catch {
    return { kind: 'none' }
  }
}
