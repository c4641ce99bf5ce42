import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDate, formatNumber } from '../../../../src/ingest/xlsx/number-cell.ts'
import { builtInFormat, parseNumberFormat } from '../../../../src/ingest/xlsx/number-format.ts'

describe('a number', () => {
  it.each([
    ['3', '3'],
    ['-7', '-7'],
    ['0', '0'],
    ['3.0', '3'],
    ['3.0000000000000004', '3'],
    ['0.30000000000000004', '0.3'],
    ['33.314999999999998', '33.315'],
    ['33.315', '33.315'],
    ['3.0000000001', '3.0000000001'],
    ['1E-7', '0.0000001'],
    ['-1.25E-9', '-0.00000000125'],
    ['1.5E+3', '1500'],
    ['2E+22', '20000000000000000000000'],
    ['202201050001', '202201050001'],
    ['-0', '0'],
    ['', ''],
    ['n/a', 'n/a'],
  ])('%s is %s', (text, expected) => expect(formatNumber(text)).toBe(expected))

  it('of at most 15 digits keeps its value, without an exponent', () => {
    const numbers = fc.tuple(
      fc.integer({ min: -999_999_999, max: 999_999_999 }),
      fc.integer({ min: -12, max: 9 }),
    )
    fc.assert(
      fc.property(numbers, ([mantissa, exponent]) => {
        const value = Number(`${mantissa}e${exponent}`)
        const text = formatNumber(String(value))
        expect(text).toMatch(/^-?\d+(?:\.\d+)?$/)
        expect(Number(text)).toBe(value + 0)
      }),
    )
  })
})

describe('a format', () => {
  it.each([
    ['General', undefined],
    ['0.00', undefined],
    ['#,##0', undefined],
    ['0.00E+00', undefined],
    ['0%', undefined],
    ['# ?/?', undefined],
    ['@', undefined],
    ['0 "days"', undefined],
    ['[Red]0;[Blue]-0', undefined],
    ['[$-409]0.0', undefined],
    ['0\\d', undefined],
    ['_-* #,##0.00\\ "hd"_-', undefined],
    ['yyyy\\-mm\\-dd', ['day', false, false]],
    ['dd.mm.yyyy', ['day', false, false]],
    ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', ['day', false, false]],
    ['m/d/yy h:mm', ['day', true, false]],
    ['mmm-yy', ['month', false, false]],
    ['yyyy', ['year', false, false]],
    ['mm', ['month', false, false]],
    ['d-mmm', ['day', false, false]],
    ['h:mm AM/PM', ['none', true, false]],
    ['mm:ss.0', ['none', true, false]],
    ['[h]:mm:ss', ['none', true, true]],
    ['[$-411]ge.m.d', ['day', false, false]],
    ['yyyy-mm-dd;@', ['day', false, false]],
  ] as const)('%s', (format, expected) => {
    const parsed = parseNumberFormat(format)
    expect(parsed && [parsed.precision, parsed.hasTime, parsed.isDuration]).toEqual(expected)
  })

  it.each([
    [0, undefined],
    [2, undefined],
    [49, undefined],
    [14, 'day'],
    [17, 'month'],
    [20, 'none'],
    [22, 'day'],
    [31, 'day'],
    [47, 'none'],
    [57, 'day'],
  ] as const)('that is built in: %i', (id, precision) => {
    expect(parseNumberFormat(builtInFormat(id) ?? 'General')?.precision).toBe(precision)
  })
})

describe('a date', () => {
  const of = (format: string) => {
    const parsed = parseNumberFormat(format)
    if (!parsed) throw new Error(`${format} is no date.`)
    return (text: string, is1904 = false) => formatDate(text, parsed, is1904)
  }

  it.each([
    ['yyyy-mm-dd', '44566', '2022-01-05'],
    ['yyyy-mm-dd', '1', '1900-01-01'],
    ['yyyy-mm-dd', '59', '1900-02-28'],
    ['yyyy-mm-dd', '60', '1900-02-29'],
    ['yyyy-mm-dd', '61', '1900-03-01'],
    ['yyyy-mm-dd', '0', '1900-01-00'],
    ['yyyy-mm-dd', '2958465', '9999-12-31'],
    ['yyyy-mm-dd', '2958466', '2958466'],
    ['yyyy-mm-dd', '-53688', '1753-01-01'],
    ['yyyy-mm-dd', '-200000', '-200000'],
    ['yyyy-mm-dd', 'x', 'x'],
    ['yyyy-mm-dd', '44566.8125', '2022-01-05T19:30'],
    ['yyyy-mm-dd hh:mm', '44566', '2022-01-05'],
    ['yyyy-mm-dd hh:mm', '44566.812511574077', '2022-01-05T19:30:01'],
    ['yyyy-mm-dd hh:mm', '44566.805555555555', '2022-01-05T19:20'],
    ['yyyy-mm-dd hh:mm', '44566.999999999993', '2022-01-06'],
    ['yyyy-mm-dd hh:mm', '44566.50000580', '2022-01-05T12:00:00.501'],
    ['mmm-yy', '44562', '2022-01'],
    ['mmm-yy', '44566', '2022-01-05'],
    ['yyyy', '44562', '2022'],
    ['yyyy', '44593', '2022-02-01'],
    ['h:mm', '0.8125', '19:30'],
    ['h:mm', '44566.8125', '2022-01-05T19:30'],
    ['[h]:mm', '1.5', '36:00'],
    ['[h]:mm', '-1.5', '-1.5'],
  ])('%s of %s is %s', (format, text, expected) => expect(of(format)(text)).toBe(expected))

  it('of the system of 1904 counts from another day', () => {
    expect(of('yyyy-mm-dd')('43104', true)).toBe('2022-01-05')
    expect(of('yyyy-mm-dd')('0', true)).toBe('1904-01-01')
  })

  it('of any day since March 1900 comes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2_958_465 }), (serial) => {
        const day = of('yyyy-mm-dd')(String(serial))
        expect(Date.parse(day) / 86_400_000 + 25_569).toBe(serial)
      }),
    )
  })
})
