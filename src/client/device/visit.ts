/**
 * Whether a page was shown before all was forgotten: Back shows it again with what was typed, for the browser keeps that
 * itself. Each entry of the history has the mark of its visit; to forget all begins another visit.
 */
import { attempt } from '../draft/store.ts'

const visitName = 'sitrep:visit'

const currentVisit = (): string | undefined =>
  attempt(() => {
    const known = sessionStorage.getItem(visitName) ?? String(Math.random())
    sessionStorage.setItem(visitName, known)
    return known
  })

/** Returns whether the visit of this page has ended; marks the page if it has no mark. */
export const isOfEndedVisit = (): boolean => {
  const { visit } = (history.state ?? {}) as { readonly visit?: unknown }
  const current = currentVisit()
  // A page that takes the place of one with the same address keeps its mark, so an old mark is replaced too.
  if (visit !== current) history.replaceState({ visit: current }, '')
  return visit !== undefined && visit !== current
}

/** Ends the visit: earlier pages of this tab are shown no more. */
export const endVisit = (): void => {
  attempt(() => sessionStorage.removeItem(visitName))
  history.replaceState(null, '')
}

const forgotten = 'forgotten'

/** What tells the pages of this site from one another; a page does not hear itself. */
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('sitrep') : undefined

/** Calls `act` when another page of this site has forgotten all. */
export const onForgottenElsewhere = (act: () => void): void => {
  channel?.addEventListener('message', ({ data }) => {
    if (data === forgotten) act()
  })
}

/** Tells the other pages of this site that all was forgotten. */
export const announceForgotten = (): void => {
  channel?.postMessage(forgotten)
}
