/** The beginning of a file, as the worker reads it for the page. */
export interface Preview {
  /** The names in the header, or the keys of the first objects. */
  readonly columns: readonly string[]
  /** The first rows. */
  readonly rows: readonly (readonly string[])[]
  /** The number of rows read so far. */
  readonly count: number
  readonly isComplete: boolean
}

/** What the worker sends; undefined if it cannot read the file. */
export type PreviewMessage = Preview | undefined

export const maxRows = 5
