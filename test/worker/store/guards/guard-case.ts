/** How a guard of the database is put to the test. */

export interface GuardCase {
  /** A trigger's name, or a constraint as `table: text`. */
  readonly guard: string
  readonly what: string
  /** One batch. */
  readonly forbidden: readonly string[]
  /** What the message of the refusal holds. */
  readonly refused: string
  /** What refuses it when the guard is gone; it passes when nothing is said. */
  readonly otherwise?: string
}

type Row = readonly [what: string, forbidden: string | readonly string[], refused: string, otherwise?: string]

export const guardCase = (guard: string, ...rows: readonly Row[]): GuardCase[] =>
  rows.map(([what, forbidden, refused, otherwise]) => ({
    guard,
    what,
    forbidden: [forbidden].flat(),
    refused,
    ...(otherwise === undefined ? {} : { otherwise }),
  }))

export const noDelete = 'sitrep:no_delete'
export const foreignKeyFailed = 'FOREIGN KEY constraint failed'
export const checkFailed = (text: string) => `CHECK constraint failed: ${text}`
export const uniqueFailed = (...names: string[]) => `UNIQUE constraint failed: ${names.join(', ')}`
export const onConflictUpdate = (set: string) => ({ upsert: `ON CONFLICT DO UPDATE SET ${set}` })
