/** Somebody who is signed in with a browser: by cookie, with the proof that pages carry. */
import { env } from 'cloudflare:workers'
import { deriveSecret } from '../../src/auth/hash.ts'
import { type Answer, ask, browser, type Handler, worker } from './client.ts'

export interface SignedIn {
  readonly headers: Readonly<Record<string, string>>
  readonly page: (path: string) => Promise<string>
  readonly send: (path: string, form: Readonly<Record<string, string>>) => Promise<Answer>
}

/** Returns the pages and forms of the holder of a token, by default of the first admin. */
export const signIn = async (token: string = env.ADMIN_TOKEN, door: Handler = worker): Promise<SignedIn> => {
  const headers = { ...browser, Cookie: `sitrep_token=${token}` }
  const _csrf = await deriveSecret('csrf', token)
  return {
    headers,
    page: async (path) => (await ask(path, { headers }, door)).text,
    send: (path, form) => ask(path, { form: { ...form, _csrf }, headers }, door),
  }
}
