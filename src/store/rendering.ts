/** How the database renders a version as finished text. */
import { keptQuote } from '../derive/transport.ts'

export interface Rendering {
  readonly as: 'csv' | 'json'
  /** Between one record and the next. */
  readonly between: string
  /** Whether JSON has the editors' notes. */
  readonly notes: boolean
}

/** What JSON begins with; `q` is what stands for a quote. */
const stamps = (v: string, b: string, q: string): string =>
  `'{${q}id${q}:${q}' || ${v}.id || '${q},${q}status${q}:${q}' || ${v}.status || '${q},${q}revision${q}:' || ${v}.revision
   || ',${q}commit${q}:' || ${v}.commit_seq || ',${q}created_at${q}:${q}' || ${b}.created_at
   || '${q},${q}updated_at${q}:${q}' || ${b}.updated_at || '${q},'`

/** Finished JSON: what is kept ready behind the stamps; with notes it is put together of the record's own text. */
const json = (v: string, b: string, notes: boolean): string =>
  notes
    ? `${stamps(v, b, '"')} || '"warnings":' || ${b}.warnings || ','
       || iif(${b}.notes IS NULL, '', '"notes":' || json_quote(${b}.notes) || ',') || substr(${b}.doc, 2)`
    : `${stamps(v, b, keptQuote)} || ${b}.json`

/** The expression for a version whose columns are `v` and whose body is `b`. */
export const rendered = (v: string, b: string, { as, notes }: Rendering): string =>
  as === 'csv' ? `${b}.line` : json(v, b, notes)
