/** A file that is read in any order: an object in R2, or a file on a disk. */
export interface RandomAccessFile {
  /** In bytes. */
  readonly size: number
  /** Returns the bytes at an offset; fewer at the end of the file. */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>
}
