/** A draft of a report on the device. */

/** A field as it was typed. */
export type TypedField = readonly [name: string, value: string]

/** Fields of the page that a draft keeps: the key that files it once, when it was begun, the version that it corrects. */
export const keptPageNames: readonly string[] = ['_key', '_served', '_seen']

export interface Draft {
  readonly version: 1
  /** Of the tab that writes it. */
  readonly id: string
  /** The path of the form, such as `/submit`. */
  readonly form: string
  /** In milliseconds since 1970 UTC. */
  readonly savedAt: number
  readonly fields: readonly TypedField[]
  /** Those of `keptPageNames`. */
  readonly page: readonly TypedField[]
  /** Whether it is to be sent as soon as there is a network. */
  readonly isWaiting: boolean
  /** Whether it is shown only to those who ask for it. */
  readonly isHidden: boolean
}

/** How long a draft is kept, in days. */
export const maxDraftDays = 30

const maxAge = maxDraftDays * 86_400_000

const isTypedField = (field: unknown): field is TypedField =>
  Array.isArray(field) && field.length === 2 && field.every((each) => typeof each === 'string')

const toTypedFields = (value: unknown): TypedField[] | undefined =>
  Array.isArray(value) ? value.filter(isTypedField) : undefined

/** Returns the id of a stored value that is too old at `now` (ms), of whatever version; undefined for any other. */
export const expiredId = (value: unknown, now: number): string | undefined => {
  const { id, savedAt } = (value ?? {}) as Partial<Draft>
  return typeof id === 'string' && typeof savedAt === 'number' && now - savedAt >= maxAge ? id : undefined
}

/** Returns the draft in a stored value; undefined if it is none, of another version or too old at `now` (ms). */
export const parseDraft = (value: unknown, now: number): Draft | undefined => {
  const { version, id, form, savedAt, ...rest } = (value ?? {}) as Partial<Draft>
  const fields = toTypedFields(rest.fields)
  if (version !== 1 || typeof id !== 'string' || typeof form !== 'string' || !fields) return undefined
  if (typeof savedAt !== 'number' || !(now - savedAt < maxAge)) return undefined
  const page = (toTypedFields(rest.page) ?? []).filter(([name]) => keptPageNames.includes(name))
  const [isWaiting, isHidden] = [rest.isWaiting === true, rest.isHidden === true]
  return { version, id, form, savedAt, fields, page, isWaiting, isHidden }
}

/** Returns the drafts of a form, the newest first; of those with one id, only the newest. */
export const newestFirst = (drafts: readonly Draft[]): Draft[] => {
  const sorted = [...drafts].sort((a, b) => b.savedAt - a.savedAt)
  return sorted.filter(({ id }, i) => sorted.findIndex((each) => each.id === id) === i)
}
