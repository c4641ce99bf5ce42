import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { WorkbookError } from '../../../../src/ingest/xlsx/workbook-error.ts'
import { readWorkbookTable } from '../../../../src/ingest/xlsx/workbook-table.ts'
import { listEntries, readEntry } from '../../../../src/ingest/xlsx/zip-reader.ts'
import { en } from '../../../../src/messages/en.ts'
import { fileOf, makeWorkbook, overwrite, readTableOf, textRow, workbookFiles } from './make-workbook.ts'

const sheets = { S: textRow(1, 'a', 'b') + textRow(2, 'x', 'y') }
const workbook = makeWorkbook({ sheets })
const [entrySignature, localSignature] = [0x0201_4b50, 0x0403_4b50]

const faultOf = async (bytes: Uint8Array) => {
  const { faults, complete, rows } = await readTableOf(bytes)
  expect([complete, rows]).toEqual([false, []])
  return faults[0]
}

describe('a workbook that cannot be read', () => {
  it.each([
    ['is cut off', workbook.slice(0, -30)],
    ['has no directory', workbook.slice(0, workbook.length / 2)],
    ['has another directory', overwrite(workbook, entrySignature, 0, 1)],
    [
      'has another header',
      Buffer.concat([workbook.slice(0, 4), overwrite(workbook.slice(4), localSignature, 0, 1)]),
    ],
    ['states a size too small', overwrite(workbook, entrySignature, 24, 10)],
    ['states a size too large', overwrite(workbook, entrySignature, 24, 10_000)],
    ['states another packed size', overwrite(workbook, entrySignature, 20, 9_000_000)],
    ['is packed by another method', overwrite(workbook, entrySignature, 10, 9)],
  ])('is refused where it %s', async (_, bytes) => {
    expect(await faultOf(bytes)).toMatchObject({ line: 1, rule: 'table.workbook' })
  })

  it('is refused as encrypted', async () => {
    const flagged = overwrite(workbook, entrySignature, 8, 1)
    expect(await faultOf(flagged)).toMatchObject({ detail: expect.stringContaining('without a password') })
  })

  it.each([
    ['S', 'xl/worksheets/sheet1.xml', '<worksheet><sheetData><row><c>'],
    ['no XML', 'xl/workbook.xml', 'x'],
    ['bytes that are not UTF-8', 'xl/workbook.xml', '\xff'],
    ['an entity that is not defined', 'xl/workbook.xml', '<workbook>&a;</workbook>'],
  ])('is refused with %s', async (_, name, text) => {
    const files = { ...workbookFiles({ sheets }), [name]: new Uint8Array(Buffer.from(text, 'latin1')) }
    expect(await faultOf(zipSync(files))).toMatchObject({ rule: 'table.workbook' })
  })

  it('is refused with a shared text that is not there', async () => {
    const rows = `${textRow(1, 'a')}<row r="2"><c t="s"><v>7</v></c></row>`
    expect(await faultOf(makeWorkbook({ sheets: { S: rows } }))).toMatchObject({ rule: 'table.workbook' })
  })

  it('is refused before its first row if the end of its sheet is missing', async () => {
    const files = workbookFiles({ sheets: { S: textRow(1, 'a') + textRow(2, 'x').repeat(5000) } })
    const whole = zipSync(files, { level: 0 })
    const cut = Buffer.concat([whole.slice(0, 100_000), whole.slice(100_500)])
    expect(await faultOf(cut)).toMatchObject({ rule: 'table.workbook' })
  })

  it('never fails in another way, whatever bytes are changed', async () => {
    const change = fc.tuple(
      fc.integer({ min: 0, max: workbook.length - 1 }),
      fc.integer({ min: 0, max: 255 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = workbook.slice()
        for (const [at, value] of changes) bytes[at] = value
        let last = ''
        for await (const part of readWorkbookTable(fileOf(bytes))) last = part.kind
        expect(last).toBe('end')
      }),
      { numRuns: 300 },
    )
  })
})

