import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FileTooLarge } from '../../../src/export/byte-stream.ts'
import { createZipWriter, writeZip } from '../../../src/export/zip.ts'
import { readZip } from './read-zip.ts'

/** A file in pieces of these lengths, over and over. */
async function* cut(bytes: Uint8Array, ...lengths: number[]) {
  let from = 0
  for (let i = 0; from < bytes.length; i++) {
    const length = lengths[i % lengths.length] ?? bytes.length
    yield bytes.subarray(from, from + length)
    from += length
  }
}

async function* filesOf(
  contents: Readonly<Record<string, Uint8Array>>,
  pieces: (bytes: Uint8Array) => AsyncIterable<Uint8Array> = cut,
) {
  for (const [name, bytes] of Object.entries(contents)) yield { name, bytes: pieces(bytes) }
}

const whole = async (source: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const pieces: Uint8Array[] = []
  for await (const piece of source) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** Bytes that do not compress, the same ones each time. */
const noise = (length: number): Uint8Array => {
  let state = 1
  return Uint8Array.from({ length }, () => {
    state = Math.imul(state, 1_664_525) + 1_013_904_223
    return state >>> 24
  })
}

const lines = Buffer.from(Array.from({ length: 8000 }, (_, i) => `${i},rocket,قاعدة,${i * i}\r\n`).join(''))

describe('a zip file', () => {
  it('holds its files, whatever they are and however they come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string({ minLength: 1, unit: 'grapheme' }), fc.uint8Array({ maxLength: 300 }), {
          maxKeys: 4,
        }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 3 }),
        async (contents, lengths) => {
          const files = readZip(await whole(writeZip(filesOf(contents, (bytes) => cut(bytes, ...lengths)))))
          expect(files.map(({ name, bytes }) => [name, [...bytes]])).toEqual(
            Object.entries(contents).map(([name, bytes]) => [name, [...bytes]]),
          )
        },
      ),
      { numRuns: 40 },
    )
  })

  it.each([65_535, 65_536, 65_537, 200_000])('holds a file of %i bytes', async (length) => {
    const bytes = noise(length)
    const [first, second] = readZip(await whole(writeZip(filesOf({ 'a.bin': bytes, 'b/ش.csv': lines }))))
    expect(first?.bytes.equals(bytes)).toBe(true)
    expect(second?.name).toBe('b/ش.csv')
    expect(second?.bytes.equals(lines)).toBe(true)
  })

  it('is deflated', async () => {
    const zip = await whole(writeZip(filesOf({ 'a.csv': lines })))
    expect(readZip(zip).map(({ method }) => method)).toEqual([8])
    expect(zip.length).toBeLessThan(lines.length / 3)
  })

  it('is the same bytes for the same files, however they were cut, and on every day', async () => {
    const once = await whole(writeZip(filesOf({ a: lines, b: noise(100_000) })))
    for (const lengths of [[1000], [70_000, 3], [65_536], [1_000_000]])
      expect(
        (
          await whole(writeZip(filesOf({ a: lines, b: noise(100_000) }, (bytes) => cut(bytes, ...lengths))))
        ).equals(once),
      ).toBe(true)
    const firstDay = (1 << 21) | (1 << 16)
    expect(readZip(once).map(({ stamp }) => stamp)).toEqual([firstDay, firstDay])
    expect(createHash('sha256').update(once).digest('hex')).toBe(
      '36b3ae34842e58ca322721ba964790e1b2b18bc152c15e57be64f3d052bea57a',
    )
  })

  it('takes no more of a file than is asked for', async () => {
    let taken = 0
    const counted = async function* () {
      for (let i = 0; i < 100; i++) {
        taken++
        yield noise(65_536)
      }
    }
    const zip = writeZip(
      (async function* () {
        yield { name: 'a', bytes: counted() }
      })(),
    )
    expect(taken).toBe(0)
    for (let got = 0; got < 65_536 * 3; ) got += (await zip.next()).value?.length ?? 0
    expect(taken).toBeLessThan(6)
    await zip.return(undefined)
  })

  it('lets go of what it reads when nobody wants the rest', async () => {
    const ended: string[] = []
    const bytes = async function* () {
      try {
        for (;;) yield noise(65_536)
      } finally {
        ended.push('file')
      }
    }
    const files = async function* () {
      try {
        yield { name: 'a', bytes: bytes() }
      } finally {
        ended.push('files')
      }
    }
    const zip = writeZip(files())
    await zip.next()
    await zip.next()
    await zip.return(undefined)
    expect(ended).toEqual(['file', 'files'])
  })

  it('breaks where a file breaks', async () => {
    const broken = async function* () {
      yield lines
      throw new Error('The database is gone.')
    }
    const zip = writeZip(
      (async function* () {
        yield { name: 'a', bytes: cut(lines) }
        yield { name: 'b', bytes: broken() }
      })(),
    )
    await expect(whole(zip)).rejects.toThrow('The database is gone.')
  })

  it('breaks before its numbers would overflow', async () => {
    const zeros = { a: new Uint8Array(200_000) }
    await expect(whole(writeZip(filesOf(zeros), 199_999))).rejects.toThrow(FileTooLarge)
    await expect(whole(writeZip(filesOf({ a: noise(70_000), b: noise(70_000) }), 139_000))).rejects.toThrow(
      FileTooLarge,
    )
    expect((await whole(writeZip(filesOf(zeros), 200_000))).length).toBeLessThan(1000)
  })

  it('can be written to side by side: the first goes out at once, the others are held for their turn', () => {
    const zip = createZipWriter()
    const [a, b] = [zip.addFile('a'), zip.addFile('b')]
    b.write(noise(200_000))
    expect(zip.pendingBytes()).toBeGreaterThan(190_000)
    const early = zip.takeOutput()
    expect(Buffer.concat(early).length).toBeLessThan(100)
    a.write(lines)
    early.push(...zip.takeOutput())
    expect(Buffer.concat(early).length).toBeGreaterThan(10_000)
    b.end()
    a.end()
    expect(zip.pendingBytes()).toBeLessThanOrEqual(0)
    const files = readZip(Buffer.concat([...early, ...zip.takeOutput(), ...zip.end()]))
    expect(files.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(files.map(({ bytes }) => bytes.equals(lines) || bytes.equals(noise(200_000)))).toEqual([
      true,
      true,
    ])
  })
})
