import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { findEncoding } from '../../../../src/ingest/csv/encoding.ts'
import { guessEncoding } from '../../../../src/ingest/csv/guess-encoding.ts'
import { en } from '../../../../src/messages/en.ts'
import { collectTable } from './collect-table.ts'

/** Encodes a text in an encoding of single bytes. */
const encode = (text: string, encoding: string): Uint8Array => {
  const decoder = new TextDecoder(encoding)
  const byteOf = new Map(Array.from({ length: 256 }, (_, i) => [decoder.decode(Uint8Array.of(i)), i]))
  return Uint8Array.from(
    [...text].map((letter) => byteOf.get(letter) ?? expect.fail(`${encoding}: ${letter}`)),
  )
}

const guess = (text: string, encoding: string) =>
  guessEncoding(Buffer.from(encode(`x1,battle,${text},News\n`, encoding)))

const texts: readonly (readonly [encoding: string, text: string])[] = [
  ['windows-1256', 'صوت بلغ قاعدة'],
  ['windows-1256', 'هجوم بطائرة مسيرة قرب المطار'],
  ['windows-1251', 'обстрел базы'],
  ['windows-1251', 'Обстріл міста'],
  ['koi8-u', 'В результате удара погибли два человека'],
  ['ibm866', 'В результате удара погибли два человека'],
  ['windows-1250', 'Wybuch w mieście – ranni żołnierze'],
  ['windows-1250', 'Výbuch v městě'],
  ['iso-8859-2', 'Wybuch w mieście. Ranni żołnierze'],
  ['windows-1253', 'Έκρηξη στην Αθήνα'],
  ['windows-1254', 'Saldırıda iki kişi öldü'],
  ['windows-1255', 'שני הרוגים בפיגוע'],
  ['windows-1257', 'Du žmonės žuvo'],
  ['macintosh', 'Une attaque à la roquette a été menée'],
]

describe('the guess of an encoding', () => {
  it.each(texts)('reads %s but is not certain: %s', (encoding, text) => {
    const { readings, ...found } = guess(text, encoding)
    expect(found).toEqual({ encoding, isCertain: false })
    expect(readings[0]).toEqual({ encoding, text })
    expect(readings.length).toBeGreaterThan(1)
  })

  it.each([
    'café attaqué',
    'Café – «déjà»',
    'Une attaque à la roquette a été menée près de l’aéroport',
    'Rakete schlägt in Gebäude ein',
    'Skjøt på en båt ved Tromsø',
    'the “base” – hit',
    'Qada’',
  ])('is certain where every other reading of Windows-1252 is implausible: %s', (text) => {
    const { isCertain, readings } = guess(text, 'windows-1252')
    expect(isCertain).toBe(true)
    expect(readings).toEqual([{ encoding: 'windows-1252', text: text.slice(0, 60) }])
  })

  it.each([
    ['Poznań', 'windows-1250', 'Poznañ'],
    ['Diyarbakır', 'windows-1254', 'Diyarbakýr'],
    ['بغداد', 'windows-1256', 'ÈÛÏÇÏ'],
    ['São João', 'windows-1252', 'São João'],
  ])('names both readings where two are plausible: %s', (text, encoding, western) => {
    const { isCertain, readings } = guess(text, encoding)
    expect(isCertain).toBe(false)
    expect(readings[0]).toEqual({ encoding: 'windows-1252', text: western })
    if (encoding !== 'windows-1252') expect(readings).toContainEqual({ encoding, text })
  })

  it('is made for Chinese, Japanese and Korean', () => {
    const files = { gb18030: 'b1a8d5a8cfaebbf7', shift_jis: '83868365838a834e8343836a', 'euc-kr': 'c6f8b9df' }
    for (const [encoding, hex] of Object.entries(files)) {
      const { readings, isCertain } = guessEncoding(Buffer.from(hex, 'hex'))
      expect([isCertain, readings.map((each) => each.encoding)]).toEqual([
        false,
        expect.arrayContaining([encoding]),
      ])
    }
  })

  it('is UTF-8 with faults where most of it is UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\n'), Buffer.of(0xe9), Buffer.from(',é\nḑ,ü\n')])
    const { encoding, faults } = await collectTable(bytes)
    expect([encoding, faults.map(({ rule, line }) => `${rule}@${line}`)]).toEqual([
      'utf-8',
      ['table.encoding@2'],
    ])
  })
})

describe('a stated encoding', () => {
  const read = (bytes: Uint8Array, encoding: string) => collectTable(bytes, { encoding })

  it.each(texts)('is obeyed: %s', async (encoding, text) => {
    const bytes = encode(`id,summary\n1,"${text}"\n`, encoding)
    const whole = await read(bytes, encoding)
    expect(whole).toMatchObject({ encoding, faults: [], rows: [{ cells: ['1', text] }] })
  })

  it.each([
    ['shift_jis', '955c', '表', '837c', 'ポ'],
    ['gb18030', '8140', '丂', '8130813022', '\u0080"'],
    ['big5', 'a55c', '功', 'b35c', '許'],
    ['euc-kr', '8141', '갂', 'b3aa', '나'],
  ])('is decoded before its cells are split: %s', async (encoding, first, a, second, b) => {
    const hex = (text: string) => Buffer.from(text, 'hex')
    const bytes = Buffer.concat([
      Buffer.from('x,y\n'),
      hex(first),
      Buffer.from(','),
      hex(second),
      Buffer.from('\n'),
    ])
    for (const block of [1, 2, 3, 65_536]) {
      const whole = await collectTable(bytes, { encoding, block })
      expect(whole).toMatchObject({ encoding, faults: [], rows: [{ cells: [a, b] }] })
    }
  })

  it('yields to a byte order mark', async () => {
    const whole = await read(Buffer.from('\ufeffa,b\né,1\n'), 'windows-1251')
    expect(whole).toMatchObject({ encoding: 'utf-8', rows: [{ cells: ['é', '1'] }] })
  })

  it('has a fault where a byte means nothing in it', async () => {
    const { faults } = await read(Buffer.from([...Buffer.from('a,b\n1,x'), 0xd2, 0x0a]), 'windows-1253')
    expect(faults).toMatchObject([
      { row: 1, line: 2, column: 'b', rule: 'table.encoding', received: 'x\ufffd' },
    ])
    expect(faults[0]?.say(en)).toContain('does not define')
  })

  it('has the labels of the Encoding standard', () => {
    const labels = [
      'cp1256',
      'ISO-8859-1',
      ' Latin1 ',
      'gbk',
      'replacement',
      'iso-2022-kr',
      'windows-1299',
      '',
    ]
    expect(labels.map((label) => findEncoding(label))).toEqual([
      'windows-1256',
      'windows-1252',
      'windows-1252',
      'gbk',
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})
