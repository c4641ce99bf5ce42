/** Files that are the same for everybody and that pages of any site may read, whatever token a request has. */
import type { AppContext } from '../context.ts'

/** Responds with a file; a reader's copy is good as long as its ETag is. */
export const sendPublicFile = (c: AppContext, text: string, type: string) =>
  c.body(text, 200, {
    'Content-Type': type,
    'Cache-Control': 'public, no-cache',
    'Access-Control-Allow-Origin': '*',
  })
