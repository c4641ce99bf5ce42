/** Every page goes out by here: its frame shows who is signed in, and its forms are of their session. */
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext } from './context.ts'
import { ViewerContext } from './ui/viewer.tsx'

export const renderPage = (
  c: AppContext,
  content: Child,
  status: ContentfulStatusCode = 200,
  headers: Readonly<Record<string, string>> = {},
) => {
  const state = { viewer: c.get('session'), isSessionExpired: c.get('isSessionExpired') ?? false }
  return c.html(<ViewerContext.Provider value={state}>{content}</ViewerContext.Provider>, status, headers)
}
