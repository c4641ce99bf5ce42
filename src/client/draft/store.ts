/**
 * Where drafts are kept. `localStorage` takes one at once, even while the page closes, but a killed browser loses what it
 * took within the last minute or so; IndexedDB takes a moment, and then keeps it. So both get each draft, and the newer
 * one counts. What a browser does not offer is left out.
 */
import { type Draft, expiredId, newestFirst, parseDraft } from './draft.ts'

/** The start of each name in `localStorage` that is ours. */
export const prefix = 'sitrep:'

const draftPrefix = `${prefix}draft:`

const databaseName = 'sitrep'
const storeName = 'drafts'

/** Returns what a function returns; undefined if the browser refuses, as it may when storage is blocked or full. */
export const attempt = <T>(act: () => T): T | undefined => {
  try {
    return act()
  } catch {
    return undefined
  }
}

/** How long the database may take to open, in milliseconds: some browsers never answer. */
const openingLimit = 2_000

let opened: Promise<IDBDatabase | undefined> | undefined

const openDatabase = (): Promise<IDBDatabase | undefined> => {
  opened ??= new Promise((resolve) => {
    const request = attempt(() => indexedDB.open(databaseName, 1))
    if (!request) return resolve(undefined)
    setTimeout(() => resolve(undefined), openingLimit)
    request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'id' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => resolve(undefined)
    request.onblocked = () => resolve(undefined)
  })
  return opened
}

/** Runs a request in a transaction. Returns its result once it is written; undefined if it fails. */
const run = async <T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> => {
  const database = await openDatabase()
  const transaction = database && attempt(() => database.transaction(storeName, mode))
  if (!transaction) return undefined
  return new Promise((resolve) => {
    const request = attempt(() => act(transaction.objectStore(storeName)))
    if (!request) return resolve(undefined)
    transaction.oncomplete = () => resolve(request.result)
    transaction.onerror = () => resolve(undefined)
    transaction.onabort = () => resolve(undefined)
    transaction.commit?.()
  })
}

/** Keeps a draft. Returns when it is safe from the end of the browser; false if the browser keeps nothing. */
export const saveDraft = async (draft: Draft): Promise<boolean> => {
  const isQuick = attempt(() => {
    localStorage.setItem(draftPrefix + draft.id, JSON.stringify(draft))
    return true
  })
  const key = await run('readwrite', (store) => store.put(draft))
  return isQuick === true || key !== undefined
}

/** Forgets a draft. */
export const deleteDraft = async (id: string): Promise<void> => {
  attempt(() => localStorage.removeItem(draftPrefix + id))
  await run('readwrite', (store) => store.delete(id))
}

/** Returns the names in `localStorage` with this start. */
export const storedNames = (start: string): string[] =>
  attempt(() => Object.keys(localStorage).filter((name) => name.startsWith(start))) ?? []

/** Returns the drafts of a form, the newest first. Forgets those that are too old at `now` (ms). */
export const listDrafts = async (form: string, now: number): Promise<Draft[]> => {
  const quick = storedNames(draftPrefix).map((name) =>
    attempt((): unknown => JSON.parse(localStorage.getItem(name) ?? 'null')),
  )
  const safe = (await run('readonly', (store) => store.getAll())) ?? []
  const all = [...quick, ...(safe as unknown[])]
  for (const each of all) {
    const id = expiredId(each, now)
    if (id !== undefined) await deleteDraft(id)
  }
  const drafts = all.flatMap((each) => parseDraft(each, now) ?? [])
  return newestFirst(drafts).filter((each) => each.form === form)
}

/** Forgets all drafts, and all else that pages of this site have kept in `localStorage` and `sessionStorage`. */
export const forgetStored = async (): Promise<void> => {
  for (const name of storedNames(prefix)) attempt(() => localStorage.removeItem(name))
  attempt(() => sessionStorage.clear())
  await run('readwrite', (store) => store.clear() as IDBRequest<undefined>)
}
