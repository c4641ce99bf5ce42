/** Who looks at a page: what the frame of every page and every form want to know without being told one by one. */
import { type Child, createContext, useContext } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { catalogues, type Messages } from '../../messages/messages.ts'
import { type AppContext, messagesOf, type Viewer } from '../context.ts'

export interface ViewerState {
  /** Undefined for whoever has not signed in. */
  readonly viewer?: Viewer | undefined
  /** Whether somebody was signed in whose token has ended. */
  readonly isSessionExpired: boolean
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
}

/** Sends a page: its frame shows who is signed in, and its forms are of their session. A Problem gives its status. */
export const renderPage = (
  c: AppContext,
  content: Child,
  { status = 200, headers = {} }: PageOptions = {},
) => {
  const state = { viewer: c.get('session'), isSessionExpired: c.get('isSessionExpired') ?? false }
  return c.html(
    <MessagesContext.Provider value={messagesOf(c)}>
      <ViewerContext.Provider value={state}>{content}</ViewerContext.Provider>
    </MessagesContext.Provider>,
    status,
    headers,
  )
}

/** The field of a form with what the session carries: without it the form of somebody who is signed in is refused. */
export const csrfName = '_csrf'
