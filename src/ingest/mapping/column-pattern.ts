/** Names of columns that represent several. */

/** A column with a `*` as the text before it and after it. */
export interface RepeatPattern {
  readonly before: string
  readonly after: string
}

/** Returns the parts of a column that names every entry of a list; undefined for any other column. */
export const parseRepeat = (column: string): RepeatPattern | undefined => {
  const [, before, after] = /^([^*]+\.)\*(\.[^*]+|)$/.exec(column) ?? []
  return before === undefined || after === undefined ? undefined : { before, after }
}
