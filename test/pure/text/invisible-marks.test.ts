import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { removeMarks, removeUnseenMarks, trimMarks } from '../../../src/text/invisible-marks.ts'

const marks =
  '\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff'

describe('removeMarks', () => {
  it('removes every mark, wherever it is', () => {
    expect(removeMarks(`${marks}2022${marks}-01${marks}`)).toBe('2022-01')
  })
})

describe('removeUnseenMarks', () => {
  it.each([
    ['jan\u200b-1\u200e', 'jan-1'],
    ['jan\u200d-1\u200c', 'jan-1'],
    ['https://fa.example/می\u200cخواهم\u200f', 'https://fa.example/می\u200cخواهم'],
  ])('of %j leaves %j', (text, expected) => {
    expect(removeUnseenMarks(text)).toBe(expected)
  })
})

describe('trimMarks', () => {
  it.each([
    ['marks around', '\u200f بغداد\u200e ', 'بغداد'],
    ['isolates around', '\u2067\u202bبغداد\u202c\u2069', 'بغداد'],
    ['an isolate that is not closed', '\u2067بغداد (Baghdad)', 'بغداد (Baghdad)'],
    ['marks between letters of one direction', 'بغ\u200fداد \u200fالجديدة', 'بغداد الجديدة'],
    ['a mark in Latin text', 'Tal\u200e Afar', 'Tal Afar'],
    ['marks of other kinds around', '\u200bBaghdad\ufeff', 'Baghdad'],
    ['nothing but marks', marks.replace(/[\u00ad\u200c\u200d]/g, ''), ''],
  ])('removes %s', (_, text, expected) => {
    expect(trimMarks(text)).toBe(expected)
  })

  it.each([
    ['a joiner in a word', 'می\u200cخواهم'],
    ['a joiner at the end, which shapes the letter', '۱۴۰۱ ه\u200d'],
    ['marks between letters of both directions', 'قاعدة \u200eAin al-Asad\u200f غرب'],
    ['a mark beside digits', 'قصف قاعدة «عين الأسد»\u200f (2022)'],
    ['isolates inside', 'near \u2067بغداد\u2069, west'],
    ['an isolate at the start', '\u2067بغداد\u2069 (Baghdad)'],
    ['word ends in Khmer', 'ភ្នំ\u200bពេញ'],
    ['a mark before a bracket', 'Tal Afar\u200e (2)'],
    ['a mark between Arabic signs that are no letters', '؅\u061c۝'],
    ['an embedding that is not opened', 'a\u202cb'],
    ['a zero-width space in a word', 'Bagh\u200bdad'],
    ['emoji', '👩\u200d👩\u200d👧'],
  ])('keeps %s', (_, text) => {
    expect(trimMarks(text)).toBe(text)
  })

  it('changes nothing the second time, and is fast', () => {
    const text = fc.string({ unit: fc.constantFrom(...marks, ' ', 'a', 'ب', '1', 'ក'), maxLength: 40 })
    fc.assert(
      fc.property(text, (each) => {
        const trimmed = trimMarks(each)
        expect(trimMarks(trimmed)).toBe(trimmed)
      }),
      { numRuns: 2000 },
    )
    const nested = '\u2067'.repeat(200_000) + 'ب'.repeat(3) + ' '.repeat(200_000) + '\u2069'.repeat(200_000)
    expect(trimMarks(nested)).toMatch(/^\u2067*ببب/)
    const inside = `ب${' \u200f'.repeat(100_000)}${' '.repeat(200_000)}x`
    expect(trimMarks(inside).length).toBeGreaterThan(100_000)
  })
})
