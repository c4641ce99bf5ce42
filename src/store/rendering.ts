/** How the database renders a version as finished text. */

export interface Rendering {
  readonly as: 'csv' | 'json'
  /** Between one record and the next. */
  readonly between: string
  /** Whether JSON has the editors' notes. */
  readonly notes: boolean
}

const json = (v: string, b: string, notes: boolean): string =>
  `'{"id":"' || ${v}.id || '","status":"' || ${v}.status || '","revision":' || ${v}.revision
   || ',"commit":' || ${v}.commit_seq || ',"created_at":"' || ${b}.created_at || '","updated_at":"' || ${b}.updated_at
   || '","warnings":' || ${b}.warnings || ','
   ${notes ? `|| iif(${b}.notes IS NULL, '', '"notes":' || json_quote(${b}.notes) || ',')` : ''} || substr(${b}.doc, 2)`

/** The expression for a version whose columns are `v` and whose body is `b`. */
export const rendered = (v: string, b: string, { as, notes }: Rendering): string =>
  as === 'csv' ? `${b}.line` : json(v, b, notes)
