/**
 * The database that answers a request. A bookmark says how far a program or a browser has read or written, so that no
 * older replica answers it. Only readers of every record get one: it grows with every write, drafts and corrections
 * included. Others read their own reports from the primary.
 */
import { can } from '../auth/permissions.ts'
import { openDatabase, parseBookmark, type RequestDatabase } from '../store/request-database.ts'
import { readBookmarkCookie, safeMethods, setBookmarkCookie } from './access/session.ts'
import type { AppContext } from './context.ts'

const bookmarkHeader = 'x-d1-bookmark'

/**
 * Opens the database of a request. Writes go to the primary. Reads of a holder of a token begin at the bookmark of
 * the request, or at the primary if it has none; a malformed bookmark counts as none. Any replica answers the public.
 */
export const openRequestDatabase = (c: AppContext, isHolder: boolean): RequestDatabase => {
  const [header, cookie] = [c.req.header(bookmarkHeader), readBookmarkCookie(c)]
  if (!safeMethods.has(c.req.method)) return openDatabase(c.env.DB, 'primary')
  if (!isHolder) return openDatabase(c.env.DB, 'first-unconstrained')
  return openDatabase(c.env.DB, parseBookmark(header) ?? parseBookmark(cookie) ?? 'first-primary')
}

/** Adds the bookmark to the response to an editor or admin; a browser gets it as a cookie, too. */
export const sendBookmark = (c: AppContext, bookmark: string | undefined): void => {
  if (bookmark === undefined || !can(c.get('actor'), 'readAll')) return
  c.header(bookmarkHeader, bookmark)
  if (c.get('session')) setBookmarkCookie(c, bookmark)
}
