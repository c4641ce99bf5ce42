/** Who looks at a page: what the frame of every page and every form want to know without being told one by one. */
import { createContext, useContext } from 'hono/jsx'
import type { Actor } from '../../auth/permissions.ts'

export interface Viewer {
  readonly actor: Actor
  /** What forms carry, so that no other site can send them in this name. */
  readonly csrf: string
}

export interface ViewerState {
  /** Undefined for whoever has not signed in. */
  readonly viewer?: Viewer | undefined
  /** Whether somebody was signed in whose token has ended. */
  readonly isSessionExpired: boolean
}

export const ViewerContext = createContext<ViewerState>({ isSessionExpired: false })

export const useViewer = (): Viewer | undefined => useContext(ViewerContext).viewer

/** The field of a form with what the session carries: without it the form of somebody who is signed in is refused. */
export const csrfName = '_csrf'
