import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createZipWriter } from '../../../src/export/zip.ts'
import { readZip } from './read-zip.ts'

/** Letters that do not deflate to much less. */
const noise = (length: number, seed: number): Buffer =>
  Buffer.from(
    fc.sample(fc.uint8Array({ minLength: length, maxLength: length }), { numRuns: 1, seed })[0] ?? [],
  )

const [first, second] = [noise(300_000, 1), noise(200_000, 2)]

/** Both files written in turns, so many bytes at a time. */
const inTurns = (piece: number): Buffer => {
  const zip = createZipWriter()
  const open = [first, second].map((bytes, i) => ({ bytes, file: zip.addFile(`${i}.bin`) }))
  const out: Uint8Array[] = []
  for (let at = 0; at < first.length; at += piece) {
    for (const { bytes, file } of open) file.write(bytes.subarray(at, at + piece))
    out.push(...zip.takeOutput())
  }
  for (const { file } of open) file.end()
  return Buffer.concat([...out, ...zip.takeOutput(), ...zip.end()])
}

describe('files that are written to a zip file side by side', () => {
  it('stand in it one behind the other, whole', () => {
    const files = readZip(inTurns(1000))
    expect(files.map(({ name }) => name)).toEqual(['0.bin', '1.bin'])
    expect(files.map(({ bytes }, i) => bytes.equals(i === 0 ? first : second))).toEqual([true, true])
  })

  it('give the same bytes however they are cut', () => {
    expect(inTurns(777).equals(inTurns(50_000))).toBe(true)
  })

  it('go out while they are written, as far as they are the first', () => {
    const zip = createZipWriter()
    const [one, two] = [zip.addFile('1'), zip.addFile('2')]
    two.write(second)
    expect(zip.takeOutput()).toEqual([])
    expect(zip.pendingBytes()).toBeGreaterThan(80_000)
    one.write(first)
    const gone = Buffer.concat(zip.takeOutput()).length
    expect(gone).toBeGreaterThan(100_000)
    expect(gone).toBeLessThan(first.length)
  })
})