describe('a workbook of a writer of zip64', () => {
  /** Returns the file with the sizes and offsets of its directory in zip64 extra fields. */
  const toZip64 = (bytes: Uint8Array): Uint8Array => {
    const whole = Buffer.from(bytes)
    const end = whole.length - 22
    const start = whole.readUInt32LE(end + 16)
    const entries: Buffer[] = []
    for (let at = start; at < end; ) {
      const nameEnd = at + 46 + whole.readUInt16LE(at + 28)
      const header = Buffer.from(whole.subarray(at, nameEnd))
      const extra = Buffer.alloc(28)
      extra.writeUInt16LE(1, 0)
      extra.writeUInt16LE(24, 2)
      for (const [i, field] of [24, 20, 42].entries()) {
        extra.writeBigUInt64LE(BigInt(header.readUInt32LE(field)), 4 + i * 8)
        header.writeUInt32LE(0xffff_ffff, field)
      }
      header.writeUInt16LE(extra.length, 30)
      entries.push(header, extra)
      at = nameEnd + whole.readUInt16LE(at + 30) + whole.readUInt16LE(at + 32)
    }
    const directory = Buffer.concat(entries)
    const tail = Buffer.from(whole.subarray(end))
    tail.writeUInt32LE(directory.length, 12)
    return Buffer.concat([whole.subarray(0, start), directory, tail])
  }

  it('is read', async () => {
    expect(await readTableOf(toZip64(workbook))).toMatchObject({ rows: [['x', 'y']], complete: true })
  })
})

describe('what is unpacked', () => {
  const huge = strToU8(`<worksheet><sheetData>${' '.repeat(40_000_000)}</sheetData></worksheet>`)
  const bomb = zipSync({ ...workbookFiles({ sheets }), 'xl/styles.xml': huge })

  it('is refused by the size that it states, without unpacking', async () => {
    const file = fileOf(bomb)
    const parts = []
    for await (const part of readWorkbookTable(file)) parts.push(part)
    expect(parts[0]).toMatchObject({ head: undefined, faults: [{ rule: 'table.unpacked' }] })
  })

  it('ends at the stated size, if more comes', async () => {
    const entries = await listEntries(fileOf(overwrite(bomb, entrySignature, 24, 100_000)))
    const entry = entries.get('xl/styles.xml')
    if (!entry) throw new Error('There are no styles.')
    let size = 0
    const read = async () => {
      for await (const piece of readEntry(fileOf(bomb), entry, 1e9)) size += piece.length
    }
    const error = await read().catch((thrown: unknown) => thrown)
    expect((error as WorkbookError).say(en)).toContain('damaged')
    expect(size).toBeLessThanOrEqual(100_000)
  })

  it('comes in small pieces', async () => {
    const entry = (await listEntries(fileOf(bomb))).get('xl/styles.xml')
    if (!entry) throw new Error('There are no styles.')
    let [size, largest] = [0, 0]
    for await (const piece of readEntry(fileOf(bomb), entry, 1e9)) {
      size += piece.length
      largest = Math.max(largest, piece.length)
    }
    expect([size, largest]).toEqual([huge.length, 65_536])
  })

  it('may have many texts, but not more than memory holds', async () => {
    const texts = Array.from(
      { length: 26 },
      (_, i) => `<si><t>${String.fromCharCode(97 + i).repeat(1_000_000)}</t></si>`,
    )
    const rows = `${textRow(1, 'a')}<row r="2"><c t="s"><v>1</v></c></row>`
    const few = await readTableOf({ sheets: { S: rows }, strings: texts.slice(0, 20) })
    expect(few.rows[0]?.[0]).toBe('b'.repeat(1_000_000))
    const many = await readTableOf({ sheets: { S: rows }, strings: texts })
    expect(many.faults).toMatchObject([{ rule: 'table.unpacked' }])
  })

  it('may not have a text or a tag that is larger than a piece of memory', async () => {
    const sheet = `<worksheet a="${'x'.repeat(9_000_000)}"><sheetData/></worksheet>`
    expect(await faultOf(makeWorkbook({ sheets: { S: sheet } }))).toMatchObject({ rule: 'table.unpacked' })
  })
})

describe('a file of another format', () => {
  const ole = (name: string): Uint8Array => {
    const bytes = Buffer.alloc(2048)
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
    bytes.writeUInt16LE(9, 30)
    bytes.writeUInt32LE(1, 48)
    bytes.write(name, 1024 + 128, 'utf16le')
    return bytes
  }
  it.each([
    ['.xls', ole('Workbook')],
    ['without a password', ole('EncryptedPackage')],
    ['.xls', ole('Workbook').slice(0, 100)],
    ['.xlsb', zipSync({ 'xl/workbook.bin': strToU8('x') })],
    ['.ods', zipSync({ mimetype: strToU8('x'), 'content.xml': strToU8('x') })],
    ['Numbers', zipSync({ 'Index/Document.iwa': strToU8('x') })],
    ['Word', zipSync({ 'word/document.xml': strToU8('x') })],
    ['presentation', zipSync({ 'ppt/presentation.xml': strToU8('x') })],
    ['zip archive', zipSync({ 'data.csv': strToU8('x') })],
    ['text/csv', strToU8('date,country\n')],
  ])('is named: %s', async (word, bytes) => {
    expect(await faultOf(bytes)).toMatchObject({
      rule: 'table.foreign',
      detail: expect.stringContaining(word),
    })
  })
})
