/**
 * The file of the points of a list. A point has 6 bytes, a whole number of 48 bits with the highest byte first: 23 bits of
 * longitude from -180 to 180, 22 bits of latitude from -90 to 90, 3 bits of precision. Steps are under 5 m.
 */

export const bytesOfPoint = 6

const [maxLongitude, maxLatitude, precisions] = [2 ** 23 - 1, 2 ** 22 - 1, 2 ** 3]

/** Precisions are numbers: 0 if none is stated, 1 exact, 2 near; greater ones are those of a larger place. */
export const maxFinePrecision = 2

/** Returns the number of a point. */
export const encodePoint = (longitude: number, latitude: number, precision: number): number => {
  const x = Math.round(((longitude + 180) / 360) * maxLongitude)
  const y = Math.round(((latitude + 90) / 180) * maxLatitude)
  return (x * (maxLatitude + 1) + y) * precisions + precision
}

/** Returns the file of the numbers of points, in ascending order. */
export const writePoints = (numbers: readonly number[]): Uint8Array<ArrayBuffer> => {
  const view = new DataView(new ArrayBuffer(numbers.length * bytesOfPoint))
  for (const [i, number] of Float64Array.from(numbers).sort().entries()) {
    view.setUint16(i * bytesOfPoint, Math.floor(number / 2 ** 32))
    view.setUint32(i * bytesOfPoint + 2, number % 2 ** 32)
  }
  return new Uint8Array(view.buffer)
}

/** Visits the points of a file. */
export const visitPoints = (
  bytes: ArrayBuffer,
  visit: (longitude: number, latitude: number, precision: number) => void,
): void => {
  const view = new DataView(bytes)
  for (let at = 0; at < bytes.byteLength; at += bytesOfPoint) {
    const number = view.getUint16(at) * 2 ** 32 + view.getUint32(at + 2)
    const place = Math.floor(number / precisions)
    const x = Math.floor(place / (maxLatitude + 1))
    const y = place % (maxLatitude + 1)
    visit((x / maxLongitude) * 360 - 180, (y / maxLatitude) * 180 - 90, number % precisions)
  }
}
