/** The state of a normalization: its options, and what it has found so far. */
import type { Issue } from '../../../schemas/rules.ts'

/** A value that is read differently from its text, that may not mean what it says, or that follows from another. */
export interface ReadingNote {
  readonly rule:
    | 'number.separators'
    | 'value.placeholder'
    | 'event_type.implied'
    | 'date.form'
    | 'location.degrees'
  readonly pointer: string
  readonly received: Issue['received']
}

interface NormalizeOptions {
  /** Whether texts that look like numbers are read as numbers: forms and tables have only texts. */
  readonly fromText?: boolean | undefined
  /** Returns whether a text usually means that there is no value: it is refused, or noted in JSON, which has null. */
  readonly isPlaceholder?: ((text: string) => boolean) | undefined
  /** Whether wrong values are kept, for a stored record that has them already. */
  readonly keepsWrong?: boolean | undefined
}

export interface NormalizeState extends NormalizeOptions {
  readonly issues: Issue[]
  readonly notes: ReadingNote[]
  /** Pointers to absent fields that a mistyped name seems to mean. */
  readonly suggestedPointers: string[]
  /** Whether the schema certainly accepts every value. */
  isTriviallyValid: boolean
  /** The number of absent required fields. */
  missingCount: number
}

export const createNormalizeState = (
  options: NormalizeOptions,
  issues: readonly Issue[] = [],
): NormalizeState => ({
  ...options,
  issues: [...issues],
  notes: [],
  suggestedPointers: [],
  isTriviallyValid: true,
  missingCount: 0,
})

/** The current path; steps are pushed and popped. */
export type PathStack = (string | number)[]
