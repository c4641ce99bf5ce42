/** Every page goes out by here: its frame shows who is signed in, and its forms are of their session. */
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext } from './context.ts'
import { LookingContext } from './ui/viewer.tsx'

export const page = (
  c: AppContext,
  content: Child,
  status: ContentfulStatusCode = 200,
  headers: Readonly<Record<string, string>> = {},
) => {
  const looking = { viewer: c.get('session'), ended: c.get('ended') ?? false }
  return c.html(<LookingContext.Provider value={looking}>{content}</LookingContext.Provider>, status, headers)
}
