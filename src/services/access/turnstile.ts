/** Cloudflare Turnstile, which says whether a person sends a form. */
import { attempt } from '../exports/export-cache.ts'

const verifyUrl = 'https://challenges.cloudflare.com/turnstile/v0/siteverify'
const verifyTimeout = 5000

/** Asks Turnstile whether it refuses a response. Throws if it cannot be asked. */
const ask = async (secret: string, response: string): Promise<boolean> => {
  const body = new URLSearchParams({ secret, response })
  const signal = AbortSignal.timeout(verifyTimeout)
  const answer = await fetch(verifyUrl, { method: 'POST', body, signal })
  return answer.ok && ((await answer.json()) as { success?: unknown }).success === false
}

/**
 * Returns whether Turnstile refuses a response of its widget. If it cannot be asked, that is logged and nothing is
 * refused: a lost report is worse than spam.
 */
export const isRefused = async (secret: string, response: string): Promise<boolean> => {
  if (response === '') return true
  const refusal = ask(secret, response)
  return (await attempt('Turnstile cannot be asked', refusal)) && (await refusal)
}
