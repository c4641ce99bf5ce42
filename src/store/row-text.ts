/** How the database renders a version as finished text. */
import { keptQuote } from '../text/storage-encoding.ts'

export interface Rendering {
  readonly as: 'csv' | 'json'
  /** Between one record and the next. */
  readonly between: string
  /** Whether JSON has what the public is not shown. */
  readonly whole: boolean
}

const q = keptQuote

/** What JSON begins with. */
const stamps = (v: string): string =>
  `'{${q}id${q}:${q}' || ${v}.id || '${q},${q}status${q}:${q}' || ${v}.status || '${q},${q}revision${q}:' || ${v}.revision
   || ',${q}commit${q}:' || ${v}.commit_seq || ',${q}created_at${q}:${q}' || ${v}.created_at
   || '${q},${q}updated_at${q}:${q}' || ${v}.updated_at || '${q},'`

/** Finished JSON, in the form in which its parts are kept. */
const json = (v: string, b: string, whole: boolean): string => {
  const doc = whole ? `coalesce(substr(${b}.whole, 2), ${b}.doc)` : `${b}.doc`
  return `${stamps(v)} || '${q}warnings${q}:' || ${b}.warnings || ',' || ${doc}`
}

/** The expression for a version whose columns are `v` and whose body is `b`. */
export const rendered = (v: string, b: string, { as, whole }: Rendering): string =>
  as === 'csv' ? `${b}.line || ',' || ${v}.created_at || ',' || ${v}.updated_at` : json(v, b, whole)
