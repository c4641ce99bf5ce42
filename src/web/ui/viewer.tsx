/** The viewer and the language of a page, as context for every component. */
import { type Child, createContext, useContext } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { catalogues, type Language, type Messages } from '../../messages/messages.ts'
import { type AppContext, messagesOf, originOf, pathAndQuery, type Viewer } from '../context.ts'
import { languageHeader } from '../headers.ts'
import { readSiteSettings, type SiteSettings } from '../site/site-settings.ts'
import type { ClientScript } from './client-scripts.ts'

export interface ViewerState {
  /** Undefined if nobody is signed in. */
  readonly viewer?: Viewer | undefined
  /** Whether the session ended because its token is no longer valid. */
  readonly isSessionExpired: boolean
  readonly origin: string
  /** The path and query of the page; undefined if it answers a form. */
  readonly url?: string | undefined
  /** The language that the address of the page names. */
  readonly statedLanguage?: Language | undefined
  /** The script of the page; undefined if it has none. */
  readonly script?: ClientScript | undefined
  /** What the operator says of the site. */
  readonly site: SiteSettings
}

export const ViewerContext = createContext<ViewerState>({ isSessionExpired: false, origin: '', site: {} })

const MessagesContext = createContext<Messages>(catalogues.en)

/** Returns the texts in the language of the page that is being rendered. */
export const useMessages = (): Messages => useContext(MessagesContext)

/** Returns who is signed in; undefined if nobody is. */
export const useViewer = (): Viewer | undefined => useContext(ViewerContext).viewer

/** Returns the origin of the page, such as `https://example.org`. */
export const useOrigin = (): string => useContext(ViewerContext).origin

/** Returns what the operator says of the site. */
export const useSite = (): SiteSettings => useContext(ViewerContext).site

const isRead = (c: AppContext): boolean => c.req.method === 'GET' || c.req.method === 'HEAD'

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
  const messages = messagesOf(c)
  const state = {
    viewer: c.get('session'),
    isSessionExpired: c.get('isSessionExpired') ?? false,
    origin: originOf(c),
    url: isRead(c) ? pathAndQuery(c) : undefined,
    statedLanguage: c.get('statedLanguage'),
    script,
    site: readSiteSettings(c.env, messages.language.code as Language),
  }
  c.set('hasScript', script !== undefined)
  c.set('hasWorker', script === 'import')
  return c.html(
    <MessagesContext.Provider value={messages}>
      <ViewerContext.Provider value={state}>{content}</ViewerContext.Provider>
    </MessagesContext.Provider>,
    status,
    { ...languageHeader(messages), ...headers },
  )
}

/** The name of the hidden field with the CSRF token of a session. */
export const csrfName = '_csrf'
