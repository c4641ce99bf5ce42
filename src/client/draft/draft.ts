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

/** Returns the draft in a stored value; undefined if it is none, of another version or too old at `now` (ms). */
export const parseDraft = (value: unknown, now: number): Draft | undefined => {
  const draft = value as Draft | null | undefined
  const isDraft =
    typeof draft === 'object' && draft !== null && draft.version === 1 && Array.isArray(draft.fields)
  return isDraft && now - draft.savedAt < maxAge ? draft : undefined
}

/** Returns the drafts of a form, the newest first; of those with one id, only the newest. */
export const newestFirst = (drafts: readonly Draft[]): Draft[] => {
  const sorted = [...drafts].sort((a, b) => b.savedAt - a.savedAt)
  return sorted.filter(({ id }, i) => sorted.findIndex((each) => each.id === id) === i)
}
