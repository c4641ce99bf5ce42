declare module 'edtf' {
  /** Instants in milliseconds since 1970 UTC. */
  export interface Extent {
    readonly min: number
    readonly max: number
  }

  /** Reads a text in EDTF. Throws an Error on any other. */
  export default function edtf(text: string): Extent
}
