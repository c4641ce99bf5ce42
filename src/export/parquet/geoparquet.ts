/** Places in a Parquet file by GeoParquet 1.1: points as WKB in WGS 84, the default coordinate system. */

export const geometryColumn = 'geometry'

/** Longitude and latitude. */
export type Position = readonly [number, number]

/** Returns a point in WKB (OGC 06-103r4, section 8.2): little-endian, type, longitude, latitude. */
export const encodePoint = ([longitude, latitude]: Position): Uint8Array => {
  const view = new DataView(new ArrayBuffer(21))
  view.setUint8(0, 1)
  view.setUint32(1, 1, true)
  view.setFloat64(5, longitude, true)
  view.setFloat64(13, latitude, true)
  return new Uint8Array(view.buffer)
}

/** The smallest box around positions. */
export class BoundingBox {
  #west = Number.POSITIVE_INFINITY
  #south = Number.POSITIVE_INFINITY
  #east = Number.NEGATIVE_INFINITY
  #north = Number.NEGATIVE_INFINITY

  add([longitude, latitude]: Position): void {
    this.#west = Math.min(this.#west, longitude)
    this.#south = Math.min(this.#south, latitude)
    this.#east = Math.max(this.#east, longitude)
    this.#north = Math.max(this.#north, latitude)
  }

  /** West, south, east, north; undefined without positions. */
  get bbox(): readonly number[] | undefined {
    return this.#west > this.#east ? undefined : [this.#west, this.#south, this.#east, this.#north]
  }
}

/** Returns the value of the file's `geo` key. */
export const geoMetadata = ({ bbox }: BoundingBox): string =>
  JSON.stringify({
    version: '1.1.0',
    primary_column: geometryColumn,
    columns: {
      [geometryColumn]: { encoding: 'WKB', geometry_types: ['Point'], ...(bbox ? { bbox } : {}) },
    },
  })
