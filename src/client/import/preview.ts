/** The beginning of a file, as a browser reads it before it is sent. */
export interface Preview {
  /** The names in the header, or the keys of the first objects. */
  readonly columns: readonly string[]
  /** The first rows, at most `maxSampleRows`. */
  readonly rows: readonly (readonly string[])[]
  /** The number of rows read so far. */
  readonly count: number
  readonly isComplete: boolean
}

/** The number of rows by which fields are suggested for the columns. */
export const maxSampleRows = 100

/** The milliseconds between two reports. */
export const reportInterval = 100
