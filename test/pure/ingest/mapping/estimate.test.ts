import { describe, expect, it } from 'vitest'
import { parseEstimate } from '../../../../src/ingest/mapping/estimate.ts'
import { createNumberFormat } from '../../../../src/ingest/mapping/number-format.ts'

const digits = (text: string) => (/^\d+$/.test(text) ? text : undefined)

describe('an estimate', () => {
  it.each([
    ['5', { best: '5' }],
    ['0', { best: '0' }],
    ['3-5', { low: '3', high: '5' }],
    ['3 – 5', { low: '3', high: '5' }],
    ['3 to 5', { low: '3', high: '5' }],
    ['3 à 5', { low: '3', high: '5' }],
    ['between 3 and 5', { low: '3', high: '5' }],
    ['Entre 3 et 5', { low: '3', high: '5' }],
    ['بين 3 و 5', { low: '3', high: '5' }],
    ['12+', { low: '12' }],
    ['12 +', { low: '12' }],
    ['≥12', { low: '12' }],
    ['>= 12', { low: '12' }],
    ['at least 12', { low: '12' }],
    ['At Least 12', { low: '12' }],
    ['12 or more', { low: '12' }],
    ['au moins 12', { low: '12' }],
    ['على الأقل 12', { low: '12' }],
    ['> 12', { low: '13' }],
    ['more than 12', { low: '13' }],
    ['≤5', { high: '5' }],
    ['up to 5', { high: '5' }],
    ['no more than 5', { high: '5' }],
    ['<5', { high: '4' }],
    ['fewer than 5', { high: '4' }],
    ['~12', { best: '12', isApproximate: true }],
    ['about 12', { best: '12', isApproximate: true }],
    // More than one reading, or none.
    ['3 and 5', undefined],
    ['3/5', undefined],
    ['3-', undefined],
    ['-3', undefined],
    ['3-5-7', undefined],
    ['several', undefined],
    ['5 civilians', undefined],
    ['at least', undefined],
    ['3-5+', undefined],
    ['', undefined],
  ])('of "%s" is %j', (text, estimate) => {
    expect(parseEstimate(text, digits)).toEqual(estimate)
  })
})

describe('a number with stated separators', () => {
  it.each<['.' | ',', string | undefined, string, string | undefined]>([
    [',', '.', '1.234,5', '1234.5'],
    [',', '.', '1234,5', '1234.5'],
    [',', '.', '1.000', '1000'],
    [',', '.', '1.00', undefined],
    [',', '.', '1.234.567', '1234567'],
    [',', '.', '1234.567', undefined],
    [',', undefined, '33,4', '33.4'],
    [',', undefined, '-33,4', '-33.4'],
    [',', undefined, '33.4', undefined],
    [',', undefined, '1.234,5', undefined],
    ['.', ',', '1,234.5', '1234.5'],
    ['.', ',', '1,23', undefined],
    ['.', ' ', '1 234', '1234'],
    ['.', ' ', '1\u00a0234', '1234'],
    [',', ' ', '1\u202f234,5', '1234.5'],
    ['.', '’', '1’234', '1234'],
    ['.', undefined, '12', '12'],
    ['.', undefined, 'x', undefined],
  ])('of %s and %s: %s is %s', (decimal, thousands, text, number) => {
    expect(createNumberFormat(decimal, thousands).read(text)).toBe(number)
  })
})
