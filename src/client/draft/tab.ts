/** Which tab writes which draft: each its own, so that two tabs never write over each other. */
import { attempt } from './store.ts'

const idName = 'sitrep:tab'

const lockName = (id: string): string => `sitrep:draft:${id}`

/** Ends the hold of this page on its draft. */
let release: (() => void) | undefined

/** Takes the draft with this id for this page. Returns false if another page has it. */
const take = (id: string): Promise<boolean> => {
  if (!navigator.locks) return Promise.resolve(true)
  return new Promise((resolve) => {
    navigator.locks
      .request(lockName(id), { ifAvailable: true }, (lock) => {
        resolve(lock !== null)
        if (lock === null) return undefined
        return new Promise<void>((end) => {
          release = end
        })
      })
      .catch(() => resolve(true))
  })
}

/** Makes the page write the draft with this id from now on, unless another page does. Returns whether it does. */
export const adopt = async (id: string): Promise<boolean> => {
  const before = release
  if (!(await take(id))) return false
  before?.()
  attempt(() => sessionStorage.setItem(idName, id))
  return true
}

/** Returns the id of the draft of this page: that of the tab, or a new one if another page has it. */
export const adoptOwn = async (): Promise<string> => {
  const known = attempt(() => sessionStorage.getItem(idName))
  return known && (await adopt(known)) ? known : adoptNew()
}

/** Returns the id of a new draft, which is that of this page from now on. */
export const adoptNew = async (): Promise<string> => {
  const id = crypto.randomUUID?.() ?? String(Math.random())
  await adopt(id)
  return id
}

/**
 * Holds the draft only while the page is shown: a browser keeps no page for Back that holds anything. Calls `onLoss` if
 * another page has taken it meanwhile.
 */
export const holdWhileShown = (idOf: () => string, onLoss: () => void): void => {
  addEventListener('pagehide', () => {
    release?.()
    release = undefined
  })
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void adopt(idOf()).then((isHeld) => isHeld || onLoss())
  })
}
