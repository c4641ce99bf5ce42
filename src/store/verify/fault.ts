/** What is wrong in a store: where it is, and what. */
export interface Fault {
  /** The table, or `files` for the bucket. */
  readonly table: string
  /** The key of the row, as text. */
  readonly key: string
  readonly detail: string
}

/** A query whose rows are faults of a table; each has a `key`, and `detail` if that depends on the row. */
export interface Check {
  readonly sql: string
  readonly detail: string
}
