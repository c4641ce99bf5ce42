/** The viewer and the language of a page, as context for every component. */
import { type Child, createContext, useContext } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { catalogues, type Messages } from '../../messages/messages.ts'
import { type AppContext, messagesOf, type Viewer } from '../context.ts'
import type { ClientScript } from './client-scripts.ts'

export interface ViewerState {
  /** Undefined if nobody is signed in. */
  readonly viewer?: Viewer | undefined
  /** Whether the session ended because its token is no longer valid. */
  readonly isSessionExpired: boolean
  /** The script of the page; undefined if it has none. */
  readonly script?: ClientScript | undefined
}

export const ViewerContext = createContext<ViewerState>({ isSessionExpired: false })

const MessagesContext = createContext<Messages>(catalogues.en)

/** Returns the texts in the language of the page that is being rendered. */
export const useMessages = (): Messages => useContext(MessagesContext)

/** Returns who is signed in; undefined if nobody is. */
export const useViewer = (): Viewer | undefined => useContext(ViewerContext).viewer

interface PageOptions {
  readonly status?: ContentfulStatusCode
  readonly headers?: Readonly<Record<string, string>>
  /** The script of the page. A page without one may not load any. */
  readonly script?: ClientScript | undefined
}

/**
 * Responds with a page in the language of the request, for the signed-in viewer. A Problem can be passed for its
 * status.
 */
export const renderPage = (
  c: AppContext,
  content: Child,
  { status = 200, headers = {}, script }: PageOptions = {},
) => {
  const isSessionExpired = c.get('isSessionExpired') ?? false
  const state = { viewer: c.get('session'), isSessionExpired, script }
  c.set('hasScript', script !== undefined)
  return c.html(
    <MessagesContext.Provider value={messagesOf(c)}>
      <ViewerContext.Provider value={state}>{content}</ViewerContext.Provider>
    </MessagesContext.Provider>,
    status,
    headers,
  )
}

/** The name of the hidden field with the CSRF token of a session. */
export const csrfName = '_csrf'
