import { describe, expect, it } from 'vitest'
import { en } from '../../../../src/messages/en.ts'
import { bytesOf, cellsOf, collectTable, faultSummaries, sniffedBytes, utf16Of } from './collect-table.ts'

const pad = 'p'.repeat(sniffedBytes)
const text = `name,note\r\n${pad},1\r\nQaḑā’ مرحبا,😀\r\n`
const cells = [
  [pad, '1'],
  ['Qaḑā’ مرحبا', '😀'],
]
const blocks = [1, 2, 3, 4, 5, 7, 65_536]
const join = (...parts: (string | number[] | Uint8Array)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? bytesOf(part) : part)]))

describe('the encoding', () => {
  it.each([
    ['UTF-8', bytesOf(text), 'utf-8', false],
    ['UTF-8 with a mark', bytesOf(`\ufeff${text}`), 'utf-8', true],
    ['UTF-16 LE with a mark', utf16Of(`\ufeff${text}`, 'le'), 'utf-16le', true],
    ['UTF-16 BE with a mark', utf16Of(`\ufeff${text}`, 'be'), 'utf-16be', true],
    ['UTF-16 LE by its zeros', utf16Of(text, 'le'), 'utf-16le', false],
    ['UTF-16 BE by its zeros', utf16Of(text, 'be'), 'utf-16be', false],
  ])('is found: %s', async (_, bytes, encoding, hasBom) => {
    for (const block of blocks) {
      const whole = await collectTable(bytes, { sizes: [3, 1, 5], block })
      expect(whole).toMatchObject({
        head: { encoding, hasBom, columns: ['name', 'note'] },
        encoding,
        faults: [],
      })
      expect(cellsOf(whole)).toEqual(cells)
    }
  })

  it('keeps a mark that is not at the beginning', async () => {
    for (const block of blocks) {
      const whole = await collectTable(`a\n${pad}\nx\ufeff\n\ufeffy\n`, { block })
      expect(cellsOf(whole)).toEqual([[pad], ['x\ufeff'], ['\ufeffy']])
    }
  })

  it('is Windows-1252 when the first bytes beyond ASCII are not UTF-8', async () => {
    const bytes = join(
      'name,note\nCaf',
      [0xe9],
      ' ',
      [0x96],
      ',',
      [0x80, 0x93, 0xab],
      'd',
      [0xc3, 0xa9],
      '\n',
    )
    for (const block of blocks) {
      const whole = await collectTable(bytes, { block })
      expect(whole).toMatchObject({ encoding: 'windows-1252', faults: [] })
      expect(cellsOf(whole)).toEqual([['Café –', '€“«dÃ©']])
    }
  })

  it('is Windows-1252 from there, however late; the head knows only what was before', async () => {
    const bytes = join(`a,b\n${pad},1\nx,caf`, [0xe9], ' 5 ', [0x80], '\ny,', [0xdc], 'bung')
    for (const block of blocks) {
      const whole = await collectTable(bytes, { block })
      expect(whole).toMatchObject({ encoding: 'windows-1252', faults: [] })
      if (block === 1) expect(whole.head?.encoding).toBe('utf-8')
      expect(whole.rows.slice(1)).toEqual([
        { row: 2, line: 3, cells: ['x', 'café 5 €'] },
        { row: 3, line: 4, cells: ['y', 'Übung'] },
      ])
    }
  })

  it('is Windows-1252 when the only byte beyond ASCII is the last', async () => {
    expect(cellsOf(await collectTable(join('a\nx', [0xc3])))).toEqual([['xÃ']])
  })

  it('has the whole table of Windows-1252 in this runtime', async () => {
    const high = Array.from({ length: 128 }, (_, i) => 128 + i)
    const whole = await collectTable(join('a\n', [0xff], high, '\n'))
    const c1 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'
    const latin = String.fromCharCode(...high.slice(32))
    expect(cellsOf(whole)).toEqual([[`ÿ${c1}${latin}`]])
  })
})

describe('bytes that are not of the encoding', () => {
  const utf8 = `a,b\né${pad},1\n`

  it.each([
    ['a byte of Windows-1252', [0xe9], 'E9'],
    ['a continuation without a beginning', [0x80], '80'],
    ['an overlong sequence', [0xc0, 0xaf], 'C0'],
    ['an overlong sequence of three', [0xe0, 0x80, 0xaf], 'E0'],
    ['an overlong sequence of four', [0xf0, 0x80, 0x80, 0xaf], 'F0'],
    ['half of a surrogate pair', [0xed, 0xa0, 0x80], 'ED'],
    ['a point beyond Unicode', [0xf4, 0x90, 0x80, 0x80], 'F4'],
    ['a byte that begins nothing', [0xff], 'FF'],
    ['a sequence without its end', [0xf0, 0x9f, 0x98], 'F0'],
  ])('are a fault once UTF-8 was seen, and never replaced in silence: %s', async (_, bad, byte) => {
    const bytes = join(utf8, '😀ḑ', bad, 'x,2\nẞ,3\n')
    for (const block of blocks) {
      const whole = await collectTable(bytes, { block })
      expect(whole.encoding).toBe('utf-8')
      expect(whole.faults).toHaveLength(1)
      expect(whole.faults[0]).toMatchObject({ row: 2, line: 3, column: 'a', rule: 'table.encoding' })
      expect(whole.faults[0]?.say(en)).toContain(`the byte ${byte}, which is not UTF-8`)
      expect(whole.faults[0]?.received).toBe(`😀ḑ${'\ufffd'.repeat(bad.length)}x`)
      expect(whole.rows[2]?.cells).toEqual(['ẞ', '3'])
    }
  })

  it('are a fault behind a mark of UTF-8, whatever was before', async () => {
    expect(faultSummaries(await collectTable(join('\ufeffa,b\nx,', [0xe9], '\n')))).toEqual([
      'table.encoding@2',
    ])
  })

  it('are a fault at the end of the file', async () => {
    for (const block of blocks) {
      const whole = await collectTable(join(utf8, 'x,', [0xe2, 0x82]), { block })
      expect(faultSummaries(whole)).toEqual(['table.encoding@3'])
    }
  })

  it('are a fault of the head in the header', async () => {
    const whole = await collectTable(join('é,b', [0xff], '\n1,2\n'))
    expect(whole.faults).toMatchObject([{ line: 1, column: 'b\ufffd', rule: 'table.encoding' }])
    expect(whole.head?.columns).toEqual(['é', 'b\ufffd'])
  })

  it.each([
    ['half of a pair', utf16Of(`\ufeffa,b\n${pad},1\nx\ud83d,1\n`, 'le'), 3],
    ['the other half', utf16Of(`\ufeffa,b\n${pad},1\n\nx\ude00,1\n`, 'be'), 4],
    ['half of a unit at the end', join(utf16Of(`\ufeffa,b\n${pad},1\n1,2`, 'le'), [0x41]), 3],
    ['half of a pair and of a unit', join(utf16Of(`\ufeffa,b\n${pad},1\n1,\ud83d`, 'be'), [0xde]), 3],
  ])('are a fault in UTF-16: %s', async (_, bytes, line) => {
    for (const block of blocks) {
      const whole = await collectTable(bytes, { block })
      expect(faultSummaries(whole)).toEqual([`table.encoding@${line}`])
      expect(whole.faults[0]?.say(en)).toContain('half of a UTF-16 character')
    }
  })
})
